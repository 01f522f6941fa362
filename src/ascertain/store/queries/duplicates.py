"""Answers about incidents that may be one and the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ascertain.domain.duplicates import LookAlike, Pair, Stretch, compare
from ascertain.domain.records import IncidentContent
from ascertain.domain.search import Search
from ascertain.store.failures import sorting_failures
from ascertain.store.pages import read_rows
from ascertain.store.queries.asking import Asking
from ascertain.store.reading import duplicates, sweeping
from ascertain.store.reading.described import crowds, described, narrow


class DuplicateQueries(Asking):
    """Answers about incidents that may be one and the same."""

    def like_content(
        self, content: IncidentContent, limit: int = 5, *, leave_out: int | None = None
    ) -> list[LookAlike]:
        """The incidents that may be the one described, without `leave_out`; the likeliest first."""
        with self._line.one_state():
            return self._with_rows(duplicates.like_content(self._line, content, limit, leave_out))

    def like_incident(self, incident_id: int, limit: int = 5) -> list[LookAlike]:
        """The incidents that may be this one and that no link joins to it; the likeliest first."""
        with self._line.one_state():
            return self._with_rows(duplicates.like_incident(self._line, incident_id, limit))

    def compared(self, one: int, other: int) -> Pair | None:
        """Two incidents compared, whatever joins them; None where one of them has no time or is in the trash."""
        with self._line.one_state():
            found = described(self._line, narrow(self._line, (one, other)))
            if len(found) < 2:
                return None
            crowd = max(crowds(self._line, found.values()).values(), default=0)
            return Pair(min(one, other), max(one, other), compare(found[one], found[other], crowd))

    def duplicates_found(self, search: Search | None) -> Iterator[Stretch]:
        """The pairs among what `search` finds that may be one, stretch by stretch, the latest times first."""
        return sweeping.duplicates_found(self._line, search)

    def duplicates_among(self, ids: Sequence[int]) -> Iterator[Stretch]:
        """The pairs of one of these incidents and any other that may be one, stretch by stretch."""
        return sweeping.duplicates_among(self._line, ids)

    def _with_rows(self, found: duplicates.Found) -> list[LookAlike]:
        with sorting_failures(self._line.path):
            rows = {row.id: row for row in read_rows(self._line.raw, [number for number, _ in found])}
        return [LookAlike(rows[number], comparison) for number, comparison in found if number in rows]
