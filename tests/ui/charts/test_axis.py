from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from ascertain.domain.rows import Bin
from ascertain.domain.timeline import BarUnit
from ascertain.ui.charts.axis import round_up, step_text, ticks

DAY = 86_400


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascertain.ui.charts.axis.QLocale", lambda: QLocale("en_GB"))


def bins(start: datetime, length: int, count: int) -> list[Bin]:
    first = int(start.replace(tzinfo=UTC).timestamp())
    return [Bin(first + at * length, first + (at + 1) * length, (("claimed", 1.0),)) for at in range(count)]


def labels(each: list[Bin], width: int) -> list[str]:
    return [tick.text for tick in ticks(each, evenly(each, width), lambda text: 8 * len(text) + 14)]


def evenly(each: list[Bin], width: int) -> list[float]:
    return [at * width / len(each) for at in range(len(each))]


def test_days_are_named_where_they_fit_and_weeks_or_months_where_they_do_not() -> None:
    days = bins(datetime(2023, 10, 2), DAY, 10)
    assert labels(days, 900)[:3] == ["2 Oct", "3 Oct", "4 Oct"]
    assert labels(bins(datetime(2023, 10, 2), DAY, 60), 850)[:3] == ["2 Oct", "9 Oct", "16 Oct"]
    assert labels(bins(datetime(2023, 1, 1), 7 * DAY, 52), 1200)[:3] == ["Jan 2023", "Feb 2023", "Mar 2023"]


def test_a_log_of_many_years_names_years() -> None:
    assert labels(bins(datetime(1990, 1, 1), 365 * DAY, 34), 500)[0] == "1990"


@given(
    count=st.integers(1, 200),
    length=st.sampled_from([3600, DAY, 7 * DAY, 30 * DAY, 3650 * DAY]),
    width=st.integers(60, 3000),
)
def test_labels_never_run_into_one_another(count: int, length: int, width: int) -> None:
    each = bins(datetime(1971, 3, 3), length, min(count, 200 if length < 100 * DAY else 60))
    found = ticks(each, evenly(each, width), lambda text: 8 * len(text) + 14)
    step = width / len(each)
    assert found
    for before, after in pairwise(found):
        assert (after.index - before.index) * step >= 8 * len(before.text) + 14


@given(st.floats(0, 1e9))
def test_the_top_of_the_scale_is_round_and_not_far_above(count: float) -> None:
    top = round_up(count)
    assert top >= count
    assert top <= max(1, 2 * count)
    assert str(top).rstrip("0") in {"1", "2", "3", "4", "5", "6", "8", "15"}


@pytest.mark.parametrize(("unit", "word"), [*((unit, f"per {unit}") for unit in BarUnit), (None, "over time")])
def test_the_heading_says_what_a_bar_stands_for(unit: BarUnit | None, word: str) -> None:
    assert word in step_text(unit)


def test_nothing_to_name() -> None:
    assert ticks([], [], len) == []
