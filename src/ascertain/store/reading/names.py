"""Names of the library and tags that fit what is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from ascertain.domain.folding import fold
from ascertain.domain.rows import NameHit, Shelf
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.naming import ALTERNATES, NameCondition, begins_with, holds, name_key, name_of
from ascertain.store.schema import table

_MENTIONS = {
    Shelf.SOURCES: ("statement", "source_id"),
    Shelf.ACTORS: ("incident_actor", "actor_id"),
    Shelf.PLACES: ("incident", "place_id"),
    Shelf.DOCUMENTS: ("statement", "document_id"),
}


def suggest(line: ReadLine, shelf: Shelf, text: str, limit: int) -> list[NameHit]:
    """Entries whose name, or another of their names, begins with `text`, then those that hold it elsewhere; within
    both the most
    used first. Without a text: the most used."""
    key = fold(text).strip()
    hits: dict[int, NameHit] = {}
    with line.one_state():
        for condition in _ways(key):
            if len(hits) < limit:
                for row in line.all(_candidates(shelf, condition, limit + len(hits))):
                    hits.setdefault(
                        row[0], NameHit(row[0], row[1], row[2] or "", ", ".join(part for part in row[3:] if part))
                    )
    return list(hits.values())[:limit]


def tags(line: ReadLine, text: str, limit: int) -> list[NameHit]:
    """Tags that begin with `text`, then those that hold it elsewhere; within both the most used first."""
    key = fold(text).strip()
    tag, used = table("tag"), table("incident_tag")
    times = select(func.count()).where(used.c.tag_id == tag.c.id).scalar_subquery()
    hits: dict[int, NameHit] = {}
    with line.one_state():
        for condition in _ways(key):
            met = condition(tag.c.name_key)
            statement = select(tag.c.id, tag.c.name).where(met).order_by(times.desc(), tag.c.name_key, tag.c.id)
            for number, name in line.all(statement.limit(limit)):
                hits.setdefault(number, NameHit(number, name))
    return list(hits.values())[:limit]


def _ways(key: str) -> Iterator[NameCondition]:
    if not key:
        yield lambda column: column >= ""
        return
    yield lambda column: begins_with(column, key)
    yield lambda column: holds(column, key)


def _candidates(shelf: Shelf, condition: NameCondition, limit: int) -> Select[Any]:
    """Id, name, the other name that matched (where the own does not), and details of the entries that meet
    `condition`, most used first."""
    entry = table(shelf.value)
    where, column = _MENTIONS[shelf]
    times = select(func.count()).select_from(table(where)).where(table(where).c[column] == entry.c.id).scalar_subquery()
    matches = _matches(shelf, condition).subquery("matches")
    best = select(matches.c.id, func.min(matches.c.other).label("other")).group_by(matches.c.id).subquery("best")
    return (
        select(entry.c.id, name_of(shelf), func.nullif(best.c.other, ""), *_details(shelf))
        .select_from(best.join(entry, entry.c.id == best.c.id))
        .order_by(times.desc(), name_key(shelf), entry.c.id)
        .limit(limit)
    )


def _matches(shelf: Shelf, condition: NameCondition) -> Any:
    entry = table(shelf.value)
    own = select(entry.c.id.label("id"), literal("").label("other")).where(condition(name_key(shelf)))
    if shelf not in ALTERNATES:
        return own
    other = table(ALTERNATES[shelf])
    return union_all(own, select(other.c[f"{shelf.value}_id"], other.c.name).where(condition(other.c.name_key)))


def _details(shelf: Shelf) -> tuple[ColumnElement[Any], ...]:
    entry = table(shelf.value).c
    if shelf is Shelf.PLACES:
        code = table("code").c
        country = select(code.label).where(code.vocabulary == "country", code.key == entry.country).scalar_subquery()
        return entry.admin1, func.coalesce(country, entry.country)
    if shelf is Shelf.SOURCES:
        return (entry.reliability,)
    if shelf is Shelf.DOCUMENTS:
        return (entry.published_on,)
    return (entry.country,)
