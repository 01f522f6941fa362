from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import TimePrecision
from ascertain.domain.reported_time import find_zone, local_days, read_time, zone_names

ANCHOR = date(2023, 10, 18)
"""A Wednesday."""


def _local(phrase: str, zone: str = "Asia/Baghdad", anchor: date | None = ANCHOR) -> tuple[str, str, str]:
    read = read_time(phrase, anchor, zone)
    assert read.t_from is not None, str(read.note)
    assert read.t_to is not None
    assert read.t_from < read.t_to
    ends = [datetime.fromtimestamp(at, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") for at in (read.t_from, read.t_to)]
    return ends[0], ends[1], read.precision.value


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("2023-10-17", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("2023-10", "2023-10-01 00:00", "2023-11-01 00:00", "month"),
        ("2023", "2023-01-01 00:00", "2024-01-01 00:00", "year"),
        ("in 2023", "2023-01-01 00:00", "2024-01-01 00:00", "year"),
        ("2023-10-17T02:30", "2023-10-17 02:30", "2023-10-17 02:31", "minute"),
        ("2023-10-17 02:30:15", "2023-10-17 02:30", "2023-10-17 02:31", "minute"),
        ("2023-10-17T02:30Z", "2023-10-17 05:30", "2023-10-17 05:31", "minute"),
        ("2023-10-17T02:30+01:00", "2023-10-17 04:30", "2023-10-17 04:31", "minute"),
        ("2023-10-17/2023-10-19", "2023-10-17 00:00", "2023-10-20 00:00", "days"),
        ("2023-10-17..2023-10-19", "2023-10-17 00:00", "2023-10-20 00:00", "days"),
        ("today", "2023-10-18 00:00", "2023-10-19 00:00", "day"),
        ("Yesterday", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("أمس", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("دیروز", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("היום", "2023-10-18 00:00", "2023-10-19 00:00", "day"),
        ("the day before yesterday", "2023-10-16 00:00", "2023-10-17 00:00", "day"),
        ("last night", "2023-10-17 21:00", "2023-10-18 05:00", "part_of_day"),
        ("overnight", "2023-10-17 21:00", "2023-10-18 05:00", "part_of_day"),
        ("tonight", "2023-10-18 21:00", "2023-10-19 05:00", "part_of_day"),
        ("this morning", "2023-10-18 05:00", "2023-10-18 12:00", "part_of_day"),
        ("yesterday evening", "2023-10-17 17:00", "2023-10-17 21:00", "part_of_day"),
        ("Tuesday", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("on Wednesday", "2023-10-18 00:00", "2023-10-19 00:00", "day"),
        ("last Wednesday", "2023-10-11 00:00", "2023-10-12 00:00", "day"),
        ("Thursday", "2023-10-12 00:00", "2023-10-13 00:00", "day"),
        ("Tuesday night", "2023-10-17 21:00", "2023-10-18 05:00", "part_of_day"),
        ("early on Tuesday", "2023-10-17 00:00", "2023-10-17 06:00", "part_of_day"),
        ("in the past 24 hours", "2023-10-17 00:00", "2023-10-19 00:00", "days"),
        ("within the last 24 hours", "2023-10-17 00:00", "2023-10-19 00:00", "days"),
        ("over the past three days", "2023-10-15 00:00", "2023-10-19 00:00", "days"),
        ("two days ago", "2023-10-16 00:00", "2023-10-17 00:00", "day"),
        ("in recent days", "2023-10-13 00:00", "2023-10-19 00:00", "days"),
        ("for some days", "2023-10-13 00:00", "2023-10-19 00:00", "days"),
        ("this week", "2023-10-16 00:00", "2023-10-19 00:00", "week"),
        ("last week", "2023-10-09 00:00", "2023-10-16 00:00", "week"),
        ("earlier this month", "2023-10-01 00:00", "2023-10-19 00:00", "month"),
        ("last month", "2023-09-01 00:00", "2023-10-01 00:00", "month"),
        ("this year", "2023-01-01 00:00", "2023-10-19 00:00", "year"),
        ("last year", "2022-01-01 00:00", "2023-01-01 00:00", "year"),
        ("over the weekend", "2023-10-14 00:00", "2023-10-16 00:00", "days"),
        ("17 Oct", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("19 Oct", "2022-10-19 00:00", "2022-10-20 00:00", "day"),
        ("29 February", "2020-02-29 00:00", "2020-03-01 00:00", "day"),
        ("17 October 2023", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("the 17th of October, 2023", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("١٧ October ٢٠٢٣", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("Oct 17", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("October 17, 2023", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("Tuesday, 17 October", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("17–18 Oct", "2023-10-17 00:00", "2023-10-19 00:00", "days"),
        ("17-18 Oct 2022", "2022-10-17 00:00", "2022-10-19 00:00", "days"),
        ("Oct 17–18, 2022", "2022-10-17 00:00", "2022-10-19 00:00", "days"),
        ("30 Sep – 2 Oct 2022", "2022-09-30 00:00", "2022-10-03 00:00", "days"),
        ("between Monday and Tuesday", "2023-10-16 00:00", "2023-10-18 00:00", "days"),
        ("October 2022", "2022-10-01 00:00", "2022-11-01 00:00", "month"),
        ("in November", "2022-11-01 00:00", "2022-12-01 00:00", "month"),
        ("summer of 2022", "2022-06-01 00:00", "2022-09-01 00:00", "year"),
        ("winter 2022", "2022-12-01 00:00", "2023-03-01 00:00", "year"),
        ("since the summer of 2022", "2022-06-01 00:00", "2023-10-19 00:00", "year"),
        ("since Monday", "2023-10-16 00:00", "2023-10-19 00:00", "days"),
        ("~02:30", "2023-10-18 02:00", "2023-10-18 03:00", "hour"),
        ("02:30 local", "2023-10-18 02:30", "2023-10-18 02:31", "minute"),
        ("at around 2:30 am local time", "2023-10-18 02:00", "2023-10-18 03:00", "hour"),
        ("2 pm yesterday", "2023-10-17 13:30", "2023-10-17 14:30", "hour"),
        ("17 Oct 2023 ~02:30", "2023-10-17 02:00", "2023-10-17 03:00", "hour"),
        ("02:30 on 17 October", "2023-10-17 02:30", "2023-10-17 02:31", "minute"),
        ("evening of 17 Oct", "2023-10-17 17:00", "2023-10-17 21:00", "part_of_day"),
        ("17 Oct 2023, noon", "2023-10-17 11:00", "2023-10-17 13:00", "part_of_day"),
        ("Tuesday afternoon", "2023-10-17 12:00", "2023-10-17 17:00", "part_of_day"),
        ("around 17 Oct 2023", "2023-10-16 00:00", "2023-10-19 00:00", "days"),
        ("17/10/2023", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
        ("10/17/2023", "2023-10-17 00:00", "2023-10-18 00:00", "day"),
    ],
)
def test_a_phrase_is_read_from_its_anchor(phrase: str, start: str, end: str, precision: str) -> None:
    assert _local(phrase) == (start, end, precision)


@pytest.mark.parametrize(
    "phrase",
    [
        "", "  ", "soonish", "05/03/2026", "5.3.2026", "2023-13-01", "2023-02-30", "31 Feb 2023",
        "19–17 Oct 2023", "25:00", "13 pm", "9999-12-31", "past 9999 years", "99999", "0000",
        "October 2023 night", "17 Oct 2023 – 16 Oct 2023", "2023-10-17 02:30+99:00",
    ],
)  # fmt: skip
def test_what_is_ambiguous_or_no_time_is_not_guessed(phrase: str) -> None:
    read = read_time(phrase, ANCHOR, "UTC")
    assert (read.t_from, read.t_to, read.precision, read.found) == (None, None, TimePrecision.UNKNOWN, False)
    assert str(read.note).endswith(".")


@pytest.mark.parametrize(
    "phrase", ["yesterday", "Tuesday night", "17 Oct", "02:30", "in the past 24 hours", "since 2022"]
)
def test_a_relative_phrase_needs_its_anchor(phrase: str) -> None:
    assert "told from another day" in str(read_time(phrase, None, "UTC").note)
    assert read_time(phrase, ANCHOR, "UTC").found


def test_an_end_without_a_beginning_is_kept_as_an_end() -> None:
    read = read_time("until last year", ANCHOR, "UTC")
    assert read.t_from is None
    assert read.t_to == int(datetime(2023, 1, 1, tzinfo=UTC).timestamp())


def test_an_unknown_zone_is_told() -> None:
    assert "Asia/Nowhere" in str(read_time("2023", None, "Asia/Nowhere").note)
    for hostile in ("", "../etc/passwd", "\x00", "/", "Asia", "a" * 5000):
        assert not read_time("2023", None, hostile).found


def test_days_have_their_own_length_where_the_clocks_change() -> None:
    def hours(day: str, zone: str) -> float:
        read = read_time(day, None, zone)
        assert read.t_from is not None
        assert read.t_to is not None
        return (read.t_to - read.t_from) / 3600

    assert hours("2023-03-26", "Europe/Berlin") == 23
    assert hours("2023-10-29", "Europe/Berlin") == 25
    assert hours("2022-03-25", "Asia/Damascus") == 23
    assert hours("2023-10-17", "Asia/Baghdad") == 24


def test_a_time_that_the_clocks_skip_keeps_its_length() -> None:
    read = read_time("2023-03-26 ~02:30", None, "Europe/Berlin")
    assert read.t_from is not None
    assert read.t_to is not None
    assert read.t_to - read.t_from == 3600


_PIECES = [
    "past", "last", "24", "hours", "days", "night", "tuesday", "oct", "17", "2023", "–", "-", "/", "~",
    "02:30", "am", "since", "until", "from", "to", "between", "and", "this", "week", "early", "ago", "9999",
    "0", "summer", "before", "yesterday", "\x00", "١٧", "..",
]  # fmt: skip


@given(
    st.text(max_size=40) | st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join),
    st.none() | st.dates(),
    st.sampled_from(["UTC", "Asia/Baghdad", "Europe/Berlin", "Pacific/Apia", "America/St_Johns"]),
)
def test_any_phrase_is_read_or_told(phrase: str, anchor: date | None, zone: str) -> None:
    read = read_time(phrase, anchor, zone)
    if read.t_from is not None:
        assert read.t_to is not None
        assert read.t_from < read.t_to
    assert str(read.note).endswith(".")


@given(
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["yesterday", "Tuesday", "17 Oct", "last week", "in recent days"]),
)
def test_what_has_happened_is_not_after_the_anchor(anchor: date, phrase: str) -> None:
    read = read_time(phrase, anchor, "UTC")
    assert read.t_from is not None
    assert datetime.fromtimestamp(read.t_from, UTC).date() <= anchor


def test_zones_can_be_chosen() -> None:
    names = zone_names()
    assert names[0] == "UTC"
    assert {"Asia/Baghdad", "Asia/Damascus", "Asia/Tehran"} <= set(names)
    assert all(find_zone(name) for name in names)


def test_an_instant_at_either_end_of_the_calendar_has_a_day_in_every_zone() -> None:
    first, last = -719_162 * 86_400, 2_932_897 * 86_400
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Baghdad", "UTC"):
        for instant in (first, last - 1):
            assert local_days(instant, instant + 1, zone)[0] in range(instant // 86_400 - 1, instant // 86_400 + 2)
