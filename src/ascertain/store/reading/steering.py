"""The one place where the planner of SQLite is told what it cannot know: it has no statistics of a log.

Left alone it walks the index of the sort key and fetches a row of the table for every entry: 2-7 s for a million
incidents. The index
`ix_incident_time` is a narrow copy of all that filters and sorts, ordered by time: where it holds every column that
a question needs,
it is read instead of the table (0.2-0.5 s). Otherwise the table is scanned, or looked up by ids that a condition gives.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression

from ascertain.store.incident_table import TIME_INDEX
from ascertain.store.schema import table


class HintedCompiler(SQLiteCompiler):
    """Writes the hints of a statement, which SQLAlchemy leaves out for SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it is."""
        del table
        return text


def by_index(statement: Select[Any], name: str, *columns: str) -> Select[Any]:
    """The statement, which reads a table by the index of its columns. Statistics of how a log once was may say of that
    index that it parts nothing: of statements by document, where none had a document then."""
    return statement.with_hint(table(name), f"INDEXED BY ix_{name}_{'_'.join(columns)}", "sqlite")


def walking(statement: Select[Any], index: str) -> Select[Any]:
    """The statement, which reads incidents by an index of this name and in its order."""
    return statement.with_hint(table("incident"), f"INDEXED BY {index}", "sqlite")


def by_number(statement: Select[Any]) -> Select[Any]:
    """The statement, which reads incidents in the order of their numbers and stops early."""
    return statement.with_hint(table("incident"), "NOT INDEXED", "sqlite")


def steered(statement: Select[Any], conditions: list[ColumnElement[Any]], *, time_index: frozenset[str]) -> Select[Any]:
    """The statement with a hint. `conditions` are its conditions, all of which must hold; `time_index` the columns
    of the time index."""
    incident = table("incident")
    if any(condition.compare(incident.c.trashed_at.is_not(None)) for condition in conditions):
        # The trash is small and has an index.
        return statement
    by_ids = any(_is_membership(condition) for condition in conditions)
    live = any(condition.compare(incident.c.trashed_at.is_(None)) for condition in conditions)
    narrow = live and not by_ids and _columns_of(statement) <= time_index
    return statement.with_hint(incident, f"INDEXED BY {TIME_INDEX}" if narrow else "NOT INDEXED", "sqlite")


def _columns_of(statement: Select[Any]) -> set[str]:
    incident = table("incident")
    return {part.name for part in visitors.iterate(statement) if isinstance(part, Column) and part.table is incident}


def _is_membership(condition: ColumnElement[Any]) -> bool:
    is_in = isinstance(condition, BinaryExpression) and condition.operator is operators.in_op
    return is_in and condition.left is table("incident").c.id
