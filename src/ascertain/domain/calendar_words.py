"""Days, months, seasons and parts of the day as they are named in reports, as spans of local time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from ascertain.domain.codes import TimePrecision
from ascertain.domain.messages import Message, say

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins: meteorological seasons of the northern hemisphere, three months each."""

PARTS_OF_DAY = {
    "early": (0, 6), "dawn": (5, 7), "morning": (5, 12), "noon": (11, 13), "midday": (11, 13),
    "afternoon": (12, 17), "evening": (17, 21), "night": (21, 29), "late": (18, 24),
}  # fmt: skip
"""From which hour up to which, exclusive; above 24 on the next day. The program's own convention."""

_TIME_OF_DAY = re.compile(
    r"(?P<about>~)?(?:(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?|(?P<only>\d{1,2})\s*(?P<half2>am|pm|a\.m\.|p\.m\.))"
    r"(?:\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2}))?(?![\d:./-])"
)


class NotRead(Exception):
    """A phrase has no reading. `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to `end`, exclusive, None where open: in local time, or in `zone` where the phrase names one."""

    start: datetime | None
    end: datetime | None
    precision: TimePrecision
    zone: timezone | None = None
    relative: bool = False
    """Whether the anchor was needed."""

    @property
    def first(self) -> datetime:
        """The start of a span that has one."""
        if self.start is None:
            raise NotRead(say("The phrase has no beginning."))
        return self.start

    @property
    def last(self) -> datetime:
        """The end of a span that has one."""
        if self.end is None:
            raise NotRead(say("The phrase has no end."))
        return self.end


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """An hour and minute, `about` or sharp, in `zone` where one is named."""

    at: time
    about: bool
    zone: timezone | None

    def on(self, day: datetime, *, relative: bool) -> Span:
        """This time on the day that begins with `day`: a minute, or half an hour to either side."""
        sharp = datetime.combine(day.date(), self.at)
        if not self.about:
            return Span(sharp, sharp + timedelta(minutes=1), TimePrecision.MINUTE, self.zone, relative)
        half = timedelta(minutes=30)
        return Span(sharp - half, sharp + half, TimePrecision.HOUR, self.zone, relative)


def take_time_of_day(words: str) -> tuple[TimeOfDay | None, str]:
    """The time of day in a phrase, and the phrase without it. `2 am` is about two; so is `~02:30`."""
    found = _TIME_OF_DAY.search(words)
    if found is None or (found.start() and words[found.start() - 1] in "0123456789-/.:"):
        return None, words
    hour, minute = int(found["hour"] or found["only"]), int(found["minute"] or 0)
    half = (found["half"] or found["half2"] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None, words
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None, words
    rest = " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())
    return TimeOfDay(time(hour, minute), bool(found["about"] or found["only"]), _offset(found["zone"])), rest


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time())


def days(first: date, last: date, precision: TimePrecision, *, relative: bool = False) -> Span:
    """From a day up to the end of another. Raises `NotRead` when they are in the wrong order or the calendar ends."""
    if last < first:
        raise NotRead(say("The end of the time stands before its beginning."))
    if last >= date.max:
        raise NotRead(say("There is no such day."))
    return Span(midnight(first), midnight(last + timedelta(days=1)), precision, relative=relative)


def day(year: int, month: int, on: int, *, relative: bool = False) -> Span:
    """One day. Raises `NotRead` where the calendar has none."""
    one = make_day(year, month, on)
    return days(one, one, TimePrecision.DAY, relative=relative)


def months(year: int, month: int, count: int, precision: TimePrecision, *, relative: bool = False) -> Span:
    """Whole months from the first of one."""
    first = make_day(year, month, 1)
    after = month - 1 + count
    return days(
        first, make_day(year + after // 12, after % 12 + 1, 1) - timedelta(days=1), precision, relative=relative
    )


def make_day(year: int, month: int, on: int) -> date:
    """A day of the calendar. Raises `NotRead` where there is none."""
    try:
        return date(year, month, on)
    except ValueError:
        raise NotRead(say("There is no such day.")) from None


def month_number(name: str) -> int:
    """1-12 from the name of a month or its first letters."""
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def weekday_before(name: str, anchor: date, *, strictly: bool = False) -> date:
    """The nearest day of that name not after `anchor`, or `strictly` before it."""
    wanted = next(number for number, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[:3]))
    back = (anchor.weekday() - wanted) % 7
    return anchor - timedelta(days=back or (7 if strictly else 0))


def part_of(span: Span, part: str) -> Span:
    """A part of the one day of `span`."""
    if span.precision is not TimePrecision.DAY:
        raise NotRead(say("A part of the day needs a day beside it."))
    first, last = PARTS_OF_DAY[part]
    start = span.first
    return Span(
        start + timedelta(hours=first), start + timedelta(hours=last), TimePrecision.PART_OF_DAY, relative=span.relative
    )


def precision_of(first: date, last: date) -> TimePrecision:
    """The precision that fits so many days: UCDP GED puts 2-6 days, a week, a month and a year apart."""
    count = (last - first).days + 1
    for most, precision in (
        (1, TimePrecision.DAY),
        (6, TimePrecision.DAYS),
        (8, TimePrecision.WEEK),
        (32, TimePrecision.MONTH),
    ):
        if count <= most:
            return precision
    return TimePrecision.YEAR


def _offset(name: str | None) -> timezone | None:
    if not name:
        return None
    if name[0] not in "+-":
        return UTC
    hours, minutes = int(name[1:3]), int(name[-2:])
    if hours > 14 or minutes > 59:
        raise NotRead(say("There is no such offset from UTC."))
    return timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
