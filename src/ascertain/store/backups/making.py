"""Making a backup: SQLite's online copy of one state of the log, checked by another connection, then given its name."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ascertain import __version__
from ascertain.domain.backups import Backup, Manifest, State, Why
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.domain.sizes import size_text
from ascertain.store import disk, failures
from ascertain.store.backups.copying import ChangedMeanwhile, copy_of_one_state
from ascertain.store.backups.manifest import manifest_of, write_manifest
from ascertain.store.backups.places import folder_for, free_name, left_behind
from ascertain.store.backups.snapshots import Snapshot, is_sound, snapshot_of
from ascertain.store.beside import backup_folder
from ascertain.store.connection import open_reader
from ascertain.store.revision import APPLICATION_ID

_ROOM = 1.05
"""Room asked for, as a multiple of the log's size."""
LEFT_BEHIND_S = 3600
"""From this age on, in seconds, an unfinished file is one of a program that was killed."""


class BackupFailed(LogUnavailable):
    """A backup could not be made; nothing of it is left, and the log is as it was."""


class NothingSound(BackupFailed):
    """There was no backup because the log itself is damaged."""


def make(log: Path, why: Why, at: int, root: Path | None = None, conduct: Conduct | None = None) -> Backup:
    """Back up the log as it is on disk now, and return the backup once it is checked and in place.

    `at` is the time, in seconds since 1970-01-01T00:00Z; `root` a folder for backups other than the one beside the log.
    The log may be written meanwhile. Raises `BackupFailed`, and `Cancelled` when `conduct` is stopped.
    """
    conduct = conduct or Conduct()
    if not log.is_file():
        raise BackupFailed(failures.missing(log).message)
    with _telling(log, root), closing(open_reader(log)) as source, contextlib.ExitStack() as made:
        folder = folder_for(log, _state_of(source, log).uid, root)
        _prepare(folder, source)
        target = free_name(folder, log, why, at)
        part = made.enter_context(disk.part_for(target))
        state = copy_of_one_state(source, lambda connection: _state_of(connection, log), part, conduct)
        disk.sync_file(part)
        _check(part, state, log, conduct)
        size = part.stat().st_size
        manifest = Manifest(
            log_uid=state.uid, made_at=at, why=why, program=__version__, revision=state.revision,
            last_operation=state.last_operation, rows=state.rows, size=size,
            sha256=disk.hash_of(part, lambda read: conduct.tell(size + read, 2 * size)),
        )  # fmt: skip
        _put_both_in_place(part, target, manifest)
    return Backup(target, manifest, size, State.VERIFIED)


def _state_of(source: sqlite3.Connection, log: Path) -> Snapshot:
    if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise failures.not_a_log(log)
    try:
        return snapshot_of(source)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise NothingSound(failures.damaged(log).message) from error  # a table that every log has is missing


def _prepare(folder: Path, source: sqlite3.Connection) -> None:
    """Make the folder, clear what a killed program left in it, and see that there is room."""
    disk.make_folder(folder)
    for each in left_behind(folder):
        with contextlib.suppress(OSError):
            if time.time() - each.stat().st_mtime > LEFT_BEHIND_S:
                each.unlink()
    (pages,), (page_size,) = (source.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    needed = int(pages * page_size * _ROOM)
    if disk.free_space(folder) < needed:
        raise _no_room(folder, needed)


def _check(part: Path, state: Snapshot, log: Path, conduct: Conduct) -> None:
    """Hold the copy, over a connection of its own, against the state it was copied from."""
    try:
        with closing(open_reader(part)) as copy:
            faithful = snapshot_of(copy) == state
            sound = faithful and is_sound(copy, conduct.cancelled)
    except sqlite3.Error as error:
        if failures.is_interruption(error):
            raise Cancelled from error
        raise
    if not faithful:
        text = "The backup of {name} was not the same as the log, so it was not kept. Check the disk of the backups."
        raise BackupFailed(say(text, name=log.name))
    if not sound:
        text = "The log {name} is damaged, so a backup of it was not kept. Open an older backup of it, or save a copy."
        raise NothingSound(say(text, name=log.name), Remedy.SHOW_BACKUPS, Remedy.SALVAGE)


def _put_both_in_place(part: Path, target: Path, manifest: Manifest) -> None:
    """The manifest first: what has the name of a backup has a manifest too."""
    try:
        write_manifest(target, manifest)
        disk.put_in_place(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            manifest_of(target).unlink()
        raise


@contextmanager
def _telling(log: Path, root: Path | None) -> Iterator[None]:
    """Say calmly why there is no backup."""
    try:
        yield
    except BackupFailed:
        raise
    except ChangedMeanwhile as error:
        text = "The log {name} was changed again and again while it was backed up. It is tried again later."
        raise BackupFailed(say(text, name=log.name)) from error
    except LogUnavailable as fault:
        raise BackupFailed(fault.message, *fault.remedies) from fault
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _no_room(root or backup_folder(log), int(log.stat().st_size * _ROOM)) from error
        text = "The backup of {name} could not be written: {reason}. Choose another folder for backups."
        raise BackupFailed(say(text, name=log.name, reason=error.strerror or str(error))) from error
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise _no_room(root or backup_folder(log), int(log.stat().st_size * _ROOM)) from error
        calm = failures.sorted_failure(error, log)
        if calm is None:
            raise
        damaged = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        raise (NothingSound if damaged else BackupFailed)(calm.message, *calm.remedies) from error


def _no_room(folder: Path, needed: int) -> BackupFailed:
    text = "There is no room for a backup: it needs {needed}, and {free} are free in {folder}. The log is as it was."
    free = disk.free_space(folder)
    return BackupFailed(say(text, needed=size_text(needed), free=size_text(free), folder=str(folder)))
