"""The choices of a filter, with how many incidents each would leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, func, select

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.rows import FacetValue
from ascertain.domain.search import Search
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import is_found
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.speaker_choices import are_told, counted_entries
from ascertain.store.reading.statement_facets import BEYOND_FIELDS, facet_beyond_fields
from ascertain.store.reading.tallies import tally
from ascertain.store.schema import table

_ROLE_INDEX = "ix_incident_actor_role"
_COUNTED = (FieldType.CODE, FieldType.INTEGER, FieldType.FLAG)
_COUNTED_OF_OWN = (FieldType.CODE, FieldType.YES_NO, FieldType.TEXT, FieldType.LINK)


def facet(line: ReadLine, key: str, search: Search | None, limit: int) -> list[FacetValue]:
    """The values of the field or search key `key` among the incidents that `search` finds, most frequent first, at most
    `limit`.

    Fields without countable values (texts, times, figures) have none. The value of a flag is `yes` or `no`; of a
    source, place, actor or
    tag its name.
    """
    if key in BEYOND_FIELDS:
        return facet_beyond_fields(line, key, search, limit)
    field = line.fields().find(key)
    if field is None:
        return []
    if field.own is not None:
        return _of_own(line, field, search, limit)
    if field.type in _COUNTED:
        return _of_column(line, field, search, limit)
    if key == "source" and are_told(line, key):
        return [FacetValue(name, name, count) for name, count in counted_entries(line, key, search, limit)]
    way = _way(field)
    return [] if way is None else _of_names(line, way, field, search, limit)


def _of_column(line: ReadLine, field: Field, search: Search | None, limit: int) -> list[FacetValue]:
    values = [FacetValue(*_shown(line, field, value), count) for value, count in tally(line, search, field).items()]
    return sorted(values, key=lambda value: (-value.count, value.label.casefold(), value.value))[:limit]


def _of_own(line: ReadLine, field: Field, search: Search | None, limit: int) -> list[FacetValue]:
    if field.type not in _COUNTED_OF_OWN:
        return []
    held = table("own_value").c
    number = func.count().label("number")
    mine = select(held.value, number).where(held.field_id == field.own, is_found(line, search, held.incident_id))
    counted = mine.group_by(held.value).order_by(number.desc(), held.value).limit(limit)
    return [FacetValue(*_shown(line, field, value), count) for value, count in line.all(counted)]


def _shown(line: ReadLine, field: Field, value: Any) -> tuple[str, str]:
    if field.type is FieldType.FLAG:
        return ("yes", "Yes") if value else ("no", "No")
    if field.type is FieldType.YES_NO:
        return str(value), "Yes" if value == "yes" else "No"
    if field.vocabulary is not None:
        return str(value), code_list(line.vocabularies, field.vocabulary).label_of(value)
    return str(value), str(value)


def _of_names(line: ReadLine, way: _Way, field: Field, search: Search | None, limit: int) -> list[FacetValue]:
    number = func.count(way.incident.distinct()).label("number")
    counted = (
        select(way.entry.label("entry"), number).select_from(way.joined).where(is_found(line, search, way.incident))
    )
    if field.role is not None:
        actors = table("incident_actor")
        counted = counted.where(actors.c.role == field.role.value)
        if _ROLE_INDEX in line.indexes:
            counted = counted.with_hint(actors, f"INDEXED BY {_ROLE_INDEX}", "sqlite")
    counts = counted.where(way.entry.is_not(None)).group_by(way.entry).subquery()
    named = table(way.shelf)
    statement = select(named.c.name, counts.c.number).join_from(counts, named, named.c.id == counts.c.entry)
    ordered = statement.order_by(counts.c.number.desc(), named.c.name_key, named.c.id)
    return [FacetValue(name, name, count) for name, count in line.all(ordered.limit(limit))]


@dataclass(frozen=True)
class _Way:
    """How incidents are joined to records of a shelf: the two columns that pair them, and where these stand."""

    shelf: str
    entry: ColumnElement[Any]
    incident: ColumnElement[Any]
    joined: FromClause


def _way(field: Field) -> _Way | None:
    incident, actors, tags = table("incident"), table("incident_actor"), table("incident_tag")
    statement, bears = table("statement"), table("statement_incident")
    if field.type is FieldType.PLACE:
        return _Way("place", incident.c.place_id, incident.c.id, incident)
    if field.role is not None:
        return _Way("actor", actors.c.actor_id, actors.c.incident_id, actors)
    if field.type is FieldType.TAGS:
        return _Way("tag", tags.c.tag_id, tags.c.incident_id, tags)
    if field.key == "source":
        joined = bears.join(statement, statement.c.id == bears.c.statement_id)
        return _Way("source", statement.c.source_id, bears.c.incident_id, joined)
    return None
