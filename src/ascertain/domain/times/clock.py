"""Times of day within a phrase of small words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

from ascertain.domain.codes import TimePrecision
from ascertain.domain.messages import say
from ascertain.domain.times.spans import NotRead, Span

_PART = r"early|dawn|morning|noon|afternoon|evening|night"
_CLOCK = re.compile(
    rf"""(?<!\S)(?P<about>~\ )?(?:oclock\ (?P<about2>~\ )?)?
    (?:(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?(?P<zone>z|[+-]\d\d(?:\d\d)?)?
        (?:\ oclock)?(?:\ (?P<half>am|pm|{_PART}))?
      |(?<=oclock\ )(?P<only>\d{{1,2}})(?:\ (?P<half2>am|pm|{_PART}))?
      |(?P<only2>\d{{1,2}})\ oclock(?:\ (?P<half3>am|pm|{_PART}))?
      |(?P<only3>\d{{1,2}})(?:\ (?P<half4>am|pm)))(?!\S)""",
    re.VERBOSE,
)
_BARE = re.compile(r"(?<!\S)(?P<about>~ )?(?P<only>\d{1,2}) (?P<half>dawn|morning|afternoon|evening|night)(?!\S)")

_PART_APART = re.compile(rf"^(?:{_PART}) (?=w\d$|.*\d)|(?<=\d|y) (?:{_PART})$")
"""The part of the day on the other side of the day: `9 oclock w6 evening`, `~ 02:30 w1 dawn`."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """An hour and minute, `about` or sharp, in `zone` where one is named."""

    at: time
    about: bool
    zone: timezone | None

    def on(self, day: datetime, *, relative: bool) -> Span:
        """This time on the day that begins with `day`: a minute, or half an hour to either side."""
        sharp = self.sharp(day)
        if not self.about:
            return Span(sharp, sharp + timedelta(minutes=1), TimePrecision.MINUTE, self.zone, relative)
        half = timedelta(minutes=30)
        return Span(sharp - half, sharp + half, TimePrecision.HOUR, self.zone, relative)

    def sharp(self, day: datetime) -> datetime:
        """The moment itself on that day."""
        return datetime.combine(day.date(), self.at)


def take_time_of_day(words: str) -> tuple[TimeOfDay | None, str]:
    """The time of day in a phrase, and the phrase without it. An hour alone (`2 am`) is about two; so is `~ 02:30`."""
    found = _CLOCK.search(words) or _bare(words)
    if found is None:
        return None, words
    parts = found.groupdict()
    only = parts.get("only") or parts.get("only2") or parts.get("only3")
    half = next((parts[key] for key in ("half", "half2", "half3", "half4") if parts.get(key)), "")
    hour, minute = int(parts.get("hour") or only or 0), int(parts.get("minute") or 0)
    rest = " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())
    if not half and (part := _PART_APART.search(rest)) and not (part[0].strip() == "night" and hour < 6):
        half, rest = part[0].strip(), _PART_APART.sub("", rest, 1)
    at = _time(hour, minute, half)
    if at is None:
        return None, words
    about = bool(parts.get("about") or parts.get("about2") or only)
    return TimeOfDay(at, about, offset(parts.get("zone"))), rest


def _bare(words: str) -> re.Match[str] | None:
    """`2 morning`, but not the day in `g10 2 morning`."""
    found = _BARE.search(words)
    before = words[: found.start()].split() if found else []
    return None if before and re.fullmatch(r"[gjh]\d+|–|to|and|until", before[-1]) else found


def _time(hour: int, minute: int, half: str) -> time | None:
    """The time of day; a part of the day beside an hour up to 12 says which half of the day is meant."""
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half and 1 <= hour <= 12:
        hour = _hour_in(hour, half)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def _hour_in(hour: int, part: str) -> int:
    if part in ("early", "dawn", "morning"):
        return hour % 12 if part != "morning" else hour
    if part == "noon":
        return hour + 12 if hour < 6 else hour
    if part == "night" and hour == 12:
        raise NotRead(say("Midnight belongs to two days. Write the day with 00:00 or 23:59."))
    if part == "night" and hour < 6:
        return hour
    return hour % 12 + 12


def offset(name: str | None) -> timezone | None:
    """The offset that `z`, `+03` or `+0300` names. Raises `NotRead` where there is none."""
    if not name:
        return None
    if name == "z":
        return UTC
    hours, minutes = int(name[1:3]), int(name[3:] or 0)
    if hours > 14 or minutes > 59:
        raise NotRead(say("There is no such offset from UTC."))
    return timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
