"""How many of very many incidents an edit would change, and what they hold now, counted by the database: where the
fields stand in columns of the incident itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from ascertain.domain.codes import Status
from ascertain.domain.field_edits import ZONE, FieldEdit, Way
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.records import NOT_STATED, Figure
from ascertain.store.schema import table

_PLAIN = ("kind", "means", "outcome", "where_precision", "status", "is_aggregate", "follow_up_on", ZONE)
_FIGURES = ("munitions", *HARM_FIELDS)
_PARTS = ("low", "best", "high", "unknown")
_MOST_HELD = 6


def count_changing(core: Connection, ids: Sequence[int], edits: Sequence[FieldEdit]) -> int | None:
    """How many of these incidents hold another value than these edits give them; None where that cannot be told from
    columns alone."""
    found = [_differing(each) for each in edits]
    if not found or any(each is None for each in found):
        return None
    conditions = [each for each in found if each is not None]
    incident, texts = table("incident"), table("incident_text")
    query = _among(ids, func.count()).where(or_(*conditions))
    if any(each.field == "status_reason" for each in edits):
        query = query.join(texts, texts.c.id == incident.c.id)
    return int(core.execute(query).scalar_one())


def count_held(core: Connection, ids: Sequence[int], keys: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """What these incidents hold, with how often, the most frequent first, of each field that is one plain column."""
    for key in keys:
        if key in _PLAIN:
            column, count = table("incident").c[key], func.count()
            query = _among(ids, column, count).group_by(column).order_by(count.desc()).limit(_MOST_HELD)
            yield key, tuple((_read(key, value), number) for value, number in core.execute(query))


def _among(ids: Sequence[int], *asked: Any) -> Select[Any]:
    incident = table("incident")
    listed = func.json_each(json.dumps(list(ids))).table_valued("value", name="listed")
    return select(*asked).select_from(listed).join(incident, incident.c.id == listed.c.value)


def _differing(edit: FieldEdit) -> ColumnElement[bool] | None:
    row, clears = table("incident").c, edit.way is Way.CLEAR
    if edit.way not in (Way.SET, Way.CLEAR) or edit.part:
        return None
    if edit.field == "status_reason":
        return table("incident_text").c.status_reason.is_distinct_from("" if clears else edit.value)
    if edit.field == "place" and clears:
        return row.place_id.is_not(None)
    if edit.field in _FIGURES:
        figure = edit.value if isinstance(edit.value, Figure) and not clears else NOT_STATED
        return or_(*(row[f"{edit.field}_{part}"].is_distinct_from(getattr(figure, part)) for part in _PARTS))
    if edit.field not in _PLAIN:
        return None
    value = edit.value.isoformat() if isinstance(edit.value, date) else edit.value
    return row[edit.field].is_distinct_from(None if clears else value)


def _read(key: str, value: Any) -> Any:
    if key == "status":
        return Status(value)
    if key == "follow_up_on":
        return date.fromisoformat(value) if value else None
    return bool(value) if key == "is_aggregate" else value
