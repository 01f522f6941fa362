"""A log that answers the bars at once, and the counts that it answers with."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal

from ascertain.domain.search import Search
from ascertain.domain.timeline import BarUnit, DayCounts, Days, Timeline, timeline
from ascertain.domain.totals import Totals

DAY = 86_400
FIRST = 19_600 * DAY


class Answers(QObject):
    """A log that answers at once with what it is given."""

    changed = Signal(object)

    def __init__(self, counts: DayCounts) -> None:
        super().__init__()
        self.counts = counts
        self.asked: list[tuple[Days | None, BarUnit | None]] = []
        self.slow = False
        self.waiting: list[Callable[[], None]] = []
        self.session = SimpleNamespace(vocabularies=None)

    def asker(self, owner: QObject) -> Answers:
        return self

    def ask(self, question: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        answer = question(SimpleNamespace(timeline=self.timeline, totals=lambda search: Totals()))
        if self.slow:
            self.waiting.append(lambda: done(answer))
        else:
            done(answer)

    def drop(self) -> None:
        self.waiting.clear()

    def timeline(self, search: Search, bins: int, *, shown: Days | None, unit: BarUnit | None) -> Timeline:
        self.asked.append((shown, unit))
        return timeline(self.counts, STATUSES, bins, shown=shown, unit=unit)


STATUSES = ("claimed", "confirmed")
FIRST_DAY = FIRST // DAY


def ten_days(untimed: int = 0) -> DayCounts:
    days = [(FIRST_DAY + at, FIRST_DAY + at, "claimed", 1) for at in range(10)]
    return DayCounts([*days, *((FIRST_DAY + at, FIRST_DAY + at, "confirmed", at) for at in range(1, 10))], untimed)


def three_years() -> DayCounts:
    return DayCounts([(FIRST_DAY + at, FIRST_DAY + at + at % 3, STATUSES[at % 2], 1 + at % 5) for at in range(1_000)])
