"""Sort keys that stand in other tables: looked up for each incident that is found, by index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from ascertain.domain.codes import Role
from ascertain.store.schema import table

_TEXTS = frozenset({"place_text", "status_reason", "notes"})
_BEGINNING = 80
"""Characters of a text that it is sorted by: whole ones would have to be held in memory by the million."""
LOOKED_UP = _TEXTS | {"source", "tags", *(role.value for role in Role)}
"""The fields whose sort key is not a column of the incident."""


def looked_up(key: str) -> ColumnElement[Any]:
    """What an incident is sorted by: the beginning of a text, in small letters, or the name that is shown first; NULL
    where there is none."""
    if key in _TEXTS:
        text = table("incident_text").c
        beginning = func.lower(func.substr(func.trim(text[key]), 1, _BEGINNING))
        return _of_incident(select(func.nullif(beginning, "")), text.id)
    if key == "tags":
        owned, tag = table("incident_tag").c, table("tag").c
        return _of_incident(select(tag.name_key).where(tag.id == owned.tag_id).order_by(owned.id), owned.incident_id)
    if key == "source":
        bears, statement, source = table("statement_incident").c, table("statement").c, table("source").c
        named = select(source.name_key).where(source.id == statement.source_id, statement.id == bears.statement_id)
        return _of_incident(named.order_by(bears.position, bears.id), bears.incident_id)
    held, actor = table("incident_actor").c, table("actor").c
    named = select(actor.name_key).where(actor.id == held.actor_id, held.role == key)
    return _of_incident(named.order_by(held.position, held.id), held.incident_id)


def _of_incident(statement: Select[Any], incident: ColumnElement[int]) -> ColumnElement[Any]:
    mine = statement.where(incident == table("incident").c.id).limit(1)
    return mine.correlate(table("incident")).scalar_subquery()
