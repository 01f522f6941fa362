"""What lists, queues and side panes show: narrow frozen values, fetched by the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ascertain.domain.messages import Message
from ascertain.domain.table_rows import IncidentRow as IncidentRow
from ascertain.domain.table_rows import Shelf as Shelf
from ascertain.domain.table_rows import SortKey as SortKey
from ascertain.domain.table_rows import UndoState as UndoState


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One line of a library table: the name, a detail or two by shelf, and in how many incidents it is used."""

    id: int
    name: str
    kind: str | None
    country: str | None
    grade: str | None
    """Reliability A-F of a source; None elsewhere."""
    on: date | None
    """Publication date of a document; None elsewhere."""
    used_by: int | None
    """None: not counted."""
    sentences: tuple[int, int] | None = None
    """Of a document with a text that is not very long: how many sentences are open, and how many there are."""


@dataclass(frozen=True, slots=True)
class MergeReach:
    """How many records point to entries that are to become one."""

    incidents: int
    statements: int = 0
    sources: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class NameHit:
    """A suggestion while typing: an existing source, actor, place, document or tag. `matched` is the alternate name
    that matched."""

    id: int
    name: str
    matched: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers in the sidebar."""

    all: int
    by_status: tuple[tuple[str, int], ...]
    open: int
    """In review: unconfirmed, claimed, partly confirmed, disputed, or due."""
    due: int
    drafts: int
    trash: int
    documents: int
    sources: int
    actors: int
    places: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a filter and how many incidents it would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of the histogram: [start, end) as instants, and how many incidents of each status."""

    start: int
    end: int
    by_status: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ChangedField:
    """Before and after of one field in one operation, as text ready to show."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One operation that touched a record."""

    operation: int
    at: int
    author: str
    label: Message
    reason: str
    changes: tuple[ChangedField, ...]
