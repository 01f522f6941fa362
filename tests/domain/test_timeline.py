from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.rows import Bin
from ascertain.domain.timeline import DAY, MOST_BARS, BarUnit, DayCounts, Timeline, timeline

STATUSES = ("unconfirmed", "claimed", "confirmed")
_EPOCH = date(1970, 1, 1)
_DAYS = st.integers(19_000, 20_500) | st.integers(-700_000, 2_900_000)
_ENTRIES = st.lists(
    st.tuples(_DAYS, st.integers(0, 900), st.sampled_from(STATUSES), st.integers(1, 5)), min_size=1, max_size=12
)
_SPANS = st.none() | st.tuples(_DAYS, st.integers(0, 4_000)).map(lambda span: (span[0], span[0] + span[1]))


def counts_of(entries: list[tuple[int, int, str, int]]) -> DayCounts:
    return DayCounts([(first, first + more, status, count) for first, more, status, count in entries], 7)


def day(year: int, month: int, number: int) -> int:
    return (date(year, month, number) - _EPOCH).days


def height(bar: Bin) -> float:
    return sum(count for _, count in bar.by_status)


@given(entries=_ENTRIES, shown=_SPANS, unit=st.none() | st.sampled_from(BarUnit), bins=st.integers(1, 120))
def test_bars_touch_and_with_what_lies_outside_they_add_up(
    entries: list[tuple[int, int, str, int]], shown: tuple[int, int] | None, unit: BarUnit | None, bins: int
) -> None:
    told = timeline(counts_of(entries), STATUSES, bins, shown=shown, unit=unit)
    assert 1 <= len(told.bins) <= (bins if unit is None else MOST_BARS)
    assert all(one.end == two.start for one, two in pairwise(told.bins))
    total = sum(count for _, _, _, count in entries)
    assert sum(map(height, told.bins)) + told.before + told.after == pytest.approx(total)
    assert (told.timed, told.untimed) == (total, 7)
    by_status: Counter[str] = Counter()
    for _, _, status, count in entries:
        by_status[status] += count
    assert dict(told.by_status) == by_status
    if told.shown is not None:
        assert told.bins[0].start <= told.shown[0] * DAY
        assert told.bins[-1].end > told.shown[1] * DAY
    if shown is None and unit is None:
        assert told.before == told.after == 0
        assert told.shown == told.whole


@given(entries=_ENTRIES, first=st.integers(19_000, 20_500), length=st.integers(0, 300))
def test_the_days_of_a_span_hold_what_those_of_the_whole_hold(
    entries: list[tuple[int, int, str, int]], first: int, length: int
) -> None:
    """A part is cut out of the whole: no incident is drawn anew into it."""
    near = [(19_000 + start % 1_500, more % 90, status, count) for start, more, status, count in entries]
    part = timeline(counts_of(near), STATUSES, 1, shown=(first, first + length), unit=BarUnit.DAY)
    share = {(at, status): 0.0 for at in range(first, first + length + 1) for status in STATUSES}
    for start, more, status, count in near:
        for at in range(start, start + more + 1):
            if (at, status) in share:
                share[at, status] += count / (more + 1)
    for bar in part.bins:
        assert (bar.end - bar.start) == DAY
        for status in STATUSES:
            assert dict(bar.by_status).get(status, 0.0) == pytest.approx(share[bar.start // DAY, status])


def test_units_begin_where_the_calendar_says() -> None:
    counts = DayCounts([(day(2023, 5, 17), day(2024, 2, 1), "claimed", 1)])
    first = {
        unit: _EPOCH + timedelta(seconds=timeline(counts, STATUSES, 60, unit=unit).bins[0].start) for unit in BarUnit
    }
    assert first == {
        BarUnit.DAY: date(2023, 5, 17),
        BarUnit.WEEK: date(2023, 5, 15),
        BarUnit.MONTH: date(2023, 5, 1),
        BarUnit.QUARTER: date(2023, 4, 1),
        BarUnit.YEAR: date(2023, 1, 1),
    }


def test_the_unit_follows_from_the_range() -> None:
    counts = DayCounts([(day(2019, 1, 1), day(2019, 1, 1), "claimed", 1), (day(2024, 6, 1), day(2024, 6, 1), "x", 1)])

    def unit(days: int) -> BarUnit | None:
        return timeline(counts, STATUSES, 72, shown=(day(2020, 1, 6), day(2020, 1, 6) + days - 1)).unit

    assert [unit(days) for days in (1, 72, 73, 500, 1_000, 3_000, 20_000, 60_000)] == [
        *(BarUnit.DAY, BarUnit.DAY, BarUnit.WEEK, BarUnit.WEEK, BarUnit.MONTH),
        *(BarUnit.QUARTER, BarUnit.YEAR, None),
    ]
    whole = timeline(counts, STATUSES, 72)
    assert (whole.unit, whole.shown) == (BarUnit.MONTH, (day(2019, 1, 1), day(2024, 6, 1)))


def test_too_many_bars_of_a_chosen_unit_end_with_the_newest() -> None:
    counts = DayCounts([(day(2000, 1, 1), day(2000, 1, 1), "claimed", 3), (day(2024, 6, 1), day(2024, 6, 1), "x", 2)])
    told = timeline(counts, STATUSES, 72, unit=BarUnit.DAY)
    assert len(told.bins) == MOST_BARS
    assert told.shown == (day(2024, 6, 1) - MOST_BARS + 1, day(2024, 6, 1))
    assert told.before == 3


def test_nothing_known_makes_no_bar() -> None:
    assert timeline(DayCounts((), 4), STATUSES, 72) == Timeline(untimed=4)
