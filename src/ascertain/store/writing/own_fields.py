"""Writing the user's own fields: made, renamed, moved, retired; one that holds values never goes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select

from ascertain.domain.code_lists import new_key as new_code_key
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import OwnField, type_refusal
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.vocabulary import Code, Vocabulary
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.own_values import own_field_of


def make_own_field(op: Operation, own: OwnField, choices: Sequence[str]) -> int:
    """Write a new field at the end of the list, with the choices of its code list; returns its id."""
    target = table("own_field")
    last = op.core.execute(select(func.max(target.c.position))).scalar()
    head = {"uid": op.ids.new(), "key": own.key, "position": 0 if last is None else last + 1}
    made = op.insert("own_field", {**head, **_values(own)})
    if own.vocabulary is not None:
        codes: list[Code] = []
        for position, label in enumerate(dict.fromkeys(each.strip() for each in choices if each.strip())):
            key = new_code_key(Vocabulary("", "", tuple(codes)), label)
            codes.append(Code(key, label))
            op.insert("code", {
                "vocabulary": own.vocabulary, "key": key, "label": label, "position": position, "parent": None,
                "retired": False, "attributes": json.dumps({}),
            })  # fmt: skip
    return made


def change_own_field(op: Operation, own: OwnField) -> OwnField:
    """Bring a field to what it is to be; returns what it was. Raises `Refused` where it is gone, or where its type
    would change and it holds values, or has held some in a version that can be restored."""
    before = standing_field(op, own.key)
    if before.type is not own.type:
        uses = count_values(op, before)
        if uses or _ever_used(op, before):
            raise Refused(Problem("type", "in_use", type_refusal(before, max(uses, 1))))
        _remove_choices(op, before)
    op.update("own_field", before.id or 0, _values(own))
    return before


def move_own_field(op: Operation, key: str, to: int) -> OwnField:
    """Bring a field to a place in the list, counted from 0; the others keep their order."""
    moved = standing_field(op, key)
    target = table("own_field")
    order = list(op.core.execute(select(target.c.id).order_by(target.c.position, target.c.id)).scalars())
    order.remove(moved.id)
    order.insert(max(0, min(to, len(order))), moved.id)
    for position, row_id in enumerate(order):
        op.update("own_field", row_id, {"position": position})
    return moved


def retire_own_field(op: Operation, key: str, *, retired: bool) -> OwnField:
    """Offer a field no longer, or again."""
    before = standing_field(op, key)
    op.update("own_field", before.id or 0, {"retired": retired})
    return before


def remove_own_field(op: Operation, key: str) -> OwnField:
    """Take a field away, with its choices. Raises `Refused` where it holds values, or where one stands in a version
    that can be restored."""
    gone = standing_field(op, key)
    uses = count_values(op, gone)
    if uses:
        text = say(
            "{name} holds something in {count} incidents. Retire it instead: it is then no longer offered.",
            singular="{name} holds something in one incident. Retire it instead: it is then no longer offered.",
            name=gone.label,
            count=uses,
        )
        raise _refused("in_use", text)
    if _ever_used(op, gone):
        text = say(
            "{name} stands in an earlier version of an incident. Retire it instead: it is then no longer offered.",
            name=gone.label,
        )
        raise _refused("in_use", text)
    _remove_choices(op, gone)
    op.delete("own_field", gone.id or 0)
    return gone


def standing_field(op: Operation, key: str) -> OwnField:
    """The field of this key. Raises `Refused` where there is none."""
    target = table("own_field")
    row = op.core.execute(select(target).where(target.c.key == key)).mappings().first()
    if row is None:
        raise _refused("gone", say("The field is no longer in the log."))
    return own_field_of(row)


def count_values(op: Operation, own: OwnField) -> int:
    """How many incidents hold something in a field."""
    value = table("own_value")
    found: int = (
        op.core.execute(select(func.count()).select_from(value).where(value.c.field_id == own.id)).scalar() or 0
    )
    return found


def _ever_used(op: Operation, own: OwnField) -> bool:
    change = table("change")
    held = (func.json_extract(side, "$.field_id") == own.id for side in (change.c.before, change.c.after))
    query = select(change.c.id).where(and_(change.c.table_name == "own_value", or_(*held))).limit(1)
    return op.core.execute(query).first() is not None


def _remove_choices(op: Operation, own: OwnField) -> None:
    if own.vocabulary is not None:
        code = table("code")
        for row_id in op.core.execute(select(code.c.id).where(code.c.vocabulary == own.vocabulary)).scalars().all():
            op.delete("code", row_id)


def _values(own: OwnField) -> dict[str, Any]:
    return {
        "label": own.label.strip(), "type": own.type.value, "vocabulary": own.vocabulary,
        "group_name": own.group.strip(), "quick": own.quick, "help": own.help.strip(), "retired": own.retired,
    }  # fmt: skip


def _refused(code: str, text: Message) -> Refused:
    return Refused(Problem("", code, text))
