"""Undo and redo: an operation is turned back by its row images, after checking that every row is still as it left
it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.store import journal
from ascertain.store.door import Door, Operation
from ascertain.store.journal import Change, OperationHead
from ascertain.store.record_names import named_records
from ascertain.store.schema import table
from ascertain.store.touching import Touched

_AT_ONCE = 2_000
"""Rows that are turned back in one statement at most: between two, it can be stopped."""
_AT_HAND = 10_000
"""Changes of an undo that are kept at hand before they go to the journal."""
_ANY_ORDER = ("incident", "incident_text", "statement")
"""Tables of which no two rows can be in each other's way while they change: what is unique in them never does."""


def undo(door: Door) -> Operation:
    """Turn back the last operation that is not undone. Raises `Refused` where there is none, or where rows were
    changed since; then every record concerned is named."""
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
    differing = _differing(op, head.id)
    if differing:
        raise _conflict(op, differing, label)
    standing_on: list[Change] = []
    done, op.expected = 0, journal.count_of(op.core, head.id)
    for run in _runs(journal.changes_of(op.core, head.id)):
        op.pause(done)
        try:
            with op.core.begin_nested() if len(run) > 1 else nullcontext():
                _reverse(op, run)
        except IntegrityError:
            # Something made later stands on a row, or has taken its place. The whole is rolled back.
            standing_on += run if len(run) == 1 else _refusing(op, run)
        done += len(run)
        if len(op.changes) >= _AT_HAND:
            op.let_go()
    if standing_on:
        raise _conflict(op, standing_on, label)


def _differing(op: Operation, number: int) -> list[Change]:
    """The rows that are not as an operation left them: one change for each, with all that it wrote into it."""
    often = _last_of_each_row(journal.repeated_changes_of(op.core, number))
    last: list[Change] = []
    found: list[Change] = []
    told: set[tuple[str, int]] = set()
    for change in journal.changes_of(op.core, number):
        row = (change.table, change.row_id)
        if row in often:
            if row in told:
                continue
            told.add(row)
            change = often[row]
        last.append(change)
        if len(last) == _AT_ONCE:
            found += _not_as_left(op, last)
            last = []
    return found + _not_as_left(op, last)


def _last_of_each_row(changes: list[Change]) -> dict[tuple[str, int], Change]:
    """The rows as an operation left them: one change for each, with all that the operation wrote into it."""
    rows: dict[tuple[str, int], Change] = {}
    for change in changes:  # the last of a row comes first
        later = rows.setdefault((change.table, change.row_id), change)
        if later is not change and later.after is not None and change.after is not None:
            rows[change.table, change.row_id] = replace(later, after={**change.after, **later.after})
    return rows


def _not_as_left(op: Operation, changes: list[Change]) -> list[Change]:
    rows: dict[tuple[str, int], Any] = {}
    for name in dict.fromkeys(change.table for change in changes):
        target = table(name)
        of_table = [change for change in changes if change.table == name]
        columns = tuple(dict.fromkeys(column for change in of_table for column in change.after or ()))
        query = select(target.c.id, *(target.c[column] for column in columns))
        for ids in Touched.batches(change.row_id for change in of_table):
            for row_id, *held in op.core.execute(query.where(target.c.id.in_(ids))):
                rows[name, row_id] = dict(zip(columns, held, strict=True))
    return [change for change in changes if not _is_as_left(rows.get((change.table, change.row_id)), change)]


def _is_as_left(row: Mapping[str, Any] | None, change: Change) -> bool:
    if change.after is None:
        return row is None
    return row is not None and all(row[column] == value for column, value in change.after.items())


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes in their order, those that follow one another and can be turned back in one statement together."""
    run: list[Change] = []
    rows: set[int] = set()
    for change in changes:
        if run and (_kind(change) != _kind(run[0]) or change.row_id in rows or len(run) == _AT_ONCE):
            yield from _of_one_shape(run)
            run, rows = [], set()
        run.append(change)
        rows.add(change.row_id)
    if run:
        yield from _of_one_shape(run)


def _kind(change: Change) -> tuple[str, bool, bool]:
    """The table, and whether the row came, went or stayed."""
    return change.table, change.before is None, change.after is None


def _of_one_shape(run: list[Change]) -> Iterator[list[Change]]:
    """The changes of a run, those of the same columns together. Different rows of a table know nothing of each other
    but where two may not hold the same; there the order stays."""
    shapes: dict[frozenset[str], list[Change]] = {}
    for change in run:
        shape = frozenset(change.before or change.after or ())
        if run[0].table not in _ANY_ORDER and shapes and shape not in shapes:
            yield from shapes.values()
            shapes = {}
        shapes.setdefault(shape, []).append(change)
    yield from shapes.values()


def _reverse(op: Operation, run: list[Change]) -> None:
    first = run[0]
    if first.before is None:
        op.delete_all(first.table, [change.row_id for change in run])
    elif first.after is None:
        op.insert_all(first.table, [change.before or {} for change in run], [change.row_id for change in run])
    else:
        op.put_back(run)


def _refusing(op: Operation, run: list[Change]) -> list[Change]:
    """Which of these cannot be turned back."""
    found = []
    for change in run:
        try:
            _reverse(op, [change])
        except IntegrityError:
            found.append(change)
    return found


def _conflict(op: Operation, changes: list[Change], label: Message) -> Refused:
    text = say(
        "{what} cannot be turned back. Changed or used since: {records}. Nothing was changed.",
        what=label,
        records=named_records(op.core, changes),
    )
    return Refused(Problem("", "changed_since", text))
