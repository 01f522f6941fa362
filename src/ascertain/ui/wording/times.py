"""Times as people read them: in the time zone of the incident, with how narrowly they are known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ascertain.domain.codes import TimePrecision
from ascertain.ui.wording.direction import code

_HOUR = 3600
_DAY = 24 * _HOUR
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = (datetime(1, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(seconds=1) + 2 * _DAY
_LAST = (datetime(9999, 12, 31, tzinfo=UTC) - _EPOCH) // timedelta(seconds=1) - 2 * _DAY
"""Between these a date has a name in every time zone."""
_FAR = 15
"""From so many days on a day is told by its date."""


class Timed(Protocol):
    """What has a reported time: an `IncidentRow` or a `ReportedTime`."""

    @property
    def t_from(self) -> int | None: ...
    @property
    def t_to(self) -> int | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def phrase(self) -> str: ...


def date_text(day: date) -> str:
    """`17 Oct 2023`."""
    return code(_format(day, "d MMM yyyy"))


def day_and_month(day: date, today: date | None = None) -> str:
    """`17 Oct`, with the year when `today` is in another one."""
    return date_text(day) if today is not None and today.year != day.year else code(_format(day, "d MMM"))


def instant_text(at: int, zone: str | None = None) -> str:
    """`17 Oct 2023, 18:40`, in the named zone, else in the time of this machine."""
    moment = _local(at, zone)
    return code(f"{_format(moment.date(), 'd MMM yyyy')}, {moment:%H:%M}")


def moment_text(at: int, today: date) -> str:
    """`14:02` of today, `16 Oct, 14:02` of another day, in the time of this machine."""
    moment = _local(at, None)
    if moment.date() == today:
        return code(f"{moment:%H:%M}")
    return code(f"{day_and_month(moment.date(), today)}, {moment:%H:%M}")


def when_text(timed: Timed) -> tuple[str, str]:
    """The time, and how narrowly it is known: ("17 Oct 2023", "±day"). The second is empty where the first says it all.

    A time that was not read is shown by its phrase, and `–` stands for no time at all.
    """
    if timed.t_from is None:
        return timed.phrase or "–", ""
    start = _local(timed.t_from, timed.zone)
    end = _local(max((timed.t_to or timed.t_from) - 1, timed.t_from), timed.zone)
    main, suffix = _read(TimePrecision(timed.precision), start, end, timed)
    return code(main), code(suffix)


def interval_text(t_from: int, t_to: int, zone: str | None = None) -> str:
    """The days from an instant up to another, exclusive: `17–18 Oct 2023`."""
    return code(_days(_local(t_from, zone).date(), _local(max(t_to - 1, t_from), zone).date()))


def waiting_text(days: int) -> str:
    """How long a claim has waited since it was logged: `waiting 5 days`."""
    if days <= 0:
        return QCoreApplication.translate("Times", "logged today")
    if days == 1:
        return QCoreApplication.translate("Times", "waiting 1 day")
    return QCoreApplication.translate("Times", "waiting {days} days").format(days=code(QLocale().toString(days)))


def due_text(on: date | None, today: date) -> str:
    """When to look again, seen from `today`: `due yesterday`, `due since 25 Oct 2023`; nothing without a day."""
    if on is None:
        return ""
    days = (on - today).days
    near = {
        -1: QCoreApplication.translate("Times", "due yesterday"),
        0: QCoreApplication.translate("Times", "due today"),
        1: QCoreApplication.translate("Times", "due tomorrow"),
    }
    if days in near:
        return near[days]
    if days <= -_FAR:
        return QCoreApplication.translate("Times", "due since {day}").format(day=date_text(on))
    if days < 0:
        return QCoreApplication.translate("Times", "{days} days overdue").format(days=code(QLocale().toString(-days)))
    if days < _FAR:
        return QCoreApplication.translate("Times", "due in {days} days").format(days=code(QLocale().toString(days)))
    return QCoreApplication.translate("Times", "due on {day}").format(day=date_text(on))


def _read(precision: TimePrecision, start: datetime, end: datetime, timed: Timed) -> tuple[str, str]:
    day = _format(start.date(), "d MMM yyyy")
    match precision:
        case TimePrecision.MINUTE:
            return f"{day}, {start:%H:%M}", _offset(start)
        case TimePrecision.HOUR:
            middle = start + (end + timedelta(seconds=1) - start) / 2
            return f"{_format(middle.date(), 'd MMM yyyy')}, ~{middle:%H:%M}", _offset(middle)
        case TimePrecision.PART_OF_DAY:
            return f"{day}, {_part_of_day(start.hour)}", ""
        case TimePrecision.MONTH:
            return _format(start.date(), "MMM yyyy"), QCoreApplication.translate("Times", "±month")
        case TimePrecision.YEAR:
            return _format(start.date(), "yyyy"), QCoreApplication.translate("Times", "±year")
    days = _days(start.date(), end.date())
    match precision:
        case TimePrecision.DAY if start.date() == end.date():
            return days, QCoreApplication.translate("Times", "±day")
        case TimePrecision.WEEK:
            return days, QCoreApplication.translate("Times", "±week")
    return days, _hours_across(timed)


def _hours_across(timed: Timed) -> str:
    """`±24 h` for a span of up to two days that begins within a day, which its days alone would widen."""
    if timed.t_from is None or timed.t_to is None:
        return ""
    hours = (timed.t_to - timed.t_from) // _HOUR
    starts_at_midnight = _local(timed.t_from, timed.zone).hour == 0
    if starts_at_midnight or not 1 <= hours <= 48:
        return ""
    return QCoreApplication.translate("Times", "±{hours} h").format(hours=QLocale().toString(hours))


def _days(first: date, last: date) -> str:
    if first == last:
        return _format(first, "d MMM yyyy")
    if (first.year, first.month) == (last.year, last.month):
        return f"{_format(first, 'd')}–{_format(last, 'd MMM yyyy')}"
    if first.year == last.year:
        return f"{_format(first, 'd MMM')} – {_format(last, 'd MMM yyyy')}"
    return f"{_format(first, 'd MMM yyyy')} – {_format(last, 'd MMM yyyy')}"


def _part_of_day(hour: int) -> str:
    if hour < 5 or hour >= 21:
        return QCoreApplication.translate("Times", "night")
    if hour < 12:
        return QCoreApplication.translate("Times", "morning")
    if hour < 17:
        return QCoreApplication.translate("Times", "afternoon")
    return QCoreApplication.translate("Times", "evening")


def _offset(moment: datetime) -> str:
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    if not seconds:
        return "UTC"
    hours, rest = divmod(abs(seconds) // 60, 60)
    sign = "+" if seconds > 0 else "−"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def _format(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _local(at: int, zone: str | None) -> datetime:
    """The moment in a zone; one beyond the years 1 to 9999, which no calendar here can name, as the nearest within."""
    moment = _EPOCH + timedelta(seconds=min(max(at, _FIRST), _LAST))
    try:
        return moment.astimezone(None if zone is None else _zone(zone))
    except (OverflowError, OSError, ValueError):  # some systems know no local time of long ago
        return moment


@lru_cache(maxsize=256)
def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
