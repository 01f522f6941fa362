"""Incidents over time as bars: which days a bar takes, and how an uncertain time is shared out among them.

Days are whole numbers since 1970-01-01, as `incident.day_from` is: local days, each where it happened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ascertain.domain.rows import Bin

DAY = 86_400
"""Seconds."""

MOST_BARS = 400
"""Bars of a unit that was chosen; more could not be told apart on a screen."""

_EPOCH = date(1970, 1, 1).toordinal()
_LAST = date.max.toordinal() - _EPOCH

Days = tuple[int, int]
"""The first and the last day, both included."""


class BarUnit(StrEnum):
    """What one bar stands for, where that can be chosen. A week begins on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How many incidents there are by first day, last day and status; `untimed` are those without a time."""

    timed: Sequence[tuple[int, int, str, int]] = ()
    untimed: int = 0

    @property
    def days(self) -> Days | None:
        """From the first day of all up to the last; None where no time is known."""
        if not self.timed:
            return None
        return min(first for first, _, _, _ in self.timed), max(last for _, last, _, _ in self.timed)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars without a gap, and what they leave out.

    `unit` is None where a bar takes several years. `shown` are the days that were asked for, `whole` all that there
    are. `before` and `after`: how many incidents lie outside the bars; parts of one where its time reaches into them.
    `by_status`: the incidents with a time, in the bars or not.
    """

    bins: tuple[Bin, ...] = ()
    unit: BarUnit | None = None
    shown: Days | None = None
    whole: Days | None = None
    before: float = 0.0
    after: float = 0.0
    by_status: tuple[tuple[str, int], ...] = ()
    untimed: int = 0

    @property
    def timed(self) -> int:
        """How many incidents have a time."""
        return sum(count for _, count in self.by_status)


def timeline(
    counts: DayCounts, statuses: Sequence[str], bins: int, *, shown: Days | None = None, unit: BarUnit | None = None
) -> Timeline:
    """At most `bins` bars over the days `shown` (all where None), of the finest unit that fits, or of the `unit` that
    was chosen: then of the newest `MOST_BARS` where there would be more. A bar that begins or ends outside of `shown`
    is whole all the same. `statuses` gives the order within a bar."""
    whole = counts.days
    by_status = _by_status(counts, statuses)
    if whole is None:
        return Timeline(untimed=counts.untimed)
    first, last = shown if shown is not None else whole
    first, last = max(first, -_EPOCH + 1), min(max(first, last), _LAST)
    if unit is None:
        unit, edges = _finest(first, last, max(bins, 1))
    else:
        edges = _newest_edges(unit, first, last)
        first = max(first, edges[0])
    sums = _spread(counts.timed, edges)
    bars = tuple(
        Bin(
            edges[at] * DAY,
            edges[at + 1] * DAY,
            tuple((status, sums[at, status]) for status in statuses if (at, status) in sums),
        )
        for at in range(len(edges) - 1)
    )
    before, after = _outside(counts.timed, edges[0], edges[-1])
    return Timeline(bars, unit, (first, last), whole, before, after, by_status, counts.untimed)


def fits(unit: BarUnit, shown: Days) -> bool:
    """Whether bars of this unit can be drawn over all these days."""
    return shown[1] - shown[0] + 1 <= _LONGEST[unit] * (MOST_BARS - 1)


def _by_status(counts: DayCounts, statuses: Sequence[str]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = defaultdict(int)
    for _, _, status, count in counts.timed:
        sums[status] += count
    return tuple((status, sums[status]) for status in statuses if status in sums)


def _spread(timed: Iterable[tuple[int, int, str, int]], edges: Sequence[int]) -> dict[tuple[int, str], float]:
    """The heights by bar and status: each incident adds to the bars that it overlaps, in proportion."""
    sums: dict[tuple[int, str], float] = defaultdict(float)
    begin, end_of_all = edges[0], edges[-1]
    for first, last, status, count in timed:
        if first >= end_of_all or last < begin:
            continue
        end = last + 1
        at = max(bisect_right(edges, first) - 1, 0)
        if first >= begin and end <= edges[at + 1]:
            sums[at, status] += count
            continue
        share = count / (end - first)
        while at < len(edges) - 1 and edges[at] < end:
            sums[at, status] += share * (min(end, edges[at + 1]) - max(first, edges[at]))
            at += 1
    return sums


def _outside(timed: Iterable[tuple[int, int, str, int]], begin: int, end: int) -> tuple[float, float]:
    before = after = 0.0
    for first, last, _, count in timed:
        if first < begin:
            before += count * (min(last + 1, begin) - first) / (last + 1 - first)
        if last >= end:
            after += count * (last + 1 - max(first, end)) / (last + 1 - first)
    return before, after


def _finest(first: int, last: int, bins: int) -> tuple[BarUnit | None, list[int]]:
    for unit, starts in _UNITS:
        edges = _walk(starts, first, last, bins)
        if edges is not None:
            return unit, edges
    # Coarser than any unit: one bar over everything.
    return None, [first, last + 1]


def _walk(starts: Callable[[int], Iterator[int]], first: int, last: int, bins: int) -> list[int] | None:
    edges: list[int] = []
    for edge in starts(first):
        edges.append(edge)
        if edge > last:
            return edges
        if len(edges) > bins:
            return None
    # The calendar ends here.
    return [*edges, last + 1]


def _newest_edges(unit: BarUnit, first: int, last: int) -> list[int]:
    """Those of the newest `MOST_BARS`, without walking through all of a long span."""
    first = max(first, last - _LONGEST[unit] * MOST_BARS)
    return (_walk(_STARTS[unit], first, last, 2 * MOST_BARS) or [first, last + 1])[-MOST_BARS - 1 :]


def _days(first: int) -> Iterator[int]:
    while True:
        yield first
        first += 1


def _weeks(first: int) -> Iterator[int]:
    # 1970-01-01 was a Thursday.
    monday = first - (first + 3) % 7
    while True:
        yield monday
        monday += 7


def _months(step: int) -> Callable[[int], Iterator[int]]:
    def starts(first: int) -> Iterator[int]:
        day = date.fromordinal(first + _EPOCH)
        month = (day.year * 12 + day.month - 1) // step * step
        while month < (date.max.year + 1) * 12:
            # The calendar begins with the year 1.
            yield date(max(month // 12, 1), month % 12 + 1, 1).toordinal() - _EPOCH
            month += step

    return starts


_STARTS: dict[BarUnit, Callable[[int], Iterator[int]]] = {
    BarUnit.DAY: _days,
    BarUnit.WEEK: _weeks,
    BarUnit.MONTH: _months(1),
    BarUnit.QUARTER: _months(3),
    BarUnit.YEAR: _months(12),
}
_LONGEST = {BarUnit.DAY: 1, BarUnit.WEEK: 7, BarUnit.MONTH: 31, BarUnit.QUARTER: 92, BarUnit.YEAR: 366}
_UNITS: tuple[tuple[BarUnit | None, Callable[[int], Iterator[int]]], ...] = (
    *_STARTS.items(),
    *((None, _months(months)) for months in (60, 120, 600, 1_200, 12_000)),
)
