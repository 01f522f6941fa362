"""Purging: the one exception to a journal that only grows, for the protection of sources.

The rows go without an image, every image that the journal holds of them is emptied, and what named them in the label
or reason of an operation is put in neutral words. A tombstone is left for each record. This is the only module that
changes what stands in the journal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ascertain.domain.messages import Message, say
from ascertain.store.clearing import UNFINISHED
from ascertain.store.door import Operation
from ascertain.store.journal import Change, Image
from ascertain.store.messages_json import read_message, write_message
from ascertain.store.purge_plan import PurgePlan
from ascertain.store.schema import table
from ascertain.store.touching import Touched

PURGED = say("a purged record")
"""What stands in a label in place of a name."""

_REF = re.compile(r"\d{4}-\d{4,}")
# What hangs on a row goes before it.
_ORDER = (
    "own_value", "document_mark", "source_grade",
    "assertion", "statement_incident", "incident_actor", "incident_tag", "link", "attachment", "statement",
    "incident_text", "place_name", "actor_name", "source_name", "incident", "tag", "document", "source", "actor",
    "place",
)  # fmt: skip
_RECORDS = ("incident", "statement", "attachment", "document", "source", "actor", "place")
_NAMED = ("document", "source", "actor", "place", "source_name", "actor_name", "place_name", "attachment")


@dataclass(slots=True)
class _Facts:
    """What the rows are and were: their uids with their kind, what they were called, which files they named."""

    uids: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def purge(op: Operation, plan: PurgePlan) -> None:
    """Take away what `plan` names, within `op`. The caller clears the traces afterwards, when the operation is on disk
    (`Door.clear_traces`)."""
    core = op.core
    facts = _facts(plan)
    for name, column, row_id in plan.loose:
        _loosen(op, name, column, row_id)
    for name in _ORDER:
        op.erase(name, plan.rows.get(name, ()))
    if not op.changes:
        # All of it went before, by an undo or from the library: only the journal holds it.
        op.changes += _gone_before(plan)
    draft = table("draft")
    for batch in Touched.batches(plan.drafts):
        core.execute(delete(draft).where(draft.c.id.in_(batch)))

    def finish(number: int) -> None:
        _leave_tombstones(core, facts, number)
        _scrub(core, plan, facts, number)
        _mark_unfinished(core, facts.files)

    op.at_the_end.append(finish)


def _gone_before(plan: PurgePlan) -> list[Change]:
    rows = ((name, row_id) for name in _ORDER for row_id in plan.rows.get(name, ()))
    return [Change(name, row_id, None, None) for name, row_id in rows] if plan.operations() else []


def _loosen(op: Operation, name: str, column: str, row_id: int) -> None:
    if name == "incident_actor":
        op.delete(name, row_id)
    elif name == "source":
        # How it stands to an actor says nothing without the actor.
        op.update(name, row_id, {column: None, "affiliation": None})
    else:
        op.update(name, row_id, {column: None})


def _facts(plan: PurgePlan) -> _Facts:
    facts = _Facts()
    change = table("change")
    for name in {*_RECORDS, *_NAMED}:
        target = table(name)
        for batch in Touched.batches(plan.rows.get(name, ())):
            met = (change.c.table_name == name) & change.c.row_id.in_(batch)
            for images in plan.core.execute(select(change.c.before, change.c.after).where(met)):
                for image in images:
                    if image is not None:
                        _add_facts(facts, name, json.loads(image))
            for row in plan.core.execute(select(target).where(target.c.id.in_(batch))).mappings():
                _add_facts(facts, name, row)
    return facts


def _add_facts(facts: _Facts, name: str, row: Image | Any) -> None:
    if name in _RECORDS and row.get("uid"):
        facts.uids[row["uid"]] = name
    if name in _NAMED:
        facts.names |= {row[column].strip() for column in ("name", "title") if row.get(column)}
    if name == "attachment" and row.get("sha256"):
        facts.files.add(row["sha256"])


def _leave_tombstones(core: Connection, facts: _Facts, number: int) -> None:
    tombstone, operation = table("tombstone"), table("operation")
    head = core.execute(select(operation).where(operation.c.id == number)).one()
    left = set(core.execute(select(tombstone.c.record_uid)).scalars())
    made = [
        {"record_uid": uid, "kind": kind, "author": head.author, "reason": head.reason, "at": head.at}
        for uid, kind in facts.uids.items()
        if uid not in left
    ]
    if made:
        core.execute(insert(tombstone), made)


def _mark_unfinished(core: Connection, files: set[str]) -> None:
    """Note that the traces are still to be cleared: this purge's, and those of one that could not be finished."""
    info = table("log_info")
    earlier = core.execute(select(info.c.value).where(info.c.key == UNFINISHED)).scalar()
    core.execute(delete(info).where(info.c.key == UNFINISHED))
    value = json.dumps(sorted(files | set(json.loads(earlier or "[]"))))
    core.execute(insert(info), {"key": UNFINISHED, "value": value})


def _scrub(core: Connection, plan: PurgePlan, facts: _Facts, number: int) -> None:
    change, scrubbed, owned = table("change"), table("scrubbed_operation"), table("operation_incident")
    emptied = plan.operations() - {number}
    for name, ids in plan.rows.items():
        for batch in Touched.batches(ids):
            met = (change.c.table_name == name) & change.c.row_id.in_(batch)
            core.execute(update(change).where(met).values(before=None, after=None))
    for batch in Touched.batches(plan.rows.get("incident", ())):
        core.execute(delete(owned).where(owned.c.incident_id.in_(batch)))
    for batch in Touched.batches(emptied):
        _neutralise(core, batch)
    _neutralise_names(core, facts.names)
    ended = (emptied | plan.entangled()) - set(core.execute(select(scrubbed.c.operation_id)).scalars()) - {number}
    if ended:
        core.execute(insert(scrubbed), [{"operation_id": each, "purge_id": number} for each in sorted(ended)])


def _neutralise(core: Connection, operation_ids: Iterable[int]) -> None:
    """Take from these operations their reason and whatever their label was filled with, but for numbers and refs."""
    operation = table("operation")
    rows = core.execute(select(operation.c.id, operation.c.label).where(operation.c.id.in_(operation_ids))).all()
    for row_id, label in rows:
        values = {"label": write_message(_neutral(read_message(label), None)), "reason": ""}
        core.execute(update(operation).where(operation.c.id == row_id).values(values))


def _neutralise_names(core: Connection, names: Iterable[str]) -> None:
    """Take the names of what is purged from the labels of operations that say nothing else of it."""
    operation = table("operation")
    for name in names:
        quoted = json.dumps(name, ensure_ascii=False)
        query = select(operation.c.id, operation.c.label).where(operation.c.label.contains(quoted, autoescape=True))
        for row_id, label in core.execute(query).all():
            text = write_message(_neutral(read_message(label), name))
            core.execute(update(operation).where(operation.c.id == row_id).values(label=text))


def _neutral(label: Message, only: str | None) -> Message:
    return replace(label, values=tuple((name, _neutral_value(value, only)) for name, value in label.values))


def _neutral_value(value: object, only: str | None) -> object:
    if isinstance(value, Message):
        return _neutral(value, only)
    if not isinstance(value, str) or (only is not None and value != only) or _REF.fullmatch(value):
        return value
    return PURGED
