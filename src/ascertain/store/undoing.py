"""Undo and redo: an operation is turned back by its row images, after checking that every row is still as it left
it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.store import journal
from ascertain.store.door import Door, Operation
from ascertain.store.journal import Change, OperationHead
from ascertain.store.schema import table


def undo(door: Door) -> Operation:
    """Turn back the last operation that is not undone. Raises `Refused` where there is none, or where a row was
    changed since."""
    with door.operation(journal.UNDO, say("Undo")) as op:
        head = journal.next_undo(op.core)
        if head is None:
            raise Refused(Problem("", "nothing_to_undo", say("There is nothing to undo.")))
        if head.kind == journal.GENERATE:
            raise Refused(
                Problem("", "not_undoable", say("{what} cannot be undone. Make a new log instead.", what=head.label))
            )
        op.label = say("Undo: {what}", what=head.label)
        _turn_back(op, head, head.label)
    return op


def redo(door: Door) -> Operation:
    """Carry out again what was undone last. Raises `Refused` as `undo` does."""
    with door.operation(journal.REDO, say("Redo")) as op:
        head = journal.next_redo(op.core)
        if head is None:
            raise Refused(Problem("", "nothing_to_redo", say("There is nothing to redo.")))
        what = dict(head.label.values)["what"]
        label = what if isinstance(what, Message) else head.label
        op.label = say("Redo: {what}", what=label)
        _turn_back(op, head, label)
    return op


def _turn_back(op: Operation, head: OperationHead, label: Message) -> None:
    op.reverses = head.id
    for change in journal.changes_of(op.core, head.id):
        if not _is_as_left(op, change):
            raise _conflict(op, change, label)
        try:
            _reverse(op, change)
        except IntegrityError as error:
            # Something made later stands on this row, or has taken its place.
            raise _conflict(op, change, label) from error


def _is_as_left(op: Operation, change: Change) -> bool:
    row = op.row(change.table, change.row_id)
    if change.after is None:
        return row is None
    return row is not None and all(row[column] == value for column, value in change.after.items())


def _reverse(op: Operation, change: Change) -> None:
    if change.before is None:
        op.delete(change.table, change.row_id)
    elif change.after is None:
        op.insert(change.table, change.before, change.row_id)
    else:
        op.update(change.table, change.row_id, change.before)


def _conflict(op: Operation, change: Change, label: Message) -> Refused:
    text = say(
        "{what} cannot be turned back: {record} was changed since. Nothing was changed.",
        what=label,
        record=_record(op, change),
    )
    return Refused(Problem("", "changed_since", text))


def _record(op: Operation, change: Change) -> Message:
    """The record to which a row belongs, as people know it."""
    row: Any = {**(change.before or {}), **(change.after or {}), **(op.row(change.table, change.row_id) or {})}
    incident_id = change.row_id if change.table in ("incident", "incident_text") else row.get("incident_id")
    if incident_id is not None:
        incident = table("incident")
        ref = op.core.execute(select(incident.c.ref).where(incident.c.id == incident_id)).scalar()
        return say("incident {ref}", ref=ref or row.get("ref", incident_id))
    named = row.get("name") or row.get("title")
    return say("“{name}”", name=named) if named else say(_KINDS.get(change.table, "a record"))


_KINDS = {"link": "a link", "statement": "a statement"}
