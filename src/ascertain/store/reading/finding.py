"""Which incidents a search finds, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from ascertain.domain.rows import SortKey
from ascertain.domain.search import Search
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import order_by
from ascertain.store.reading.steering import steered
from ascertain.store.schema import table
from ascertain.store.searching import conditions


def found(line: ReadLine, search: Search | None, *columns: ColumnElement[Any]) -> Select[Any]:
    """The columns of the incidents that `search` finds; None finds all but the trash."""
    met = conditions(search, line.surroundings)
    return steered(select(*columns).select_from(table("incident")).where(*met), met, time_index=line.time_index)


def is_found(line: ReadLine, search: Search | None, number: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the incident with this number is one that `search` finds."""
    if search is None or not search.terms:
        return not_in_trash(number)
    return number.in_(found(line, search, table("incident").c.id))


def not_in_trash(number: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the incident with this number is not in the trash."""
    incident = table("incident").alias("trashed")
    return number.not_in(select(incident.c.id).where(incident.c.trashed_at.is_not(None)))


def ordered(line: ReadLine, search: Search | None, sort: Sequence[SortKey]) -> Select[Any]:
    """The ids of the incidents that `search` finds, in order."""
    met = conditions(search, line.surroundings)
    statement = select(table("incident").c.id).where(*met).order_by(*order_by(sort, line.vocabularies, line.fields))
    return steered(statement, met, time_index=line.time_index)


def counted(line: ReadLine, search: Search | None) -> int:
    """How many incidents `search` finds."""
    return int(line.scalar(found(line, search, func.count())))
