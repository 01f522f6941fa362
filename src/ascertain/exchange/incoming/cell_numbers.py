"""What a number in a cell of XLSX means: a number, a day, a time (ECMA-376 part 1, 18.8.30 and 18.17.4)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_LASTING = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DATED = re.compile(r"[ymdhs]", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d([.,]\d+)?)?Z?)?")
_MOST_DAYS = 2_958_466
"""The first of January 10000."""
_MILLISECONDS = 86_400_000
_NEAR = 5


class Kind(Enum):
    """What a number format shows of a number."""

    NUMBER = auto()
    MOMENT = auto()
    LASTING = auto()
    """Hours that do not end at a day, as `[h]:mm`."""


_BUILT_IN = {
    **dict.fromkeys([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)], Kind.MOMENT),
    46: Kind.LASTING,
}
"""Number formats that need no definition; 27 to 36 and 50 to 58 are days in East Asian programs."""


def kind_of_format(number: int, code: str | None) -> Kind:
    """What the number format of this number shows; `code` is its definition where the file has one."""
    if code is None:
        return _BUILT_IN.get(number, Kind.NUMBER)
    # The first section is that of positive numbers.
    shown = _QUOTED.sub("", code).split(";")[0]
    if _LASTING.search(shown):
        return Kind.LASTING
    shown = _BRACKETS.sub("", shown)
    if shown.strip().casefold() == "general":
        return Kind.NUMBER
    return Kind.MOMENT if _DATED.search(shown) else Kind.NUMBER


def moment_of(days: float, since_1904: bool) -> float | date | datetime | time:
    """The day, or day and time, that a number of days stands for; the number itself where it is none. What is less
    than a day is a time of no day."""
    if not 0 <= days < _MOST_DAYS:
        return days
    whole = int(days)
    left = round((days - whole) * _MILLISECONDS)
    second = round(left / 1_000) * 1_000
    left = second if abs(left - second) <= _NEAR else left
    if whole == 0:
        return (datetime.min + timedelta(milliseconds=left)).time() if left < _MILLISECONDS else 1.0
    if since_1904:
        first = datetime(1904, 1, 1)
    elif whole == 60:
        # The 29th of February 1900, which spreadsheets count and the calendar does not have.
        return days
    else:
        first = datetime(1899, 12, 30) if whole > 60 else datetime(1899, 12, 31)
    try:
        moment = first + timedelta(days=whole, milliseconds=left)
    except OverflowError:
        return days
    return moment if moment.time() != time() else moment.date()


def moment_from(text: str) -> date | datetime | str:
    """A day, or day and time, from its ISO form; the text itself where it is none."""
    if not _ISO.fullmatch(text):
        return text
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text


def lasting_of(days: float) -> float | timedelta:
    """How long a number of days is."""
    return timedelta(days=days) if abs(days) < _MOST_DAYS else days
