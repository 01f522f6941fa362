from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.records import AlternateName
from ascertain.ui.form.entries.presenter import read_names, show_names
from ascertain.ui.form.typed import (
    NotReadable,
    read_day,
    read_degrees,
    read_moment,
    show_day,
    show_degrees,
    show_moment,
)

TODAY = date(2023, 10, 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("  ", None),
        ("2023-10-24", date(2023, 10, 24)),
        ("۲۰۲۳-۱۰-۲۴", date(2023, 10, 24)),
        ("+7", date(2023, 10, 27)),
        ("-1", date(2023, 10, 19)),
        ("tomorrow", date(2023, 10, 21)),
        ("غدا", date(2023, 10, 21)),
        ("24 Oct 2023", date(2023, 10, 24)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, meant: date | None) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["2023-02-30", "October 2023", "soon", "+99999", "2023-13-01"])
def test_what_is_no_day_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(NotReadable) as wrong:
        read_day(typed, TODAY)
    assert str(wrong.value).endswith(".")


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31)))
def test_a_day_survives_being_shown(day: date) -> None:
    assert read_day(show_day(day), TODAY) == day


@given(st.integers(0, 4_000_000_000), st.sampled_from(["UTC", "Asia/Baghdad", "Asia/Tehran"]))
def test_a_moment_survives_being_shown_to_the_minute(instant: int, zone: str) -> None:
    shown = show_moment(instant, zone)
    again = read_moment(shown, zone)
    assert again is not None
    # An hour that the clocks repeat cannot be told from its twin.
    assert abs(again - instant // 60 * 60) in (0, 3600)


def test_a_day_may_end_at_24_00() -> None:
    assert read_moment("2023-10-17 24:00", "UTC") == read_moment("2023-10-18", "UTC")
    with pytest.raises(NotReadable):
        read_moment("2023-10-17 24:01", "UTC")
    with pytest.raises(NotReadable):
        read_moment("17.10.2023", "UTC")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("33.7856", 33.7856), ("33,5", 33.5), ("-6.5", -6.5), ("6.5 S", -6.5), ("44°", 44.0), ("", None), ("٣٣٫٥", 33.5)],
)
def test_degrees_are_read_as_people_type_them(typed: str, meant: float | None) -> None:
    assert read_degrees(typed) == meant


@given(st.floats(-180, 180).map(lambda degrees: round(degrees, 6)))
def test_degrees_survive_being_shown(degrees: float) -> None:
    assert read_degrees(show_degrees(degrees)) == pytest.approx(degrees)


def test_other_names_stand_one_a_line_with_their_language() -> None:
    names = (AlternateName("عين الأسد", "ar"), AlternateName("Ain Assad"))
    assert show_names(names) == "عين الأسد | ar\nAin Assad"
    assert read_names(show_names(names)) == names
    assert read_names("a | not a language!\n\n  b|fa ") == (
        AlternateName("a | not a language!"),
        AlternateName("b", "fa"),
    )
