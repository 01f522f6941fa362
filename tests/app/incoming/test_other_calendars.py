"""Days of the Persian and of the Islamic calendar in the files of other people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.app.calendars import KnownCalendars
from ascertain.domain.incoming.evidence import gather
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.other_days import other_calendar
from ascertain.domain.incoming.proposing import Sample, propose, settle
from ascertain.domain.incoming.reading import RowReader
from ascertain.domain.incoming.rows import IncomingRow
from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.times.reckoning import Reckoning
from tests.domain.incoming.tables import lists

CALENDARS = KnownCalendars()
RECENT = st.dates(date(1994, 1, 1), date(2030, 12, 31))
NAMES = {"persian": Reckoning.PERSIAN, "islamic": Reckoning.ISLAMIC}
FORMS = ("{y}/{m:02}/{d:02}", "{y}-{m}-{d}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def read(cells: list[str], **said: object) -> tuple[Mapping, list[object]]:
    rows = [(f"Row {at}", cell) for at, cell in enumerate(cells)]
    mapping = propose([Sample("Table", ("Title", "تاریخ"), tuple(rows))], NO_OWN, lists())
    mapping = replace(settle(mapping, "Table", gather(rows, 2), NO_OWN), **said)  # type: ignore[arg-type]  # by name
    assert [use.target for use in mapping.sheets[0].columns] == ["title", "t_from"]
    reader = RowReader(mapping.sheets[0], mapping, NO_OWN, lists(), calendars=CALENDARS)
    found = [reader.read(number, row) for number, row in enumerate(rows, start=2)]
    return mapping, [each.values["t_from"] if isinstance(each, IncomingRow) else each for each in found]


@settings(deadline=None)
@given(st.lists(RECENT, min_size=1, max_size=5), st.sampled_from(FORMS), st.booleans(), st.sampled_from(list(NAMES)))
def test_days_in_digits_are_read_in_the_calendar_that_was_said(
    days: list[date], form: str, local: bool, name: str
) -> None:
    cells = []
    for day in days:
        year, month, on = CALENDARS.from_day(NAMES[name], day)
        text = form.format(y=year, m=month, d=on)
        cells.append(text.translate(PERSIAN_DIGITS) if local else text)
    _, found = read(cells, calendar=name, day_first=True)
    assert found == days


@settings(deadline=None)
@given(RECENT)
def test_the_calendar_is_told_by_the_year(day: date) -> None:
    for name, reckoning in NAMES.items():
        year, month, on = CALENDARS.from_day(reckoning, day)
        told = other_calendar(f"{year}/{month}/{on}")
        assert told == name or (told == "" and 1410 <= year < 1415) or (name == "islamic" and on == 31)
    assert other_calendar(f"{day.year}/{day.month}/{day.day}") == ""


def test_the_cells_of_a_column_tell_and_a_person_can_overrule() -> None:
    mapping, found = read(["1402/07/25", "1402/8/1"])
    assert (mapping.calendar, found) == ("persian", [date(2023, 10, 17), date(2023, 10, 23)])
    mapping, found = read(["1445/04/02"])
    assert (mapping.calendar, found) == ("islamic", [date(2023, 10, 17)])
    _, found = read(["1402/07/25"], calendar="islamic")
    assert found == [date(1982, 5, 18)]


@pytest.mark.parametrize("cell", ["۲۵ مهر ۱۴۰۲", "25 Mehr 1402", "2 ربيع الآخر 1445", "1402/07/25 SH"])
def test_months_with_names_need_no_evidence(cell: str) -> None:
    assert read([cell, cell])[1] == [date(2023, 10, 17)] * 2


def test_what_can_be_either_is_asked_about() -> None:
    mapping, (refused,) = read(["1412/02/03"])
    assert mapping.calendar == ""
    assert isinstance(refused, tuple)
    assert "of the Persian or of the Islamic calendar" in str(refused[0].reason)
    _, (refused,) = read(["31/13/1402"], calendar="persian", day_first=True)
    assert isinstance(refused, tuple), "there is no such day"
