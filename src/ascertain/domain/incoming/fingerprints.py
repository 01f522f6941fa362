"""Short fingerprints of values, by which an edit made in a file is told from one made in the log.

What a spreadsheet program does to a cell that nobody edited is no edit: whole numbers become floating-point ones, days
become midnights, moments are off by a part of a second, line ends change, tabs and spaces at the end of a line go.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zlib import crc32

from ascertain.domain.incoming.rows import Value

LENGTH = 4
"""Characters; 24 bits, so that of sixteen million edits one goes unseen."""
DIGITS = 15
"""Digits of a number that every spreadsheet program keeps."""

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PAIRS = tuple(one + other for one in _SIGNS for other in _SIGNS)
_MIXING = 0x9E3779B1
"""2^32 by the golden ratio: spreads every bit of a sum over the bits that are kept (Knuth, TAOCP, 6.4)."""
_SHORT = 40
_PRINTS_KEPT = 20_000


def fingerprint(value: Value) -> str:
    """The fingerprint of a value; the same for an empty text, an empty list and nothing."""
    if value is None:
        return _EMPTY
    if type(value) is str and len(value) <= _SHORT:
        return _of_short(value)
    return _of_plain(_plain(value))


class Prints(dict[Value, str]):
    """Fingerprints by value, each made once for what stands in many cells."""

    def __missing__(self, value: Value) -> str:
        found = fingerprint(value)
        if not isinstance(value, str) or len(value) <= _SHORT:
            if len(self) >= _PRINTS_KEPT:
                self.clear()
            self[value] = found
        return found

    def of_all(self, values: Iterable[Value]) -> str:
        """The fingerprints of several values, one after the other."""
        return "".join(map(self.__getitem__, values))


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same: numbers by their size, texts without regard to how a cell keeps their ends."""
    return one is other or _plain(one) == _plain(other)


def second(moment: datetime) -> datetime:
    """The moment to the nearest second: spreadsheets count in fractions of a day."""
    if not moment.microsecond:
        return moment
    whole = moment.replace(microsecond=0)
    try:
        return whole + timedelta(seconds=1) if moment.microsecond >= 500_000 else whole
    except OverflowError:
        return whole


def _of_plain(plain: str) -> str:
    mixed = (crc32(plain.encode("utf-8", "surrogatepass")) * _MIXING & 0xFFFFFFFF) >> 8
    return _PAIRS[mixed >> 12] + _PAIRS[mixed & 0xFFF]


@lru_cache(maxsize=16_384)
def _of_short(text: str) -> str:
    return _of_plain(_plain(text))


def _plain(value: Value) -> str:
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.{DIGITS}g}"
    if isinstance(value, datetime):
        moment = second(value)
        return (moment.date() if moment.time() == time.min else moment).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "\x1f".join(map(_plain, value))
    lines = value.replace("\t", "").replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join([line.rstrip() for line in lines])


_EMPTY = _of_plain("")
