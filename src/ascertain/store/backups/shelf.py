"""The backups that there are of a log, and whether each is still what it was when it was made."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ascertain.domain.backups import Backup, State
from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import LogUnavailable
from ascertain.store import custody, disk
from ascertain.store.backups.manifest import read_manifest
from ascertain.store.backups.places import SUFFIX, folders_with
from ascertain.store.backups.snapshots import is_sound, snapshot_of
from ascertain.store.connection import open_reader
from ascertain.store.failures import sorting_failures
from ascertain.store.revision import APPLICATION_ID


def listing(log: Path, root: Path | None = None) -> tuple[Backup, ...]:
    """Every backup of the log, newest first, also where the log itself cannot be read any more.

    Cheap: no backup is read through. `sound` ones have a manifest and the size that it names.
    """
    found = [look_at(path) for folder in folders_with(log, root) for path in _files_in(folder)]
    return tuple(sorted(found, key=lambda each: (each.made_at, each.path.name), reverse=True))


def look_at(path: Path) -> Backup:
    """A backup as far as its size and its manifest tell. Raises OSError where there is no such file."""
    size, manifest = path.stat().st_size, read_manifest(path)
    whole = manifest is not None and manifest.size == size
    return Backup(path, manifest, size, State.WHOLE if whole else State.BROKEN)


def verified(backup: Backup, conduct: Conduct | None = None) -> Backup:
    """Read a backup through and hold it against the hash in its manifest. Raises `Cancelled`, and OSError.

    One that is open as a log somewhere, also in this program, is not read: that would drop the locks of SQLite on it.
    """
    conduct = conduct or Conduct()
    again = look_at(backup.path)
    if again.manifest is None or not again.sound:
        return again
    with contextlib.ExitStack() as held:
        try:
            held.callback(custody.claim(backup.path).release)
        except LogUnavailable:
            return again
        except custody.Unclaimable:
            pass  # where nothing can be written, nobody writes
        digest = disk.hash_of(backup.path, lambda read: conduct.tell(read, again.size))
    return replace(again, state=State.VERIFIED if digest == again.manifest.sha256 else State.BROKEN)


def last_operation(log: Path) -> int:
    """The newest entry in the journal of the log, 0 where there is none. Raises `LogUnavailable`."""
    with sorting_failures(log), closing(open_reader(log)) as connection:
        return int(connection.execute("SELECT max(id) FROM operation").fetchone()[0] or 0)


def opens_as_written(path: Path, backup: Backup) -> bool:
    """Whether the file at `path`, a copy of the backup, is a sound log with as many rows as the manifest says."""
    try:
        with closing(open_reader(path)) as connection:
            state = snapshot_of(connection)
            if backup.manifest is None or state.application_id != APPLICATION_ID:
                return False
            return dict(backup.manifest.rows) == state.rows and is_sound(connection)
    except sqlite3.Error:
        return False


def _files_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        each
        for each in folder.iterdir()
        if each.suffix == SUFFIX and not each.name.startswith(".") and each.is_file() and not each.is_symlink()
    ]
