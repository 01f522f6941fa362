"""The calendars that the domain asks for: Persian and Islamic dates, and the finer points of EDTF.

Each library is imported when the first date needs it. The Islamic calendar is that of Umm al-Qura (hijridate, 1343-1500
AH), the Persian one the arithmetic of persiantools; EDTF is read by edtf.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from datetime import date
from functools import lru_cache

from ascertain.domain.times.reckoning import Calendars, EdtfDays, Reckoning

__all__ = ["Calendars", "KnownCalendars"]

_PERSIAN_YEARS = range(1, 3178)


class KnownCalendars:
    """What the installed libraries know. It holds nothing: one is as good as another."""

    def to_day(self, reckoning: Reckoning, year: int, month: int, day: int) -> date:
        """The day. Raises ValueError where that calendar has none such, or is not known so far."""
        if reckoning is Reckoning.GREGORIAN:
            return date(year, month, day)
        if reckoning is Reckoning.PERSIAN:
            from persiantools.jdatetime import JalaliDate

            if year not in _PERSIAN_YEARS:
                raise ValueError(year)
            there: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
            return there
        from hijridate import Hijri

        try:
            found = Hijri(year, month, day).to_gregorian()
        except OverflowError as error:
            raise ValueError(str(error)) from error
        return date(found.year, found.month, found.day)

    def from_day(self, reckoning: Reckoning, day: date) -> tuple[int, int, int]:
        """Year, month and day. Raises ValueError where the calendar is not known so far."""
        if reckoning is Reckoning.GREGORIAN:
            return day.year, day.month, day.day
        if reckoning is Reckoning.PERSIAN:
            from persiantools.jdatetime import JalaliDate

            if not date(623, 1, 1) <= day <= date(3700, 1, 1):
                raise ValueError(day.isoformat())
            persian = JalaliDate(day)  # type: ignore[no-untyped-call]
            return persian.year, persian.month, persian.day
        from hijridate import Gregorian

        try:
            islamic = Gregorian(day.year, day.month, day.day).to_hijri()
        except OverflowError as error:
            raise ValueError(str(error)) from error
        return islamic.year, islamic.month, islamic.day

    def edtf(self, text: str) -> EdtfDays | None:
        """What a date in EDTF covers; None for what is none, or has an open end."""
        return _edtf(text)


@lru_cache(maxsize=512)
def _edtf(text: str) -> EdtfDays | None:
    with warnings.catch_warnings():
        # Its grammar warns of itself where Python is asked for every warning.
        warnings.simplefilter("ignore")
        from edtf import parse_edtf
        from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        # The library writes on standard output where it stumbles, and raises whatever comes of it.
        with contextlib.redirect_stdout(io.StringIO()):
            found = parse_edtf(text)
            first, last = found.lower_strict(), found.upper_strict()
            days = date(*first[:3]), date(*last[:3])
    except (EDTFParseException, AttributeError, TypeError, ValueError, KeyError, IndexError, OverflowError):
        return None
    return EdtfDays(*days, "~" in text or "%" in text) if days[0] <= days[1] else None
