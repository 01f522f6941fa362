"""Walking through a table of which pages may be missing: from both ends up to the damage, then into the gap."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ascertain.domain.conduct import Cancelled
from ascertain.store.failures import is_interruption
from ascertain.store.untrusted.opened import Untrusted

_AT_ONCE = 200
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1
_PROBES = 100_000
_FAIR_WAY, _FARTHEST = 20_000, 100_000_000
"""How often a gap is looked into, for one table."""


@dataclass(slots=True)
class Walk:
    """One table. `damaged`: something of it could not be read."""

    file: Untrusted
    name: str
    damaged: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """What is read of each row."""
        return self.file.tables.get(self.name, ())

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row that can be read, by column; a value that cannot is left out of it. Raises `Cancelled`."""
        ids = array("q")
        if self.columns:
            self._gather(ids)
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._read(ids[start : start + _AT_ONCE])

    def expected(self) -> int | None:
        """How many rows there should be, by the smallest index that is sound; None where nobody can say."""
        try:
            return int(self.file.query(f'SELECT count(*) FROM "{self.name}"').fetchone()[0])
        except sqlite3.Error as error:
            self._stumble(error)
            return None

    # ---- which rows there are

    def _gather(self, ids: array[int]) -> None:
        low = self._forward(_LOWEST, _HIGHEST, ids)
        if low is None:
            return
        found = array("q")
        high = self._backward(low, _HIGHEST, found)
        self._into_gap(max(low, 0), self._last(low) if high is None or high == _HIGHEST else high, ids)
        ids.extend(reversed(found))

    def _last(self, low: int) -> int:
        """Up to where there may be ids: what the file says was given last, else a fair way on."""
        try:
            (given,) = self.file.query("SELECT max(seq) FROM sqlite_sequence WHERE name = ?", self.name).fetchone()
        except sqlite3.Error as error:
            self._stumble(error)
            given = None
        known = given if isinstance(given, int) and given < low + _FARTHEST else low + _FAIR_WAY
        return max(known, low) + 1

    def _into_gap(self, low: int, high: int, ids: array[int]) -> None:
        """Look for readable pages between two ids, halving what is left."""
        gaps, probes = [(low, high)], 0
        found = array("q")
        while gaps and probes < _PROBES:
            low, high = gaps.pop()
            if high - low < 2:
                continue
            middle = low + (high - low) // 2
            probes += 1
            last = self._forward(middle - 1, high, found)
            first = self._backward(low, middle, found)
            if last is not None:
                gaps.append((max(last, middle), high))
            if first is not None:
                gaps.append((low, min(first, middle)))
        ids.extend(sorted(set(found)))

    def _forward(self, low: int, high: int, ids: array[int]) -> int | None:
        """Take all ids above `low` and below `high`; the last one before something cannot be read, or None."""
        return self._along(f"rowid > ? AND rowid {'<=' if high == _HIGHEST else '<'} ? ORDER BY rowid", low, high, ids)

    def _backward(self, low: int, high: int, ids: array[int]) -> int | None:
        order = f"rowid > ? AND rowid {'<=' if high == _HIGHEST else '<'} ? ORDER BY rowid DESC"
        return self._along(order, low, high, ids, down=True)

    def _along(self, which: str, low: int, high: int, ids: array[int], *, down: bool = False) -> int | None:
        last = high if down else low
        try:
            for (row_id,) in self.file.query(f'SELECT rowid FROM "{self.name}" NOT INDEXED WHERE {which}', low, high):
                beyond = row_id >= last if down else row_id <= last
                if beyond and not (row_id == last and last in (_LOWEST, _HIGHEST)):
                    # Pages that lead in a circle give an id again.
                    self.damaged = True
                    return last
                last = row_id
                ids.append(row_id)
        except sqlite3.Error as error:
            self._stumble(error)
            return last
        return None

    # ---- what is in them

    def _read(self, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        listed = ", ".join(f'"{column}"' for column in self.columns)
        marks = ", ".join("?" * len(ids))
        query = f'SELECT {listed} FROM "{self.name}" NOT INDEXED WHERE rowid IN ({marks})'
        try:
            rows = self.file.query(query, *ids).fetchall()
        except sqlite3.Error as error:
            self._stumble(error)
            rows = None
        if rows is not None:
            yield from (dict(zip(self.columns, row, strict=True)) for row in rows)
            return
        for row_id in ids:
            row = self._read_one(row_id)
            if row:
                yield row

    def _read_one(self, row_id: int) -> dict[str, Any]:
        """Column by column: a long text may be lost while the rest of its row is not."""
        found: dict[str, Any] = {}
        for column in self.columns:
            query = f'SELECT "{column}" FROM "{self.name}" NOT INDEXED WHERE rowid = ?'
            try:
                row = self.file.query(query, row_id).fetchone()
            except sqlite3.Error as error:
                self._stumble(error)
                continue
            if row is None:
                return {}
            found[column] = row[0]
        return found

    def _stumble(self, error: sqlite3.Error) -> None:
        if is_interruption(error):
            raise Cancelled from error
        self.damaged = True
