"""What stands under and beside the bars: which days to name, in which words, and round numbers for the height."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ascertain.domain.rows import Bin
from ascertain.domain.timeline import BarUnit

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


def ticks(bins: Sequence[Bin], lefts: Sequence[float], measure: Callable[[str], int]) -> list[Tick]:
    """Labels under bars that begin at the pixels `lefts`: by day, week, month or year, the finest that fits.

    `measure` tells how wide a label is, in pixels, with the air that it needs.
    """
    if not bins:
        return []
    days = [day_of(each.start) for each in bins]
    for unit in _UNITS:
        starts = [0, *(at for at in range(1, len(days)) if unit.key(days[at]) != unit.key(days[at - 1]))]
        labels = [Tick(at, _format(days[at], unit.pattern)) for at in starts]
        if len(labels) > 1 and not _fit(labels[:2], lefts, measure):
            del labels[0]  # a first step that is cut short
        if _fit(labels, lefts, measure):
            return labels
    return [Tick(0, _format(days[0], "yyyy"))]


def _fit(labels: Sequence[Tick], lefts: Sequence[float], measure: Callable[[str], int]) -> bool:
    return all(lefts[after.index] - lefts[before.index] >= measure(before.text) for before, after in pairwise(labels))


def short_step_text(unit: BarUnit | None) -> str:
    """The same where there is little room."""
    names = {
        BarUnit.DAY: QCoreApplication.translate("Histogram", "Per day"),
        BarUnit.WEEK: QCoreApplication.translate("Histogram", "Per week"),
        BarUnit.MONTH: QCoreApplication.translate("Histogram", "Per month"),
        BarUnit.QUARTER: QCoreApplication.translate("Histogram", "Per quarter"),
        BarUnit.YEAR: QCoreApplication.translate("Histogram", "Per year"),
    }
    return QCoreApplication.translate("Histogram", "Over time") if unit is None else names[unit]


def step_text(unit: BarUnit | None) -> str:
    """What one bar stands for, as the heading of the chart."""
    names = {
        BarUnit.DAY: QCoreApplication.translate("Histogram", "Incidents per day by status"),
        BarUnit.WEEK: QCoreApplication.translate("Histogram", "Incidents per week by status"),
        BarUnit.MONTH: QCoreApplication.translate("Histogram", "Incidents per month by status"),
        BarUnit.QUARTER: QCoreApplication.translate("Histogram", "Incidents per quarter by status"),
        BarUnit.YEAR: QCoreApplication.translate("Histogram", "Incidents per year by status"),
    }
    return QCoreApplication.translate("Histogram", "Incidents over time by status") if unit is None else names[unit]


def round_up(count: float) -> int:
    """The next number of the series 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30 …: the top of the scale."""
    size = 1
    while size * 10 < count:
        size *= 10
    steps = (1, 2, 3, 4, 5, 6, 8, 10) if size == 1 else (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    return next(round(step * size) for step in steps if step * size >= count)


def _format(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
