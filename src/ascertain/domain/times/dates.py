"""Dates in words and digits, in the three calendars. What the phrase leaves out is the nearest not after the anchor."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ascertain.domain.codes import TimePrecision
from ascertain.domain.messages import say
from ascertain.domain.times.reckoning import Reckoning, Told
from ascertain.domain.times.spans import SEASONS, NotRead, Span, days, make_day, months, one_day

_Match = re.Match[str]
_OTHER_YEARS = range(1250, 1600)
"""Years that are taken for those of the Persian or the Islamic calendar: nothing is logged from the Gregorian ones."""
_NEAR = 20
"""A year of such a calendar without a mark is read in the one by which it lies so near the anchor. The two count some
41 years apart, so that never both do."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def read_day_and_month(found: _Match, told: Told) -> Span:
    """`17 g10 2023`, `17 g10`."""
    reckoning, month = _month_of(found["month"])
    on = _ORDINALS.get(found["day"]) or int(found["day"])
    if found["year"]:
        return one_day(_day_in_year(reckoning, int(found["year"]), month, on, told))
    to = told.needed()
    this_year = told.parts(reckoning, to)[0]
    back = {"last": 1, "this": 0}.get(found["which"] or "")
    if back is not None:
        return one_day(told.day(reckoning, this_year - back, month, on), relative=True)
    for year in range(this_year, this_year - 9, -1):
        try:
            one = told.day(reckoning, year, month, on)
        except NotRead:
            continue
        if one <= to:
            return one_day(one, relative=True)
    raise NotRead(say("There is no such day."))


def read_month(found: _Match, told: Told) -> Span:
    """`g10 2023`, `g10`, `last g10`, `g10 last year`."""
    reckoning, month = _month_of(found["month"])
    if found["year"]:
        year = _year_for(reckoning, int(found["year"]), month, told)
        return days(*told.month(reckoning, year, month), TimePrecision.MONTH)
    this_year, this_month, _ = told.parts(reckoning, told.needed())
    if found["which"]:
        year = this_year - (found["which"] == "last")
    else:
        year = this_year if month < this_month or (month == this_month and not found["last"]) else this_year - 1
    return days(*told.month(reckoning, year, month), TimePrecision.MONTH, relative=True)


def read_season(found: _Match, told: Told) -> Span:
    """`summer 2022`, `summer`, `last summer`, `summer last year`."""
    first = SEASONS[found["season"]]
    if found["year"]:
        year = int(found["year"])
        if year in _OTHER_YEARS:
            return _persian_season(year, first, told)
        return months(year, first, 3, TimePrecision.YEAR)
    to = told.needed()
    if found["which"]:
        year = to.year - (found["which"] == "last")
    else:
        ended = first + 3 <= to.month or not found["last"]
        year = to.year if first <= to.month and ended else to.year - 1
    return months(year, first, 3, TimePrecision.YEAR, relative=True)


