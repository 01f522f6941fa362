"""The journal: each operation with the rows it found and the rows it left, and what undo and redo would do next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import Connection, select, text

from ascertain.domain.messages import Message
from ascertain.domain.rows import UndoState
from ascertain.store.blanks import whole
from ascertain.store.engine import insert_row
from ascertain.store.messages_json import read_message, write_message
from ascertain.store.schema import DERIVED, STAMPS, table

__all__ = [
    "Change",
    "OperationHead",
    "begin",
    "changes_of",
    "count_of",
    "end",
    "image",
    "image_text",
    "next_redo",
    "next_undo",
    "quoted",
    "read_change",
    "read_image",
    "repeated_changes_of",
    "undo_state",
    "write",
    "write_changes",
    "write_made",
    "write_message",
]

UNDO, REDO, GENERATE, PURGE = "undo", "redo", "generate", "purge"

# As text and tuples: SQLAlchemy binds each value by its name, which costs more than to write it.
_ADD_CHANGE = "INSERT INTO change (operation_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)"
_ADD_MADE = "INSERT INTO change (operation_id, table_name, row_id, before, after) VALUES ({}, '{}', ?, NULL, ?)"
_NAME_BEGUN = "UPDATE operation SET label = ? WHERE id = ?"
_ADD_OWNED = "INSERT INTO operation_incident (operation_id, incident_id) VALUES (?, ?)"
_READ_AT_ONCE = 2_000
_BEYOND = 1 << 62
_CHANGES_BEFORE = """
    SELECT id, table_name, row_id, before, after FROM change
    WHERE operation_id = ? AND id < ? ORDER BY id DESC LIMIT ?
"""
_REPEATED = """
    SELECT table_name, row_id, before, after FROM change
    WHERE operation_id = ? AND (table_name, row_id) IN (
        SELECT table_name, row_id FROM change WHERE operation_id = ? GROUP BY table_name, row_id HAVING count(*) > 1
    )
    ORDER BY id DESC
"""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ID = frozenset({"id"})
_NOT_JOURNALED = {"incident": DERIVED | STAMPS | _ID}
Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row: as it was (None: it was not there) and as it became (None: it went). Of a row that stayed, only what
    changed."""

    table: str
    row_id: int
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class OperationHead:
    """An operation without its rows."""

    id: int
    kind: str
    label: Message
    reverses: int | None


def image(name: str, values: Image) -> dict[str, Any]:
    """The part of a row of table `name` that is journaled, in values that JSON gives back unchanged."""
    left_out = _NOT_JOURNALED.get(name, _ID)
    return {
        column: int(value) if isinstance(value, bool) else value
        for column, value in values.items()
        if column not in left_out
    }


def begin(core: Connection, head: Mapping[str, Any]) -> int:
    """Write an operation; returns its id. Its changes follow, and where they are long in coming, `end`."""
    return insert_row(core, table("operation"), head)


def end(core: Connection, number: int, label: str) -> None:
    """Give an operation that was begun in this transaction its label: what it did is known only now."""
    core.exec_driver_sql(_NAME_BEGUN, (label, number))


def write(core: Connection, number: int, changes: Sequence[Change], incident_ids: Iterable[int]) -> None:
    """Write the changes of an operation that was begun, and in whose history it stands."""
    write_changes(core, number, changes)
    owned = [(number, incident_id) for incident_id in sorted(incident_ids)]
    if owned:
        core.exec_driver_sql(_ADD_OWNED, owned)


def write_changes(core: Connection, number: int, changes: Sequence[Change]) -> None:
    """Write changes of the operation of this number."""
    texts: dict[int, str | None] = {}
    rows = [
        (number, each.table, each.row_id, _text_of(each.before, texts), _text_of(each.after, texts)) for each in changes
    ]
    if rows:
        core.exec_driver_sql(_ADD_CHANGE, rows)


def write_made(core: Connection, number: int, name: str, images: Iterable[tuple[int, str]]) -> None:
    """Write that rows were made: the id of each, and its image as text (`image_text`). What is blank in it may be left
    out (`store.blanks`)."""
    core.exec_driver_sql(_ADD_MADE.format(int(number), table(name).name), list(images))


def image_text(values: Image) -> str:
    """An image as it stands in the journal; `values` are as `image` gives them."""
    return _JSON.encode(values)


quoted = encode_basestring
"""A text as it stands within an image."""


def count_of(core: Connection, operation_id: int) -> int:
    """How many changes an operation has."""
    return int(core.exec_driver_sql("SELECT count(*) FROM change WHERE operation_id = ?", (operation_id,)).scalar_one())


