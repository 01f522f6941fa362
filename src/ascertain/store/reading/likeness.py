"""Incidents that may be the one being typed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from ascertain.domain.folding import fold, tokens
from ascertain.domain.records import IncidentContent, NamedRef
from ascertain.domain.rows import Shelf
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.naming import name_key
from ascertain.store.schema import table

_LONGEST = 366 * 86_400
"""A time that is less certain than a year resembles everything: it is not compared."""

_COMPARED = 500


def similar_ids(line: ReadLine, content: IncidentContent, limit: int, leave_out: int | None) -> list[int]:
    """The incidents, without the trash, whose time overlaps that of `content` in the same place or country, most
    alike first: same place,
    then more words of the title in common, then the nearer time. Nothing without a time and a place."""
    when = content.when
    if when.t_from is None or when.t_to is None or content.place is None:
        return []
    place_id, country = _place(line, content.place)
    c = table("incident").c
    near: list[ColumnElement[bool]] = [c.country == country] if country else []
    near += [c.place_id == place_id] if place_id is not None else []
    if not near:
        return []
    statement = select(c.id, c.place_id, c.title_key, c.t_from).where(
        c.trashed_at.is_(None),
        c.t_from < when.t_to,
        c.t_from > when.t_from - _LONGEST,
        c.t_to > when.t_from,
        c.id != (leave_out or 0),
        or_(*near),
    )
    words = set(tokens(content.title))
    middle = when.t_from

    def unlikeness(row: Any) -> tuple[bool, int, int, int]:
        number, place, title, t_from = row
        return place != place_id, -len(words & set(title.split())), abs(t_from - middle), -number

    return [row[0] for row in sorted(line.all(_nearest(statement, middle)), key=unlikeness)[:limit]]


def _nearest(statement: Select[Any], instant: int) -> Select[Any]:
    return statement.order_by(func.abs(table("incident").c.t_from - instant)).limit(_COMPARED)


def _place(line: ReadLine, place: NamedRef) -> tuple[int | None, str | None]:
    c = table("place").c
    condition = c.id == place.id if place.id is not None else name_key(Shelf.PLACES) == fold(place.name)
    found = line.all(select(c.id, c.country).where(condition).order_by(c.id).limit(1))
    return tuple(found[0]) if found else (None, None)
