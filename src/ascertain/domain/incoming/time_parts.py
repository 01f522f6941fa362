"""A reported time in cells: where it begins and ends in its own zone, how narrowly it is known, the phrase and the
zone; and the time made from such cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ascertain.domain.codes import AnchorKind, TimePrecision
from ascertain.domain.incoming.fingerprints import same
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.target import Known
from ascertain.domain.records import Anchor, ReportedTime
from ascertain.domain.reported_time import find_zone, read_time
from ascertain.domain.times.spans import precision_of, precision_within

FINE = (TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.PART_OF_DAY)
"""Known more narrowly than to the day: shown with the time of the day."""
PARTS = ("t_from", "t_to", "precision", "phrase", "zone")
"""The keys of the cells that a time is shown in."""
ANCHORED = {
    AnchorKind.PUBLICATION: RecordKind.DOCUMENT,
    AnchorKind.STATEMENT: RecordKind.STATEMENT,
    AnchorKind.INCIDENT: RecordKind.INCIDENT,
}
"""Of which kind the record is that a time is told from."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def local_start(t_from: int | None, zone: str, precision: TimePrecision) -> date | datetime | None:
    """The start of a time in its own zone: a day where it is known to the day or worse, else day and second. None too
    where the calendar has no such day."""
    start = None if t_from is None else local_second(t_from, zone)
    return start if start is None or precision in FINE else start.date()


def local_end(t_to: int | None, zone: str, precision: TimePrecision) -> date | datetime | None:
    """The end of a time in its own zone: the last day that belongs to it, or the second at which it ends."""
    if t_to is None:
        return None
    if precision in FINE:
        return local_second(t_to, zone)
    last = local_second(t_to - 1, zone)
    return None if last is None else last.date()


def local_second(instant: int, zone: str) -> datetime | None:
    """The wall clock of a zone at an instant; None beyond the calendar. An unknown zone is UTC."""
    try:
        local = (_EPOCH + timedelta(seconds=instant)).astimezone(find_zone(zone) or UTC)
    except OverflowError:
        return None
    return local.replace(tzinfo=None, fold=0)


def time_cell(when: ReportedTime, part: str) -> Value:
    """What a time shows in one of its `PARTS`."""
    match part:
        case "t_from":
            return local_start(when.t_from, when.zone, when.precision)
        case "t_to":
            return local_end(when.t_to, when.zone, when.precision)
        case "precision":
            return when.precision.value
        case "phrase":
            return when.phrase or None
    return when.zone


def rest_of_time(when: ReportedTime, known: Known) -> dict[str, object]:
    """What the cells of a time do not show: the exact instants, and what it is told from."""
    anchor: dict[str, object] = {"kind": when.anchor.kind.value}
    if when.anchor.on is not None:
        anchor["on"] = when.anchor.on.isoformat()
    if when.anchor.record_id is not None and when.anchor.kind in ANCHORED:
        anchor["uid"] = known.uid(ANCHORED[when.anchor.kind], when.anchor.record_id)
    return {"from": when.t_from, "to": when.t_to, "anchor": anchor}


def anchor_uid(rest: Mapping[str, object]) -> str:
    """The uid of the record from which a time is told, in the remainder that its row was written with; else empty."""
    told = rest.get("when")
    anchor = told.get("anchor") if isinstance(told, Mapping) else None
    uid = anchor.get("uid") if isinstance(anchor, Mapping) else None
    return uid if isinstance(uid, str) else ""


def with_time(held: ReportedTime, values: Mapping[str, Value], rest: object, known: Known) -> ReportedTime:
    """The time after its cells were given other values; `rest` is what `rest_of_time` gave.

    An end whose cell shows what the held or the written instant shows stays that instant. Without an end, a day that is
    given is that whole day, a minute that minute. A phrase by itself is read, where it can be.
    """
    told = rest if isinstance(rest, Mapping) else {}
    shown = {part: values[part] if part in values else time_cell(held, part) for part in PARTS}
    zone, phrase = str(shown["zone"] or held.zone), str(shown["phrase"] or "")
    anchor = _anchor(told["anchor"], known) if held == ReportedTime() and "anchor" in told else held.anchor
    precision = TimePrecision(str(shown["precision"] or TimePrecision.UNKNOWN.value))
    unsaid = precision is TimePrecision.UNKNOWN and values.get("precision") is None
    start, end = (_day_or_time(shown[part], None if unsaid else precision) for part in ("t_from", "t_to"))
    if "from" not in told and held.t_from is None and held.t_to is None:
        if start is None and end is None:
            return _read(phrase, anchor, zone, precision)
        end = _end_of(start, precision) if end is None and start is not None else end
    if unsaid and "from" not in told:
        precision = _precision(start, end)
    written = (_number(told.get("from")), _number(told.get("to")))
    t_from = _same_start((held.t_from, written[0]), start, zone, precision)
    t_to = _same_end((held.t_to, written[1]), end, zone, precision)
    return replace(held, phrase=phrase, anchor=anchor, zone=zone, t_from=t_from, t_to=t_to, precision=precision)


