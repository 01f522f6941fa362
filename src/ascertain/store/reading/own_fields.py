"""How much the user's own fields are used."""

from __future__ import annotations

from sqlalchemy import func, select

from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table


def uses(line: ReadLine) -> dict[str, int]:
    """How many incidents hold something in each own field, by its key."""
    made = line.fields().made
    if not made:
        return {}
    value = table("own_value").c
    counted = dict(line.all(select(value.field_id, func.count()).group_by(value.field_id)))
    return {each.key: int(counted.get(each.id, 0)) for each in made}