def changes_of(core: Connection, operation_id: int) -> Iterator[Change]:
    """The changes of an operation, last first. They are read some thousand at a time: an import has a million."""
    known: dict[str | None, Image | None] = {}
    last = None
    while True:
        bound = (operation_id, last if last is not None else _BEYOND, _READ_AT_ONCE)
        rows = core.exec_driver_sql(_CHANGES_BEFORE, bound).all()
        for number, *told in rows:
            yield _change(told, known)
            last = number
        if len(rows) < _READ_AT_ONCE:
            return
        if len(known) > _READ_AT_ONCE:
            known.clear()


def repeated_changes_of(core: Connection, operation_id: int) -> list[Change]:
    """The changes of those rows that an operation changed more than once, last first. Of a large one they are few."""
    known: dict[str | None, Image | None] = {}
    return [_change(told, known) for told in core.exec_driver_sql(_REPEATED, (operation_id, operation_id))]


def _change(told: Sequence[Any], known: dict[str | None, Image | None]) -> Change:
    """A change as it was read. Rows of a bulk edit have the same images by the thousand: each is read once."""
    name, row_id, before, after = told
    for told_as in (before, after):
        if told_as not in known:
            known[told_as] = read_image(told_as)
    made = known[after]
    return Change(name, row_id, known[before], made if made is None or before is not None else whole(name, made))


def next_undo(core: Connection) -> OperationHead | None:
    """The last operation that is not undone and can be: a purge, and what a purge emptied, are passed over."""
    found = core.execute(_NEXT_UNDO).first()
    return None if found is None else _head(found)


def next_redo(core: Connection) -> OperationHead | None:
    """The undo that a redo would turn back: the last one since the last operation of another kind, that is not redone
    yet."""
    found = core.execute(_NEXT_REDO).first()
    return None if found is None else _head(found)


# Undo and redo lead back like a stack. Before an undo stood what came before the operation that it turned back; a redo
# put that operation on top again. So each step is one look-up by id, however much lies between.
_NEXT_UNDO = text("""
    WITH RECURSIVE walk(id) AS (
        SELECT max(id) FROM operation
        UNION ALL
        SELECT CASE top.kind
            WHEN 'undo' THEN (SELECT max(id) FROM operation WHERE id < top.reverses)
            WHEN 'redo' THEN (SELECT reverses FROM operation WHERE id = top.reverses)
            ELSE (SELECT max(id) FROM operation WHERE id < top.id) END
        FROM walk JOIN operation AS top ON top.id = walk.id
        LEFT JOIN scrubbed_operation AS scrubbed ON scrubbed.operation_id = top.id
        WHERE top.kind IN ('undo', 'redo', 'purge') OR scrubbed.operation_id IS NOT NULL
    )
    SELECT top.id, top.kind, top.label, top.reverses
    FROM walk JOIN operation AS top ON top.id = walk.id
    LEFT JOIN scrubbed_operation AS scrubbed ON scrubbed.operation_id = top.id
    WHERE top.kind NOT IN ('undo', 'redo', 'purge') AND scrubbed.operation_id IS NULL
""")

_NEXT_REDO = text("""
    WITH RECURSIVE walk(id) AS (
        SELECT max(id) FROM operation
        UNION ALL
        SELECT (SELECT max(id) FROM operation WHERE id < top.reverses)
        FROM walk JOIN operation AS top ON top.id = walk.id WHERE top.kind = 'redo'
    )
    SELECT top.id, top.kind, top.label, top.reverses
    FROM walk JOIN operation AS top ON top.id = walk.id WHERE top.kind = 'undo'
""")


def undo_state(core: Connection) -> UndoState:
    """What undo and redo would do now; what was generated cannot be undone."""
    undo, redo = next_undo(core), next_redo(core)
    offered = undo if undo is not None and undo.kind != GENERATE else None
    return UndoState(offered.label if offered else None, _turned_back(core, redo).label if redo else None)


def _turned_back(core: Connection, undo: OperationHead) -> OperationHead:
    operation = table("operation")
    query = select(operation.c.id, operation.c.kind, operation.c.label, operation.c.reverses).where(
        operation.c.id == undo.reverses
    )
    return _head(core.execute(query).one())


def _head(row: Any) -> OperationHead:
    return OperationHead(row.id, row.kind, read_message(row.label), row.reverses)


def _text_of(values: Image | None, known: dict[int, str | None]) -> str | None:
    """The image as JSON text. Rows of a bulk edit share their images: each object is written once."""
    if values is None:
        return None
    text = known.get(id(values))
    if text is None:
        text = known[id(values)] = _JSON.encode(values)
    return text


def read_change(name: str, row_id: int, before: str | None, after: str | None) -> Change:
    """A change from the texts of its images."""
    return _change((name, row_id, before, after), {})


def read_image(text: str | None) -> Image | None:
    """The image of a row from its JSON text."""
    if text is None:
        return None
    values: Image = json.loads(text)
    return values
