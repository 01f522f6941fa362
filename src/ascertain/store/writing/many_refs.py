"""Numbers for many new incidents: those that they bring where these are free, else the next ones of their years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import select

from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.incidents import ref_counter

_REF = re.compile(r"(\d{4})-(\d{4,5})")


class ManyRefs:
    """Gives numbers as `next_ref` does, and keeps the counters of the log in step when all is given."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._last: dict[int, int] = {}
        self._given: dict[int, set[int]] = {}
        """By year, the numbers beyond the counter that were brought."""

    def give(self, wanted: Sequence[tuple[str, int]]) -> list[str]:
        """The numbers of a batch, told for each the one it brings (or nothing) and its year."""
        taken = self._taken([ref for ref, _ in wanted if ref])
        refs: list[str] = []
        for ref, year in wanted:
            parts = _REF.fullmatch(ref) if ref and ref not in taken else None
            given = ref if parts and self._keep(int(parts[1]), int(parts[2])) else self._next(year)
            taken.add(given)
            refs.append(given)
        return refs

    def finish(self) -> None:
        """Let the counters of the log go on from what was given."""
        for year, last in self._last.items():
            self._op.count_from(ref_counter(year), max((last, *self._given.get(year, ()))))

    def _keep(self, year: int, number: int) -> bool:
        """Whether a number that no incident has can be kept; then no other is given it."""
        last = self._count(year)
        brought = self._given.setdefault(year, set())
        if number in brought:
            return False
        if number > last:
            brought.add(number)
        return True

    def _next(self, year: int) -> str:
        number, brought = self._count(year) + 1, self._given.get(year, set())
        while number in brought:
            brought.discard(number)
            number += 1
        self._last[year] = number
        return f"{year:04d}-{number:04d}"

    def _count(self, year: int) -> int:
        known = self._last.get(year)
        if known is None:
            info = table("log_info").c
            found = self._op.core.execute(select(info.value).where(info.key == ref_counter(year))).scalar()
            known = self._last[year] = int(found or 0)
        return known

    def _taken(self, refs: list[str]) -> set[str]:
        own = table("incident").c.ref
        taken: set[str] = set()
        for start in range(0, len(refs), 500):
            query = select(own).where(own.in_(refs[start : start + 500]))
            taken.update(self._op.core.execute(query).scalars())
        return taken
