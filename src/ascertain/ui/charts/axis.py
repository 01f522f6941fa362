"""What stands under and beside the bars: which days to name, in which words, and round numbers for the height."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ascertain.domain.rows import Bin

_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tick:
    """A label that begins at the left edge of the bar with this index."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A step of the calendar: days with the same `key` lie in the same step; `pattern` names the step."""

    key: Callable[[date], object]
    pattern: str


_UNITS = (
    _Unit(lambda day: day, "d MMM"),
    _Unit(lambda day: day.toordinal() // 2, "d MMM"),
    _Unit(lambda day: day.isocalendar()[:2], "d MMM"),
    _Unit(lambda day: (day.year, day.month), "MMM yyyy"),
    _Unit(lambda day: (day.year, (day.month - 1) // 3), "MMM yyyy"),
    _Unit(lambda day: (day.year, (day.month - 1) // 6), "MMM yyyy"),
    _Unit(lambda day: day.year, "yyyy"),
    _Unit(lambda day: day.year // 2, "yyyy"),
    _Unit(lambda day: day.year // 5, "yyyy"),
    _Unit(lambda day: day.year // 10, "yyyy"),
    _Unit(lambda day: day.year // 50, "yyyy"),
    _Unit(lambda day: day.year // 100, "yyyy"),
)


def day_of(instant: int) -> date:
    """The day of an instant in UTC, in which bars are counted."""
    return (_EPOCH + timedelta(seconds=instant)).date()


def ticks(bins: Sequence[Bin], width: int, measure: Callable[[str], int]) -> list[Tick]:
    """Labels under bars that take `width` pixels together: by day, week, month or year, the finest that fits.

    `measure` tells how wide a label is, in pixels, with the air that it needs.
    """
    if not bins:
        return []
    days = [day_of(each.start) for each in bins]
    step = width / len(bins)
    for unit in _UNITS:
        starts = [0, *(at for at in range(1, len(days)) if unit.key(days[at]) != unit.key(days[at - 1]))]
        labels = [Tick(at, _format(days[at], unit.pattern)) for at in starts]
        if len(labels) > 1 and not _fit(labels[:2], step, measure):
            del labels[0]  # a first step that is cut short
        if _fit(labels, step, measure):
            return labels
    return [Tick(0, _format(days[0], "yyyy"))]


def _fit(labels: Sequence[Tick], step: float, measure: Callable[[str], int]) -> bool:
    return all((after.index - before.index) * step >= measure(before.text) for before, after in pairwise(labels))


def step_text(bins: Sequence[Bin]) -> str:
    """What one bar stands for, as the heading of the chart."""
    length = (bins[0].end - bins[0].start) / _DAY if bins else 1
    names = (
        (0.99, QCoreApplication.translate("Histogram", "Incidents over time by status")),
        (1.01, QCoreApplication.translate("Histogram", "Incidents per day by status")),
        (6.9, QCoreApplication.translate("Histogram", "Incidents over time by status")),
        (7.1, QCoreApplication.translate("Histogram", "Incidents per week by status")),
        (27.9, QCoreApplication.translate("Histogram", "Incidents over time by status")),
        (31.1, QCoreApplication.translate("Histogram", "Incidents per month by status")),
        (89, QCoreApplication.translate("Histogram", "Incidents over time by status")),
        (93, QCoreApplication.translate("Histogram", "Incidents per quarter by status")),
        (364, QCoreApplication.translate("Histogram", "Incidents over time by status")),
        (366.5, QCoreApplication.translate("Histogram", "Incidents per year by status")),
    )
    at = bisect_right([limit for limit, _ in names], length)
    return names[at][1] if at < len(names) else names[0][1]


def round_up(count: float) -> int:
    """The next number of the series 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30 …: the top of the scale."""
    size = 1
    while size * 10 < count:
        size *= 10
    steps = (1, 2, 3, 4, 5, 6, 8, 10) if size == 1 else (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    return next(round(step * size) for step in steps if step * size >= count)


def _format(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
