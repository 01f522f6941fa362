"""The journal held against the tables: whether each image follows from the one before, and the tables built from the
journal alone. Plain sqlite3."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from ascertain.domain.messages import Message, say
from ascertain.store.blanks import whole
from ascertain.store.incident_table import DERIVED_COLUMNS, STAMP_COLUMNS

Image = dict[str, Any]
Tables = dict[str, dict[int, Image]]
"""The rows of each table by id, with the columns that are journaled."""

JOURNALED = (
    "place", "place_name", "actor", "actor_name", "source", "source_name", "document", "incident", "incident_text",
    "statement", "statement_incident", "assertion", "incident_actor", "tag", "incident_tag", "link", "saved_view",
    "attachment", "code", "document_mark", "source_grade", "own_field", "own_value", "template",
)  # fmt: skip
"""The tables whose every change passes the write door; a test holds them against the schema."""

_NOT_JOURNALED = {"incident": DERIVED_COLUMNS | STAMP_COLUMNS}
_SHIPPED = frozenset({"code"})
"""Tables that have rows from the day on which the log was made, before anything was journaled."""

_CHANGES = "SELECT row_id, operation_id, before, after FROM change WHERE table_name = ? ORDER BY row_id, id"
_UNJOURNALED = "SELECT 1 FROM operation AS o WHERE NOT EXISTS (SELECT 1 FROM change AS c WHERE c.operation_id = o.id)"
_EMPTIED = "SELECT operation_id FROM scrubbed_operation UNION SELECT id FROM operation WHERE kind = 'purge'"


def journal_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    """Every place where the journal does not agree with itself or with the tables, as sentences; reads it once.

    For each row, in sequence: what an operation found is what the one before it left, and the last left what stands in
    the table. Rows loaded in bulk have no images, so of them only what changed later is held. Images that a purge
    emptied are passed over. Of one row only the first fault is told.
    """
    loaded = connection.execute(_UNJOURNALED).fetchone() is not None
    emptied = {number for (number,) in connection.execute(_EMPTIED)}
    for (name,) in connection.execute("SELECT DISTINCT table_name FROM change"):
        if name not in JOURNALED:
            yield say("The journal tells of a table that there is not: {table}", table=name)
    for name in JOURNALED:
        yield from _faults_of(connection, name, emptied, told_from_start=not loaded and name not in _SHIPPED)


def replay(connection: sqlite3.Connection, start: Mapping[str, Mapping[int, Image]] | None = None) -> Tables:
    """The tables as the journal alone tells them, from `start` on (else from empty tables).

    For a log without rows that were loaded in bulk. Raises `KeyError` where the journal tells of a row that there is
    not.
    """
    told: Tables = {name: dict((start or {}).get(name, {})) for name in JOURNALED}
    query = "SELECT table_name, row_id, before, after FROM change ORDER BY id"
    for name, row_id, before, after in connection.execute(query):
        rows = told[name]
        if after is None:
            if before is not None:  # else a purge emptied it
                del rows[row_id]
        elif before is None:
            rows[row_id] = _made(name, after)
        else:
            rows[row_id] = rows[row_id] | json.loads(after)
    return told


def journaled_tables(connection: sqlite3.Connection) -> Tables:
    """The tables as they stand, with the columns that are journaled: what `replay` is held against."""
    return {name: dict(_rows(connection, name)) for name in JOURNALED}


def journaled_row(connection: sqlite3.Connection, name: str, row_id: int) -> Image | None:
    """One row as it stands, with the columns that are journaled."""
    cursor = connection.execute(f"SELECT * FROM {name} WHERE id = ?", (row_id,))
    shape = _Shape(name, cursor)
    values = cursor.fetchone()
    return None if values is None else shape.image(values)


def _rows(connection: sqlite3.Connection, name: str) -> Iterator[tuple[int, Image]]:
    cursor = connection.execute(f"SELECT * FROM {name} ORDER BY id")
    shape = _Shape(name, cursor)
    return ((shape.row_id(values), shape.image(values)) for values in cursor)


class _Shape:
    """Makes images of the rows of a cursor."""

    def __init__(self, name: str, cursor: sqlite3.Cursor) -> None:
        columns = [column[0] for column in cursor.description]
        left_out = _NOT_JOURNALED.get(name, frozenset()) | {"id"}
        self._id = columns.index("id")
        self._kept = [(column, at) for at, column in enumerate(columns) if column not in left_out]

    def row_id(self, values: tuple[Any, ...]) -> int:
        return int(values[self._id])

    def image(self, values: tuple[Any, ...]) -> Image:
        return {column: values[at] for column, at in self._kept}


class _Told:
    """What the journal tells of one row so far. `there` is None while nobody knows whether there was such a row."""

    def __init__(self, name: str, there: bool | None) -> None:
        self._name = name
        self.there = there
        self.known: Image = {}
        self.last = 0

    def follow(self, operation: int, before: str | None, after: str | None, emptied: set[int]) -> str | None:
        """Take the next change; returns what is wrong with it."""
        if operation < self.last:
            return "the order of its changes is broken"
        self.last = operation
        if before is None and after is None:
            self.there, self.known = None, {}
            return None if operation in emptied else "a change of it was emptied, though by no purge"
        found = None if before is None else json.loads(before)
        left = None
        if after is not None:
            left = json.loads(after) if before is not None else _made(self._name, after)
        wrong = self._differs(found)
        self.there = left is not None
        self.known = {**(found or {}), **self.known, **left} if left is not None else {}
        return wrong

    def _differs(self, found: Image | None) -> str | None:
        if found is None:
            return "it was made though it was there already" if self.there else None
        if self.there is False:
            return "it was changed though it was not there"
        return _other(found, self.known)

    def against(self, row: Image | None) -> str | None:
        """What differs between this and the row in the table (None: there is none)."""
        if row is None:
            return "it is not in the table" if self.there else None
        if self.there is False:
            return "it is in the table, though the journal does not tell how it came there"
        return _other(self.known, row)


def _made(name: str, text: str) -> Image:
    return dict(whole(name, json.loads(text)))


def _other(one: Image, other: Image) -> str | None:
    differing = sorted(column for column, value in one.items() if column in other and other[column] != value)
    return f"its values of {', '.join(differing)} do not follow" if differing else None


def _faults_of(
    connection: sqlite3.Connection, name: str, emptied: set[int], *, told_from_start: bool
) -> Iterator[Message]:
    told = groupby(connection.execute(_CHANGES, (name,)), key=itemgetter(0))
    cursor = connection.execute(f"SELECT * FROM {name} ORDER BY id")
    shape = _Shape(name, cursor)
    rows = ((shape.row_id(values), values) for values in cursor)
    for row_id, changes, values in _side_by_side(told, rows):
        if changes is None and not told_from_start:
            continue  # loaded in bulk, and never changed since
        state = _Told(name, False if told_from_start else None)
        wrong = None
        try:
            for _, operation, before, after in changes or ():
                wrong = wrong or state.follow(operation, before, after, emptied)
            wrong = wrong or state.against(None if values is None else shape.image(values))
        except (ValueError, TypeError, AttributeError):
            wrong = "an image of it cannot be read"
        if wrong:
            yield say("The journal and row {row} of {table} disagree: {what}", row=row_id, table=name, what=wrong)


def _side_by_side(
    told: Iterator[tuple[int, Iterable[Any]]], rows: Iterator[tuple[int, tuple[Any, ...]]]
) -> Iterator[tuple[int, Iterable[Any] | None, tuple[Any, ...] | None]]:
    """Both run by id: each id once, with its changes (None: there are none) and its row (None: there is none)."""
    change, row = next(told, None), next(rows, None)
    while change is not None or row is not None:
        if row is None or (change is not None and change[0] < row[0]):
            assert change is not None
            yield change[0], change[1], None
            change = next(told, None)
        elif change is None or row[0] < change[0]:
            yield row[0], None, row[1]
            row = next(rows, None)
        else:
            yield row[0], change[1], row[1]
            change, row = next(told, None), next(rows, None)
