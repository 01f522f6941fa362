"""Writing the code lists of a log: a code is renamed, moved, retired or added; one that is used never goes."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.vocabulary import Code
from ascertain.store.code_places import asserted_fields, code_columns, holding
from ascertain.store.door import Operation
from ascertain.store.schema import table


def keep_code(op: Operation, vocabulary: str, code: Code) -> bool:
    """Write a code: the one of its key, or a new one at the end of the list; returns whether it is new."""
    attributes = dict(code.attributes)
    if not code.retired:
        attributes.pop("merged_into", None)
    values = {
        "label": code.label.strip(), "parent": code.parent, "retired": code.retired,
        "attributes": json.dumps(attributes, ensure_ascii=False),
    }  # fmt: skip
    present = row_id_of(op, vocabulary, code.key)
    if present is not None:
        op.update("code", present, values)
        return False
    target = table("code")
    last = op.core.execute(select(func.max(target.c.position)).where(target.c.vocabulary == vocabulary)).scalar()
    head = {"vocabulary": vocabulary, "key": code.key, "position": 0 if last is None else last + 1}
    op.insert("code", {**head, **values})
    return True


def move_code(op: Operation, vocabulary: str, key: str, to: int) -> None:
    """Bring a code to a place in its list, counted from 0; the others keep their order."""
    target = table("code")
    query = select(target.c.id, target.c.key).where(target.c.vocabulary == vocabulary)
    order = op.core.execute(query.order_by(target.c.position, target.c.id)).all()
    moved = next((row for row in order if row.key == key), None)
    if moved is None:
        raise _gone()
    rest = [row.id for row in order if row.key != key]
    rest.insert(max(0, min(to, len(rest))), moved.id)
    for position, row_id in enumerate(rest):
        op.update("code", row_id, {"position": position})


def remove_code(op: Operation, vocabulary: str, key: str) -> str:
    """Take a code away; returns its name. Raises `Refused` where it came with the log, or where something uses it or
    has used it in a version that can be restored."""
    row_id = row_id_of(op, vocabulary, key)
    row = None if row_id is None else op.row("code", row_id)
    if row_id is None or row is None:
        raise _gone()
    name = str(row["label"])
    if not _was_added(op, row_id):
        raise _refused(
            "shipped", say("{name} came with the log. Retire it instead: it is then no longer offered.", name=name)
        )
    uses = count_uses(op, vocabulary, key)
    if uses:
        text = say(
            "{name} is used {count} times. Retire it instead: it is then no longer offered.",
            singular="{name} is used once. Retire it instead: it is then no longer offered.",
            name=name,
            count=uses,
        )
        raise _refused("in_use", text)
    if _was_used(op, vocabulary, key):
        text = say(
            "{name} stands in an earlier version of a record. Retire it instead: it is then no longer offered.",
            name=name,
        )
        raise _refused("in_use", text)
    op.delete("code", row_id)
    return name


def count_uses(op: Operation, vocabulary: str, key: str) -> int:
    """How many values and codes below it hold a code."""
    code, assertion = table("code"), table("assertion")
    fields = asserted_fields(vocabulary)
    held: list[tuple[Any, ColumnElement[bool]]] = [
        (code, and_(code.c.vocabulary == vocabulary, code.c.parent == key)),
        (assertion, and_(assertion.c.field.in_(fields), assertion.c.value == key)),
        *((table(name), holding(name, column, vocabulary, key)) for name, column in code_columns(vocabulary)),
    ]
    counts = (op.core.execute(select(func.count()).select_from(target).where(where)).scalar() for target, where in held)
    return sum(count or 0 for count in counts)


def has_a_past(op: Operation, vocabulary: str, key: str, row_id: int) -> bool:
    """Whether a code came with the log, is used, or stands in an earlier version of a record."""
    return not _was_added(op, row_id) or count_uses(op, vocabulary, key) > 0 or _was_used(op, vocabulary, key)


def _was_used(op: Operation, vocabulary: str, key: str) -> bool:
    change = table("change")
    for name, column in code_columns(vocabulary):
        if name == "own_value":
            continue
        held = (func.json_extract(side, f"$.{column}") == key for side in (change.c.before, change.c.after))
        query = select(change.c.id).where(change.c.table_name == name, or_(*held)).limit(1)
        if op.core.execute(query).first() is not None:
            return True
    own = table("own_field")
    mine = select(own.c.id).where(own.c.vocabulary == vocabulary)
    was = (
        and_(func.json_extract(side, "$.field_id").in_(mine), func.json_extract(side, "$.value") == key)
        for side in (change.c.before, change.c.after)
    )
    query = select(change.c.id).where(change.c.table_name == "own_value", or_(*was)).limit(1)
    return op.core.execute(query).first() is not None


def row_id_of(op: Operation, vocabulary: str, key: str) -> int | None:
    """The row of a code, None where its list has none of this key."""
    target = table("code")
    query = select(target.c.id).where(target.c.vocabulary == vocabulary, target.c.key == key)
    found: int | None = op.core.execute(query).scalar()
    return found


def _was_added(op: Operation, row_id: int) -> bool:
    change = table("change")
    made = and_(change.c.table_name == "code", change.c.row_id == row_id, change.c.before.is_(None))
    return op.core.execute(select(change.c.id).where(made).limit(1)).first() is not None


def _refused(code: str, text: Message) -> Refused:
    return Refused(Problem("", code, text))


def _gone() -> Refused:
    return _refused("gone", say("The code is no longer in its list."))
