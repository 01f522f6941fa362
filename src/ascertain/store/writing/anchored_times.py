"""Times that are told from a record: they follow when its day changes, in the same operation, and so does what is told
from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from ascertain.domain.codes import AnchorKind
from ascertain.domain.messages import Message, say
from ascertain.domain.reported_time import ReadTime, local_days, read_time
from ascertain.domain.times.reckoning import Calendars
from ascertain.store.door import Operation
from ascertain.store.journal import Change
from ascertain.store.schema import table
from ascertain.store.touching import Touched

_EPOCH = date(1970, 1, 1)
_DAYS = {"document": ("published_on", AnchorKind.PUBLICATION), "statement": ("said_on", AnchorKind.STATEMENT)}
_OF_INCIDENT = ("t_from", "zone")


@dataclass(frozen=True, slots=True)
class _Moved:
    """A record from which times may be told, and its day before and after, as ISO text."""

    kind: AnchorKind
    record_id: int
    before: str | None
    after: str


@dataclass(slots=True)
class _Tally:
    """How many times moved, and how many stayed because their phrase is no longer read."""

    moved: int = 0
    stayed: int = 0


def follow_anchors(op: Operation) -> None:
    """Read anew every time that is told from a record whose day this operation changed, and name their number in the
    label of the operation.

    A time follows only while its own day is that of the record: one that was typed by hand stays. An interval that was
    set by hand moves as far as the reading of its phrase. What turns back an operation holds all that followed already.
    """
    if op.reverses is not None:
        return
    waiting = list(_changed_days(op))
    done = {each.record_id for each in waiting if each.kind is AnchorKind.INCIDENT}
    tally = _Tally()
    while waiting:
        # Each once: incidents may be told from one another.
        told = {each: anchor for each, anchor in _told_from(op, waiting) if each not in done}
        done.update(told)
        waiting = list(_follow(op, told, tally))
    op.followed = bool(tally.moved or tally.stayed)
    op.label = _named(op.label, tally)


def tell_from(op: Operation, gone: Sequence[dict[str, Any]], keep_id: int) -> None:
    """Let every time that is told from one of these incidents, given as rows, be told from another one: it moves to
    that one's day where it had the day of its own."""
    texts, kept = table("incident_text"), op.row("incident", keep_id)
    following: dict[int, _Moved] = {}
    for row in gone:
        told = select(texts.c.id, texts.c.anchor_on).where(
            texts.c.anchor_kind == AnchorKind.INCIDENT.value, texts.c.anchor_id == row["id"], texts.c.id != keep_id
        )
        days = _day_of(row), (None if kept is None else _day_of(kept))
        for incident_id, on in op.core.execute(told).all():
            op.update("incident_text", incident_id, {"anchor_id": keep_id})
            if days[1] is not None and on == days[0] != days[1]:
                following[incident_id] = _Moved(AnchorKind.INCIDENT, keep_id, days[0], days[1])
    # What is told from those in turn follows at the end of the operation, as from any day that changed.
    for _ in _follow(op, following, _Tally()):
        pass


def _changed_days(op: Operation) -> Iterator[_Moved]:
    """The records that were there before and after the operation, with another day."""
    earlier: dict[tuple[str, int], dict[str, Any]] = {}
    for change in op.changes:
        if change.before is not None and change.after is not None and _has_day(change):
            known = earlier.setdefault((change.table, change.row_id), {})
            earlier[change.table, change.row_id] = {**change.before, **known}
    for (name, row_id), before in earlier.items():
        row = op.row(name, row_id)
        if row is None:
            continue
        if name == "incident":
            yield from _other_day(row_id, {**row, **before}, row)
            continue
        column, kind = _DAYS[name]
        if row[column] is not None and row[column] != before[column]:
            yield _Moved(kind, row_id, before[column], row[column])


def _has_day(change: Change) -> bool:
    columns = _OF_INCIDENT if change.table == "incident" else (_DAYS.get(change.table, ("",))[0],)
    return any(column in (change.after or ()) for column in columns)


def _other_day(incident_id: int, before: dict[str, Any], after: dict[str, Any]) -> Iterator[_Moved]:
    """An incident whose day, that of its beginning in its own zone, is another one now."""
    one, other = (_day_of(row) for row in (before, after))
    if other is not None and one != other:
        yield _Moved(AnchorKind.INCIDENT, incident_id, one, other)


