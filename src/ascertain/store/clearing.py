"""Clearing what a purge leaves in the file: old pages, deleted words of the search index, and the write-ahead log.

Nothing deleted is gone from a database file by itself. Pages that became free, and the room within pages, keep old
text until they are written over; so the whole file is written anew.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from ascertain.domain.messages import Message, say
from ascertain.domain.sizes import size_text
from ascertain.store import document_index, failures, indexing
from ascertain.store.attachment_holds import remove_if_unused
from ascertain.store.beside import attachment_folder
from ascertain.store.disk import free_space

UNFINISHED = "unfinished_purge"
"""The key in `log_info` that stands from a purge until its traces are cleared. Its value is a JSON list: the SHA-256
of the attached files that are to go."""

_IN_MEMORY = 128 << 20
"""A file up to this size, in bytes, is rebuilt in memory; a larger one beside the temporary files of the system."""
_WAITING = say(
    "What you purged is gone from the log, but traces of it may remain in the file beside it, since another program is "
    "reading the log. Close that program, then choose Tools › Finish purging."
)


def is_unfinished(connection: sqlite3.Connection) -> bool:
    """Whether traces of a purge may still be in the file or beside it."""
    return connection.execute("SELECT 1 FROM log_info WHERE key = ?", (UNFINISHED,)).fetchone() is not None


def clear_traces(connection: sqlite3.Connection, path: Path) -> Message | None:
    """Take away attached files that nothing holds any more, write the log anew without what was deleted, and empty the
    write-ahead log. Takes seconds for a gigabyte.

    Returns where traces may remain and what to do, or None where none do. What stands in the log is safe in any case.
    """
    try:
        _forget_words(connection)
        _write_anew(connection)
        left = None if _emptied(connection) else _WAITING
        left = _files_left(connection, path) or left
        if left is None:
            connection.execute("DELETE FROM log_info WHERE key = ?", (UNFINISHED,))
            _emptied(connection)
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if failures.sorted_failure(error, path) is None and not failures.is_interruption(error):
            raise
        return _left(connection, path)
    return left


def _files_left(connection: sqlite3.Connection, path: Path) -> Message | None:
    row = connection.execute("SELECT value FROM log_info WHERE key = ?", (UNFINISHED,)).fetchone()
    try:
        remove_if_unused(path, json.loads(row[0]) if row is not None else ())
    except OSError as error:
        return say(
            "What you purged is gone from the log, but an attached file of it could not be removed from {folder}: "
            "{reason}. Mend that, then choose Tools › Finish purging.",
            folder=str(attachment_folder(path)),
            reason=error.strerror or str(error),
        )
    return None


def _forget_words(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    indexing.forget_words(connection)
    document_index.forget_words(connection)
    connection.execute("COMMIT")


def _write_anew(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'").fetchone():
        # Statistics of this kind hold samples of what stands in the indexes.
        connection.execute("ANALYZE")
    store = "MEMORY" if _size(connection) <= _IN_MEMORY else "FILE"
    connection.execute(f"PRAGMA temp_store={store}")
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA temp_store=MEMORY")


def _emptied(connection: sqlite3.Connection) -> bool:
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def _size(connection: sqlite3.Connection) -> int:
    """The bytes of the file as it is with all that is committed."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return int(pages * connection.execute("PRAGMA page_size").fetchone()[0])


def _left(connection: sqlite3.Connection, path: Path) -> Message:
    # Once beside the log, and for a large file once more among the temporary files.
    needed = 2 * _size(connection)
    return say(
        "What you purged is gone from the log, but traces of it may remain in the free space of the file: it could not "
        "be written anew. That needs {needed} on the disk; {free} are free. Make room, then choose "
        "Tools › Finish purging.",
        needed=size_text(needed),
        free=size_text(free_space(path)),
    )
