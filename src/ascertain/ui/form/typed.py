"""Days, moments and degrees as they are typed, and as values. Knows no widgets."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

from ascertain.app.calendars import KnownCalendars
from ascertain.domain.fields import Field, FieldType
from ascertain.domain.messages import Message, say
from ascertain.domain.own_values import read_number
from ascertain.domain.reported_time import find_zone, read_time

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = re.compile(r"([+-]) ?(\d{1,4})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2})(?::(\d{2}))?)?")
_MARKS = re.compile("[\u200e\u200f\u2066-\u2069\u202a-\u202e\u061c]")


class NotReadable(ValueError):
    """A text does not have the form that its box asks for. `message` says so, and what to type."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def plain_digits(text: str) -> str:
    """The text with ASCII digits and hyphens, without marks of direction."""
    digits = "".join(str(unicodedata.decimal(each)) if unicodedata.category(each) == "Nd" else each for each in text)
    return _MARKS.sub("", re.sub("[‐‑‒–—−]", "-", digits)).strip()


def read_day(text: str, today: date) -> date | None:
    """The day meant by `2023-10-24`, `+7`, `tomorrow`, `24 Oct 2023`; None for nothing. Raises `NotReadable`."""
    typed = plain_digits(text)
    if not typed:
        return None
    try:
        if step := _STEP.fullmatch(typed):
            return today + timedelta(days=int(step[1] + step[2]))
        if found := _DAY.fullmatch(typed):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except (ValueError, OverflowError):
        raise NotReadable(say("There is no such day.")) from None
    read = read_time(text, today, "UTC", KnownCalendars())
    if read.t_from is None or read.t_to is None or read.t_to - read.t_from != 86_400:
        raise NotReadable(say("“{typed}” is not a day. Type 2023-10-24, +7 or tomorrow.", typed=_short(text)))
    return (_EPOCH + timedelta(seconds=read.t_from)).date()


def read_own(field: Field, text: str, today: date) -> str:
    """What an own field holds where this is typed in its box. Raises `NotReadable` and `NotANumber`."""
    if field.type is FieldType.NUMBER:
        return read_number(text)
    return show_day(read_day(text, today)) if field.type is FieldType.DATE else text.strip()


def show_day(day: date | None) -> str:
    """The day as it is typed."""
    return day.isoformat() if day is not None else ""


def read_moment(text: str, zone: str) -> int | None:
    """The instant meant by `2023-10-17 18:40` in a zone; a day alone begins at midnight. Raises `NotReadable`."""
    typed = plain_digits(text)
    if not typed:
        return None
    found = _MOMENT.fullmatch(typed)
    if found is None:
        raise NotReadable(say("“{typed}” is not a time. Type it as 2023-10-17 18:40.", typed=_short(text)))
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        # 24:00 ends a day.
        local = datetime(year, month, day) + timedelta(hours=hour, minutes=minute)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            raise ValueError
        return (local.replace(tzinfo=find_zone(zone) or UTC) - _EPOCH) // timedelta(seconds=1)
    except (ValueError, OverflowError):
        raise NotReadable(say("There is no such time.")) from None


def show_moment(instant: int | None, zone: str) -> str:
    """The instant as it is typed."""
    if instant is None:
        return ""
    try:
        return (_EPOCH + timedelta(seconds=instant)).astimezone(find_zone(zone) or UTC).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return ""


def read_degrees(text: str) -> float | None:
    """Degrees as `33.78`, `33,78`, `-6.5`, `33.78 N`; south and west are below 0. Raises `NotReadable`."""
    typed = plain_digits(text).replace(",", ".").replace("٫", ".").replace("°", "").strip()
    if not typed:
        return None
    found = re.fullmatch(r"([+-]?\d{1,3}(?:\.\d+)?) ?([NSEWnsew])?", typed)
    if found is None:
        raise NotReadable(say("“{typed}” is not a number of degrees. Type it as 33.7856.", typed=_short(text)))
    degrees = float(found[1])
    return -degrees if (found[2] or "").upper() in ("S", "W") else degrees


def show_degrees(degrees: float | None) -> str:
    """Degrees as they are typed."""
    return "" if degrees is None else f"{degrees:.6f}".rstrip("0").rstrip(".")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
