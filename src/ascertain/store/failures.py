"""What the database reports, sorted: what a person can mend gets a calm sentence; the rest is a fault of the
program."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import LogUnavailable, Remedy

_LOCKED = "Another program is writing to the log {name}. Wait a moment and try again; nothing was written."
_FULL = (
    "The disk is full, so the log {name} could not be written. About {needed} are needed; {free} are free. "
    "Free some space and try again; nothing was written."
)
_NO_ROOM = (
    "The disk is full, so the log {name} is open for reading only. About {needed} are needed; {free} are free. "
    "Free some space and open it again."
)
_UNSETTLED = (
    "The log {name} was not closed properly, and it lies where nothing can be written to put that right. "
    "Copy it together with {sidecar} to a folder of your own, and open the copy."
)
_READ_ONLY = (
    "The log {name} cannot be written: the file or its folder is read-only. "
    "Copy it to a folder of your own and open the copy."
)
_DAMAGED = (
    "The log {name} is damaged. Close it, keep the file as it is, and open a backup of it, "
    "or copy what can still be read into a new log."
)
_UNREAD = (
    "Something in the log {name} cannot be read as what it should be. Check the log: the check says what is wrong. "
    "Where it finds nothing, the program is at fault. Nothing was changed."
)
_FOREIGN = (
    "{name} holds {what} that this program did not make, so it was not opened and nothing in it was run. "
    "Its rows can be copied into a new log."
)
_UNKNOWN = (
    "{name} was written by a newer version of the program, or by something else: it is not built as a log is. "
    "It was not opened. Update the program, or copy its rows into a new log."
)
_NOT_A_LOG = "{name} is not a log of this program. Choose a file that ends in .ascertain."
_UNREADABLE = "The log {name} cannot be opened. Check that you may read the file and write in its folder."
_DISK = (
    "The disk reported a fault while the log {name} was in use. "
    "Check the disk, then open the log again; nothing was written."
)

_GONE = (
    "The log {name} is no longer at {path}: it was moved, renamed or deleted while it was open. Nothing was written. "
    "Put it back where it was, or save it under another name."
)

_SENTENCES: dict[int, str] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PROTOCOL: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NOT_A_LOG,
    sqlite3.SQLITE_CANTOPEN: _UNREADABLE,
    sqlite3.SQLITE_PERM: _UNREADABLE,
    sqlite3.SQLITE_AUTH: _UNREADABLE,
    sqlite3.SQLITE_IOERR: _DISK,
}
_REMEDIES: dict[int, tuple[Remedy, ...]] = {
    sqlite3.SQLITE_CORRUPT: (Remedy.SHOW_BACKUPS, Remedy.SALVAGE),
    sqlite3.SQLITE_NOTADB: (Remedy.SHOW_BACKUPS,),
}
_PRIMARY = 0xFF
A_SAVE = 8 << 20
"""Bytes that one save may need at the worst: what waits in the `-wal` file goes into the log itself from time to time,
and both lie on the disk then."""
_NOTHING = 1 << 18
"""With fewer bytes free than this, a fault of writing is a full disk."""
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_FAULTS_OF_WRITING = frozenset({
    sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
})  # fmt: skip
_NOT_TEXT = "Could not decode to UTF-8"


def missing(path: Path) -> LogUnavailable:
    """There is no file."""
    return LogUnavailable(
        say("There is no log at {path}. It may have been moved or renamed; choose it again.", path=str(path))
    )


def gone(path: Path) -> LogUnavailable:
    """The file of an open log is no longer where it was."""
    return LogUnavailable(say(_GONE, name=path.name, path=str(path)), Remedy.SAVE_AS)


def not_a_log(path: Path) -> LogUnavailable:
    """The file is something else."""
    return LogUnavailable(say(_NOT_A_LOG, name=path.name))


def damaged(path: Path) -> LogUnavailable:
    """The file is a log with a part missing."""
    return LogUnavailable(say(_DAMAGED, name=path.name), Remedy.SHOW_BACKUPS, Remedy.SALVAGE)


def foreign(path: Path, what: Message) -> LogUnavailable:
    """The file is a log to which something was added that could run."""
    return LogUnavailable(say(_FOREIGN, name=path.name, what=what), Remedy.SALVAGE, Remedy.SHOW_BACKUPS)


def unknown(path: Path) -> LogUnavailable:
    """The file calls itself a log of a newer program, and is built in a way that is not safe to read."""
    return LogUnavailable(say(_UNKNOWN, name=path.name), Remedy.SALVAGE, Remedy.SHOW_BACKUPS)


def unreadable(path: Path) -> LogUnavailable:
    """The file may not be read."""
    return LogUnavailable(say(_UNREADABLE, name=path.name))


def full(path: Path, needed: int = A_SAVE) -> LogUnavailable:
    """The disk has no room for `needed` bytes more in the log at `path`."""
    from ascertain.domain.sizes import size_text

    return LogUnavailable(say(_FULL, name=path.name, needed=size_text(needed), free=size_text(_free_beside(path))))


def no_room(path: Path) -> Message | None:
    """Why the log can only be read while the disk is full; None while it is not."""
    from ascertain.domain.sizes import size_text

    if not _nothing_is_free(path):
        return None
    return say(_NO_ROOM, name=path.name, needed=size_text(A_SAVE), free=size_text(_free_beside(path)))


def unwritable(sentence: Message, error: OSError, path: Path) -> LogUnavailable:
    """A new file at `path` could not be written: `sentence` says so, unless the disk is full."""
    return full(path) if error.errno in _NO_SPACE else LogUnavailable(sentence)


def read_only(path: Path) -> Message:
    """Why nothing can be written to a log in this place."""
    return say(_READ_ONLY, name=path.name)


def is_interruption(error: BaseException) -> bool:
    """Whether the database stopped because `interrupt()` told it to. Takes the error of SQLAlchemy as well as of
    sqlite3."""
    return _code(error) == sqlite3.SQLITE_INTERRUPT


def interruption() -> sqlite3.OperationalError:
    """What work beside the database raises when it was interrupted: like an interrupted statement."""
    error = sqlite3.OperationalError("interrupted")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_INTERRUPT, "SQLITE_INTERRUPT"
    return error


def error_name(error: BaseException) -> str:
    """What an error is called, without its text, which could hold what an analyst typed."""
    cause = getattr(error, "orig", None) or error
    return str(getattr(cause, "sqlite_errorname", None) or type(cause).__name__)


def sorted_failure(error: BaseException, path: Path) -> LogUnavailable | None:
    """The calm form of a database error, or None where it is a fault of the program. Takes errors of SQLAlchemy as well
    as of sqlite3."""
    if _for_want_of_space(error, path):
        return full(path)
    code = _code(error)
    if code == sqlite3.SQLITE_CANTOPEN and _waits_for_its_wal(path):
        return LogUnavailable(say(_UNSETTLED, name=path.name, sidecar=f"{path.name}-wal"))
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and not path.exists():
        # A question that was under way or begun when the file went finds neither it nor what lies beside it.
        return gone(path)
    sentence = _SENTENCES.get(code)
    return LogUnavailable(say(sentence, name=path.name), *_REMEDIES.get(code, ())) if sentence else None


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


@contextmanager
def sorting_misreadings(path: Path) -> Iterator[None]:
    """As `sorting_failures`, for questions: what the store reads may be no date, no code, no JSON, or a table that a
    newer program has changed, and then it is the log that is told of."""
    with sorting_failures(path):
        try:
            yield
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
            if not _raised_in_store(error):
                raise
            raise LogUnavailable(say(_UNREAD, name=path.name), Remedy.SHOW_BACKUPS, Remedy.SALVAGE) from error
        except Exception as error:
            if _code(error) not in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH):
                raise
            raise LogUnavailable(say(_UNREAD, name=path.name), Remedy.SHOW_BACKUPS, Remedy.SALVAGE) from error


def _for_want_of_space(error: BaseException, path: Path) -> bool:
    """Whether a full disk is behind it: SQLite says so, or reports a fault of writing while nothing is free."""
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return True
    if code == sqlite3.SQLITE_CANTOPEN or _extended(error) in _FAULTS_OF_WRITING:
        return _nothing_is_free(path)
    return False


def _nothing_is_free(path: Path) -> bool:
    try:
        return _free_beside(path) < _NOTHING
    except OSError:
        return False


def _waits_for_its_wal(path: Path) -> bool:
    """Whether changes wait beside a log that can be read, in a folder where SQLite cannot make what it needs."""
    wal = path.with_name(path.name + "-wal")
    try:
        waits = wal.stat().st_size > 0
    except OSError:
        return False
    return waits and os.access(path, os.R_OK) and not os.access(path.parent, os.W_OK)


def _free_beside(path: Path) -> int:
    if hasattr(os, "statvfs"):
        # What `disk.free_space` asks too; a window starts without loading it.
        found = os.statvfs(path.parent)
        return found.f_bavail * found.f_frsize
    from ascertain.store.disk import free_space

    return free_space(path.parent)


def _raised_in_store(error: BaseException) -> bool:
    # By the names of modules: in a frozen program what a frame says of its file is no path.
    room = __name__.rpartition(".")[0]
    modules = (str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(error.__traceback__))
    return any(name.startswith(f"{room}.") and name != __name__ for name in modules)


def _code(error: BaseException) -> int:
    return _extended(error) & _PRIMARY


def _extended(error: BaseException) -> int:
    # SQLAlchemy keeps the error of the driver in `orig`; asking by name keeps its import out of here.
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, sqlite3.Error):
        return 0
    if isinstance(cause, sqlite3.OperationalError) and str(cause).startswith(_NOT_TEXT):
        # Raised by Python itself, without a code: a text column holds what is no text.
        return sqlite3.SQLITE_CORRUPT
    return int(getattr(cause, "sqlite_errorcode", None) or 0)
