"""A file opened so that its rows can be read and nothing else can happen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ascertain.store import failures, own_schema
from ascertain.store.connection import open_untrusted
from ascertain.store.revision import APPLICATION_ID
from ascertain.store.schema import metadata

_MOST_COLUMNS = 1_000


class Untrusted:
    """The stored tables of a file that have names of ours, with those of their columns that do. What is a view, a
    virtual table or a computed column there is passed over."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.tables = {name: columns for name in self._stored() if (columns := self._columns(name))}

    def query(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Ask for rows. Raises `sqlite3.Error`."""
        return self.connection.execute(sql, values)

    def _stored(self) -> Iterator[str]:
        for schema, name, kind, *_ in self.connection.execute("PRAGMA table_list").fetchall():
            if schema == "main" and kind == "table" and name in metadata.tables:
                yield name

    def _columns(self, name: str) -> tuple[str, ...]:
        try:
            found = self.connection.execute(f'PRAGMA table_xinfo("{name}")').fetchmany(_MOST_COLUMNS)
        except sqlite3.Error:
            return ()
        stored = {str(row[1]).lower() for row in found if row[6] == 0}
        return tuple(column.name for column in metadata.tables[name].columns if column.name in stored)


@contextmanager
def opened(path: Path, stop: Callable[[], bool]) -> Iterator[Untrusted]:
    """Open the file at `path`; a statement under way ends, as interrupted, when `stop` says so.

    Raises `LogUnavailable` where it is no log of any kind, or nothing of it can be read.
    """
    try:
        if not path.exists():
            raise failures.missing(path)
        if not path.is_file():
            raise failures.not_a_log(path)
    except OSError as error:
        raise failures.unreadable(path) from error
    try:
        connection = open_untrusted(path)
    except sqlite3.Error as error:
        raise failures.sorted_failure(error, path) or failures.damaged(path) from error
    with closing(connection), own_schema.watched(connection, stop):
        connection.text_factory = _text
        yield _looked_at(path, connection)


def _looked_at(path: Path, connection: sqlite3.Connection) -> Untrusted:
    try:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if mark != APPLICATION_ID:
            raise failures.not_a_log(path)
        found = Untrusted(path, connection)
    except sqlite3.Error as error:
        raise failures.sorted_failure(error, path) or failures.damaged(path) from error
    if not found.tables:
        raise failures.damaged(path)
    return found


def _text(content: bytes) -> str:
    # Bits that went bad make letters that are none; the rest of the text is kept.
    return content.decode("utf-8", "replace")
