"""Days and times of day as cells have them, in all usual notations: what was written, and how narrowly."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from ascertain.domain.codes import TimePrecision
from ascertain.domain.folding import fold
from ascertain.domain.incoming.cells import CellRefused, as_text, ascii_digits, short
from ascertain.domain.incoming.other_days import with_era
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.messages import say
from ascertain.domain.reported_time import find_zone, read_time
from ascertain.domain.times.reckoning import Calendars
from ascertain.domain.times.words_arabic import ARABIC
from ascertain.domain.times.words_persian import PERSIAN

_FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of a spreadsheet, as it counts from 1900-03-01 on."""
_SERIALS = range(10_000, 100_000)
"""Numbers that are taken for the days of a spreadsheet: 1927 to 2173. Smaller ones are years."""
_YEARS = range(1000, 3000)
_THIS_CENTURY = 69
"""Years of two digits below this are 2000 and later (POSIX)."""

_EUROPEAN = """
1 january jan januar jänner janvier janv enero ene ocak oca gennaio janeiro
2 february feb februar février févr fevr fév febrero şubat şub febbraio fevereiro
3 march mar märz mrz mars marzo mart março
4 april apr avril avr abril abr nisan nis aprile
5 may mai mayo mayıs maggio maio
6 june jun juni juin junio haziran haz giugno junho
7 july jul juli juillet juil julio temmuz tem luglio julho
8 august aug août aout agosto ago ağustos ağu
9 september sept sep septembre septiembre set eylül eyl settembre setembro
10 october oct oktober okt octobre octubre ekim eki ottobre outubro
11 november nov novembre noviembre kasım kas novembro
12 december dec dezember dez décembre déc diciembre dic aralık ara dicembre dezembro
"""

_CLOCK = r"(?P<hour>\d{1,2})[:h.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
_OFFSET = r"(?P<offset>z|utc|gmt|[+-]\d\d:?\d\d|[+-]\d\d)?"
_TIME = re.compile(rf"{_CLOCK}", re.IGNORECASE)
_BARE_HOUR = re.compile(r"(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\.?)", re.IGNORECASE)
_MILITARY = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*(?:h|hrs)?", re.IGNORECASE)
_WITH_TIME = re.compile(rf"(?P<day>.*?\d)(?:\s*,?\s+|t)(?P<time>{_CLOCK})\s*{_OFFSET}", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_OTHER_CALENDAR = re.compile(r"(?<!\d)1[2-5]\d\d(?!\d)(?!\s*(?:h|hrs)\b)")
"""A year of the Persian or the Islamic calendar: nothing is told from the Gregorian ones."""
_EARLIEST = 1600
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAY_NAMED = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)??(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]+(?:de\s+)?([^\d,]+?)\.?,?[\s-]+(?:de[l]?\s+)?(\d{4}|\d{2})"
)
_NAMED_DAY = re.compile(r"(?:[^\W\d_]+\.?,?\s+)??([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NAMED = re.compile(r"([^\d,]+?)\.?,?[\s-]+(?:de[l]?\s+)?(\d{4})")


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A time as a cell has it: from `first` up to `last`, both days that belong to it, or a moment (`last` then None).
    `offset` in minutes from UTC where the cell names one; `phrase` is the cell where it tells the time in words."""

    first: date
    last: date | None
    precision: TimePrecision
    offset: int | None = None
    phrase: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is one day, or a moment of it."""
        return self.last is None or self.last == self.first


@dataclass(frozen=True, slots=True)
class DayOrder:
    """A day written as two numbers before a year: which of them can be the day of the month."""

    day_first: bool
    month_first: bool


def day_order(text: str) -> DayOrder | None:
    """How a day of two numbers and a year can be read, a time of day behind it or not; None for any other notation, and
    where both numbers are the same."""
    found = _YEAR_LAST.match(text)
    if found is None or found[1] == found[3]:
        return None
    one, two = int(found[1]), int(found[3])
    return DayOrder(1 <= one <= 31 and 1 <= two <= 12, 1 <= one <= 12 and 1 <= two <= 31)


def read_day(
    cell: FoundCell,
    *,
    day_first: bool | None = None,
    zone: str = "UTC",
    calendars: Calendars | None = None,
    calendar: str = "",
) -> ReadDay | None:
    """The day, the moment, the month or the year that a cell means; None for an empty one. Raises `CellRefused`.

    `calendars` knows the Persian and the Islamic one; `calendar` is the one that days in digits are of whose year is
    none of ours.
    """
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, date):
        return _one(cell)
    if isinstance(cell, int | float):
        return _of_number(cell)
    if cell is None:
        return None
    typed = " ".join(ascii_digits(cell).split())
    if not typed:
        return None
    try:
        found = _written(typed, day_first)
    except ValueError as wrong:
        if isinstance(wrong, CellRefused):
            raise
        raise CellRefused(
            say("There is no such day as “{value}”. Write it as 2023-10-17.", value=short(cell))
        ) from None
    return found or _in_words(cell, with_era(typed, calendar, day_first), zone, calendars)


