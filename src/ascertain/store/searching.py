"""A search of the domain as conditions on the incident table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement

from ascertain.store.reading.line import ReadLine

if TYPE_CHECKING:
    from ascertain.domain.search import Search


def conditions(search: Search | None, line: ReadLine) -> list[ColumnElement[Any]]:
    """What an incident must meet to be found, beside not being in the trash."""
    return []
