"""The copy itself: all pages of a log as they are at one moment, while it is written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.store.backups.snapshots import Snapshot
from ascertain.store.connection import open_copy
from ascertain.store.pages import one_state

PAGES_AT_ONCE = 1024
"""Pages copied before somebody else has a turn: 4 MB, some milliseconds."""

_SYNC_EVERY = 16 * PAGES_AT_ONCE
_TRIES = 4


class ChangedMeanwhile(Exception):
    """The log was changed again and again while it was copied."""


def copy_of_one_state(
    source: sqlite3.Connection, state_of: Callable[[sqlite3.Connection], Snapshot], part: Path, conduct: Conduct
) -> Snapshot:
    """Copy the log into the file `part`, and return the state it was in. Raises `sqlite3.Error`, OSError, `Cancelled`
    and `ChangedMeanwhile`."""
    if source.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        with one_state(source):
            state = state_of(source)
            _copy(source, part, conduct)
        return state
    # Without a write-ahead log whoever reads holds up whoever writes: between two turns nothing is held, and a change
    # in between has the copy made anew.
    for _ in range(_TRIES):
        before = _version(source)
        state = state_of(source)
        _copy(source, part, conduct)
        if _version(source) == before:
            return state
    raise ChangedMeanwhile


def _copy(source: sqlite3.Connection, part: Path, conduct: Conduct) -> None:
    """Copy all pages, some at a time. SQLite begins anew by itself where the log changed between two turns."""
    page_size = source.execute("PRAGMA page_size").fetchone()[0]
    handle = os.open(part, os.O_RDWR)
    synced = last = again = 0

    def turn(_status: int, remaining: int, total: int) -> None:
        nonlocal synced, last, again
        done = total - remaining
        if done <= last:
            synced, again = 0, again + 1
            if again >= _TRIES:
                raise ChangedMeanwhile
        last = done
        conduct.tell(done * page_size, 2 * total * page_size)
        # In between, so that a save that syncs the log does not wait for the whole copy to reach the disk.
        if done - synced >= _SYNC_EVERY:
            synced = done
            os.fsync(handle)

    try:
        with closing(open_copy(part)) as target:
            source.backup(target, pages=PAGES_AT_ONCE, progress=turn)
            # A copy in one file, which is read without making others beside it.
            target.execute("PRAGMA journal_mode=DELETE")
    finally:
        os.close(handle)


def _version(source: sqlite3.Connection) -> int:
    """A number that is another once somebody else has changed the log."""
    return int(source.execute("PRAGMA data_version").fetchone()[0])
