"""The pairs that a look for duplicates has found so far, the likeliest first, and which of them is in hand."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable

from ascertain.domain.duplicates import LISTED, Pair, Stretch
from ascertain.ui.duplicates.decisions import Decision

_OFFERED = 2
"""How many more are offered where two are merged."""


class FoundPairs:
    """No widgets: what the desk shows."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.current: Pair | None = None
        self.done = self.total = self.found = 0
        self.decided: Counter[Decision] = Counter()
        self.skipped: set[tuple[int, int]] = set()

    def start(self) -> None:
        """Begin another look. What was decided today stays counted."""
        self.pairs, self.current = [], None
        self.done = self.total = self.found = 0
        self.skipped.clear()

    def take(self, stretch: Stretch) -> None:
        """Take in what was found."""
        self.done, self.total = stretch.done, stretch.total
        for pair in stretch.pairs:
            self.found += 1
            insort(self.pairs, pair, key=_rank)
        del self.pairs[LISTED:]
        if self.current is None:
            self.current = self.pairs[0] if self.pairs else None

    @property
    def at(self) -> int | None:
        """Where the pair in hand stands."""
        ids = self.current.ids if self.current is not None else None
        return next((at for at, pair in enumerate(self.pairs) if pair.ids == ids), None)

    def go_to(self, at: int) -> None:
        """Take another pair in hand."""
        if 0 <= at < len(self.pairs):
            self.current = self.pairs[at]

    def step(self, by: int) -> None:
        """Take the next pair, or the one before, in hand."""
        at = self.at
        if at is not None:
            self.go_to(min(max(at + by, 0), len(self.pairs) - 1))

    def settle(self, decision: Decision) -> None:
        """The pair in hand is decided: it leaves the list, and the next is taken in hand."""
        self.decided[decision] += 1
        if self.current is not None:
            gone = self.current.ids
            self._drop(lambda pair: pair.ids == gone)

    def without(self, gone: Iterable[int]) -> None:
        """These incidents are no more in the log: pairs with one of them go."""
        ids = set(gone)
        self._drop(lambda pair: bool(ids & set(pair.ids)))

    def alike(self) -> list[int]:
        """The incidents beside the two in hand that may be the same as one of them, the likeliest first."""
        if self.current is None:
            return []
        both = set(self.current.ids)
        near = (each for pair in self.pairs if both & set(pair.ids) for each in pair.ids if each not in both)
        return list(dict.fromkeys(near))[:_OFFERED]

    def _drop(self, goes: Callable[[Pair], bool]) -> None:
        at = self.at or 0
        before = self.current
        self.pairs = [pair for pair in self.pairs if not goes(pair)]
        if before is not None and any(pair.ids == before.ids for pair in self.pairs):
            return
        self.current = self.pairs[min(at, len(self.pairs) - 1)] if self.pairs else None


def _rank(pair: Pair) -> tuple[float, int, int]:
    return -pair.comparison.score, -pair.one, -pair.other
