"""A time as EDTF (ISO 8601-2:2019), for whoever reads an export.

Whole days, months and years are dates; what the clock cuts is given with its offset from UTC; the end of an interval in
days is its last day, of one in moments the moment at which it ends. Open ends are `..`. Reading the text again gives
the same interval.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from ascertain.domain.reported_time import find_zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = 60


def edtf(t_from: int | None, t_to: int | None, zone: str) -> str:
    """The interval [t_from, t_to), in seconds since 1970-01-01T00:00Z, as EDTF; nothing where it has no end at all.

    What the calendar cannot hold is left out. An unknown zone counts as UTC.
    """
    if t_from is None and t_to is None:
        return ""
    place = find_zone(zone) or UTC
    try:
        return _interval(t_from, t_to, place)
    except (OverflowError, ValueError):
        return ""


def _interval(t_from: int | None, t_to: int | None, zone: tzinfo) -> str:
    first = None if t_from is None else _day_begun(t_from, zone)
    after = None if t_to is None else _day_begun(t_to, zone)
    by_days = (t_from is None or first is not None) and (t_to is None or after is not None)
    if not by_days:
        if t_from is not None and t_to == t_from + _MINUTE and t_from % _MINUTE == 0:
            return _moment(t_from, zone)
        return _ends(None if t_from is None else _moment(t_from, zone), None if t_to is None else _moment(t_to, zone))
    last = None if after is None else after - timedelta(days=1)
    if first is None or last is None:
        return _ends(None if first is None else first.isoformat(), None if last is None else last.isoformat())
    return _days(first, last)


def _days(first: date, last: date) -> str:
    """Whole years and months by their own names, other days one by one."""
    after = last + timedelta(days=1)
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
        names = f"{first.year:04}", f"{last.year:04}"
    elif first.day == after.day == 1:
        names = f"{first:%Y-%m}".rjust(7, "0"), f"{last:%Y-%m}".rjust(7, "0")
    else:
        names = first.isoformat(), last.isoformat()
    return names[0] if names[0] == names[1] else "/".join(names)


def _ends(first: str | None, last: str | None) -> str:
    return f"{first or '..'}/{last or '..'}"


def _day_begun(instant: int, zone: tzinfo) -> date | None:
    """The day that begins at an instant, None where none does."""
    day = (_EPOCH + timedelta(seconds=instant)).astimezone(zone).date()
    begins = (datetime(day.year, day.month, day.day, tzinfo=zone) - _EPOCH) // timedelta(seconds=1)
    return day if begins == instant else None


def _moment(instant: int, zone: tzinfo) -> str:
    """A moment with its offset; in UTC where the offset is none of whole minutes."""
    at = (_EPOCH + timedelta(seconds=instant)).astimezone(zone)
    offset = at.utcoffset() or timedelta()
    if not offset or offset % timedelta(minutes=1):
        return (_EPOCH + timedelta(seconds=instant)).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    return at.isoformat()
