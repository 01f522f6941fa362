"""Writing what incidents hold in the user's own fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from ascertain.domain.messages import say
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.own_values import number_of, sort_key_of
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import OwnValue
from ascertain.store.door import Operation
from ascertain.store.schema import table


def row_of(made: OwnField, value: str) -> dict[str, Any]:
    """The columns that a value of a field has."""
    kind = made.described().type
    return {"value": value, "number": number_of(kind, value), "sort_key": sort_key_of(kind, value)}


def write_own_values(op: Operation, incident_id: int, values: Sequence[OwnValue]) -> None:
    """Give an incident these values and no others. Raises `Refused` where a field is gone."""
    value = table("own_value")
    query = select(value.c.field_id, value.c.id).where(value.c.incident_id == incident_id)
    present: dict[int, int] = {row.field_id: row.id for row in op.core.execute(query)}
    if not values and not present:
        return
    fields = fields_by_key(op)
    wanted: dict[int, dict[str, Any]] = {}
    for each in values:
        made = fields.get(each.field)
        if made is None or made.id is None:
            raise Refused(Problem(each.field, "gone", say("The field “{field}” is gone.", field=each.field)))
        wanted[made.id] = row_of(made, each.value)
    for field_id, row_id in present.items():
        if field_id not in wanted:
            op.delete("own_value", row_id)
    for field_id, row in wanted.items():
        if field_id in present:
            op.update("own_value", present[field_id], row)
        else:
            op.insert("own_value", {"incident_id": incident_id, "field_id": field_id, **row})


def fields_by_key(op: Operation) -> dict[str, OwnField]:
    """The own fields as they stand within the operation."""
    own = table("own_field")
    rows = op.core.execute(select(own)).mappings().all()
    return {row["key"]: own_field_of(row) for row in rows}


def own_field_of(row: Any) -> OwnField:
    """An own field from its row."""
    return OwnField(
        row["label"], OwnType(row["type"]), row["group_name"], row["help"], bool(row["quick"]), bool(row["retired"]),
        row["key"], row["id"],
    )  # fmt: skip
