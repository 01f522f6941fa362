"""Bringing many incidents to other contents in one operation, a few statements for each batch. Only what differs is
changed, and so journaled, exactly as an edit of each of them would."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import Problem
from ascertain.domain.records import IncidentContent, NamedRef, Statement
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.reading.contents import Held, Reach, contents
from ascertain.store.schema import table
from ascertain.store.touching import Touched
from ascertain.store.writing.incidents import drop_unused_tag, find_tag, tag_id
from ascertain.store.writing.naming import resolve
from ascertain.store.writing.own_values import row_of

Edit = Callable[[IncidentContent], IncidentContent]
Fault = Callable[[IncidentContent, IncidentContent], Sequence[Problem]]
_PLAIN = ("title", "kind", "means", "outcome", "where_precision", "is_aggregate", "draft")
_FIGURES = ("munitions", *HARM_FIELDS)
_TEXTS = ("place_text", "status_reason", "notes")
_MOST_NAMED = 50
"""Incidents that would not be valid are named up to this many."""


@dataclass(slots=True)
class Edited:
    """Which incidents differ now, how many would not be valid, and the first of those with their faults."""

    changed: set[int] = field(default_factory=set)
    refused: int = 0
    faults: list[tuple[int, str, Problem]] = field(default_factory=list)


Pairs = Mapping[int, tuple[IncidentContent, IncidentContent]]


def edit_many(
    op: Operation,
    ids: Sequence[int],
    edit: Edit,
    faults: Fault,
    reach: Reach,
    fields: Fields,
    *,
    leave_out: bool = False,
) -> Edited:
    """Bring each of these incidents to what `edit` makes of its content. Where one would get a fault, it stays as it
    is with `leave_out`; else nothing more is written: the caller raises, and nothing is kept. Ids that the log does not
    have are passed over. Another reason for a status is no review here; `note_reviews` says that it was one."""
    found, names = Edited(), _Names(op)
    gone_tags: set[int] = set()
    for batch in Touched.batches(set(ids)):
        op.pause(len(op.touched.changed))
        pairs: dict[int, tuple[IncidentContent, IncidentContent]] = {}
        for incident_id, held in contents(op.core, batch, reach).items():
            after = edit(held.content)
            if after == held.content:
                continue
            wrong = faults(held.content, after)
            _note_faults(found, incident_id, held, wrong)
            if not wrong or not leave_out:
                pairs[incident_id] = held.content, after
        if pairs and (leave_out or not found.refused):
            _write(op, pairs, names, fields, gone_tags)
    for each in sorted(gone_tags):
        drop_unused_tag(op, each)
    found.changed = op.touched.changed.intersection(ids)
    return found


def note_reviews(op: Operation, changed: set[int]) -> None:
    """Note that the status of these incidents was looked at, also where it stayed."""
    op.update_all("incident", changed, {"status_at": op.at})


def _note_faults(found: Edited, incident_id: int, held: Held, faults: Sequence[Problem]) -> None:
    if faults:
        found.refused += 1
        if len(found.faults) < _MOST_NAMED:
            found.faults.append((incident_id, held.ref, faults[0]))


class _Names:
    """The ids of what edits name, each looked up or made once."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._known: dict[tuple[Shelf, NamedRef], int] = {}
        self._tags: dict[str, int | None] = {}

    def id_of(self, shelf: Shelf, ref: NamedRef, where: str) -> int:
        """The entry of a shelf; made where the log has none."""
        known = self._known.get((shelf, ref))
        if known is None:
            known = self._known[shelf, ref] = resolve(self._op, shelf, ref, where)
        return known

    def tag(self, name: str) -> int:
        """The tag of this name; made where the log has none."""
        known = self._tags.get(name)
        if known is None:
            known = self._tags[name] = tag_id(self._op, name)
        return known


def _write(op: Operation, pairs: Pairs, names: _Names, fields: Fields, gone_tags: set[int]) -> None:
    rows = {incident_id: _row(op, names, *pair) for incident_id, pair in pairs.items()}
    _update_alike(op, "incident", rows)
    texts = {incident_id: _differing(before, after, _TEXTS) for incident_id, (before, after) in pairs.items()}
    _update_alike(op, "incident_text", texts)
    _write_tags(op, pairs, names, gone_tags)
    _write_actors(op, _where(pairs, lambda content: content.actors), names)
    _write_own(op, _where(pairs, lambda content: content.own), fields)
    _write_statements(op, _where(pairs, lambda content: content.statements), names)


def _where(pairs: Pairs, part: Callable[[IncidentContent], Any]) -> Pairs:
    return {each: pair for each, pair in pairs.items() if part(pair[0]) != part(pair[1])}


def _differing(before: IncidentContent, after: IncidentContent, keys: Iterable[str]) -> dict[str, Any]:
    return {key: new for key in keys if (new := getattr(after, key)) != getattr(before, key)}


def _row(op: Operation, names: _Names, before: IncidentContent, after: IncidentContent) -> dict[str, Any]:
    row = _differing(before, after, _PLAIN)
    if after.when.zone != before.when.zone:
        row["zone"] = after.when.zone
    if after.place != before.place:
        row["place_id"] = None if after.place is None else names.id_of(Shelf.PLACES, after.place, "place")
    if after.follow_up_on != before.follow_up_on:
        row["follow_up_on"] = after.follow_up_on.isoformat() if after.follow_up_on else None
    for key, figure in _differing(before, after, _FIGURES).items():
        row |= {f"{key}_{part}": getattr(figure, part) for part in ("low", "best", "high", "unknown")}
    if after.status is not before.status:
        row |= {"status": after.status.value, "status_at": op.at}
    return row


