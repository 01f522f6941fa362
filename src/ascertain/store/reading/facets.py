"""The choices of a filter, with how many incidents each would leave."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Any

from sqlalchemy import Select, func, select

from ascertain.domain import fields
from ascertain.domain.fields import Field, FieldType
from ascertain.domain.rows import FacetValue
from ascertain.domain.search import Search
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import found, found_ids
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table

_COUNTED = (FieldType.CODE, FieldType.INTEGER, FieldType.FLAG)


def facet(line: ReadLine, key: str, search: Search | None, limit: int) -> list[FacetValue]:
    """The values of the field `key` among the incidents that `search` finds, most frequent first, at most `limit`.

    Fields without countable values (texts, times, figures) have none. The value of a flag is `yes` or `no`; of a source, place, actor or
    tag its name.
    """
    field = fields.BY_KEY.get(key)
    if field is None:
        return []
    if field.type in _COUNTED:
        return _of_column(line, field, search, limit)
    named = _named(line, field, search)
    if named is None:
        return []
    return [FacetValue(name, name, count) for name, count in line.all(named.limit(limit))]


def _of_column(line: ReadLine, field: Field, search: Search | None, limit: int) -> list[FacetValue]:
    # Counting here is as fast as GROUP BY, which sorts all rows first.
    numbers = Counter(chain.from_iterable(line.all(found(line, search, table("incident").c[field.key]))))
    numbers.pop(None, None)
    values = [FacetValue(*_shown(line, field, value), count) for value, count in numbers.items()]
    return sorted(values, key=lambda value: (-value.count, value.label.casefold(), value.value))[:limit]


def _shown(line: ReadLine, field: Field, value: Any) -> tuple[str, str]:
    if field.type is FieldType.FLAG:
        return ("yes", "Yes") if value else ("no", "No")
    if field.vocabulary is not None:
        return str(value), code_list(line.vocabularies, field.vocabulary).label_of(value)
    return str(value), str(value)


def _named(line: ReadLine, field: Field, search: Search | None) -> Select[Any] | None:
    ids = found_ids(line, search)
    if field.type is FieldType.PLACE:
        name, owner, joined = table("place").c.name, table("incident").c.id, _places()
    elif field.role is not None:
        name, owner, joined = table("actor").c.name, table("incident_actor").c.incident_id, _actors()
    elif field.type is FieldType.TAGS:
        name, owner, joined = table("tag").c.name, table("incident_tag").c.incident_id, _tags()
    elif field.key == "source":
        name, owner, joined = table("source").c.name, table("statement_incident").c.incident_id, _sources()
    else:
        return None
    number = func.count(owner.distinct())
    statement = (
        select(name, number).select_from(joined).where(owner.in_(ids)).group_by(name).order_by(number.desc(), name)
    )
    if field.role is not None:
        statement = statement.where(table("incident_actor").c.role == field.role.value)
    return statement


def _places() -> Any:
    incident, place = table("incident"), table("place")
    return incident.join(place, place.c.id == incident.c.place_id)


def _actors() -> Any:
    owned, actor = table("incident_actor"), table("actor")
    return owned.join(actor, actor.c.id == owned.c.actor_id)


def _tags() -> Any:
    owned, tag = table("incident_tag"), table("tag")
    return owned.join(tag, tag.c.id == owned.c.tag_id)


def _sources() -> Any:
    owned, statement, source = table("statement_incident"), table("statement"), table("source")
    return owned.join(statement, statement.c.id == owned.c.statement_id).join(
        source, source.c.id == statement.c.source_id
    )