def read_clock(cell: FoundCell) -> time | None:
    """A time of day: `14:30`, `2:30 pm`, `14h30`, `1430`, or the fraction of a day that a spreadsheet keeps."""
    if isinstance(cell, datetime):
        return cell.time().replace(microsecond=0)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        return (datetime.min + timedelta(seconds=round(cell * 86_400) % 86_400)).time()
    typed = " ".join(ascii_digits(as_text(cell)).split())
    if not typed:
        return None
    found = _TIME.fullmatch(typed) or _BARE_HOUR.fullmatch(typed) or _MILITARY.fullmatch(typed)
    try:
        if found is not None:
            return _clock(found.groupdict())
    except ValueError:
        pass
    raise CellRefused(say("“{value}” is not a time of day. Write it as 14:30.", value=short(cell)))


def month_of(cell: FoundCell) -> int | None:
    """The month that a cell names, by its number or its name. Raises `CellRefused`."""
    typed = " ".join(ascii_digits(as_text(cell)).split()).rstrip(".")
    if not typed:
        return None
    month = int(typed) if typed.isdecimal() and len(typed) < 3 else _months().get(fold(typed))
    if month is None or not 1 <= month <= 12:
        raise CellRefused(say("“{value}” is not a month. Write it as a number from 1 to 12.", value=short(cell)))
    return month


def whole_month(year: int, month: int) -> ReadDay:
    """All of a month."""
    return ReadDay(date(year, month, 1), date(year, month, monthrange(year, month)[1]), TimePrecision.MONTH)


def whole_year(year: int) -> ReadDay:
    """All of a year."""
    return ReadDay(date(year, 1, 1), date(year, 12, 31), TimePrecision.YEAR)


def _one(day: date) -> ReadDay:
    return ReadDay(day, day, TimePrecision.DAY)


def _moment(at: datetime, offset: int | None = None) -> ReadDay:
    """Midnight sharp is how a spreadsheet keeps a day."""
    if offset is None and at.hour == at.minute == at.second == 0:
        return _one(at.date())
    return ReadDay(at.replace(microsecond=0, tzinfo=None), None, TimePrecision.MINUTE, offset)


def _of_number(cell: float) -> ReadDay:
    whole = int(cell) if cell == cell and abs(cell) < 1e9 else 0
    if isinstance(cell, bool):
        whole = 0
    try:
        if whole in _SERIALS:
            seconds = round((cell - whole) * 86_400)
            day = _FIRST_SERIAL + timedelta(days=whole)
            return _moment(datetime.combine(day, time()) + timedelta(seconds=seconds))
        if whole == cell and whole in _YEARS:
            return whole_year(whole)
        if whole == cell and (found := _PACKED.fullmatch(str(whole))):
            return _one(date(*map(int, found.groups())))
    except ValueError:
        pass
    raise CellRefused(say("“{value}” is not a day. Write it as 2023-10-17.", value=short(cell)))


