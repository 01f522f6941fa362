"""How much the user's own fields are used."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import func, select

from ascertain.domain.rows import FacetValue
from ascertain.store.reading.batches import wanted
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


def held(line: ReadLine, key: str, incident_ids: Sequence[int]) -> list[FacetValue]:
    """What these incidents hold in the field of this key, the most frequent first."""
    field = line.fields().find(key)
    if field is None or field.own is None:
        return []
    value, number = table("own_value").c, func.count().label("number")
    mine = select(value.value, number).where(value.field_id == field.own, value.incident_id.in_(wanted()))
    rows = line.all(
        mine.group_by(value.value).order_by(number.desc(), value.value), {"ids": json.dumps(list(incident_ids))}
    )
    return [FacetValue(text, text, count) for text, count in rows]
