"""Incidents over time, by status: an uncertain time is spread over its interval rather than put on an invented day."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain

from sqlalchemy import func

from ascertain.domain.rows import Bin
from ascertain.domain.search import Search
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import found
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import position_of
from ascertain.store.schema import table

DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST = date.min.toordinal() - _EPOCH
_WIDEST = 65_536
_STATUSES = 64


def histogram(line: ReadLine, search: Search | None, bins: int) -> list[Bin]:
    """At most `bins` bars without a gap over the times of the incidents that `search` finds.

    Each bar is a day, week (from Monday), month, quarter, year or a number of years, told as UTC; an incident
    stands on the days of its own time zone. Incidents without a
    time are in
    none; the counts of all others add up to their number.
    """
    statuses = [code.key for code in code_list(line.vocabularies, "status")]
    counts = _by_days(line, search, len(statuses))
    if not counts:
        return []
    first = min(counts) // _STATUSES // _WIDEST + _FIRST
    last = max(key // _STATUSES // _WIDEST + key // _STATUSES % _WIDEST for key in counts) + _FIRST
    edges = _edges(first, last, max(bins, 1))
    sums = _spread(counts, edges)
    return [
        Bin(
            edges[at] * DAY,
            edges[at + 1] * DAY,
            tuple((key, sums[at, n]) for n, key in enumerate(statuses) if (at, n) in sums),
        )
        for at in range(len(edges) - 1)
    ]


def _by_days(line: ReadLine, search: Search | None, statuses: int) -> dict[int, int]:
    """How many incidents, by first day (since the year 1), number of days after it, and place of the status in its
    list.

    The three are packed into one whole number by the database and counted here: GROUP BY would sort a million rows
    first.
    """
    c = table("incident").c
    first = c.day_from - _FIRST
    days = func.min(c.day_to - c.day_from, _WIDEST - 1)
    position = position_of(c.status, code_list(line.vocabularies, "status"))
    packed = (first * _WIDEST + days) * _STATUSES + position
    counted = Counter(chain.from_iterable(line.all(found(line, search, packed).where(c.day_from.is_not(None)))))
    return {key: count for key, count in counted.items() if key % _STATUSES < statuses}


def _spread(counts: dict[int, int], edges: Sequence[int]) -> dict[tuple[int, int], float]:
    """The heights by bar and status: each incident adds to the bars that it overlaps, in proportion."""
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for key, count in counts.items():
        rest, status = divmod(key, _STATUSES)
        start, more = divmod(rest, _WIDEST)
        start += _FIRST
        end = start + more + 1
        at = bisect_right(edges, start) - 1
        if end <= edges[at + 1]:
            sums[at, status] += count
            continue
        while at < len(edges) - 1 and edges[at] < end:
            overlap = min(end, edges[at + 1]) - max(start, edges[at])
            sums[at, status] += count * overlap / (more + 1)
            at += 1
    return sums


def _edges(first: int, last: int, bins: int) -> list[int]:
    """Where bars begin and the last one ends, as days since 1970-01-01: of the finest unit that needs no more than
    `bins` bars."""
    for starts in _UNITS:
        edges = _walk(starts, first, last, bins)
        if edges is not None:
            return edges
    # Coarser than any unit: one bar over everything.
    return [first, last + 1]


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


_UNITS = (_days, _weeks, *(_months(months) for months in (1, 3, 12, 60, 120, 600, 1_200, 12_000)))
