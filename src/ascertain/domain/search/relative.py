"""Days told from today, which stay so in a saved view: `when:today`, `logged:last-7-days`, `follow_up_on:next-2-weeks`.

    day = "today" | "yesterday" | "tomorrow" | ("this" | "last" | "next") "-" ("week" | "month" | "year")
        | ("last" | "next") "-" N "-" ("days" | "weeks" | "months") | "until-today" | "from-today"

The last 7 days are the seven that end with today, the next 7 days the seven that begin with today. A week begins on
Monday (ISO 8601).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from ascertain.domain.fields import FieldType
from ascertain.domain.search.terms import FieldTerm, Range, Search, walk
from ascertain.domain.search.values import DATED

_UNITS = ("week", "month", "year")
NAMED = ("today", "yesterday", "tomorrow", *(f"{way}-{unit}" for unit in _UNITS for way in ("this", "last", "next")))
"""The days that have a name of their own."""
OPEN = ("until-today", "from-today")
"""All days up to today, or from today on, today included."""
_COUNTED = re.compile(r"(last|next)-(\d{1,4})-(day|week|month)s?")
_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "last": -1, "this": 0, "next": 1}


def read_relative(typed: str) -> str | None:
    """The one form of a day told from today; None for a text that is none."""
    plain = re.sub(r"[\s_-]+", "-", typed.strip().casefold())
    if plain in NAMED or plain in OPEN:
        return plain
    found = _COUNTED.fullmatch(plain)
    if found is None or not int(found[2]):
        return None
    return f"{found[1]}-{int(found[2])}-{found[3]}s"


def counted_of(value: str) -> tuple[str, int, str] | None:
    """`last` or `next`, how many, and `day`, `week` or `month`; None for a day that has a name of its own."""
    found = _COUNTED.fullmatch(value)
    return (found[1], int(found[2]), found[3]) if found else None


def days_of(value: str, today: date) -> Range | None:
    """The days that are meant on this day, both included; None for what is no such value."""
    counted = counted_of(value)
    if counted is not None:
        return _counted(*counted, today)
    if value in ("today", "yesterday", "tomorrow"):
        day = _day(today.toordinal() + _STEPS[value])
        return Range(day, day)
    if value in OPEN:
        return Range(None, today) if value == "until-today" else Range(today, None)
    if value not in NAMED:
        return None
    way, _, unit = value.partition("-")
    step = _STEPS[way]
    if unit == "week":
        monday = today.toordinal() - today.weekday() + 7 * step
        return Range(_day(monday), _day(monday + 6))
    months = 12 if unit == "year" else 1
    first = today.replace(month=1, day=1) if unit == "year" else today.replace(day=1)
    low, after = _months_on(first, months * step), _months_on(first, months * (step + 1))
    return Range(low, _day(after.toordinal() - 1))


def meant_on(term: FieldTerm, kind: FieldType, today: date) -> FieldTerm:
    """The term with the days that are meant today in place of those told from today, where its field is of days."""
    if kind not in DATED or all(isinstance(value, Range) for value in term.values):
        return term
    meant = (days_of(value, today) if isinstance(value, str) else value for value in term.values)
    return replace(term, values=tuple(value for value in meant if value is not None))


def told_from_today(search: Search) -> bool:
    """Whether `search` may find other incidents on another day, in the same log."""
    fields = (term for term in walk(search.terms) if isinstance(term, FieldTerm))
    return any(_from_today(term.field, value) for term in fields for value in term.values if isinstance(value, str))


def _from_today(field: str, value: str) -> bool:
    # What is due, and with it what is to be reviewed, is so by the day.
    return value in ("due", "review") if field == "is" else read_relative(value) is not None


def _counted(way: str, number: int, unit: str, today: date) -> Range:
    """So many days that end or begin with today."""
    sign = -1 if way == "last" else 1
    if unit == "month":
        far = _months_on(today, sign * number)
        # A month from the 17th on ends with the 16th.
        end = _day(far.toordinal() - sign)
    else:
        end = _day(today.toordinal() + sign * (number * (7 if unit == "week" else 1) - 1))
    return Range(end, today) if sign < 0 else Range(today, end)


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is too short."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(ordinal: int) -> date:
    """The day of this number, or the first or last that there is."""
    return date.min + timedelta(days=max(0, min(ordinal, date.max.toordinal()) - 1))
