"""Files that still hold what was purged from a log: backups made before, and logs set aside beside it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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


def remove_backups(paths: Iterable[Path]) -> None:
    """Remove backups for good, with their manifests. Raises `LogUnavailable` with those that could not be."""
    from ascertain.store import backups

    left: list[Path] = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
            with contextlib.suppress(FileNotFoundError):
                backups.manifest_of(path).unlink()
        except OSError:
            left.append(path)
    if left:
        text = (
            "These backups could not be removed and still hold what you purged: {names}. "
            "Remove them yourself from {folder}."
        )
        raise LogUnavailable(say(text, names=", ".join(each.name for each in left), folder=str(left[0].parent)))


def _set_aside(log: Path) -> list[Path]:
    """Files beside a log that the program named after it, such as `incidents.before-restore-1.ascertain`."""
    named = re.compile(rf"{re.escape(log.stem)}\.[a-z-]+-\d+{re.escape(log.suffix)}(-wal|-shm|-journal)?")
    try:
        return sorted(each for each in log.parent.iterdir() if named.fullmatch(each.name) and each.is_file())
    except OSError:
        return []
