"""The one door for questions to a log: a read-only connection and everything that can be asked on it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from ascertain.domain.records import Incident
from ascertain.domain.rows import Counts, IncidentRow, SortKey
from ascertain.store.failures import sorting_failures
from ascertain.store.pages import read_rows
from ascertain.store.reading import counting, incidents
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import is_newest_first, order_by
from ascertain.store.schema import table
from ascertain.store.searching import conditions

if TYPE_CHECKING:
    from ascertain.domain.search import Search


class Queries:
    """Answers to questions about a log, as frozen values. One thread at a time asks; `interrupt` and `close` may come from any.

    Every question fails with `LogUnavailable` where the surroundings are at fault, and with an error of the database for which
    `store.failures.is_interruption` is true after `interrupt`.
    """

    def __init__(self, path: Path) -> None:
        self._line = ReadLine(path)

    def order(self, search: Search | None, sort: Sequence[SortKey] = ()) -> array[int]:
        """The ids of all incidents that `search` finds, in order; None finds all but the trash."""
        return self._line.ids(self._ordered(search, sort, limited=False))

    def first(self, search: Search | None, sort: Sequence[SortKey] = (), limit: int = 200) -> array[int]:
        """The first `limit` ids of `order`."""
        return self._line.ids(self._ordered(search, sort, limited=True).limit(limit))

    def count(self, search: Search | None) -> int:
        """How many incidents `search` finds."""
        return int(
            self._line.scalar(select(func.count()).select_from(table("incident")).where(*self._found_by(search)))
        )

    def rows(self, ids: Iterable[int]) -> list[IncidentRow]:
        """The rows of these incidents in the order of `ids`; an id that the log does not have is left out."""
        with sorting_failures(self._line.path):
            return read_rows(self._line.raw, ids)

    def incident(self, incident_id: int) -> Incident | None:
        """One incident with everything that belongs to it."""
        return next(self.incidents((incident_id,)), None)

    def incident_by_ref(self, ref: str) -> Incident | None:
        """The incident that people call `ref`, in the trash or not."""
        incident = table("incident").c
        found = self._line.scalar(select(incident.id).where(incident.ref == ref.strip()))
        return None if found is None else self.incident(found)

    def incidents(self, ids: Iterable[int]) -> Iterator[Incident]:
        """Whole incidents in the order of `ids`, read in batches; an id that the log does not have is left out."""
        return incidents.incidents(self._line, ids)

    def counts(self, today: date) -> Counts:
        """The numbers in the sidebar. Due: to be looked at again by `today` or before."""
        return counting.counts(self._line, today)

    def interrupt(self) -> None:
        """Stop the statement that runs now, if any."""
        self._line.interrupt()

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        self._line.close()

    def _found_by(self, search: Search | None) -> list[Any]:
        return [table("incident").c.trashed_at.is_(None), *conditions(search, self._line)]

    def _ordered(self, search: Search | None, sort: Sequence[SortKey], *, limited: bool) -> Select[Any]:
        found = self._found_by(search)
        scan = len(found) > 1 or not is_newest_first(sort)
        return (
            select(table("incident").c.id).where(*found).order_by(*order_by(sort, self._line.vocabularies(), scan=scan))
        )
