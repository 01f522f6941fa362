"""The settings of every connection to a log, in one place. Plain sqlite3, so that the first page needs nothing more.

The live file is never opened by other means: an `open()` and close within the process would drop SQLite's locks.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ascertain.store.places import WAL, journal_mode

BUSY_MS = 5_000
"""How long a connection waits for another process, in milliseconds."""
BUSY_BY_READERS_MS = 30_000
"""How long the writer waits where there is no WAL: there whoever reads holds it up, too."""

_EVERYWHERE = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
)
_WRITING = (
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA cache_size=-32000",
)
_COPYING = ("PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF")
_OF_SEVERAL = bytes.fromhex("d9d505f920a163d7")
"""The end of a journal that belongs to a change of several databases, and so names a file elsewhere."""
WORDS = "known_words"
"""The words of the full-text index, with the number of incidents that each stands in: a table of one connection."""
_KNOWING = (
    "PRAGMA query_only=OFF",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{WORDS} USING fts5vocab('main', 'incident_search', 'row')",
    "PRAGMA query_only=ON",
)
_READING = ("PRAGMA query_only=ON", "PRAGMA cache_size=-4000")
"""A window has ten readers and more, so 4 MB for each: none is slower for it, since 16 hold no large log either."""


def open_writer(path: Path, *, busy_ms: int | None = None) -> sqlite3.Connection:
    """Open the one connection that writes, with the journal that is right for the place of the log. Transactions are
    begun and ended by hand. Raises `sqlite3.Error`."""
    mode = journal_mode(path)
    if busy_ms is None:
        busy_ms = BUSY_MS if mode == WAL else BUSY_BY_READERS_MS
    return _open(f"{_uri(path)}?mode=rw", busy_ms, (f"PRAGMA journal_mode={mode}", *_WRITING))


def set_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Give a connection that writes the journal that is right for the place of the log, after it had another one."""
    connection.execute(f"PRAGMA journal_mode={journal_mode(path)}")


def open_reader(path: Path, *, busy_ms: int = BUSY_MS, changing: bool = False) -> sqlite3.Connection:
    """Open a connection that cannot write; each statement sees what is on disk at that time. Raises `sqlite3.Error`.

    `changing`: this program writes to the log meanwhile, so it may not be read as if it stood still.
    """
    try:
        return _open(f"{_uri(path)}?mode=ro", busy_ms, _READING, probe=True)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            _roll_back(path, busy_ms)
            return _open(f"{_uri(path)}?mode=ro", busy_ms, _READING, probe=True)
        # A log in WAL mode within a folder that nobody can write to, or on a full disk, has no -shm file: it cannot
        # change, so it may be read as it is. One with an unfinished change beside it may not.
        if changing or not path.exists() or any(_holds_something(path, end) for end in ("-wal", "-journal")):
            raise
        return _open(f"{_uri(path)}?mode=ro&immutable=1", busy_ms, _READING, probe=True)


def know_words(connection: sqlite3.Connection) -> None:
    """Let a connection that reads ask for the words of the full-text index: a table of the connection alone, over
    what is in the log. Called again, it changes nothing."""
    for setting in _KNOWING:
        connection.execute(setting)


def open_copy(path: Path) -> sqlite3.Connection:
    """Open an empty file that is to become a copy, before it has its name. Nothing is journaled or brought to disk
    here: whoever makes the copy syncs it, or takes it away. Raises `sqlite3.Error`."""
    return _open(f"{_uri(path)}?mode=rw", BUSY_MS, _COPYING)


def open_untrusted(path: Path) -> sqlite3.Connection:
    """Open a file that may be damaged or hostile, for reading: parts of its schema that make no sense are passed over
    (`writable_schema` means that to SQLite, and the file cannot be written). Raises `sqlite3.Error`."""
    # First of all: other settings have SQLite read the schema.
    first = ("PRAGMA writable_schema=ON",)
    try:
        return _open(f"{_uri(path)}?mode=ro", BUSY_MS, _READING, probe=True, first=first)
    except sqlite3.OperationalError:
        return _open(f"{_uri(path)}?mode=ro&immutable=1", BUSY_MS, _READING, probe=True, first=first)


def open_memory() -> sqlite3.Connection:
    """Open an empty database that is gone when it is closed."""
    return sqlite3.connect(":memory:", isolation_level=None)


def _roll_back(path: Path, busy_ms: int) -> None:
    """Let SQLite take back what a program that was killed, or a loss of power, left half written; only a connection
    that may write can. A journal that names another database is none of ours and is let be."""
    journal = path.with_name(path.name + "-journal")
    with journal.open("rb") as file:
        file.seek(max(0, journal.stat().st_size - len(_OF_SEVERAL)))
        if file.read() == _OF_SEVERAL:
            return
    _open(f"{_uri(path)}?mode=rw", busy_ms, (), probe=True).close()


def _holds_something(path: Path, ending: str) -> bool:
    beside = path.with_name(path.name + ending)
    return beside.exists() and beside.stat().st_size > 0


def _open(
    uri: str, busy_ms: int, settings: tuple[str, ...], *, probe: bool = False, first: tuple[str, ...] = ()
) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy_ms / 1000, check_same_thread=False)
    try:
        for setting in first + _EVERYWHERE + settings:
            connection.execute(setting)
        if probe:
            # Of a damaged file the first row will do.
            connection.execute(
                "SELECT 1 FROM sqlite_schema" if first else "SELECT count(*) FROM sqlite_schema"
            ).fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(path: Path) -> str:
    return path.resolve().as_uri()
