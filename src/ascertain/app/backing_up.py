"""Backups of a log, for the window and the command line: made and rotated, listed, read through, put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.backups import Backup, Restored, Rotation, Shrinkage, Why
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import LogUnavailable
from ascertain.store import backups, custody
from ascertain.store.beside import backup_folder

__all__ = [
    "MadeBackup", "back_up", "back_up_before", "hold", "last_operation", "let_go", "list_backups", "place_of",
    "restore_log", "told", "verified",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A backup that was made, and what became of the older ones."""

    backup: Backup
    rotation: Rotation

    @property
    def warning(self) -> Message | None:
        """Why older backups were not rotated, where that needs to be looked at."""
        return None if self.rotation.shrank is None else told(self.rotation.shrank)


def back_up(log: Path, why: Why, at: int, root: Path | None = None, conduct: Conduct | None = None) -> MadeBackup:
    """Make a backup of the log as it is on disk, then take away older ones that need not stay.

    `at`: now, in seconds since 1970-01-01T00:00Z; `root`: the folder for backups, by default beside the log. Raises
    `LogUnavailable`, and then nothing was left behind; `Cancelled` when `conduct` is stopped.
    """
    made = backups.make(log, why, at, root, conduct)
    try:
        rotation = backups.rotate(log, made)
    except (OSError, LogUnavailable):
        # The backup is there. Old ones that cannot be taken away now are taken away by a later one.
        rotation = Rotation()
    return MadeBackup(made, rotation)


def back_up_before(log: Path, why: Why, at: int, root: Path | None = None, conduct: Conduct | None = None) -> Backup:
    """Make the backup without which `why` (an import, say) must not begin. Raises `LogUnavailable` where there is none,
    and `Cancelled`."""
    return back_up(log, why, at, root, conduct).backup


def list_backups(log: Path, root: Path | None = None) -> tuple[Backup, ...]:
    """The backups of the log, newest first, those that are not what they were included. Works for a log that is
    gone."""
    return backups.listing(log, root)


def verified(backup: Backup, conduct: Conduct | None = None) -> Backup:
    """The backup after reading it through and holding it against its hash. Raises `Cancelled`."""
    try:
        return backups.verified(backup, conduct)
    except OSError as error:
        text = "The backup {name} cannot be read: {reason}."
        raise LogUnavailable(say(text, name=backup.path.name, reason=error.strerror or str(error))) from error


def hold(backup: Backup) -> Callable[[], None]:
    """Keep a backup from being read through or changed while it is looked into, until the returned function is called.
    Raises `LogUnavailable` where it is in use."""
    try:
        return custody.claim(backup.path).release
    except custody.Unclaimable:
        return lambda: None


def place_of(log: Path, root: Path | None = None) -> Path:
    """The folder that holds the backups of the log, or within `root` the folder of its own."""
    return backup_folder(log) if root is None else root


def last_operation(log: Path) -> int:
    """The newest entry in the journal of the log, 0 where there is none. Raises `LogUnavailable`."""
    return backups.last_operation(log)


def restore_log(backup: Path, log: Path, at: int, root: Path | None = None, conduct: Conduct | None = None) -> Restored:
    """Put the log back as the backup has it; the log as it was stays under a name of its own. Nobody may have the log
    open. Raises `LogUnavailable`, and then the log is as it was; `Cancelled` before anything was touched."""
    with custody.claimed(log):
        return backups.restore(backup, log, at, root, conduct)


def let_go(log: Path, backup: Backup, at: int) -> Rotation:
    """Take it as right that the log is smaller than older backups, and rotate them again. Raises `LogUnavailable`."""
    try:
        backups.account_for(backup.path.parent, at)
        return backups.rotate(log, backup)
    except OSError as error:
        text = "Older backups could not be taken away: {reason}."
        raise LogUnavailable(say(text, reason=error.strerror or str(error))) from error


def told(shrank: Shrinkage) -> Message:
    """That the log may have lost something, in a sentence."""
    what = {
        "incident": say("{count} incidents", singular="1 incident", count=shrank.before - shrank.now),
        "statement": say("{count} statements", singular="1 statement", count=shrank.before - shrank.now),
    }[shrank.table]
    text = (
        "The log has {what} less than in an earlier backup, and its history does not say where they went. "
        "No older backup was taken away. Look at the backups, and restore one where something is missing."
    )
    return say(text, what=what)
