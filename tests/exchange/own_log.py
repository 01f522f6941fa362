"""A log in memory, as an exporter is given it, and its sheets as they are read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from zlib import crc32

from hypothesis import strategies as st

from ascertain.domain.incoming.own_sheets.headings import LONG_TEXTS
from ascertain.domain.incoming.own_sheets.long_texts import LongTexts
from ascertain.domain.incoming.own_sheets.reading import OwnSheetReader
from ascertain.domain.incoming.rows import FoundCell, IncomingRow, RecordKind, Refusal
from ascertain.domain.records import (
    Actor,
    Document,
    Incident,
    IncidentContent,
    LibraryEntry,
    Link,
    NamedRef,
    Place,
    Source,
    Statement,
)
from ascertain.domain.totals import Totals, totals
from ascertain.exchange.outgoing import Outgoing
from ascertain.exchange.own_sheets.writing import CELL_HOLDS, OwnSheets
from tests.any_incident import CONTENTS, DOCUMENTS, LINKS, LISTS, OWN, PLACES, SOURCES

K = RecordKind
R = TypeVar("R")
Found = dict[str, list[tuple[FoundCell, ...]]]


def number_of(name: str) -> int:
    """Under which number a log in memory has the entry of a name."""
    return crc32(name.encode()) % 10**4 + 1


def uid_of(kind: RecordKind, number: int) -> str:
    """The uid of a record of this number."""
    return f"{kind.value.lower()}-{number}"


@dataclass
class MemoryLibrary:
    """The library of a log in memory."""

    found: dict[RecordKind, dict[int, LibraryEntry]] = field(default_factory=dict)

    def entry(self, kind: RecordKind, entry_id: int) -> LibraryEntry | None:
        return self.found.get(kind, {}).get(entry_id)

    def entries(self, kind: RecordKind, numbers: Iterable[int]) -> Iterator[tuple[str, LibraryEntry]]:
        held = self.found.get(kind, {})
        yield from ((uid_of(kind, number), held[number]) for number in numbers if number in held)

    def every(self, kind: RecordKind) -> Iterable[int]:
        return self.found.get(kind, {})

    def uids(self, kind: RecordKind, numbers: Iterable[int]) -> Mapping[int, str]:
        return {number: uid_of(kind, number) for number in numbers}

    def uid(self, kind: RecordKind, number: int) -> str | None:
        return uid_of(kind, number)

    def number(self, kind: RecordKind, uid: str) -> int | None:
        name, _, number = uid.rpartition("-")
        return int(number) if name == kind.value.lower() else None


def outgoing(incidents: Iterable[Incident], library: MemoryLibrary | None = None) -> Outgoing:
    """What an exporter is given of these incidents."""
    listed = list(incidents)
    none: tuple[Totals, Mapping[int, str]] = (totals([], []), {})
    return Outgoing(listed, len(listed), LISTS, library or MemoryLibrary(), lambda: none, OWN)


def sheets_of(given: Outgoing, longest: int | None = CELL_HOLDS) -> Found:
    """All rows of every sheet, the headings first."""
    sheets = OwnSheets(given, longest)
    found: Found = {plan.name: [tuple(column.heading for column in plan.columns)] for plan in sheets.plans}
    for block in sheets.blocks():
        for plan, rows in zip(sheets.plans, block, strict=True):
            found[plan.name] += rows
    return found


def read_again(found: Found) -> dict[RecordKind, list[IncomingRow | tuple[Refusal, ...]]]:
    """What the rows of each sheet say."""

    def rows(start: int, stop: int) -> Iterator[tuple[int, tuple[FoundCell, ...]]]:
        yield from enumerate(found[LONG_TEXTS][start:stop], start=start)

    long_texts = LongTexts(rows, len(found[LONG_TEXTS]))
    said: dict[RecordKind, list[IncomingRow | tuple[Refusal, ...]]] = {}
    for kind in RecordKind:
        reader = OwnSheetReader(kind.value, found[kind.value][0], OWN, LISTS, long_texts)
        said[kind] = [reader.read(at, cells) for at, cells in enumerate(found[kind.value][1:], start=2)]
    return said


def _known(ref: NamedRef | None) -> NamedRef | None:
    return None if ref is None else NamedRef(ref.name, number_of(ref.name))


def _must(ref: NamedRef) -> NamedRef:
    return NamedRef(ref.name, number_of(ref.name))


def _statement(statement: Statement, number: int) -> Statement:
    return replace(
        statement, source=_must(statement.source), origin=_known(statement.origin),
        document=_known(statement.document), id=number,
    )  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[Incident], MemoryLibrary]:
    """Some incidents whose names are all in the library, and what else stands there."""
    library = MemoryLibrary({kind: {} for kind in (K.SOURCE, K.DOCUMENT, K.ACTOR, K.PLACE)})
    contents = draw(st.lists(CONTENTS, max_size=3))
    incidents = []
    for at, content in enumerate(contents, start=1):
        links: tuple[Link, ...] = ()
        if at > 1:
            link = draw(LINKS)
            links = (replace(link, other_id=at - 1, other_ref=f"2023-{at - 1}"),)
        known = replace(
            content,
            place=_known(content.place),
            actors=tuple(replace(each, actor=_must(each.actor)) for each in content.actors),
            statements=tuple(_statement(each, at * 10 + nth) for nth, each in enumerate(content.statements)),
        )
        _stock(library, known)
        uid = uid_of(K.INCIDENT, at)
        incidents.append(Incident(at, uid, f"2023-{at}", 1, known, links, None, 0, None, 5, 6, None))
    for entry in draw(st.lists(SOURCES | DOCUMENTS | PLACES, max_size=2)):
        kind = {Source: K.SOURCE, Document: K.DOCUMENT, Place: K.PLACE}[type(entry)]
        if isinstance(entry, Source):
            entry = replace(entry, actor=_known(entry.actor))
        if isinstance(entry, Document):
            entry = replace(entry, publisher=_known(entry.publisher))
        library.found[kind].setdefault(20_000 + len(library.found[kind]), entry)
    return incidents, library


def _stock(library: MemoryLibrary, content: IncidentContent) -> None:
    def put(kind: RecordKind, ref: NamedRef | None, make: type[Source] | type[Actor] | type[Place]) -> None:
        if ref is not None and ref.id is not None:
            library.found[kind][ref.id] = make(ref.name)

    put(K.PLACE, content.place, Place)
    for placed in content.actors:
        put(K.ACTOR, placed.actor, Actor)
    for statement in content.statements:
        put(K.SOURCE, statement.source, Source)
        put(K.SOURCE, statement.origin, Source)
        if statement.document is not None and statement.document.id is not None:
            library.found[K.DOCUMENT][statement.document.id] = Document(statement.document.name)
