"""Names of the library as conditions: by what they begin with, by what they hold, the own name and the others."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, func, or_, select

from ascertain.domain.rows import Shelf
from ascertain.store.schema import table

NameCondition = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""What is asked of a folded name."""

_END = "\U0010ffff"
"""Sorts after every other character."""

ALTERNATES = {Shelf.SOURCES: "source_name", Shelf.ACTORS: "actor_name", Shelf.PLACES: "place_name"}
"""The tables with the other names of entries."""


def begins_with(column: ColumnElement[str], key: str) -> ColumnElement[bool]:
    """Whether a folded name begins with `key`: a range, so that its index serves."""
    return column.between(key, key + _END)


def holds(column: ColumnElement[str], key: str) -> ColumnElement[bool]:
    """Whether a folded name holds `key` anywhere. No character of `key` has a meaning of its own, unlike with LIKE."""
    return func.instr(column, key) > 0


def named_like(shelf: Shelf, condition: NameCondition) -> ColumnElement[bool]:
    """Whether an entry has a name, its own or another, whose folded form meets `condition`."""
    entry = table(shelf.value)
    own = condition(name_key(shelf))
    if shelf not in ALTERNATES:
        return own
    other = table(ALTERNATES[shelf])
    return or_(own, entry.c.id.in_(select(other.c[f"{shelf.value}_id"]).where(condition(other.c.name_key))))


def name_of(shelf: Shelf) -> ColumnElement[str]:
    """The column with the name of an entry."""
    return table(shelf.value).c["title" if shelf is Shelf.DOCUMENTS else "name"]


def name_key(shelf: Shelf) -> ColumnElement[str]:
    """The column with the folded name of an entry."""
    return table(shelf.value).c["title_key" if shelf is Shelf.DOCUMENTS else "name_key"]