def _update_alike(op: Operation, name: str, rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Update rows, those with the same columns together."""
    shapes: dict[tuple[str, ...], dict[int, Mapping[str, Any]]] = {}
    for row_id, row in rows.items():
        if row:
            shapes.setdefault(tuple(row), {})[row_id] = row
    for alike in shapes.values():
        op.update_each(name, alike)


def _write_tags(op: Operation, pairs: Pairs, names: _Names, gone_tags: set[int]) -> None:
    new: list[dict[str, int]] = []
    gone: dict[int, list[int]] = {}
    for incident_id, (before, after) in pairs.items():
        if before.tags == after.tags:
            continue
        new += (
            {"incident_id": incident_id, "tag_id": names.tag(each)} for each in after.tags if each not in before.tags
        )
        for each in before.tags:
            if each not in after.tags and (known := find_tag(op, each)) is not None:
                gone.setdefault(known, []).append(incident_id)
    tagged = table("incident_tag")
    for tag, owners in gone.items():
        query = select(tagged.c.id).where(tagged.c.tag_id == tag, tagged.c.incident_id.in_(owners))
        op.delete_all("incident_tag", op.core.execute(query).scalars().all())
    op.insert_all("incident_tag", new)
    gone_tags.update(gone)


def _write_actors(op: Operation, pairs: Pairs, names: _Names) -> None:
    link = table("incident_actor")
    query = select(link.c.incident_id, link.c.actor_id, link.c.role, link.c.id).where(link.c.incident_id.in_(pairs))
    present: dict[int, dict[tuple[int, str], int]] = {each: {} for each in pairs}
    for owner, actor, role, row_id in op.core.execute(query.order_by(link.c.position, link.c.id)):
        present[owner][actor, role] = row_id
    new: list[dict[str, Any]] = []
    gone: list[int] = []
    moved: dict[int, dict[str, int]] = {}
    for owner, (_, after) in pairs.items():
        wanted = dict.fromkeys(
            (names.id_of(Shelf.ACTORS, each.actor, each.role.value), each.role.value) for each in after.actors
        )
        gone += (row_id for pair, row_id in present[owner].items() if pair not in wanted)
        for position, pair in enumerate(wanted):
            if pair in present[owner]:
                moved[present[owner][pair]] = {"position": position}
            else:
                new.append({"incident_id": owner, "actor_id": pair[0], "role": pair[1], "position": position})
    op.delete_all("incident_actor", gone)
    op.update_each("incident_actor", moved)
    op.insert_all("incident_actor", new)


def _write_own(op: Operation, pairs: Pairs, fields: Fields) -> None:
    value = table("own_value")
    for made in fields.made:
        held = {
            owner: (before.own_value(made.key), after.own_value(made.key)) for owner, (before, after) in pairs.items()
        }
        differing = {owner: new for owner, (old, new) in held.items() if old != new}
        if not differing:
            continue
        query = select(value.c.incident_id, value.c.id).where(
            value.c.field_id == made.id, value.c.incident_id.in_(differing)
        )
        present: dict[int, int] = {row[0]: row[1] for row in op.core.execute(query)}
        op.delete_all("own_value", [row_id for owner, row_id in present.items() if not differing[owner]])
        kept = {row_id: row_of(made, differing[owner]) for owner, row_id in present.items() if differing[owner]}
        op.update_each("own_value", kept)
        bare = [owner for owner, new in differing.items() if new and owner not in present]
        rows = [{"incident_id": owner, "field_id": made.id, **row_of(made, differing[owner])} for owner in bare]
        op.insert_all("own_value", rows)


def _write_statements(op: Operation, pairs: Pairs, names: _Names) -> None:
    """The notes of statements that are there, and new ones that merely report."""
    noted: dict[int, dict[str, str]] = {}
    new: list[tuple[int, Statement]] = []
    for owner, (before, after) in pairs.items():
        known: Collection[Statement] = before.statements
        noted |= {each.id: {"note": each.note} for each in after.statements if each.id and each not in known}
        new += ((owner, each) for each in after.statements if each.id is None)
    op.update_each("statement", noted)
    made = op.insert_all("statement", [_reporting(op, each, names) for _, each in new])
    bears = table("statement_incident")
    owners = {owner for owner, _ in new}
    query = select(bears.c.incident_id, func.max(bears.c.position)).where(bears.c.incident_id.in_(owners))
    last: dict[int, int] = {row[0]: row[1] for row in op.core.execute(query.group_by(bears.c.incident_id))}
    rows = []
    for statement_id, (owner, _) in zip(made, new, strict=True):
        last[owner] = last.get(owner, -1) + 1
        rows.append({"statement_id": statement_id, "incident_id": owner, "position": last[owner]})
    op.insert_all("statement_incident", rows)


def _reporting(op: Operation, statement: Statement, names: _Names) -> dict[str, Any]:
    return {
        "uid": op.ids.new(), "source_id": names.id_of(Shelf.SOURCES, statement.source, "statements"),
        "document_id": None, "origin_id": None, "stance": statement.stance.value, "credibility": None, "quote": "",
        "quote_start": None, "quote_end": None, "quote_before": "", "quote_after": "", "said_on": None, "note": "",
    }  # fmt: skip
