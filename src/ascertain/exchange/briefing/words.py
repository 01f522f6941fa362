"""Times and counts in words, with how narrowly they are known."""

from __future__ import annotations

from datetime import date, datetime

from ascertain.domain.codes import TimePrecision
from ascertain.domain.figure import Figure
from ascertain.domain.incoming.time_parts import local_end, local_start
from ascertain.domain.messages import Message, say
from ascertain.domain.records import ReportedTime
from ascertain.domain.totals import Bounds
from ascertain.exchange.coded_table import days_of

_MONTHS = (
    say("January"), say("February"), say("March"), say("April"), say("May"), say("June"),
    say("July"), say("August"), say("September"), say("October"), say("November"), say("December"),
)  # fmt: skip
_KNOWN = {
    TimePrecision.DAY: say("known to the day"),
    TimePrecision.DAYS: say("known to some days"),
    TimePrecision.WEEK: say("known to a week"),
    TimePrecision.MONTH: say("known to a month"),
    TimePrecision.YEAR: say("known to a year"),
    TimePrecision.UNKNOWN: say("not known how narrowly"),
}


def day_words(day: date) -> Message:
    """`17 October 2023`."""
    return say("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def time_words(when: ReportedTime) -> Message:
    """The time where it happened, and how narrowly it is known."""
    first, last = days_of(when)
    if first is None or last is None:
        return say("not known")
    start = local_start(when.t_from, when.zone, TimePrecision.MINUTE)
    if isinstance(start, datetime) and when.precision in (
        TimePrecision.MINUTE,
        TimePrecision.HOUR,
        TimePrecision.PART_OF_DAY,
    ):
        return _of_the_day(start, local_end(when.t_to, when.zone, TimePrecision.MINUTE), when)
    known = _KNOWN.get(when.precision, _KNOWN[TimePrecision.UNKNOWN])
    if first == last:
        return say("{day}, {known}", day=day_words(first), known=known)
    return say("between {first} and {last}, {known}", first=day_words(first), last=day_words(last), known=known)


def _of_the_day(start: datetime, end: object, when: ReportedTime) -> Message:
    day, zone = day_words(start.date()), when.zone
    if when.precision is TimePrecision.MINUTE:
        return say("{day}, {clock} ({zone}), known to the minute", day=day, clock=f"{start:%H:%M}", zone=zone)
    until = end if isinstance(end, datetime) else start
    known = say("known to the hour") if when.precision is TimePrecision.HOUR else say("known to a part of the day")
    text = "{day}, between {from} and {to} ({zone}), {known}"
    if until.date() != start.date():
        text = "{day}, between {from} and {to} of the next day ({zone}), {known}"
    values = {"from": f"{start:%H:%M}", "to": f"{until:%H:%M}"}
    return say(text, day=day, zone=zone, known=known, **values)


def figure_words(figure: Figure) -> Message | None:
    """The count; `not known` where that is said of it; None where nothing is."""
    if not figure.stated:
        return say("not known") if figure.unknown else None
    low, best, high = figure.low, figure.best, figure.high
    if best is not None and not (low == best == high or (low is None and high is None)):
        bounds = _bounds(low, high)
        return say("{best}, {bounds}", best=best, bounds=bounds)
    if best is not None:
        return say("{best}", best=best) if low == high == best else say("about {best}", best=best)
    return _bounds(low, high)


def _bounds(low: int | None, high: int | None) -> Message:
    if low is None:
        return say("at most {high}", high=high)
    if high is None:
        return say("at least {low}", low=low)
    return say("{low}", low=low) if low == high else say("between {low} and {high}", low=low, high=high)


def bounds_words(bounds: Bounds) -> Message:
    """The least and the greatest value of a total."""
    return _bounds(bounds.low, bounds.high)