def _same_start(
    exact: tuple[int | None, ...], cell: date | datetime | None, zone: str, precision: TimePrecision
) -> int | None:
    for instant in exact:
        if instant is not None and same(local_start(instant, zone, precision), cell):
            return instant
    return None if cell is None else _instant(cell, zone)


def _same_end(
    exact: tuple[int | None, ...], cell: date | datetime | None, zone: str, precision: TimePrecision
) -> int | None:
    for instant in exact:
        if instant is not None and same(local_end(instant, zone, precision), cell):
            return instant
    if cell is None or isinstance(cell, datetime):
        return None if cell is None else _instant(cell, zone)
    return _instant(cell + _DAY, zone) if cell < date.max else _instant(cell, zone) + 86_400


def _read(phrase: str, anchor: Anchor, zone: str, precision: TimePrecision) -> ReportedTime:
    """A time of which the phrase alone is told."""
    if phrase and precision is TimePrecision.UNKNOWN:
        read = read_time(phrase, anchor.on, zone)
        return ReportedTime(phrase, anchor, zone, read.t_from, read.t_to, read.precision)
    return ReportedTime(phrase, anchor, zone, precision=precision)


def _end_of(start: date | datetime, precision: TimePrecision) -> date | datetime | None:
    """Where a time ends of which the beginning alone is told, as its cell would show it."""
    try:
        if isinstance(start, datetime):
            return start + timedelta(hours=1) if precision is TimePrecision.HOUR else start + timedelta(minutes=1)
        if precision is TimePrecision.WEEK:
            return start + timedelta(days=6)
        if precision is TimePrecision.MONTH:
            return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY
        return start.replace(month=12, day=31) if precision is TimePrecision.YEAR else start
    except OverflowError:
        return start


def _precision(start: date | datetime | None, end: date | datetime | None) -> TimePrecision:
    if start is None or end is None:
        return TimePrecision.UNKNOWN
    if isinstance(start, datetime) or isinstance(end, datetime):
        first = start if isinstance(start, datetime) else datetime.combine(start, time.min)
        last = end if isinstance(end, datetime) else datetime.combine(end, time.max)
        return precision_within(first, last) if first < last else TimePrecision.UNKNOWN
    return precision_of(start, end)


def _anchor(told: object, known: Known) -> Anchor:
    """What a time is told from, as `rest_of_time` wrote it; what cannot be understood is left out."""
    if not isinstance(told, Mapping):
        return Anchor()
    try:
        kind = AnchorKind(str(told.get("kind")))
        on = date.fromisoformat(str(told["on"])) if told.get("on") else None
    except ValueError:
        return Anchor()
    uid = told.get("uid")
    number = known.number(ANCHORED[kind], uid) if isinstance(uid, str) and kind in ANCHORED else None
    return Anchor(kind, on, number)


def _day_or_time(value: Value, precision: TimePrecision | None) -> date | datetime | None:
    """A cell as one of a time of this precision: midnight is a time of the day only where times of the day are told."""
    if not isinstance(value, date) or precision is None:
        return value if isinstance(value, date) else None
    if isinstance(value, datetime):
        return value if precision in FINE or value.time() != time.min else value.date()
    return datetime.combine(value, time.min) if precision in FINE else value


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _instant(local: date | datetime, zone: str) -> int:
    place: tzinfo = find_zone(zone) or UTC
    moment = local if isinstance(local, datetime) else datetime.combine(local, time.min)
    return (moment.replace(tzinfo=place) - _EPOCH) // timedelta(seconds=1)
