"""Spans of local time, and the program's own conventions for parts of the day, of a month and of a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from ascertain.domain.codes import TimePrecision
from ascertain.domain.messages import Message, say

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month in which each begins: meteorological seasons of the northern hemisphere, three months each."""

PARTS_OF_DAY = {
    "early": (0, 6), "dawn": (3, 7), "morning": (5, 12), "noon": (11, 13), "afternoon": (12, 17), "evening": (17, 21),
    "night": (21, 29), "late": (18, 24), "daytime": (6, 18),
    "early morning": (0, 9), "late morning": (9, 12), "early afternoon": (12, 15), "late afternoon": (15, 18),
    "early evening": (17, 19), "late evening": (19, 24), "early night": (20, 24), "late night": (21, 29),
}  # fmt: skip
"""From which hour up to which, exclusive; above 24 on the next day. The program's own convention."""


class NotRead(Exception):
    """A phrase has no reading. `message` says why; `choices` are phrases that it may mean, where it can be read in
    several ways. `named`: it is a time all the same, which says too little or contradicts itself."""

    def __init__(self, message: Message, choices: tuple[str, ...] = (), *, named: bool = False) -> None:
        super().__init__(str(message))
        self.message = message
        self.choices = choices
        self.named = named or bool(choices)


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

    @property
    def last_day(self) -> date:
        """The last day that a span with an end touches."""
        return (self.last - timedelta(microseconds=1)).date()


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time())


def days(first: date, last: date, precision: TimePrecision | None = None, *, relative: bool = False) -> Span:
    """From a day up to the end of another, as precise as it is long unless told. Raises `NotRead` when they are in the
    wrong order or the calendar ends."""
    if last < first:
        raise NotRead(say("The end of the time stands before its beginning."))
    if last >= date.max:
        raise NotRead(say("There is no such day."))
    kind = precision or precision_of(first, last)
    return Span(midnight(first), midnight(last + timedelta(days=1)), kind, relative=relative)


def one_day(day: date, *, relative: bool = False) -> Span:
    """One day."""
    return days(day, day, TimePrecision.DAY, relative=relative)


def months(year: int, month: int, count: int, precision: TimePrecision, *, relative: bool = False) -> Span:
    """Whole months of the Gregorian calendar from the first of one."""
    first, after = make_day(year, month, 1), month - 1 + count
    end = make_day(year + after // 12, after % 12 + 1, 1)
    return days(first, end - timedelta(days=1), precision, relative=relative)


def make_day(year: int, month: int, on: int) -> date:
    """A day of the Gregorian calendar. Raises `NotRead` where there is none."""
    try:
        return date(year, month, on)
    except ValueError:
        raise NotRead(say("There is no such day.")) from None


def part_of(span: Span, part: str) -> Span:
    """A part of one day; the beginning, middle or end of a week, a month or a year."""
    if span.precision is TimePrecision.DAY:
        if part == "midnight":
            raise NotRead(say("Midnight belongs to two days. Write the day with 00:00 or 23:59."), named=True)
        if part in PARTS_OF_DAY:
            first, last = PARTS_OF_DAY[part]
            start = span.first
            ends = (start + timedelta(hours=first), start + timedelta(hours=last))
            return Span(*ends, TimePrecision.PART_OF_DAY, relative=span.relative)
    elif part in _THIRDS:
        return _third_of(span, _THIRDS[part])
    raise NotRead(say("A part of the day needs a day beside it."))


_THIRDS = {"early": 0, "mid": 1, "late": 2}


def _third_of(span: Span, third: int) -> Span:
    """Of a month days 1-10, 11-20 and the rest; of a year four months each; of a week two days, two days and three."""
    first, last = span.first.date(), span.last_day
    if span.precision is TimePrecision.WEEK:
        cuts = (0, 2, 4)
    elif span.precision is TimePrecision.MONTH:
        cuts = (0, 10, 20)
    elif span.precision is TimePrecision.YEAR and (first.day, first.month) == (1, 1):
        year = months(first.year, 1 + 4 * third, 4, TimePrecision.YEAR, relative=span.relative)
        return replace(year, end=min(year.last, span.last)) if year.first < span.last else _no_part()
    else:
        return _no_part()
    start = first + timedelta(days=cuts[third])
    until = last if third == 2 else min(last, first + timedelta(days=cuts[third + 1] - 1))
    return days(start, until, relative=span.relative) if start <= until else _no_part()


def _no_part() -> Span:
    raise NotRead(say("A part of the day needs a day beside it."))


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


def precision_within(start: datetime, end: datetime) -> TimePrecision:
    """The precision of a span that is cut by the clock: a minute, up to an hour, part of a day, else by its days."""
    length = end - start
    for most, precision in (
        (timedelta(minutes=1), TimePrecision.MINUTE),
        (timedelta(hours=1), TimePrecision.HOUR),
        (timedelta(hours=23, minutes=59), TimePrecision.PART_OF_DAY),
    ):
        if length <= most:
            return precision
    return precision_of(start.date(), (end - timedelta(microseconds=1)).date())
