"""What came of the passages of a document: statements, entries of the library, and what holds nothing to be logged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ascertain.domain.codes import Stance
from ascertain.domain.passages import Found, find_again
from ascertain.domain.records import Document, NamedRef, Passage
from ascertain.domain.rows import Shelf
from ascertain.domain.sentences import Sentence, says_something, sentences

_NOWHERE = Passage()


class MarkKind(StrEnum):
    """What a passage came to. The last two are kept as `document_mark.kind`."""

    STATEMENT = "statement"
    ENTRY = "entry"
    NOTHING = "nothing_to_log"


@dataclass(frozen=True, slots=True)
class Logged:
    """An incident as far as a mark shows it."""

    id: int
    ref: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage and what came of it.

    `id` is that of the statement, or of the mark itself. A statement has a speaker and bears on `incidents`, those in
    the trash left out; an entry is named with its shelf.
    """

    kind: MarkKind
    id: int
    quote: str
    passage: Passage = _NOWHERE
    incidents: tuple[Logged, ...] = ()
    source: NamedRef | None = None
    stance: Stance | None = None
    shelf: Shelf | None = None
    entry: NamedRef | None = None
    note: str = ""

    def bears_on(self, incident_id: int) -> bool:
        """Whether it is a statement on this incident."""
        return any(each.id == incident_id for each in self.incidents)


@dataclass(frozen=True, slots=True)
class DocumentMarks:
    """A document with what came of it, as it stands in the log."""

    document: Document
    marks: tuple[Mark, ...]

    @property
    def incidents(self) -> tuple[Logged, ...]:
        """The incidents that were logged from it, each once."""
        return tuple(dict.fromkeys(each for mark in self.marks for each in mark.incidents))


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and where it stands in the text now."""

    mark: Mark
    at: Found


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a text is worked through. `sentences` are those that say something, `open_` the places among them of
    which nothing came. `lost` could not be found again in the text; `unplaced` name no passage."""

    sentences: tuple[Sentence, ...]
    open_: tuple[int, ...]
    placed: tuple[Placed, ...] = ()
    lost: tuple[Mark, ...] = ()
    unplaced: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageCount:
    """How many sentences a document has, and of how many of them nothing came."""

    sentences: int
    open_: int
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that is not worked through."""

    id: int
    title: str
    publisher: str
    published_on: str
    coverage: CoverageCount


def coverage(text: str, marks: Iterable[Mark], known: tuple[Sentence, ...] | None = None) -> Coverage:
    """What came of each sentence of a text. `known` are its sentences, where they are known already."""
    if known is None:
        known = tuple(each for each in sentences(text) if says_something(text, each))
    placed: list[Placed] = []
    lost: list[Mark] = []
    unplaced: list[Mark] = []
    for mark in marks:
        if not mark.quote.strip():
            unplaced.append(mark)
            continue
        found = find_again(text, mark.quote, mark.passage)
        if found is None:
            lost.append(mark)
        else:
            placed.append(Placed(mark, found))
    placed.sort(key=lambda each: (each.at.start, -each.at.end))
    told = set().union(*(touched(known, each.at.start, each.at.end) for each in placed))
    left = tuple(at for at in range(len(known)) if at not in told)
    return Coverage(known, left, tuple(placed), tuple(lost), tuple(unplaced))


def touched(known: tuple[Sentence, ...], start: int, end: int) -> range:
    """The places of the sentences that have something in common with a span."""
    first = bisect_left(known, start, key=lambda each: each.end - 1)
    after = bisect_left(known, end, key=lambda each: each.start)
    return range(first, max(first, after))
