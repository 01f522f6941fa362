"""A bounded store of table rows, fetched by id in blocks."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from ascertain.domain.table_rows import IncidentRow

BLOCK = 40
"""Rows fetched at once: a screen of a window. Scattered over a log of a million they cost 6 to 9 ms, next to each other
one; more would be read before what is in sight is painted."""

Fetch = Callable[[Sequence[int]], list[IncidentRow]]


class RowCache:
    """Rows by incident id. What was fetched longest ago goes first, a block at a time.

    Rows are kept by id, not by position, so that a new order of the same incidents costs no new reading. What is read
    with a row is what comes after it, or, where that is here already, what comes before it: whoever scrolls gets a
    screen at once either way.
    """

    def __init__(self, fetch: Fetch, blocks: int = 60) -> None:
        """At most `blocks` times `BLOCK` rows are kept."""
        self._fetch = fetch
        self._limit = blocks * BLOCK
        self._rows: dict[int, IncidentRow | None] = {}
        self._blocks: deque[tuple[int, ...]] = deque()

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, ids: array[int], position: int) -> IncidentRow | None:
        """The row of the incident at `position` of `ids`; None when the log no longer has it."""
        wanted = ids[position]
        if wanted not in self._rows:
            self._read(ids, position)
        return self._rows.get(wanted)

    def forget(self, changed: Iterable[int]) -> None:
        """Read these incidents anew when they are next asked for."""
        for incident_id in changed:
            self._rows.pop(incident_id, None)

    def clear(self) -> None:
        """Read everything anew."""
        self._rows.clear()
        self._blocks.clear()

    def _read(self, ids: array[int], position: int) -> None:
        upwards = position + 1 < len(ids) and ids[position + 1] in self._rows
        start = max(0, position + 1 - BLOCK) if upwards else position
        block = tuple(i for i in ids[start : start + BLOCK] if i not in self._rows)
        found = {row.id: row for row in self._fetch(block)}
        for incident_id in block:
            self._rows[incident_id] = found.get(incident_id)
        self._blocks.append(block)
        while len(self._rows) > self._limit:
            self.forget(self._blocks.popleft())