def _written(typed: str, day_first: bool | None) -> ReadDay | None:
    """The reading of a notation in digits, or with the name of a month. Raises ValueError where there is none."""
    if _OTHER_CALENDAR.search(typed):
        return None
    if (found := _ISO.fullmatch(typed) or _YEAR_FIRST.fullmatch(typed)) is not None:
        year, month, on = int(found[1]), int(found[2]), found[3]
        return _one(date(year, month, int(on))) if on else whole_month(year, month)
    if found := _YEAR_LAST.fullmatch(typed):
        return _one(_ordered(typed, int(found[1]), int(found[3]), _year(found[4]), day_first))
    if typed.isdecimal():
        return _of_number(int(typed))
    if found := _MONTH_YEAR.fullmatch(typed):
        return whole_month(int(found[2]), int(found[1]))
    if (found := _WITH_TIME.fullmatch(typed)) and (day := _written(found["day"], day_first)) and day.exact:
        return _moment(datetime.combine(day.first, _clock(found.groupdict())), _minutes_of(found["offset"]))
    return _with_name(typed)


def _with_name(typed: str) -> ReadDay | None:
    if (found := _DAY_NAMED.fullmatch(typed)) and (month := _months().get(fold(found[2]))):
        return _one(date(_year(found[3]), month, int(found[1])))
    if (found := _NAMED_DAY.fullmatch(typed)) and (month := _months().get(fold(found[1]))):
        return _one(date(int(found[3]), month, int(found[2])))
    if (found := _NAMED.fullmatch(typed)) and (month := _months().get(fold(found[1]))):
        return whole_month(int(found[2]), month)
    return None


def _in_words(cell: str, told: str, zone: str, calendars: Calendars | None) -> ReadDay:
    """What the reading of reported times makes of it, seen from no day."""
    found = read_time(told, None, zone, calendars)
    place = find_zone(zone)
    if found.t_from is None or found.t_to is None or place is None:
        if found.choices:
            raise CellRefused(found.note)
        raise CellRefused(say("“{value}” is not a day. Write it as 2023-10-17.", value=short(cell)))
    first = datetime.fromtimestamp(found.t_from, place).replace(tzinfo=None)
    last = datetime.fromtimestamp(found.t_to, place).replace(tzinfo=None)
    if first.year < _EARLIEST:
        raise CellRefused(
            say("“{value}” is a day of another calendar, or a slip. Write it as 2023-10-17.", value=short(cell))
        )
    if found.precision is TimePrecision.MINUTE:
        return ReadDay(first, None, found.precision, phrase=cell.strip())
    if first.time() == last.time() == time():
        return ReadDay(first.date(), (last - timedelta(days=1)).date(), found.precision, phrase=cell.strip())
    return ReadDay(first, last, found.precision, phrase=cell.strip())


def _ordered(typed: str, one: int, two: int, year: int, day_first: bool | None) -> date:
    if (one > 12 and day_first is False) or (two > 12 and day_first is True):
        text = (
            say("“{value}” has no day, where the month stands first. Write it as 2023-10-17.", value=short(typed))
            if day_first is False
            else say("“{value}” has no month, where the day stands first. Write it as 2023-10-17.", value=short(typed))
        )
        raise CellRefused(text)
    if day_first is None and one <= 12 and two <= 12 and one != two:
        raise CellRefused(
            say(
                "“{value}” can be {first} or {second}. Say whether the day or the month stands first.",
                value=short(typed), first=f"{year:04}-{two:02}-{one:02}", second=f"{year:04}-{one:02}-{two:02}",
            )
        )  # fmt: skip
    if day_first or (day_first is None and one > 12):
        one, two = two, one
    return date(year, one, two)


def _clock(parts: dict[str, str | None]) -> time:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute, second)


def _minutes_of(offset: str | None) -> int | None:
    if not offset:
        return None
    if offset[0] not in "+-":
        return 0
    digits = offset[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if offset[0] == "-" else minutes


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < _THIS_CENTURY else 1900)


@cache
def _months() -> dict[str, int]:
    """The months of the Gregorian calendar by their folded names."""
    months = {fold(word): int(line.split()[0]) for line in _EUROPEAN.strip().splitlines() for word in line.split()[1:]}
    for table in (ARABIC, PERSIAN):
        for line in table.splitlines():
            if found := re.match(r"g(\d+): (.*)", line):
                months.update({fold(form): int(found[1]) for form in found[2].split("|")})
    return months
