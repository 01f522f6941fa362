"""Files that still hold what was purged from a log: backups made before, and logs set aside beside it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.backups import Why
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable


@dataclass(frozen=True, slots=True)
class OlderCopies:
    """`backups` can be renewed by the program; `set_aside` are logs as they were before a restore or a repair, which
    only a person can do without."""

    backups: tuple[Path, ...] = ()
    set_aside: tuple[Path, ...] = ()


def older_copies(log: Path, uid: str, root: Path | None = None) -> OlderCopies:
    """The older copies of the log with this uid. A backup of which nothing is known may be one, and counts."""
    from ascertain.store import backups

    found = backups.listing(log, root)
    own = tuple(each.path for each in found if each.manifest is None or each.manifest.log_uid == uid)
    return OlderCopies(own, tuple(_set_aside(log)))


def renew_backups(log: Path, older: tuple[Path, ...], at: int, root: Path | None, conduct: Conduct) -> None:
    """Make a backup of the log as it is now, then remove `older` ones for good.

    Raises `LogUnavailable`: where no backup could be made, none was removed. `Cancelled` only before any was removed.
    """
    from ascertain.store import backups

    made = backups.make(log, Why.BY_HAND, at, root, conduct)
    left: list[str] = []
    for path in older:
        if path == made.path:
            continue
        try:
            path.unlink(missing_ok=True)
            with contextlib.suppress(FileNotFoundError):
                backups.manifest_of(path).unlink()
        except OSError:
            left.append(path.name)
    if left:
        text = (
            "These backups could not be removed and still hold what you purged: {names}. "
            "Remove them yourself from {folder}."
        )
        raise LogUnavailable(say(text, names=", ".join(left), folder=str(made.path.parent)))


def _set_aside(log: Path) -> list[Path]:
    """Files beside a log that the program named after it, such as `incidents.before-restore-1.ascertain`."""
    named = re.compile(rf"{re.escape(log.stem)}\.[a-z-]+-\d+{re.escape(log.suffix)}(-wal|-shm|-journal)?")
    try:
        return sorted(each for each in log.parent.iterdir() if named.fullmatch(each.name) and each.is_file())
    except OSError:
        return []
