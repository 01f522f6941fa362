"""Values after the colon: numbers, days, flags and words, read and shown."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

from ascertain.domain.fields import FieldType
from ascertain.domain.search.keys import NO, YES, SearchKey
from ascertain.domain.search.terms import Range, Value

NONE, ANY = "none", "any"
"""`field:none` asks where nothing is stated, `field:any` where something is. In quotes they are plain words."""

NUMBERED = (FieldType.FIGURE, FieldType.INTEGER)
DATED = (FieldType.TIME, FieldType.DATE, FieldType.INSTANT)
_YES_WORDS = {"yes", "true", "1", "y"}
_NO_WORDS = {"no", "false", "0", "n"}
_MOST = 10**12
_COMPARED = re.compile(r"(>=|<=|>|<|≥|≤|=)(.*)")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def read_value(key: SearchKey, typed: str) -> Value | None:
    """What a value stands for with this key; None where it is not understood."""
    if key.type in NUMBERED or key.type in DATED:
        return _range(_ascii(typed), dated=key.type in DATED)
    if key.type is FieldType.FLAG:
        word = typed.casefold()
        return YES if word in _YES_WORDS else NO if word in _NO_WORDS else None
    if key.values:
        word = typed.casefold().replace("_", "-")
        return word if word in key.values else None
    return typed if any(character.isalnum() for character in typed) else None


def show_range(value: Range) -> str:
    """The shortest text that is read as the same range."""
    low, high = value.low, value.high
    if isinstance(low, date) and isinstance(high, date):
        return _show_days(low, high)
    if low is not None and high is not None:
        return f"{low}" if low == high else f"{low}..{high}"
    if low is not None:
        return ">0" if low == 1 else f">={low}"
    return f"<={high}"


def _range(typed: str, *, dated: bool) -> Range | None:
    if compared := _COMPARED.fullmatch(typed):
        return _compared(compared[1], _ends(compared[2], dated=dated))
    separator = ".." if ".." in typed else "/" if dated and "/" in typed else None
    if separator is None:
        return _whole(typed, dated=dated)
    first, _, second = typed.partition(separator)
    low, high = _ends(first, dated=dated), _ends(second, dated=dated)
    if (first and low is None) or (second and high is None) or not (low or high):
        return None
    return _ordered(low.low if low else None, high.high if high else None)


def _whole(typed: str, *, dated: bool) -> Range | None:
    """One number or period, or where it cannot be a date, `2-5` and `3+`."""
    if dated:
        return _ends(typed, dated=True)
    if found := re.fullmatch(r"(\d+)-(\d+)", typed):
        low, high = _ends(found[1], dated=False), _ends(found[2], dated=False)
        return _ordered(low.low, high.high) if low and high else None
    if typed.endswith("+"):
        return _compared(">=", _ends(typed[:-1], dated=False))
    return _ends(typed, dated=False)


def _ends(typed: str, *, dated: bool) -> Range | None:
    """The first and last value that one number, day, month or year stands for."""
    if not dated:
        number = int(typed) if re.fullmatch(r"\d{1,12}", typed) else _MOST
        return Range(number, number) if number < _MOST else None
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


def _step(end: int | date, by: int) -> int | date | None:
    if isinstance(end, int):
        return end + by if end + by >= 0 else None
    try:
        return end + timedelta(days=by)
    except OverflowError:
        return None


def _ordered(low: int | date | None, high: int | date | None) -> Range | None:
    if isinstance(low, int) and isinstance(high, int) and low > high:
        return None
    if isinstance(low, date) and isinstance(high, date) and low > high:
        return None
    return Range(low, high)


def _show_days(low: date, high: date) -> str:
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
