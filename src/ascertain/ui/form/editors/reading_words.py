"""How a time was read, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from ascertain.domain.records import ReportedTime
from ascertain.domain.reported_time import find_zone
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import code, code_label, date_text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def reading_words(time: ReportedTime, vocabularies: Vocabularies, *, by_hand: bool = False) -> str:
    """`Read as 17 Oct 2023 00:00–24:00 +03, precision day`; nothing for a time that was not read."""
    extent = extent_words(time)
    if not extent:
        return ""
    text = QCoreApplication.translate("ReportedTime", "Read as {extent}, precision {precision}")
    if by_hand:
        text = QCoreApplication.translate("ReportedTime", "Set by hand: {extent}, precision {precision}")
    precision = code_label("time_precision", time.precision.value, vocabularies)
    return text.format(extent=extent, precision=precision[:1].lower() + precision[1:])


def extent_words(time: ReportedTime) -> str:
    """`17 Oct 2023 00:00–24:00 +03`, in the zone of the time."""
    start = _local(time.t_from, time.zone)
    end = _local(time.t_to, time.zone)
    if start is None:
        return ""
    offset = _offset(start)
    if end is None:
        text = QCoreApplication.translate("ReportedTime", "from {start}")
        return text.format(start=_moment(start, offset))
    last = end - timedelta(seconds=1)
    if start.date() == last.date():
        until = "24:00" if end.date() != start.date() else f"{end:%H:%M}"
        return f"{date_text(start.date())} {code(f'{start:%H:%M}–{until} {offset}')}"
    return f"{_moment(start, '')} – {_moment(end, offset, ends=True)}"


def _moment(at: datetime, offset: str, *, ends: bool = False) -> str:
    day: date = at.date()
    clock = f"{at:%H:%M}"
    if ends and clock == "00:00":
        day, clock = day - timedelta(days=1), "24:00"
    return f"{date_text(day)} {code(f'{clock} {offset}'.strip())}"


def _local(instant: int | None, zone: str) -> datetime | None:
    if instant is None:
        return None
    try:
        return (_EPOCH + timedelta(seconds=instant)).astimezone(find_zone(zone) or UTC)
    except (OverflowError, ValueError):
        return None


def _offset(at: datetime) -> str:
    minutes = int((at.utcoffset() or timedelta()).total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'+' if minutes > 0 else '−'}{hours:02}" + (f":{rest:02}" if rest else "")
