"""Records with a word of its own in every text, and the search for these words in the bytes of files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

from ascertain.domain.codes import AnchorKind, AssertionState, Role, Stance, Status, TimePrecision
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Anchor,
    Assertion,
    Document,
    IncidentContent,
    NamedRef,
    Passage,
    Place,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.rows import Shelf

_MARK = "zq"


class Words:
    """Gives words that stand nowhere else. Each begins with the mark and is long enough to be no chance."""

    def __init__(self, mark: str = _MARK) -> None:
        self._numbers = count(1)
        self.mark = mark
        self.given: list[str] = []

    def new(self) -> str:
        digits = "".join(chr(ord("a") + int(each)) for each in f"{next(self._numbers):04d}")
        self.given.append(f"{self.mark}{digits}kx")
        return self.given[-1]


def statement(
    words: Words, *, source: NamedRef | None = None, bears_on: tuple[int, ...] = (), asserts: bool = True
) -> Statement:
    return Statement(
        source or NamedRef("An outlet"),
        Stance.REPORTS,
        document=NamedRef("A bulletin"),
        quote=f"{words.new()} fell",
        passage=Passage(3, 9, words.new(), words.new()),
        note=words.new(),
        assertions=(
            Assertion("place_text", AssertionState.VALUE, words.new(), adopted=True),
            Assertion("place", value=words.new()),
        )
        if asserts
        else (),
        bears_on=bears_on,
    )


def incident(words: Words, *statements: Statement) -> IncidentContent:
    """An incident all of whose own texts are words; its names in the library are plain."""
    return IncidentContent(
        title=f"{words.new()} at the gate",
        when=ReportedTime(words.new(), Anchor(AnchorKind.DATE, date(2023, 10, 18)), "UTC", 0, 60, TimePrecision.MINUTE),
        place=NamedRef("A town"),
        place_text=words.new(),
        actors=(ActorInRole(NamedRef("A group"), Role.CLAIMED_BY), ActorInRole(NamedRef("An army"), Role.TARGET)),
        statements=statements or (statement(words), statement(words)),
        status=Status.CONFIRMED,
        status_reason=words.new(),
        tags=(words.new(), "common"),
        notes=f"{words.new()}\n{words.new()}",
    )


def entry(words: Words, shelf: Shelf, entry_id: int | None = None) -> Source | Actor | Place | Document:
    names = (AlternateName(words.new(), "ar"), AlternateName(words.new()))
    match shelf:
        case Shelf.SOURCES:
            basis, url = words.new(), f"https://{words.new()}.example/"
            return Source(words.new(), reliability_basis=basis, url=url, notes=words.new(), names=names, id=entry_id)
        case Shelf.ACTORS:
            return Actor(words.new(), notes=words.new(), names=names, id=entry_id)
        case Shelf.PLACES:
            return Place(
                words.new(), admin1=words.new(), admin2=words.new(), notes=words.new(), names=names, id=entry_id
            )
        case Shelf.DOCUMENTS:
            text, url = f"{words.new()} and {words.new()}", f"https://{words.new()}.example/"
            return Document(words.new(), url=url, text=text, notes=words.new(), id=entry_id)


def files_of(log: Path) -> Iterator[Path]:
    """The log and all that lies beside it under its name."""
    for path in log.parent.rglob("*"):
        if path.is_file() and log.stem in str(path.relative_to(log.parent)):
            yield path


def found_in(log: Path, words: Iterable[str]) -> set[str]:
    """The words that stand in the bytes of a closed log, of what lies beside it, or in its search index."""
    wanted = set(words)
    bytes_of = [path.read_bytes() for path in files_of(log)]
    found = {word for word in wanted if any(word.encode() in content for content in bytes_of)}
    # Terms of the index share beginnings, so that one need not stand there whole.
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'incident_search', 'row')")
        return found | (wanted & {term for (term,) in connection.execute("SELECT term FROM terms")})
