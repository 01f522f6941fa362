"""The choices of a filter that asks of statements, documents or actors in any role, with how many incidents each would
leave."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, func, select

from ascertain.domain.rows import FacetValue, Shelf
from ascertain.domain.search import Search, find_key
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import found, is_found
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.naming import name_key, name_of
from ascertain.store.reading.speaker_choices import are_told, counted_entries, counted_grades, counted_stances
from ascertain.store.schema import table
from ascertain.store.searching_statements import STATED_BY, origin_of

_ENTRIES = {"actor": Shelf.ACTORS, "origin": Shelf.SOURCES, "document": Shelf.DOCUMENTS}
BEYOND_FIELDS = frozenset({*_ENTRIES, "statements", *STATED_BY})
"""The keys of the search language that are no columns of the table of incidents, and have choices."""


def facet_beyond_fields(line: ReadLine, key: str, search: Search | None, limit: int) -> list[FacetValue]:
    """The values that `key` has among the incidents that `search` finds, most frequent first, at most `limit`."""
    if are_told(line, key):
        return _of_speakers(line, key, search, limit)
    if key in _ENTRIES:
        return _of_entries(line, key, search, limit)
    if key == "statements":
        numbers = line.tallied(found(line, search, table("incident").c.statements))
        return [FacetValue(str(number), str(number), count) for number, count in numbers.most_common(limit)]
    return _of_statements(line, key, search, limit)


def _of_speakers(line: ReadLine, key: str, search: Search | None, limit: int) -> list[FacetValue]:
    if key in _ENTRIES:
        return [FacetValue(name, name, count) for name, count in counted_entries(line, key, search, limit)]
    counts = counted_stances(line, search) if key == "stance" else counted_grades(line, key, search)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:limit]
    return [FacetValue(value, _label(line, key, value), count) for value, count in ordered]


def _of_entries(line: ReadLine, key: str, search: Search | None, limit: int) -> list[FacetValue]:
    shelf = _ENTRIES[key]
    entry, incident, joined = _paired(key)
    number = func.count(incident.distinct()).label("number")
    counted = select(entry.label("entry"), number).select_from(joined).where(is_found(line, search, incident))
    counts = counted.where(entry.is_not(None)).group_by(entry).subquery()
    named = table(shelf.value)
    statement = select(name_of(shelf), counts.c.number).join_from(counts, named, named.c.id == counts.c.entry)
    ordered = statement.order_by(counts.c.number.desc(), name_key(shelf), named.c.id)
    return [FacetValue(name, name, count) for name, count in line.all(ordered.limit(limit))]


def _paired(key: str) -> tuple[ColumnElement[Any], ColumnElement[int], FromClause]:
    """The columns that pair entries with incidents, and where these stand."""
    if key == "actor":
        actors = table("incident_actor")
        return actors.c.actor_id, actors.c.incident_id, actors
    statement, bears = table("statement"), table("statement_incident")
    entry = origin_of() if key == "origin" else statement.c.document_id
    return entry, bears.c.incident_id, bears.join(statement, statement.c.id == bears.c.statement_id)


def _of_statements(line: ReadLine, key: str, search: Search | None, limit: int) -> list[FacetValue]:
    statement, bears, source = table("statement"), table("statement_incident"), table("source")
    joined = bears.join(statement, statement.c.id == bears.c.statement_id)
    value: ColumnElement[Any]
    if key == "language":
        document = table("document")
        joined = joined.join(document, document.c.id == statement.c.document_id)
        value = func.nullif(func.lower(document.c.language), "")
    elif key in ("grade", "origin_grade"):
        speaks = statement.c.source_id if key == "grade" else origin_of()
        joined, value = joined.join(source, source.c.id == speaks), source.c.reliability
    else:
        value = statement.c[key]
    number = func.count(bears.c.incident_id.distinct()).label("number")
    counted = select(value.label("value"), number).select_from(joined).where(value.is_not(None))
    grouped = counted.where(is_found(line, search, bears.c.incident_id)).group_by(value)
    ordered = grouped.order_by(number.desc(), value).limit(limit)
    return [FacetValue(str(each), _label(line, key, str(each)), count) for each, count in line.all(ordered)]


def _label(line: ReadLine, key: str, value: str) -> str:
    described = find_key(key)
    if described is None or described.vocabulary is None:
        return value
    return code_list(line.vocabularies, described.vocabulary).label_of(value)
