"""The calendars in which reports date, and the door to what knows them. The domain itself knows the Gregorian one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from ascertain.domain.messages import say
from ascertain.domain.times.spans import NotRead, make_day


class Reckoning(Enum):
    """A calendar. The value is the letter before its months in the small language (`g10` is October)."""

    GREGORIAN = "g"
    PERSIAN = "j"
    """Solar Hijri (Jalali), of Iran and Afghanistan."""
    ISLAMIC = "h"
    """Lunar Hijri, as reckoned at Umm al-Qura."""


@dataclass(frozen=True, slots=True)
class EdtfDays:
    """What one date in EDTF covers, both days with it. `approximate`: it bears a `~` or `%`."""

    first: date
    last: date
    approximate: bool = False


class Calendars(Protocol):
    """What knows the other calendars and the finer points of EDTF (ISO 8601-2)."""

    def to_day(self, reckoning: Reckoning, year: int, month: int, day: int) -> date:
        """The day. Raises ValueError where that calendar has none such, or is not known so far."""

    def from_day(self, reckoning: Reckoning, day: date) -> tuple[int, int, int]:
        """Year, month and day. Raises ValueError where the calendar is not known so far."""

    def edtf(self, text: str) -> EdtfDays | None:
        """What a date in EDTF covers; None for what is none, or has an open end."""


@dataclass(frozen=True, slots=True)
class Told:
    """From where a phrase is told: the day, and what knows the calendars; None where there is none."""

    on: date | None
    calendars: Calendars | None = None

    def needed(self) -> date:
        """The day. Raises `NotRead` where there is none."""
        if self.on is None:
            raise NotRead(say("This time is told from another day. Give that day, such as the day of publication."))
        return self.on

    def day(self, reckoning: Reckoning, year: int, month: int, on: int) -> date:
        """A day of a calendar. Raises `NotRead` where there is none."""
        if reckoning is Reckoning.GREGORIAN:
            return make_day(year, month, on)
        try:
            return self._calendars().to_day(reckoning, year, month, on)
        except (ValueError, OverflowError):
            raise NotRead(say("There is no such day.")) from None

    def parts(self, reckoning: Reckoning, day: date) -> tuple[int, int, int]:
        """Year, month and day in a calendar."""
        if reckoning is Reckoning.GREGORIAN:
            return day.year, day.month, day.day
        try:
            return self._calendars().from_day(reckoning, day)
        except (ValueError, OverflowError):
            raise NotRead(say("There is no such day.")) from None

    def month(self, reckoning: Reckoning, year: int, month: int, count: int = 1) -> tuple[date, date]:
        """The first and the last day of whole months."""
        after = month - 1 + count
        end = self.day(reckoning, year + after // 12, after % 12 + 1, 1)
        return self.day(reckoning, year, month, 1), end - timedelta(days=1)

    def _calendars(self) -> Calendars:
        if self.calendars is None:
            raise NotRead(say("A date of this calendar cannot be read here. Write it like 2023-10-17."))
        return self.calendars
