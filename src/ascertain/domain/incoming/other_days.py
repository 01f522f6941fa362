"""Days in digits whose year is none of ours: of the Persian or of the Islamic calendar."""

from __future__ import annotations

import re
from datetime import date

from ascertain.domain.times.reckoning import EdtfDays, Reckoning

_OTHER_DAY = re.compile(
    r"(?P<first>1[2-5]\d\d)(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)(?P<last>1[2-5]\d\d)"
)
PERSIAN_DAYS, ISLAMIC_DAYS = "persian", "islamic"
_ERAS = {PERSIAN_DAYS: "SH", ISLAMIC_DAYS: "AH"}
_BOTH = range(1410, 1415)
"""Years that are of the last decades in either calendar."""
_PERSIAN_ALONE = 31
"""No month of the Islamic calendar has this day."""


class LooksAlone:
    """Calendars for where it is only asked whether a text looks like a day of one of them (`Calendars`)."""

    def to_day(self, _reckoning: Reckoning, _year: int, month: int, day: int) -> date:
        """Some day."""
        return date(2000, month, min(day, 28))

    def from_day(self, _reckoning: Reckoning, day: date) -> tuple[int, int, int]:
        """Some year, month and day."""
        return day.year, day.month, day.day

    def edtf(self, _text: str) -> EdtfDays | None:
        """Nothing is told of EDTF."""
        return None


def is_other_day(text: str) -> bool:
    """Whether this is a day in digits whose year is none of ours."""
    return _OTHER_DAY.fullmatch(text) is not None


def other_calendar(text: str) -> str:
    """Which calendar a day in digits is probably of: `persian` or `islamic` where its year is neither Gregorian nor
    both; nothing else. Of the two that is meant whose year is nearer to ours (1402 and 1445 are both 2023)."""
    found = _OTHER_DAY.fullmatch(text)
    if found is None:
        return ""
    year, on = int(found["first"] or found["last"]), int(found["day"] or found["one"])
    if year < _BOTH.start or on == _PERSIAN_ALONE:
        return PERSIAN_DAYS
    return ISLAMIC_DAYS if year >= _BOTH.stop else ""


def with_era(typed: str, calendar: str, day_first: bool | None) -> str:
    """A day in digits with the calendar that it is of; any other text as it is."""
    found = _OTHER_DAY.fullmatch(typed) if calendar else None
    if found is None:
        return typed
    if found["first"]:
        return f"{found['first']}/{found['month']}/{found['day']} {_ERAS[calendar]}"
    one, two = (found["one"], found["two"]) if day_first is not False else (found["two"], found["one"])
    if day_first is None and int(two) > 12:
        one, two = two, one
    if day_first is None and int(one) <= 12 and one != two:
        # Either can be the day: the reading of times asks.
        return f"{found['one']}/{found['two']}/{found['last']} {_ERAS[calendar]}"
    return f"{found['last']}/{two}/{one} {_ERAS[calendar]}"
