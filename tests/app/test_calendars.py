from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.app.calendars import KnownCalendars
from ascertain.domain.codes import TimePrecision
from ascertain.domain.reported_time import find_zone, read_time
from ascertain.domain.times.edtf import edtf
from ascertain.domain.times.reckoning import Reckoning

KNOWN = KnownCalendars()
ANCHOR = date(2023, 10, 18)
ZONES = st.sampled_from(["UTC", "Asia/Baghdad", "Asia/Tehran", "Europe/Berlin", "America/St_Johns", "Asia/Beirut"])
ISLAMIC_DAYS = st.dates(date(1924, 8, 1), date(2077, 11, 16))
PERSIAN_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
ISLAMIC_MONTHS = [
    "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
    "ذو القعدة", "ذو الحجة",
]  # fmt: skip
PERSIAN_DIGITS, ARABIC_DIGITS = (str.maketrans("0123456789", digits) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"))


def _day(phrase: str, anchor: date | None = None) -> date:
    read = read_time(phrase, anchor, "UTC", KNOWN)
    assert read.t_from is not None, str(read.note)
    assert read.precision is TimePrecision.DAY
    return datetime.fromtimestamp(read.t_from, UTC).date()


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_persian_date_leads_back_to_its_day(day: date) -> None:
    parts = KNOWN.from_day(Reckoning.PERSIAN, day)
    assert KNOWN.to_day(Reckoning.PERSIAN, *parts) == day
    year, month, on = parts
    assert _day(f"{on} {PERSIAN_MONTHS[month - 1]} {year}".translate(PERSIAN_DIGITS)) == day
    assert _day(f"{year}/{month:02}/{on:02} SH") == day


@settings(deadline=None)
@given(ISLAMIC_DAYS)
def test_an_islamic_date_leads_back_to_its_day(day: date) -> None:
    parts = KNOWN.from_day(Reckoning.ISLAMIC, day)
    assert KNOWN.to_day(Reckoning.ISLAMIC, *parts) == day
    year, month, on = parts
    assert _day(f"{on} {ISLAMIC_MONTHS[month - 1]} {year}هـ".translate(ARABIC_DIGITS)) == day
    assert _day(f"{year}/{month}/{on} AH") == day


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2070, 1, 1)), st.sampled_from([Reckoning.PERSIAN, Reckoning.ISLAMIC]))
def test_a_year_without_a_mark_is_that_of_the_calendar_near_the_anchor(day: date, reckoning: Reckoning) -> None:
    year, month, on = KNOWN.from_day(reckoning, day)
    assert _day(f"{year}/{month}/{on}", day) == day


def test_a_year_that_could_be_of_two_calendars_is_not_guessed() -> None:
    read = read_time("1402/07/25", None, "UTC", KNOWN)
    assert not read.found
    assert read.choices == ("1402/07/25 SH", "1402/07/25 AH")
    assert [_day(each) for each in read.choices] == [date(2023, 10, 17), date(1982, 5, 18)]


@pytest.mark.parametrize(
    ("phrase", "choices"),
    [
        ("05/03/2026", ("2026-03-05", "2026-05-03")),
        ("5/7/1402", ("1402/07/05", "1402/05/07")),
        ("2022-23", ("autumn 2022", "2022/2023")),
    ],
)
def test_what_can_be_read_in_two_ways_offers_both(phrase: str, choices: tuple[str, str]) -> None:
    read = read_time(phrase, ANCHOR, "UTC", KNOWN)
    assert not read.found
    assert read.choices == choices
    assert all(each in str(read.note) for each in choices)
    assert all(read_time(each, ANCHOR, "UTC", KNOWN).found for each in choices)


@pytest.mark.parametrize(
    "phrase",
    ["31 Mehr 1402", "30 Esfand 1402", "30 ربيع الأول 1444", "1 Muharram 1342 AH", "13 Mehr 99999", "2023-13~"],
)
def test_a_day_that_a_calendar_lacks_or_does_not_reach_is_told(phrase: str) -> None:
    read = read_time(phrase, ANCHOR, "UTC", KNOWN)
    assert not read.found
    assert str(read.note).endswith(".")


def test_without_the_calendars_their_dates_are_told_and_not_read() -> None:
    assert "calendar cannot be read here" in str(read_time("25 Mehr 1402", ANCHOR, "UTC").note)


def test_two_names_of_one_day_must_agree() -> None:
    assert _day("2 ربيع الثاني 1445هـ الموافق 18 أكتوبر 2023", ANCHOR) == date(2023, 10, 18), "the moon was seen later"
    assert "two days" in str(read_time("25 Mehr 1402 (18 October 2023)", ANCHOR, "UTC", KNOWN).note)
    assert "day of the week" in str(read_time("Wednesday, 17 October 2023", ANCHOR, "UTC", KNOWN).note)


