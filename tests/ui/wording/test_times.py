from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication

from ascertain.domain.codes import TimePrecision
from ascertain.domain.records import ReportedTime
from ascertain.ui.wording import code, date_text, due_text, instant_text, interval_text, joined, waiting_text, when_text


@pytest.fixture(autouse=True)
def english(qapp: QCoreApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp())


def read(t_from: int | None, t_to: int | None, precision: str, zone: str = "UTC", phrase: str = "") -> tuple[str, str]:
    return when_text(
        ReportedTime(phrase=phrase, zone=zone, t_from=t_from, t_to=t_to, precision=TimePrecision(precision))
    )


@pytest.mark.parametrize(
    ("t_from", "t_to", "precision", "zone", "expected"),
    [
        (at(2023, 10, 17), at(2023, 10, 18), "day", "UTC", ("17 Oct 2023", "±day")),
        (at(2023, 10, 16, 21), at(2023, 10, 17, 21), "day", "Asia/Baghdad", ("17 Oct 2023", "±day")),
        (at(2023, 10, 17), at(2023, 10, 19), "days", "UTC", ("17–18 Oct 2023", "")),
        (at(2023, 10, 17, 12), at(2023, 10, 18, 12), "days", "UTC", ("17–18 Oct 2023", "±24 h")),
        (at(2023, 10, 30), at(2023, 11, 2), "days", "UTC", ("30 Oct – 1 Nov 2023", "")),
        (at(2023, 12, 31), at(2024, 1, 2), "days", "UTC", ("31 Dec 2023 – 1 Jan 2024", "")),
        (at(2023, 10, 1), at(2023, 11, 1), "month", "UTC", ("Oct 2023", "±month")),
        (at(2023, 1, 1), at(2024, 1, 1), "year", "UTC", ("2023", "±year")),
        (at(2023, 10, 16), at(2023, 10, 23), "week", "UTC", ("16–22 Oct 2023", "±week")),
        (at(2023, 10, 17, 15, 40), at(2023, 10, 17, 15, 41), "minute", "Asia/Baghdad", ("17 Oct 2023, 18:40", "UTC+3")),
        (at(2023, 10, 17, 15), at(2023, 10, 17, 16), "minute", "Asia/Tehran", ("17 Oct 2023, 18:30", "UTC+3:30")),
        (at(2023, 10, 17, 15), at(2023, 10, 17, 16), "hour", "UTC", ("17 Oct 2023, ~15:30", "UTC")),
        (at(2023, 10, 17, 21), at(2023, 10, 18), "part_of_day", "UTC", ("17 Oct 2023, night", "")),
        (at(2023, 10, 17, 17), at(2023, 10, 17, 21), "part_of_day", "UTC", ("17 Oct 2023, evening", "")),
    ],
)
def test_a_time_reads_as_its_days_and_how_narrowly_it_is_known(
    t_from: int, t_to: int, precision: str, zone: str, expected: tuple[str, str]
) -> None:
    assert read(t_from, t_to, precision, zone) == expected


def test_a_time_that_was_not_read_shows_its_phrase() -> None:
    assert read(None, None, "unknown", phrase="yesterday") == ("yesterday", "")
    assert read(None, None, "unknown") == ("–", "")


def test_a_zone_that_is_unknown_is_read_as_utc() -> None:
    assert read(at(2023, 10, 17), at(2023, 10, 18), "day", "Nowhere/Such")[0] == "17 Oct 2023"


def test_times_before_1970_and_far_ahead_are_read() -> None:
    assert read(at(1948, 5, 14), at(1948, 5, 15), "day")[0] == "14 May 1948"
    assert date_text(date(2101, 1, 2)) == "2 Jan 2101"


@pytest.mark.parametrize("precision", [*TimePrecision])
@pytest.mark.parametrize("at_end", [-(10**18), -62_135_596_800, 253_402_300_799, 10**18])
def test_instants_beyond_the_calendar_are_shown_as_its_nearest_day(at_end: int, precision: TimePrecision) -> None:
    main, _ = read(at_end, at_end + 1, precision, "Pacific/Kiritimati")
    assert main
    assert instant_text(at_end)
    assert interval_text(at_end, at_end + 1, "Pacific/Niue")


def test_about_an_hour_is_told_by_its_middle() -> None:
    span = at(2023, 10, 17, 23, 30), at(2023, 10, 18, 0, 30)
    assert read(*span, "hour", "Asia/Baghdad") == ("18 Oct 2023, ~03:00", "UTC+3")
    assert read(*span, "hour")[0] == "18 Oct 2023, ~00:00"


def test_instants_and_intervals() -> None:
    assert instant_text(at(2023, 10, 17, 15, 40), "Asia/Baghdad") == "17 Oct 2023, 18:40"
    assert interval_text(at(2023, 10, 17), at(2023, 10, 18), "UTC") == "17 Oct 2023"
    assert interval_text(at(2023, 10, 17), at(2023, 10, 19), "UTC") == "17–18 Oct 2023"


@pytest.mark.parametrize(("days", "text"), [(0, "logged today"), (1, "waiting 1 day"), (5, "waiting 5 days")])
def test_waiting(days: int, text: str) -> None:
    assert waiting_text(days) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (None, ""),
        (date(2023, 10, 18), "due yesterday"),
        (date(2023, 10, 19), "due today"),
        (date(2023, 10, 20), "due tomorrow"),
        (date(2023, 10, 14), "5 days overdue"),
        (date(2020, 10, 14), "due since 14 Oct 2020"),
        (date(2023, 10, 22), "due in 3 days"),
        (date(2023, 12, 1), "due on 1 Dec 2023"),
    ],
)
def test_due(day: date | None, text: str) -> None:
    assert due_text(day, date(2023, 10, 19)) == text


def test_codes_are_isolated_only_where_the_layout_runs_from_right_to_left(qapp: QCoreApplication) -> None:
    assert code("2023-0107") == "2023-0107"
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert code("2023-0107") == "\u20662023-0107\u2069"
        assert code("") == ""
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_each_part_of_a_line_runs_as_it_is_written_where_the_layout_runs_from_right_to_left(
    qapp: QCoreApplication,
) -> None:
    assert joined("due in 7 days", "", "12 of 30") == "due in 7 days · 12 of 30"
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        line = joined("due in 7 days", "بغداد 3")
        assert line == "\u200f\u2066due in 7 days\u2069 · \u2067بغداد 3\u2069"
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
