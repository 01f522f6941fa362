"""The names of what lies beside a log: in its folder, told from its own name."""

from __future__ import annotations

from pathlib import Path

SIDECARS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database."""


def sidecars(log: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside the log."""
    return tuple(log.with_name(log.name + ending) for ending in SIDECARS)


def lock_file(log: Path) -> Path:
    """The file that the one writer of the log holds locked."""
    return log.with_name(f".{log.name}.lock")


def seal_file(log: Path) -> Path:
    """What the log was like when it was closed last (`store.sealing`)."""
    return log.with_name(f".{log.name}.seal")


def backup_folder(log: Path) -> Path:
    """Where backups of the log are kept unless another folder is chosen."""
    return log.with_name(f"{log.stem}.backups")


def attachment_folder(log: Path) -> Path:
    """Where attached files lie, named by their SHA-256."""
    return log.with_name(f"{log.stem}.attachments")


def replaced(log: Path) -> Path:
    """The second name of a log while it is being replaced. Nobody opens it: a log that is open under two names is soon
    no log any more."""
    return log.with_name(f".{log.name}.replaced")


def free_name(log: Path, why: str) -> Path:
    """A name beside the log that nothing has yet: `incidents.before-restore-1.ascertain`."""
    number = 1
    while (name := log.with_name(f"{log.stem}.{why}-{number}{log.suffix}")).exists():
        number += 1
    return name


def set_leftovers_aside(log: Path) -> None:
    """Before a new log gets a name that none has: keep what SQLite left beside an older one of that name under another
    name. SQLite would take it for changes of the new one. Raises OSError."""
    for left in sidecars(log):
        number = 1
        while (
            aside := left.with_name(f"{log.stem}.left-over-{number}{log.suffix}{left.name[len(log.name) :]}")
        ).exists():
            number += 1
        if left.exists():
            left.rename(aside)