def _day_of(row: dict[str, Any]) -> str | None:
    first, _ = local_days(row["t_from"], row["t_to"], row["zone"])
    return None if first is None else (_EPOCH + timedelta(days=first)).isoformat()


def _told_from(op: Operation, anchors: Iterable[_Moved]) -> Iterator[tuple[int, _Moved]]:
    """The incidents whose time is told from these records and has their day, each with its record; all are looked for
    at once."""
    texts = table("incident_text")
    by_record = {(each.kind.value, each.record_id): each for each in anchors}
    for ids in Touched.batches({record_id for _, record_id in by_record}):
        query = select(texts.c.id, texts.c.anchor_kind, texts.c.anchor_id, texts.c.anchor_on)
        for row in op.core.execute(query.where(texts.c.anchor_id.in_(ids)).order_by(texts.c.id)).all():
            anchor = by_record.get((row.anchor_kind, row.anchor_id))
            if anchor is not None and row.anchor_on == anchor.before:
                yield row.id, anchor


def _follow(op: Operation, told: Mapping[int, _Moved], tally: _Tally) -> Iterator[_Moved]:
    """Read the times of these incidents anew, each told from its record; yields those that have another day now."""
    texts, incident = table("incident_text"), table("incident")
    columns = [incident.c[name] for name in ("id", "zone", "t_from", "t_to", "precision")]
    reader = _Reader(op.calendars)
    for batch in Touched.batches(told):
        op.pause(len(op.touched.changed))
        query = (
            select(texts.c.phrase, *columns).join(incident, incident.c.id == texts.c.id).where(texts.c.id.in_(batch))
        )
        rows = {row["id"]: dict(row) for row in op.core.execute(query.order_by(texts.c.id)).mappings()}
        op.update_each("incident_text", {each: {"anchor_on": told[each].after} for each in rows})
        shapes: dict[tuple[str, ...], dict[int, dict[str, Any]]] = {}
        for each, row in rows.items():
            values = _values(row, *reader.read(row, told[each]))
            if values is None:
                tally.stayed += row["t_from"] is not None
            else:
                shapes.setdefault(tuple(values), {})[each] = values
        changed = {each for alike in shapes.values() for each in op.update_each("incident", alike)}
        tally.moved += len(changed)
        new = {each: values for alike in shapes.values() for each, values in alike.items()}
        for each in sorted(changed):
            yield from _other_day(each, rows[each], {**rows[each], **new[each]})


class _Reader:
    """Reads phrases before and after, each of them once: what a document moves is often told in the same words."""

    def __init__(self, calendars: Calendars) -> None:
        self._calendars = calendars
        self._known: dict[tuple[str, str | None, str], ReadTime] = {}

    def read(self, row: Mapping[str, Any], anchor: _Moved) -> tuple[ReadTime, ReadTime]:
        """What the phrase of an incident says when it is told from the day before, and from the day after."""
        one, other = ((row["phrase"], day, row["zone"]) for day in (anchor.before, anchor.after))
        return self._read(*one), self._read(*other)

    def _read(self, phrase: str, day: str | None, zone: str) -> ReadTime:
        known = self._known.get((phrase, day, zone))
        if known is None:
            on = date.fromisoformat(day) if day else None
            known = self._known[phrase, day, zone] = read_time(phrase, on, zone, self._calendars)
        return known


def _values(row: dict[str, Any], before: ReadTime, after: ReadTime) -> dict[str, Any] | None:
    """The time of an incident when its phrase is read from another day; None where it is not read any more."""
    if not after.found and (after.t_to is None or row["t_from"] is not None):
        return None
    read = {"t_from": after.t_from, "t_to": after.t_to if after.found else None, "precision": after.precision.value}
    kept = (row["t_from"], row["t_to"], row["precision"])
    if row["t_from"] is None or kept == (before.t_from, before.t_to, before.precision.value):
        return read
    if before.t_from is None or after.t_from is None:
        return None
    # Set by hand: it keeps its extent, and moves as far as the phrase does.
    further = after.t_from - before.t_from
    return {key: None if row[key] is None else row[key] + further for key in ("t_from", "t_to")}


def _named(label: Message, tally: _Tally) -> Message:
    if tally.moved:
        label = say(
            "{what}; {count} times told from it moved along",
            singular="{what}; one time told from it moved along",
            what=label,
            count=tally.moved,
        )
    if tally.stayed:
        label = say(
            "{what}; {count} times told from it are not read any more and stayed",
            singular="{what}; one time told from it is not read any more and stayed",
            what=label,
            count=tally.stayed,
        )
    return label
