"""Whether the file of an open log is still the one that was opened: files can be moved, replaced and deleted meanwhile.

What is open goes on as it was, through the descriptors of the connections; only its names lead elsewhere. So nothing
is written any more, what was written is brought into the file itself, and the log can be saved under another name.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.store import beside, connection
from ascertain.store.custody import Claim, Unclaimable, claim
from ascertain.store.failures import gone

_REPLACED = (
    "Another file has taken the place of the log {name} while it was open. Nothing was written. "
    "Save the log under another name; the other file stays as it is."
)
_SEVERED = (
    "A file that belongs to the log {name} was deleted or replaced while the log was open ({detail}). "
    "Nothing was written. Save the log under another name, or close it and open it again."
)
_OUT_OF_REACH = (
    "The folder of the log {name} is out of reach ({reason}). Nothing was written. "
    "Try again when it is back, or save the log under another name."
)

_Place = tuple[int, int]


class Keeping:
    """The identity of an open log: device and inode of its file, on Windows volume and file index, and of what SQLite
    keeps beside it. `claim` is the lock, where this program is the writer."""

    def __init__(self, path: Path, held: Claim | None = None) -> None:
        """Take down what is at `path` now. Raises `LogUnavailable`."""
        self.path = path
        self.claim = held
        self._place = _place(path)
        if self._place is None:
            raise self._lost()
        self._sidecars: dict[Path, _Place] = {}

    def open_reader(self) -> sqlite3.Connection:
        """Open a connection that reads the very file that was opened. Raises `LogUnavailable` and `sqlite3.Error`."""
        self.look()
        made = connection.open_reader(self.path, changing=self.claim is not None)
        return self._checked(made)

    def open_writer(self) -> sqlite3.Connection:
        """Open the connection that writes to the very file that was opened. Raises `LogUnavailable` and
        `sqlite3.Error`."""
        self.look()
        made = self._checked(connection.open_writer(self.path))
        real = self.path.resolve()
        # A rollback journal comes and goes; the other two stay as long as the log is open.
        found = {each: _place(each) for each in beside.sidecars(real) if not each.name.endswith("-journal")}
        self._sidecars = {each: place for each, place in found.items() if place is not None}
        return made

    def look(self) -> None:
        """See whether all is where it was; a few system calls. Raises `LogUnavailable` where it is not."""
        try:
            if _place(self.path) != self._place:
                raise self._lost()
            for each, place in self._sidecars.items():
                if _place(each) != place:
                    raise self._trouble(_SEVERED, detail=each.name)
        except OSError as error:
            raise self._trouble(_OUT_OF_REACH, reason=error.strerror or str(error)) from error
        if self.claim is not None and not self.claim.holds():
            self._claim_again(self.claim)

    def release(self) -> None:
        """Let somebody else write. Safe to call twice."""
        if self.claim is not None:
            self.claim.release()

    def _claim_again(self, lost: Claim) -> None:
        """Somebody took the lock file away. Whoever locked another one meanwhile is the writer now."""
        lost.release()
        try:
            self.claim = claim(self.path)
        except Unclaimable as error:
            raise LogUnavailable(error.message, Remedy.SAVE_AS) from error

    def _checked(self, made: sqlite3.Connection) -> sqlite3.Connection:
        try:
            self.look()
        except BaseException:
            made.close()
            raise
        return made

    def _lost(self) -> LogUnavailable:
        return self._trouble(_REPLACED) if self.path.exists() else gone(self.path)

    def _trouble(self, sentence: str, **values: str) -> LogUnavailable:
        return LogUnavailable(say(sentence, name=self.path.name, **values), Remedy.SAVE_AS)


def _place(path: Path) -> _Place | None:
    """Device and inode of a regular file; None where there is none. Raises OSError where nobody can say."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a third of the time of Path.stat, before every operation
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