def _persian_season(year: int, first: int, told: Told) -> Span:
    """The seasons of the Persian calendar are its quarters, spring first."""
    month = (first // 3 - 1) * 3 + 1
    return days(*told.month(Reckoning.PERSIAN, year, month, 3), TimePrecision.YEAR)


def read_year_first(found: _Match, told: Told) -> Span:
    """`2023-10-17`, `2023/10/17`, `1402/07/25`: the year stands first, so the month comes second."""
    year, month, on = int(found["year"]), int(found["month"]), int(found["day"])
    if found["mark"] == "-" and not found["era"]:
        return one_day(make_day(year, month, on))
    reckoning = reckoning_of(year, found["era"], told, f"{year}/{month:02}/{on:02}")
    return one_day(told.day(reckoning, year, month, on))


def read_year_last(found: _Match, told: Told) -> Span:
    """`17/10/2023`: read where only one order is possible, never guessed."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    reckoning = reckoning_of(year, found["era"], told, f"{one}/{two}/{year}")
    if one > 12 or one == two:
        return one_day(told.day(reckoning, year, two, one))
    if two > 12:
        return one_day(told.day(reckoning, year, one, two))
    mark = f" {found['era']}".upper().replace(" J", " SH").replace(" H", " AH") if found["era"] in ("h", "j") else ""
    pair = (f"{year}-{two:02}-{one:02}", f"{year}-{one:02}-{two:02}")
    if reckoning is not Reckoning.GREGORIAN:
        pair = (f"{year}/{two:02}/{one:02}{mark}", f"{year}/{one:02}/{two:02}{mark}")
    text = say("This date can be read in two ways. Write {first} or {second}.", first=pair[0], second=pair[1])
    raise NotRead(text, pair)


def read_year_month(found: _Match, _told: Told) -> Span:
    """`2023-10`."""
    return months(int(found["year"]), int(found["month"]), 1, TimePrecision.MONTH)


def read_year(found: _Match, told: Told) -> Span:
    """`2023`, `1402 j`."""
    year = int(found["year"])
    reckoning = reckoning_of(year, found["era"], told, str(year))
    return days(*told.month(reckoning, year, 1, 12), TimePrecision.YEAR)


def read_fraction(found: _Match, whole: Span) -> Span:
    """The first half of a month or year, a week of a month, a quarter of a year."""
    number, what = _ORDINALS.get(found["nth"], 0), found["what"]
    first, last = whole.first.date(), whole.last_day
    if what == "week" and whole.precision is TimePrecision.MONTH:
        begin = last - timedelta(days=6) if not number else first + timedelta(days=7 * (number - 1))
        return days(begin, begin + timedelta(days=6), TimePrecision.WEEK, relative=whole.relative)
    if what == "half" and whole.precision is TimePrecision.MONTH and number != 3:
        middle = first + timedelta(days=14)
        ends = (first, middle) if number == 1 else (middle + timedelta(days=1), last)
        return days(*ends, relative=whole.relative)
    if what in ("half", "quarter") and whole.precision is TimePrecision.YEAR and (last - first).days > 360:
        length = 6 if what == "half" else 3
        month = 1 + length * ((number or 12 // length) - 1)
        if month > 12:
            raise NotRead(say("There is no such part of a year."))
        return months(first.year, month, length, TimePrecision.YEAR, relative=whole.relative)
    raise NotRead(say("A half, a quarter or a week needs a month or a year beside it."))


def week_of(day: date, *, relative: bool) -> Span:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6), TimePrecision.WEEK, relative=relative)


def reckoning_of(year: int, era: str | None, told: Told, written: str) -> Reckoning:
    """The calendar of a year. Raises `NotRead` where the Persian and the Islamic one are both possible."""
    if era in ("h", "j"):
        return Reckoning(era)
    if era == "ce" or year not in _OTHER_YEARS:
        return Reckoning.GREGORIAN
    if told.on is not None:
        if abs(year + 621 - told.on.year) <= _NEAR:
            return Reckoning.PERSIAN
        if abs(_gregorian_of_islamic(year) - told.on.year) <= _NEAR:
            return Reckoning.ISLAMIC
    pair = (f"{written} SH", f"{written} AH")
    text = say(
        "This can be a year of the Persian or of the Islamic calendar. Write {first} or {second}.",
        first=pair[0],
        second=pair[1],
    )
    raise NotRead(text, pair)


def _gregorian_of_islamic(year: int) -> int:
    """About the year in which a year of the Islamic calendar begins: it has 354.37 days."""
    return int(622.5 + (year - 1) * 354.367 / 365.2425)


def _month_of(name: str) -> tuple[Reckoning, int]:
    return Reckoning(name[0]), int(name[1:])


def _day_in_year(reckoning: Reckoning, year: int, month: int, on: int, told: Told) -> date:
    return told.day(reckoning, _year_for(reckoning, year, month, told), month, on)


def _year_for(reckoning: Reckoning, year: int, month: int, told: Told) -> int:
    """The year of the month's own calendar: beside `Ramadan` may stand a Gregorian year, in which that month begins."""
    if reckoning is Reckoning.GREGORIAN or year < _OTHER_YEARS.stop:
        return year
    begun = told.parts(reckoning, make_day(year, 1, 1))[0]
    fitting = [each for each in (begun, begun + 1) if told.day(reckoning, each, month, 1).year == year]
    if len(fitting) != 1:
        raise NotRead(say("This month begins twice in that year, or never. Write the year of its own calendar."))
    return fitting[0]
