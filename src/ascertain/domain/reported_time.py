"""Reading a time as reported: the phrase, seen from its anchor, in its time zone, becomes an interval with a precision.

What is ambiguous is not guessed. Conventions of the program's own (parts of the day, "recent days", seasons) stand in
`times.spans` and `times.relative`; the interval is as wide as the phrase allows for an anchor that is a whole day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from ascertain.domain.codes import TimePrecision
from ascertain.domain.messages import Message, say
from ascertain.domain.times.reading import read_span
from ascertain.domain.times.reckoning import Calendars, Told
from ascertain.domain.times.spans import NotRead, Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400
_UCDP = {
    TimePrecision.MINUTE: 1,
    TimePrecision.HOUR: 1,
    TimePrecision.PART_OF_DAY: 1,
    TimePrecision.DAY: 1,
    TimePrecision.DAYS: 2,
    TimePrecision.WEEK: 3,
    TimePrecision.MONTH: 4,
    TimePrecision.YEAR: 5,
    TimePrecision.UNKNOWN: 5,
}
_ACLED = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}


@dataclass(frozen=True, slots=True)
class ReadTime:
    """What a phrase is read as: [t_from, t_to) in seconds since 1970-01-01T00:00Z.

    `t_from` None: the phrase has no reading, or no beginning; `note` then says why, and else how it was read.
    `choices` are phrases that it may mean, where it can be read in several ways.
    """

    t_from: int | None
    t_to: int | None
    precision: TimePrecision
    note: Message
    choices: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the phrase has a reading."""
        return self.t_from is not None


def read_time(phrase: str, anchor: date | None, zone: str, calendars: Calendars | None = None) -> ReadTime:
    """Read a phrase, told from the day `anchor`, in the IANA time zone `zone`. Never raises; see `ReadTime.note`.

    Without `calendars`, dates of the Persian and the Islamic calendar and some of EDTF are not read.
    """
    place = find_zone(zone)
    if place is None:
        return _unread(say("There is no time zone “{zone}”. Choose one of the list.", zone=zone))
    try:
        span = read_span(phrase, Told(anchor, calendars))
        t_from, t_to = _instants(span, span.zone or place)
    except NotRead as reason:
        return ReadTime(None, None, TimePrecision.UNKNOWN, reason.message, reason.choices)
    except OverflowError:
        return _unread(say("There is no such day."))
    if t_from is None:
        return ReadTime(None, t_to, TimePrecision.UNKNOWN, say("The phrase has an end and no beginning."))
    if span.relative and anchor is not None:
        return ReadTime(t_from, t_to, span.precision, say("Told from {day}.", day=anchor.isoformat()))
    return ReadTime(t_from, t_to, span.precision, say("Read as written."))


def ucdp_date_prec(precision: str) -> int:
    """`date_prec` 1-5 (UCDP GED Codebook 23.1). Raises ValueError for a text that is no precision.

    1 the day, 2 a span of 2-6 days, 3 the week, 4 the month, 5 more than a month, up to a year.
    """
    return _UCDP[TimePrecision(precision)]


def acled_time_precision(precision: str) -> int:
    """`time_precision` 1-3 (ACLED Codebook, 2024): the day, the week, the month. ACLED has nothing wider than 3."""
    return _ACLED[ucdp_date_prec(precision)]


@cache
def zone_names() -> tuple[str, ...]:
    """The time zones to choose from, sorted; `UTC` alone where the system has no time zone data."""
    named = {name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/"))}
    return ("UTC", *sorted(named))


def find_zone(name: str) -> tzinfo | None:
    """The time zone of that name, None where there is none."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def local_days(t_from: int | None, t_to: int | None, zone: str) -> tuple[int | None, int | None]:
    """The first and the last day that [t_from, t_to) touches in its own zone, as days since 1970-01-01; an open end is
    taken for its beginning. An unknown zone counts as UTC."""
    if t_from is None:
        return None, None
    place = find_zone(zone) or UTC
    return _local_day(t_from, place), _local_day(max(t_from, (t_to or t_from) - 1), place)


def _local_day(instant: int, zone: tzinfo) -> int:
    try:
        offset = (_EPOCH + timedelta(seconds=instant)).astimezone(zone).utcoffset() or timedelta()
    except OverflowError:
        # At the ends of the calendar some zones have no wall clock.
        offset = timedelta()
    return (instant + offset // timedelta(seconds=1)) // _DAY


def _instants(span: Span, zone: tzinfo) -> tuple[int | None, int | None]:
    """The ends as instants. An interval that lies in an hour skipped by the clocks keeps its length."""
    t_from = None if span.start is None else _instant(span.start, zone)
    t_to = None if span.end is None else _instant(span.end, zone)
    if t_from is not None and t_to is not None and t_to <= t_from:
        t_to = t_from + (span.last - span.first) // timedelta(seconds=1)
    return t_from, t_to


def _instant(local: datetime, zone: tzinfo) -> int:
    return (local.replace(tzinfo=zone) - _EPOCH) // timedelta(seconds=1)


def _unread(reason: Message) -> ReadTime:
    return ReadTime(None, None, TimePrecision.UNKNOWN, reason)
