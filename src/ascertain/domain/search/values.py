"""Values after the colon: numbers, days, flags and words, read and shown."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from ascertain.domain.fields import FieldType
from ascertain.domain.search.accounts import ACCOUNT_KEYS, UNKNOWN, account_value
from ascertain.domain.search.keys import NO, YES, SearchKey, find_key
from ascertain.domain.search.terms import Range, Value

NONE, ANY = "none", "any"
"""`field:none` asks where nothing is stated, `field:any` where something is. In quotes they are plain words."""

NUMBERED = (FieldType.FIGURE, FieldType.INTEGER)
DATED = (FieldType.TIME, FieldType.DATE, FieldType.INSTANT)
_YES_WORDS = {"yes", "true", "1", "y"}
_NO_WORDS = {"no", "false", "0", "n"}
_UNKNOWN_WORDS = {UNKNOWN, "?", "؟"}
_MOST = 10**12
_COMPARED = re.compile(r"(>=|<=|>|<|≥|≤|=)(.*)")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,30})?")
_MUCH_SHORTER = 8
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def read_value(key: SearchKey, typed: str) -> Value | None:
    """What a value stands for with this key; None where it is not understood."""
    if key.key in ACCOUNT_KEYS:
        return _account(key, typed)
    if key.type is FieldType.FIGURE and typed.casefold() in _UNKNOWN_WORDS:
        return UNKNOWN
    if key.type is FieldType.NUMBER:
        return _range(_ascii(typed), _real, dated=False)
    if key.type in NUMBERED:
        return _range(_ascii(typed), _whole_number, dated=False)
    if key.type in DATED:
        return _range(_ascii(typed), _period, dated=True) or _told_from_today(_ascii(typed))
    if key.type in (FieldType.FLAG, FieldType.YES_NO):
        word = typed.casefold()
        return YES if word in _YES_WORDS else NO if word in _NO_WORDS else None
    if key.values:
        word = typed.casefold().replace("_", "-")
        return word if word in key.values else None
    return typed if any(character.isalnum() for character in typed) else None


def _told_from_today(typed: str) -> str | None:
    # Few searches ask so, and the first paint does without.
    from ascertain.domain.search.relative import read_relative

    return read_relative(typed)


def _account(key: SearchKey, typed: str) -> str | None:
    """What is asked of accounts: the field by any of its names, and what is said of it."""
    name, equals, what = typed.partition("=")
    field = find_key(name.strip())
    return account_value(key.key, field.key, what if equals else None) if field is not None else None


def show_range(value: Range) -> str:
    """The shortest text that is read as the same range."""
    low, high = value.low, value.high
    if isinstance(low, date) and isinstance(high, date):
        return _show_days(low, high)
    if isinstance(low, float) or isinstance(high, float):
        return _show_reals(*value.reals)
    if low is not None and high is not None:
        return f"{low}" if low == high else f"{low}..{high}"
    if low is not None:
        return ">0" if low == 1 else f">={low}"
    return f"<={high}"


_Ends = Callable[[str], Range | None]
"""The first and last value that one text stands for; None where it stands for none."""


def _range(typed: str, ends: _Ends, *, dated: bool) -> Range | None:
    if compared := _COMPARED.fullmatch(typed):
        return _compared(compared[1], ends(compared[2]))
    separator = ".." if ".." in typed else "/" if dated and "/" in typed else None
    if separator is None:
        return ends(typed) if dated else _one_number(typed, ends)
    first, _, second = typed.partition(separator)
    low, high = ends(first), ends(second)
    if (first and low is None) or (second and high is None) or not (low or high):
        return None
    return _ordered(low.low if low else None, high.high if high else None)


def _one_number(typed: str, ends: _Ends) -> Range | None:
    """One number, or `2-5` and `3+`."""
    if found := re.fullmatch(r"(\d[\d.]*)-(\d[\d.]*)", typed):
        low, high = ends(found[1]), ends(found[2])
        return _ordered(low.low, high.high) if low and high else None
    if typed.endswith("+"):
        return _compared(">=", ends(typed[:-1]))
    return ends(typed)


def _whole_number(typed: str) -> Range | None:
    number = int(typed) if re.fullmatch(r"\d{1,12}", typed) else _MOST
    return Range(number, number) if number < _MOST else None


def _real(typed: str) -> Range | None:
    if not _NUMBER.fullmatch(typed):
        return None
    number = float(typed) + 0.0  # no zero below zero
    return Range(number, number)


def _period(typed: str) -> Range | None:
    """A day, month or year."""
    import calendar

    found = _DAY.fullmatch(typed)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        low = date(year or 0, month or 1, day or 1)
        last = day or calendar.monthrange(low.year, month or 12)[1]
        return Range(low, date(low.year, month or 12, last))
    except ValueError:
        return None


def _compared(sign: str, ends: Range | None) -> Range | None:
    if ends is None or ends.low is None or ends.high is None:
        return None
    match sign:
        case ">=" | "≥":
            return Range(ends.low, None)
        case "<=" | "≤":
            return Range(None, ends.high)
        case "=":
            return ends
        case ">":
            after = _step(ends.high, 1)
            return None if after is None else Range(after, None)
    before = _step(ends.low, -1)
    return None if before is None else Range(None, before)


def _step(end: int | float | date, by: int) -> int | float | date | None:
    """The value right beside another."""
    if isinstance(end, int):
        return end + by if end + by >= 0 else None
    if isinstance(end, float):
        return math.nextafter(end, by * math.inf)
    try:
        return end + timedelta(days=by)
    except OverflowError:
        return None


def _ordered(low: int | float | date | None, high: int | float | date | None) -> Range | None:
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        return None
    if isinstance(low, date) and isinstance(high, date) and low > high:
        return None
    return Range(low, high)


def _show_reals(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return _digits(low) if low == high else f"{_digits(low)}..{_digits(high)}"
    if low is not None:
        return _beside(low, -math.inf, ">")
    return "" if high is None else _beside(high, math.inf, "<")


def _beside(end: float, towards: float, sign: str) -> str:
    """`>3` where the end is the first number above 3, else `>=`."""
    beside, here = _digits(math.nextafter(end, towards)), _digits(end)
    return f"{sign}{beside}" if len(beside) + _MUCH_SHORTER <= len(here) else f"{sign}={here}"


def _digits(number: float) -> str:
    from decimal import Decimal

    return format(Decimal(repr(number)).normalize(), "f") if number else "0"


def _show_days(low: date, high: date) -> str:
    import calendar

    if low == high:
        return low.isoformat()
    first, last = low.day == 1, high.day == calendar.monthrange(high.year, high.month)[1]
    if first and last and (low.year, low.month) == (high.year, high.month):
        return f"{low.year:04}-{low.month:02}"
    if (low.month, low.day) == (1, 1) and (high.month, high.day) == (12, 31) and low.year == high.year:
        return f"{low.year:04}"
    return f"{low.isoformat()}..{high.isoformat()}"


def _ascii(typed: str) -> str:
    """`typed` with ASCII digits and hyphens."""
    digits = (str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in typed)
    return re.sub("[‐‑‒–—−]", "-", "".join(digits)).replace("…", "..")
