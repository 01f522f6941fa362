"""What can be asked of a log. The answers are frozen values of the domain."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ascertain.domain.records import Incident
from ascertain.domain.rows import Counts, IncidentRow, SortKey

if TYPE_CHECKING:
    from ascertain.domain.search import Search


class Queries(Protocol):
    """Questions to a log, on one read-only connection. One thread at a time asks; `interrupt` may come from any.

    Every question may fail with `LogUnavailable`. `search` None finds everything but the trash.
    """

    def order(self, search: Search | None, sort: Sequence[SortKey] = ()) -> array[int]:
        """The ids of all incidents that `search` finds, in order: nothing-known last, the incident's number last of all."""
        ...

    def first(self, search: Search | None, sort: Sequence[SortKey] = (), limit: int = 200) -> array[int]:
        """The first `limit` ids of `order`."""
        ...

    def count(self, search: Search | None) -> int:
        """How many incidents `search` finds."""
        ...

    def rows(self, ids: Iterable[int]) -> list[IncidentRow]:
        """The rows of these incidents in the order of `ids`; an id that the log does not have is left out."""
        ...

    def incident(self, incident_id: int) -> Incident | None:
        """One incident with everything that belongs to it."""
        ...

    def incident_by_ref(self, ref: str) -> Incident | None:
        """The incident that people call `ref`, in the trash or not."""
        ...

    def incidents(self, ids: Iterable[int]) -> Iterator[Incident]:
        """Whole incidents in the order of `ids`, read in batches; an id that the log does not have is left out."""
        ...

    def counts(self, today: date) -> Counts:
        """The numbers in the sidebar. Due: to be looked at again by `today` or before."""
        ...

    def interrupt(self) -> None:
        """Stop what is being asked now."""
        ...

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        ...


def open_queries(path: Path) -> Queries:
    """Open the log at `path` for questions. Loads SQLAlchemy: call it on a lane, not on the thread that paints. Raises `LogUnavailable`."""
    from ascertain.store.queries import Queries as StoreQueries

    return StoreQueries(path)
