"""When to look again, as it is typed: `in 10 days`, `2w`, `a month`, `next Monday`, `3 November`. Always a later day.

Conventions of the program: a weekday, with or without `next`, is its first one after today; `next week` is in seven
days; a month on is the same day of the next month, or its last where that is shorter. All else is read as
`domain.reported_time` reads a time, and taken for its first day.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ascertain.domain.messages import Message, say
from ascertain.domain.reported_time import read_time

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "next": 1,
}  # fmt: skip
_AFTER = re.compile(
    rf"(?:in |after |within )?(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)}) ?"
    r"(?P<unit>d|days?|w|wks?|weeks?|m|mo|mon|months?|y|yrs?|years?)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ON_WEEKDAY = re.compile(
    r"(?:on |next |this |coming |the coming )?"
    r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
)
_LAST_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class After:
    """So many days and months on."""

    days: int = 0
    months: int = 0

    def seen_from(self, today: date) -> date:
        """The day that it comes to. Raises OverflowError where there is no such day."""
        months = today.year * 12 + today.month - 1 + self.months
        year, month = divmod(months, 12)
        if year > _LAST_DAY.year:
            raise OverflowError
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(today.day, last)) + timedelta(days=self.days)


OFFERED = (After(days=1), After(days=3), After(days=7), After(days=14), After(months=1))
"""What is offered to be taken with one key."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """The day that was meant; None with the reason why there is none."""

    on: date | None
    problem: Message | None = None


def read_reminder(text: str, today: date) -> Reminder:
    """Read when to look again, seen from `today`. Never raises."""
    words = _plain(text)
    if not words:
        return Reminder(None, say("Say when to look again: in 10 days, next Monday, 3 November."))
    try:
        on = _read(words, text, today)
    except OverflowError:
        on = None
    if on is None:
        return Reminder(
            None, say("“{text}” names no day. Try: in 10 days, next Monday, 3 November.", text=text.strip())
        )
    if on <= today:
        return Reminder(None, say("{day} is not after today. Name a later day.", day=on.isoformat()))
    return Reminder(on)


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text.casefold())
    return " ".join(digits.split()).strip(" .")


def _read(words: str, text: str, today: date) -> date | None:
    if words == "tomorrow":
        return today + timedelta(days=1)
    if found := _AFTER.fullmatch(words):
        return _after(found["count"], found["unit"][0]).seen_from(today)
    if found := _ON_WEEKDAY.fullmatch(words):
        wanted = next(at for at, name in enumerate(_WEEKDAYS) if found["weekday"].startswith(name))
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    return _as_reported(text, today)


def _after(count: str, unit: str) -> After:
    number = _NUMBERS.get(count) or int(count)
    match unit:
        case "d":
            return After(days=number)
        case "w":
            return After(days=7 * number)
        case "m":
            return After(months=number)
    return After(months=12 * number)


def _as_reported(text: str, today: date) -> date | None:
    """The first day of a time. A date without a year is read as one that was; seen from a year on, it is the one to
    come. What moves with the day that it is seen from, such as `3 days ago`, is not."""
    seen = _day_of(text, today)
    if seen is None or seen > today or _day_of(text, today + timedelta(days=1)) != seen:
        return seen
    later = _day_of(text, After(months=12).seen_from(today))
    return later if later is not None and later > today else seen


def _day_of(text: str, anchor: date) -> date | None:
    read = read_time(text, anchor, "UTC")
    if read.t_from is None:
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=read.t_from)
    return moment.date()
