from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.reminders import OFFERED, After, read_reminder

FRIDAY = date(2023, 10, 20)
_days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("in 10 days", date(2023, 10, 30)),
        ("10 days", date(2023, 10, 30)),
        ("10d", date(2023, 10, 30)),
        ("٣ days", date(2023, 10, 23)),
        ("tomorrow", date(2023, 10, 21)),
        ("a week", date(2023, 10, 27)),
        ("In two weeks.", date(2023, 11, 3)),
        ("2w", date(2023, 11, 3)),
        ("a month", date(2023, 11, 20)),
        ("3 months", date(2024, 1, 20)),
        ("next week", date(2023, 10, 27)),
        ("next month", date(2023, 11, 20)),
        ("in a year", date(2024, 10, 20)),
        ("monday", date(2023, 10, 23)),
        ("next Monday", date(2023, 10, 23)),
        ("fri", date(2023, 10, 27)),
        ("on Thursday", date(2023, 10, 26)),
        ("2023-11-03", date(2023, 11, 3)),
        ("3 November", date(2023, 11, 3)),
        ("3 Nov 2024", date(2024, 11, 3)),
        ("12 Jan", date(2024, 1, 12)),
        ("غدا", date(2023, 10, 21)),
    ],
)
def test_what_is_typed_names_a_later_day(text: str, on: date) -> None:
    assert read_reminder(text, FRIDAY).on == on


@pytest.mark.parametrize(
    "text", ["", "  ", "soon", "in 0 days", "2020-01-01", "yesterday", "3 days ago", "0d", "in 9999 years", "{x}"]
)
def test_what_names_no_later_day_is_told_why(text: str) -> None:
    found = read_reminder(text, FRIDAY)
    assert found.on is None
    assert found.problem is not None
    assert str(found.problem).endswith(".")


def test_the_last_day_of_a_month_stays_the_last() -> None:
    assert After(months=1).seen_from(date(2024, 1, 31)) == date(2024, 2, 29)
    assert After(months=12).seen_from(date(2024, 2, 29)) == date(2025, 2, 28)


@given(_days, st.integers(1, 3000))
def test_so_many_days_are_so_many_days(today: date, count: int) -> None:
    assert read_reminder(f"in {count} days", today).on == today + timedelta(days=count)


@given(_days, st.integers(1, 3000))
def test_a_day_written_out_is_that_day(today: date, count: int) -> None:
    on = today + timedelta(days=count)
    assert read_reminder(on.isoformat(), today).on == on


@given(_days, st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]))
def test_a_weekday_is_the_first_one_to_come(today: date, name: str) -> None:
    on = read_reminder(f"next {name}", today).on
    assert on is not None
    assert on.strftime("%A").lower() == name
    assert 1 <= (on - today).days <= 7


@given(_days)
def test_what_is_offered_lies_ahead_and_ever_further(today: date) -> None:
    days = [each.seen_from(today) for each in OFFERED]
    assert days == sorted(set(days))
    assert days[0] > today


@given(st.text(max_size=30), _days)
def test_any_text_is_read_or_told(text: str, today: date) -> None:
    found = read_reminder(text, today)
    assert (found.on is None) is (found.problem is not None)
    assert found.on is None or found.on > today
