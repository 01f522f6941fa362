"""Putting a log back from a backup. At every moment there is the old log or the new one, and the old one stays aside.

The order of the steps is what makes it safe: the copy is whole and on disk before anything is touched; the old log is
made one file, so that no `-wal` of it can be taken for one of the new log; it gets a second name; the copy takes its
place in one step; then the second name becomes one that people see.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ascertain.domain.backups import Backup, Restored, State, Why
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.sizes import size_text
from ascertain.store import beside, disk, failures
from ascertain.store.backups.making import LEFT_BEHIND_S, NothingSound, make
from ascertain.store.backups.places import folder_for
from ascertain.store.backups.rotating import account_for
from ascertain.store.backups.shelf import look_at, opens_as_written, verified
from ascertain.store.connection import open_reader, open_writer

_ASIDE = "before-restore"
_ROOM = 1.05
_IN_USE = (
    "The log {name} is open in another window or program. Close it there, then restore again; nothing was changed."
)


def restore(path: Path, log: Path, at: int, root: Path | None = None, conduct: Conduct | None = None) -> Restored:
    """Put `log` back as the backup at `path` has it, byte for byte. The caller holds the log's lock.

    The log as it is now is backed up first where it can be read, and stays whole under another name in any case. `at`
    is the time, `root` the folder for backups. Raises `LogUnavailable`, and then the log is as it was; `Cancelled`
    when `conduct` is stopped before anything was touched.
    """
    conduct = conduct or Conduct()
    with _telling(log):
        settle(log)
        _clear(log)
        backup = _trusted(path, log, conduct)
        with disk.part_for(log) as part:
            _copy_of(backup, part, log)
            safe = _back_up_first(log, at, root)
            try:
                _keep_aside(log)
                disk.put_in_place(part, log)
            finally:
                aside = settle(log)
    assert backup.manifest is not None
    with contextlib.suppress(OSError):
        account_for(folder_for(log, backup.manifest.log_uid, root), at)
    return Restored(log, backup.manifest, aside, safe)


def _trusted(path: Path, log: Path, conduct: Conduct) -> Backup:
    if not path.is_file():
        raise LogUnavailable(say("There is no backup at {path}. Choose it again.", path=str(path)))
    if log.exists() and path.samefile(log):
        raise LogUnavailable(say("{name} is the log itself. Choose a backup of it.", name=log.name))
    backup = look_at(path)
    if backup.manifest is None:
        text = (
            "{name} has no manifest beside it, so nobody can say whether it is whole. It was not restored. "
            "Open it as a log to see what is in it."
        )
        raise LogUnavailable(say(text, name=path.name))
    state = verified(backup, conduct).state
    if state is State.WHOLE:
        raise LogUnavailable(say("{name} is open as a log. Close it there, then restore again.", name=path.name))
    if state is not State.VERIFIED:
        raise LogUnavailable(
            say("{name} is not the file that was made: it was cut or altered. Choose another backup.", name=path.name)
        )
    uid = _uid(log)
    if uid and uid != backup.manifest.log_uid:
        text = "{backup} is a backup of another log than {name}. Restore it under a name of its own."
        raise LogUnavailable(say(text, backup=path.name, name=log.name))
    return backup


def _copy_of(backup: Backup, part: Path, log: Path) -> None:
    needed = int(backup.size * _ROOM)
    if disk.free_space(log.parent) < needed:
        raise _no_room(log, needed)
    shutil.copyfile(backup.path, part)
    disk.sync_file(part)
    if backup.manifest is None or disk.hash_of(part) != backup.manifest.sha256:
        text = "The copy of {name} is not the same as the backup. Check the disk of the log; the log is as it was."
        raise LogUnavailable(say(text, name=backup.path.name))
    if not opens_as_written(part, backup):
        text = "{name} is whole, but not a sound log. Choose another backup; the log is as it was."
        raise LogUnavailable(say(text, name=backup.path.name))


def _back_up_first(log: Path, at: int, root: Path | None) -> Path | None:
    """Back up the log as it is. One that cannot be read is no reason to stop: that is why it is restored."""
    if not _uid(log):
        return None
    try:
        return make(log, Why.RESTORE, at, root).path
    except NothingSound:
        return None


def settle(log: Path) -> Path | None:
    """Finish what an interrupted restoring left: the old log gets a name that people see, and where the log was not
    replaced yet, its second name goes. Returns the name it got. Raises OSError."""
    hidden = beside.replaced(log)
    there = [each for each in (hidden, *beside.sidecars(hidden)) if each.exists()]
    if not there:
        return None
    unchanged = hidden.exists() and log.exists() and log.samefile(hidden)
    aside = log if unchanged else beside.free_name(log, _ASIDE)
    for each in reversed(there):
        name = Path(f"{aside}{each.name.removeprefix(hidden.name)}")
        if name.exists():
            each.unlink()
        else:
            each.replace(name)
    disk.sync_folder(log.parent)
    return aside if aside.exists() and not unchanged else None


def _clear(log: Path) -> None:
    """Take away the unfinished copy of a restoring that was killed. The caller holds the lock, so nobody else makes
    one now."""
    for each in log.parent.iterdir():
        part = each.name.startswith(f".{log.stem}.") and each.name.endswith(f".part{log.suffix}")
        if part and time.time() - each.stat().st_mtime > LEFT_BEHIND_S:
            each.unlink()


def _keep_aside(log: Path) -> None:
    """Make the log one file, and give it a second name that nobody sees yet. Nothing lies beside the log afterwards
    that could be taken for a part of another."""
    hidden = beside.replaced(log)
    # A log that cannot be read is not opened for writing either: that alone may take its -wal away.
    parts = () if _uid(log) and _made_one_file(log) else beside.sidecars(log)
    for each in (log, *parts):
        if each.exists() and not each.name.endswith("-shm"):
            _second_name(each, Path(f"{hidden}{each.name.removeprefix(log.name)}"))
    disk.sync_folder(log.parent)
    for each in beside.sidecars(log):
        each.unlink(missing_ok=True)
    disk.sync_folder(log.parent)


def _made_one_file(log: Path) -> bool:
    """Write everything into the file itself; False where the log cannot be read. That it succeeds shows that nobody
    else has the log open."""
    try:
        with closing(open_writer(log)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LogUnavailable(say(_IN_USE, name=log.name)) from error
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise
    if mode != "delete":
        raise LogUnavailable(say(_IN_USE, name=log.name))
    return True


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EEXIST):
            raise
        # Not every file system gives a file two names.
        with disk.part_for(name) as part:
            shutil.copyfile(path, part)
            disk.put_in_place(part, name)


def _uid(log: Path) -> str:
    """The uid of the log as it is; empty where it cannot be read."""
    if not log.exists():
        return ""
    try:
        with closing(open_reader(log)) as connection:
            row = connection.execute("SELECT value FROM log_info WHERE key = 'uid'").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row is not None else ""


@contextmanager
def _telling(log: Path) -> Iterator[None]:
    try:
        with failures.sorting_failures(log):
            yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _no_room(log, int(log.stat().st_size * _ROOM) if log.exists() else 0) from error
        text = "The log {name} could not be restored: {reason}. It is as it was."
        raise LogUnavailable(say(text, name=log.name, reason=error.strerror or str(error))) from error


def _no_room(log: Path, needed: int) -> LogUnavailable:
    text = "There is no room to restore {name}: it needs {needed}, and {free} are free. The log is as it was."
    return LogUnavailable(
        say(text, name=log.name, needed=size_text(needed), free=size_text(disk.free_space(log.parent)))
    )
