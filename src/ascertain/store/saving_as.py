"""A log under another name: copied as the connections that are open see it, checked, put in place; then its attached
files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.store import beside, disk, failures
from ascertain.store.attachment_files import store_file, stored_files
from ascertain.store.backups.snapshots import Snapshot, is_sound, snapshot_of
from ascertain.store.connection import open_copy, open_reader
from ascertain.store.custody import claimed

_PAGES_AT_ONCE = 1_000
_SPARE = 4 << 20
"""Bytes left free beside the copy, so that something can be saved in it."""
_TAKEN = "There is already a file at {path}. Choose another name; nothing was written."
_OWN = "Choose another name: what belongs to the log that is open may still lie beside {path}."
_UNLIKE = "The copy at {path} was not the same as the log, so it was not kept. Check the disk, or choose another one."
_UNWRITABLE = "The log cannot be saved as {path}: {reason}. Choose another place; nothing was written."


def save_as(source: sqlite3.Connection, log: Path, target: Path, conduct: Conduct) -> None:
    """Write what `source` sees of `log` to a new file at `target`, with the attached files beside it.

    Nothing is written over. Raises `LogUnavailable`, `FileTrouble` or `Cancelled`, leaving no file at `target`.
    """
    if target.resolve() == log.resolve():
        # The open connections keep their files beside this name; a new log there would take them for its own.
        raise LogUnavailable(say(_OWN, path=str(target)))
    try:
        disk.make_folder(target.parent)
        with failures.sorting_failures(target), claimed(target):
            if target.exists():
                raise LogUnavailable(say(_TAKEN, path=str(target)))
            _need_room(source, target)
            with disk.part_for(target) as part:
                seen = _copy(source, part, conduct)
                disk.sync_file(part)
                _hold_against(seen, part, target, conduct)
                for each in stored_files(log):
                    store_file(target, each, conduct)
                beside.set_leftovers_aside(target)
                disk.put_in_place(part, target)
    except OSError as error:
        sentence = say(_UNWRITABLE, path=str(target), reason=error.strerror or str(error))
        raise failures.unwritable(sentence, error, target) from error


def _need_room(source: sqlite3.Connection, target: Path) -> None:
    needed = _pragma(source, "page_count") * _pragma(source, "page_size") + _SPARE
    if disk.free_space(target.parent) < needed:
        raise failures.full(target, needed)


def _copy(source: sqlite3.Connection, part: Path, conduct: Conduct) -> Snapshot:
    size = _pragma(source, "page_size")
    with closing(open_copy(part)) as copy:
        source.backup(
            copy,
            pages=_PAGES_AT_ONCE,
            progress=lambda _, left, total: conduct.tell((total - left) * size, total * size),
        )
        copy.execute("PRAGMA journal_mode=DELETE")
        # Taken of the source after the copy: where it was written meanwhile, the copy has begun anew and has that.
        return snapshot_of(source)


def _hold_against(seen: Snapshot, part: Path, target: Path, conduct: Conduct) -> None:
    with closing(open_reader(part)) as copy:
        if snapshot_of(copy) != seen or not is_sound(copy, conduct.cancelled):
            raise LogUnavailable(say(_UNLIKE, path=str(target)))


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