@settings(deadline=None)  # the libraries are loaded by the first
@given(st.text(alphabet="0123456789XU-/~?%.TZ:+[]{},", max_size=24))
def test_edtf_is_read_or_told_and_nothing_is_printed(text: str) -> None:
    with redirect_stdout(io.StringIO()) as printed:
        found = KNOWN.edtf(text)
        read_time(text, ANCHOR, "UTC", KNOWN)
    assert printed.getvalue() == ""
    assert found is None or found.first <= found.last
    assert sys.stdout is not printed


_MINUTES = st.integers(0, 130 * 366 * 24 * 60)


@settings(deadline=None)
@given(_MINUTES, st.integers(1, 3_000_000), ZONES)
def test_an_interval_written_as_edtf_is_read_as_the_same(start: int, length: int, zone: str) -> None:
    t_from, t_to = start * 60, (start + length) * 60
    text = edtf(t_from, t_to, zone)
    read = read_time(text, None, zone, KNOWN)
    assert (read.t_from, read.t_to) == (t_from, t_to)
    assert edtf(read.t_from, read.t_to, zone) == text


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800), ZONES)
def test_whole_days_months_and_years_are_written_short(first: date, more: int, zone: str) -> None:
    last = first + timedelta(days=more)
    read = read_time(f"{first}/{last}", None, zone)
    text = edtf(read.t_from, read.t_to, zone)
    assert "T" not in text
    again = read_time(text, None, zone)
    assert (again.t_from, again.t_to, again.precision) == (read.t_from, read.t_to, read.precision)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("yesterday", "2023-10-17"),
        ("17–18 Oct", "2023-10-17/2023-10-18"),
        ("October 2022", "2022-10"),
        ("summer 2022", "2022-06/2022-08"),
        ("last year", "2022"),
        ("2019 – 2021", "2019/2021"),
        ("02:30", "2023-10-18T02:30:00+03:00"),
        ("~02:30", "2023-10-18T02:00:00+03:00/2023-10-18T03:00:00+03:00"),
        ("Tuesday night", "2023-10-17T21:00:00+03:00/2023-10-18T05:00:00+03:00"),
        ("until last year", "../2022-12-31"),
        ("2023-10-17/..", "2023-10-17/.."),
    ],
)
def test_a_time_is_written_as_edtf(phrase: str, text: str) -> None:
    read = read_time(phrase, ANCHOR, "Asia/Baghdad", KNOWN)
    assert edtf(read.t_from, read.t_to, "Asia/Baghdad") == text
    again = read_time(text, ANCHOR, "Asia/Baghdad", KNOWN)
    assert (again.t_from, again.t_to) == (read.t_from, read.t_to)


def test_a_time_that_is_not_known_is_no_edtf() -> None:
    assert edtf(None, None, "UTC") == ""
    assert edtf(0, 10**15, "UTC") == ""
    assert edtf(0, 60, "no such zone") == "1970-01-01T00:00:00Z"


@given(
    st.sampled_from(["yesterday", "دیروز", "أمس", "אתמול", "last night", "three days ago", "in the past 24 hours",
                     "this morning", "in recent days", "قبل يومين", "~02:30", "from yesterday to today"]),
    st.dates(date(1950, 1, 1), date(2070, 1, 1)),
    st.integers(-4000, 4000),
)  # fmt: skip
def test_what_is_told_in_days_moves_with_the_anchor_by_as_many(phrase: str, anchor: date, days: int) -> None:
    one = read_time(phrase, anchor, "UTC", KNOWN)
    other = read_time(phrase, anchor + timedelta(days=days), "UTC", KNOWN)
    assert one.t_from is not None
    assert other.t_from is not None
    assert other.t_from - one.t_from == days * 86_400
    assert (other.t_to or 0) - (one.t_to or 0) == days * 86_400
    assert other.precision is one.precision


_WORDS = [
    "last", "past", "24", "ساعة", "الماضية", "روز", "گذشته", "مهر", "1402", "1445", "رمضان", "17", "Oct", "2023", "–",
    "/", "and", "between", "night", "شب", "ليلة", "قبل", "from", "to", "until", "since", "الموافق", "יום",
    "שלישי", "am", "02:30", "+03:00", "~", "first", "half", "week", "early", "late", "0", "2023-10~", "..", "AH", "a",
]  # fmt: skip


@settings(deadline=None)
@given(
    st.text(max_size=40) | st.lists(st.sampled_from(_WORDS), max_size=9).map(" ".join),
    st.none() | st.dates(),
    ZONES,
)
def test_any_phrase_is_read_or_told_in_every_language(phrase: str, anchor: date | None, zone: str) -> None:
    read = read_time(phrase, anchor, zone, KNOWN)
    assert str(read.note).endswith(".")
    if read.t_from is not None and read.t_to is not None:
        assert read.t_from < read.t_to
        if read.t_from > 0 and read.t_to < 4_000_000_000:
            place = find_zone(zone) or ZoneInfo("UTC")
            text = edtf(read.t_from, read.t_to, zone)
            again = read_time(text, anchor, zone, KNOWN)
            assert (again.t_from, again.t_to) == (read.t_from, read.t_to), (text, place)
