"""What the database reports, sorted: what a person can mend gets a calm sentence; the rest is a fault of the
program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import LogUnavailable

_LOCKED = "Another program is writing to the log {name}. Wait a moment and try again; nothing was written."
_FULL = "The disk is full, so the log {name} could not be written. Free some space and try again; nothing was written."
_READ_ONLY = (
    "The log {name} cannot be written: the file or its folder is read-only. "
    "Copy it to a folder of your own and open the copy."
)
_DAMAGED = "The log {name} is damaged. Close it, keep the file as it is, and open a backup of it."
_NOT_A_LOG = "{name} is not a log of this program. Choose a file that ends in .ascertain."
_UNREADABLE = "The log {name} cannot be opened. Check that you may read the file and write in its folder."
_DISK = (
    "The disk reported a fault while the log {name} was in use. "
    "Check the disk, then open the log again; nothing was written."
)

_SENTENCES: dict[int, str] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PROTOCOL: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NOT_A_LOG,
    sqlite3.SQLITE_CANTOPEN: _UNREADABLE,
    sqlite3.SQLITE_PERM: _UNREADABLE,
    sqlite3.SQLITE_AUTH: _UNREADABLE,
    sqlite3.SQLITE_IOERR: _DISK,
}
_PRIMARY = 0xFF


def missing(path: Path) -> LogUnavailable:
    """There is no file."""
    return LogUnavailable(
        say("There is no log at {path}. It may have been moved or renamed; choose it again.", path=str(path))
    )


def not_a_log(path: Path) -> LogUnavailable:
    """The file is something else."""
    return LogUnavailable(say(_NOT_A_LOG, name=path.name))


def damaged(path: Path) -> LogUnavailable:
    """The file is a log with a part missing."""
    return LogUnavailable(say(_DAMAGED, name=path.name))


def unreadable(path: Path) -> LogUnavailable:
    """The file may not be read."""
    return LogUnavailable(say(_UNREADABLE, name=path.name))


def read_only(path: Path) -> Message:
    """Why nothing can be written to a log in this place."""
    return say(_READ_ONLY, name=path.name)


def is_interruption(error: BaseException) -> bool:
    """Whether the database stopped because `interrupt()` told it to. Takes the error of SQLAlchemy as well as of
    sqlite3."""
    return _code(error) == sqlite3.SQLITE_INTERRUPT


def sorted_failure(error: BaseException, path: Path) -> LogUnavailable | None:
    """The calm form of a database error, or None where it is a fault of the program. Takes errors of SQLAlchemy as well
    as of sqlite3."""
    sentence = _SENTENCES.get(_code(error))
    return LogUnavailable(say(sentence, name=path.name)) if sentence else None


@contextmanager
def sorting_failures(path: Path) -> Iterator[None]:
    """Turn what a person can mend into `LogUnavailable`; let everything else through."""
    try:
        yield
    except Exception as error:
        calm = sorted_failure(error, path)
        if calm is None:
            raise
        raise calm from error


def _code(error: BaseException) -> int:
    # SQLAlchemy keeps the error of the driver in `orig`; asking by name keeps its import out of here.
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, sqlite3.Error):
        return 0
    return int(getattr(cause, "sqlite_errorcode", None) or 0) & _PRIMARY
