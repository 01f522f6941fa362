"""What a log is at one moment, apart from its content: by this a copy is held against the log it was made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
_STEPS = 20_000
"""After how many steps of SQLite's machine it is asked whether to go on."""


T = TypeVar("T", int, str)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The identity, schema and number of rows of a log. `last_operation`: the newest entry of its journal, 0 for
    none."""

    application_id: int
    revision: str
    uid: str
    schema: tuple[tuple[str | None, ...], ...]
    rows: dict[str, int]
    last_operation: int


def snapshot_of(connection: sqlite3.Connection) -> Snapshot:
    """Read a snapshot; within a transaction, of the state that it sees. Raises `sqlite3.Error`."""
    names = [name for (name,) in connection.execute(_TABLES)]
    return Snapshot(
        application_id=_value(connection, "PRAGMA application_id", 0),
        revision=_value(connection, "SELECT version_num FROM alembic_version", ""),
        uid=_value(connection, "SELECT value FROM log_info WHERE key = 'uid'", ""),
        schema=tuple(tuple(row) for row in connection.execute(_SCHEMA)),
        rows={name: _value(connection, f"SELECT count(*) FROM {_quoted(name)}", 0) for name in names},
        last_operation=_value(connection, "SELECT max(id) FROM operation", 0),
    )


def is_sound(connection: sqlite3.Connection, cancelled: Callable[[], bool] = lambda: False) -> bool:
    """Whether SQLite finds every page, index and row of the file as it should be. Fails as interrupted once
    `cancelled`."""
    connection.set_progress_handler(cancelled, _STEPS)
    try:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _value(connection: sqlite3.Connection, question: str, otherwise: T) -> T:
    row = connection.execute(question).fetchone()
    return otherwise if row is None or row[0] is None else type(otherwise)(row[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
