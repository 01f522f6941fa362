"""Intervals written compactly: ISO 8601 and EDTF (ISO 8601-2), `2023-10-17/2023-10-18`, `2023-10~`, `[2023..]`.

Plain dates, times and the two ends of an interval are read here; seasons, unspecified digits and qualified dates by
what `Calendars.edtf` knows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from ascertain.domain.codes import TimePrecision
from ascertain.domain.messages import say
from ascertain.domain.times.clock import offset
from ascertain.domain.times.reckoning import Told
from ascertain.domain.times.spans import (
    NotRead,
    Span,
    days,
    make_day,
    months,
    one_day,
    precision_of,
    precision_within,
)

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::?\d\d)?)?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_QUALIFIED = re.compile(r"[?~%]?[\dX]{4}[?~%]?(?:-[?~%]?[\dX]{2}[?~%]?){0,2}")
_TENS = re.compile(r"(\d{4})-([01])X")
_SET = re.compile(r"[\[{]([^\[\]{}]+)[\]}]")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def read_compact(phrase: str, told: Told) -> Span | None:
    """The span of a phrase in EDTF, None for what is none. Raises `NotRead`."""
    text = phrase.strip().upper().replace("U", "X") if phrase.isascii() else ""
    if not re.fullmatch(r"[\dXTZ?~%./\[\]{},:+-]{4,80}", text):
        return None
    if found := _SET.fullmatch(text):
        inner = found[1]
        if "," in inner:
            return _known(text, told)
        return _interval(inner.split(".."), told) if ".." in inner else _side(inner, told)
    if text.count("/") == 1:
        return _interval(text.split("/"), told)
    return _side(text, told)


def _interval(ends: list[str], told: Told) -> Span | None:
    if len(ends) != 2:
        return None
    first, last = (_side(end, told) if end not in ("", "..") else None for end in ends)
    if (first is None and ends[0] not in ("", "..")) or (last is None and ends[1] not in ("", "..")):
        return None
    if first is None or last is None:
        if first is not None:
            return Span(_start(ends[0], first), None, TimePrecision.UNKNOWN, first.zone)
        return Span(None, _end(ends[1], last), TimePrecision.UNKNOWN, last.zone) if last is not None else None
    start, end, zone = _start(ends[0], first), _end(ends[1], last), first.zone
    if (first.zone is None) != (last.zone is None):
        raise NotRead(say("Give both ends of the time an offset from UTC, or none."))
    if first.zone is not None and last.zone is not None and first.zone != last.zone:
        end = end.replace(tzinfo=last.zone).astimezone(first.zone).replace(tzinfo=None)
    if end <= start:
        raise NotRead(say("The end of the time stands before its beginning."))
    whole = start.time() == end.time() == datetime.min.time() and zone is None
    kind = precision_of(start.date(), (end - timedelta(days=1)).date()) if whole else precision_within(start, end)
    if ends[0] == ends[1]:
        kind = first.precision
    return Span(start, end, kind, zone)


def _start(text: str, first: Span) -> datetime:
    """An interval begins at the second that is written, a moment alone with its minute."""
    found = _MOMENT.fullmatch(text)
    return _moment(found) if found else first.first


def _end(text: str, last: Span | None) -> datetime:
    """A moment is itself the end of an interval; a date ends with its last day."""
    if last is None:
        raise NotRead(say("The phrase has no end."))
    if found := _MOMENT.fullmatch(text):
        return _moment(found)
    return last.last


def _side(text: str, told: Told) -> Span | None:
    """One date, or a moment, which lasts a minute."""
    if found := _MOMENT.fullmatch(text):
        start = _moment(found).replace(second=0)
        return Span(start, start + timedelta(minutes=1), TimePrecision.MINUTE, _zone(found[7]))
    if found := _DATE.fullmatch(text):
        year, month, day = int(found[1]), found[2], found[3]
        if 1250 <= year < 1600 and not month:
            return None
        if day:
            return one_day(make_day(year, int(month), int(day)))
        if not month:
            return months(year, 1, 12, TimePrecision.YEAR)
        if int(month) in _SEASONS:
            _refuse_two_years(year, int(month))
        if int(month) <= 12:
            return months(year, int(month), 1, TimePrecision.MONTH)
    if found := _TENS.fullmatch(text):
        first, count = (10, 3) if found[2] == "1" else (1, 9)
        return months(int(found[1]), first, count, TimePrecision.YEAR)
    return _known(text, told) if _QUALIFIED.fullmatch(text) else None


def _refuse_two_years(year: int, season: int) -> None:
    """`2022-23` is a season in EDTF, and two years in a report."""
    if (year + 1) % 100 == season:
        pair = (f"{_SEASONS[season]} {year}", f"{year}/{year + 1}")
        text = say("This can be a season or two years. Write {first} or {second}.", first=pair[0], second=pair[1])
        raise NotRead(text, pair)


def _known(text: str, told: Told) -> Span | None:
    """What only the library reads. A date that is about right has a day more to either side; a month or a year none."""
    found = told.calendars.edtf(text) if told.calendars is not None else None
    if found is None:
        return None
    span = days(found.first, found.last)
    if found.first == found.last and found.approximate:
        either = timedelta(days=1)
        return replace(span, start=span.first - either, end=span.last + either, precision=TimePrecision.DAYS)
    return span


def _moment(found: re.Match[str]) -> datetime:
    try:
        return datetime(*(int(part or 0) for part in found.groups()[:6]))  # type: ignore[arg-type]
    except ValueError:
        raise NotRead(say("There is no such time.")) from None


def _zone(text: str | None) -> timezone | None:
    return UTC if text == "Z" else offset((text or "").replace(":", ""))
