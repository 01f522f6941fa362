"""Phrases that are told from the anchor: days, weeks, months and years before or after it, and parts of its days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ascertain.domain.codes import TimePrecision
from ascertain.domain.times.reckoning import Told
from ascertain.domain.times.spans import Span, days, months, one_day, part_of

_Match = re.Match[str]
_FEW = {"few": 5, "couple": 2}


def today(told: Told, back: int = 0) -> Span:
    """The day of the anchor, or so many days before it."""
    return one_day(told.needed() - timedelta(days=back), relative=True)


def past(count: int, unit: str, told: Told) -> Span:
    """The last so many hours, days, weeks, months or years. From an anchor that is a day, up to the end of that day."""
    last = told.needed()
    back = {
        "minute": -(-count // 1440), "hour": -(-count // 24), "day": count, "week": 7 * count, "month": 30 * count,
        "year": 365 * count,
    }[unit]  # fmt: skip
    return days(last - timedelta(days=back), last, relative=True)


def read_past(found: _Match, told: Told) -> Span:
    """`past 24 hours`."""
    return past(count_of(found["count"]) if found["count"] else 1, found["unit"], told)


def read_past_many(found: _Match, told: Told) -> Span:
    """`past weeks`: as a few of them."""
    return past(_FEW["few"], found["unit"], told)


def read_ago(found: _Match, told: Told) -> Span:
    """`3 days ago` is a day, `a week ago` the days around it, `2 months ago` that month."""
    count, unit = count_of(found["count"] or "1"), found["unit"]
    to = told.needed()
    if unit in ("minute", "hour"):
        return past(count, unit, told)
    if found["count"] == "few":
        return past(count, unit, told)
    if unit == "day":
        return today(told, count)
    if unit == "week":
        around = to - timedelta(weeks=count)
        return days(around - timedelta(days=3), around + timedelta(days=3), TimePrecision.WEEK, relative=True)
    if unit == "month":
        at = to.year * 12 + to.month - 1 - count
        return months(at // 12, at % 12 + 1, 1, TimePrecision.MONTH, relative=True)
    return months(to.year - count, 1, 12, TimePrecision.YEAR, relative=True)


def read_later(found: _Match, told: Told) -> Span:
    """`2 days later`; hours later are the same day or the next."""
    count, unit, to = count_of(found["count"] or "1"), found["unit"], told.needed()
    if unit in ("minute", "hour"):
        return days(to, to + timedelta(days=-(-count // 24)), relative=True)
    if unit == "day":
        return today(told, -count)
    if unit == "week":
        around = to + timedelta(weeks=count)
        return days(around - timedelta(days=3), around + timedelta(days=3), TimePrecision.WEEK, relative=True)
    if unit == "month":
        at = to.year * 12 + to.month - 1 + count
        return months(at // 12, at % 12 + 1, 1, TimePrecision.MONTH, relative=True)
    return months(to.year + count, 1, 12, TimePrecision.YEAR, relative=True)


def count_of(word: str) -> int:
    """The number that a word of counting stands for."""
    return int(word) if word.isdigit() else _FEW[word]


def read_recent_days(_found: _Match, told: Told) -> Span:
    """Six days with the anchor: the most that UCDP codes as some days."""
    last = told.needed()
    return days(last - timedelta(days=5), last, TimePrecision.DAYS, relative=True)


def read_coming_days(_found: _Match, told: Told) -> Span:
    """Six days from the anchor on."""
    first = told.needed()
    return days(first, first + timedelta(days=5), TimePrecision.DAYS, relative=True)


def read_this(found: _Match, told: Told) -> Span:
    """This week, month or year, up to the anchor; the one before or after it, whole. Weeks begin on Monday."""
    to, unit, which = told.needed(), found["unit"], found["which"]
    step = {"this": 0, "last": -1, "next": 1}[which]
    if unit == "week":
        monday = to - timedelta(days=to.weekday()) + timedelta(weeks=step)
        return days(monday, to if not step else monday + timedelta(days=6), TimePrecision.WEEK, relative=True)
    if unit == "month":
        at = to.year * 12 + to.month - 1 + step
        whole = months(at // 12, at % 12 + 1, 1, TimePrecision.MONTH, relative=True)
    else:
        whole = months(to.year + step, 1, 12, TimePrecision.YEAR, relative=True)
    return whole if step else days(whole.first.date(), to, whole.precision, relative=True)


def read_weekend(found: _Match, told: Told) -> Span:
    """The last Saturday up to the anchor, and the Sunday after it."""
    saturday = weekday_before("w5", told.needed())
    if found["which"] == "next":
        saturday += timedelta(days=7)
    return days(saturday, saturday + timedelta(days=1), TimePrecision.DAYS, relative=True)


def read_weekday(found: _Match, told: Told) -> Span:
    """The nearest day of that name not after the anchor; `last` and `next` exclude the anchor itself."""
    to = told.needed()
    if found["which"] == "next":
        ahead = (int(found["weekday"][1]) - to.weekday()) % 7 or 7
        return one_day(to + timedelta(days=ahead), relative=True)
    return one_day(weekday_before(found["weekday"], to, strictly=found["which"] == "last"), relative=True)


def weekday_before(name: str, anchor: date, *, strictly: bool = False) -> date:
    """The nearest day of that name (`w0`-`w6`) not after `anchor`, or `strictly` before it."""
    back = (anchor.weekday() - int(name[1])) % 7
    return anchor - timedelta(days=back or (7 if strictly else 0))


def read_weekday_of_week(found: _Match, told: Told) -> Span:
    """`w1 last week`: in the week before that of the anchor."""
    to = told.needed()
    weeks = {"this": 0, "last": -1, "next": 1}[found["which"]]
    monday = to - timedelta(days=to.weekday()) + timedelta(weeks=weeks)
    return one_day(monday + timedelta(days=int(found["weekday"][1])), relative=True)


def read_night(found: _Match, told: Told) -> Span:
    """Last night ends on the anchor; tonight begins on it."""
    return part_of(today(told, 0 if found[0] in ("tonight", "this night") else 1), "night")


def read_this_part(found: _Match, told: Told) -> Span:
    """`this morning`."""
    return part_of(today(told), found["part"])


def read_last_part(found: _Match, told: Told) -> Span:
    """`last evening` is yesterday's."""
    return part_of(today(told, 1), found["part"])
