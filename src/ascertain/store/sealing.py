"""The seal of a closed log: its size, its time and its SHA-256, kept beside it. Bits that go bad on a disk change the
content and leave the time: a seal that no longer fits tells them apart from a change by somebody.

The file is read plainly here, which drops the locks that this process holds on it: only a log of which no connection
of this process is open may be sealed, or compared with its seal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from ascertain.store import disk
from ascertain.store.beside import seal_file, sidecars


class SealState(Enum):
    """How a log stands to its seal."""

    WHOLE = auto()
    BROKEN = auto()
    """The content is another, though size and time are those of the seal."""
    OUTDATED = auto()
    """The log was written since: the seal says nothing of it."""
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another without reading it."""

    size: int
    mtime_ns: int


def stamp_of(log: Path) -> Stamp | None:
    """The stamp of a file, None where there is none."""
    try:
        found = log.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)


def seal(log: Path) -> bool:
    """Read the closed log and keep its seal; False where it is not alone (another program has it open) or changes
    meanwhile. Raises OSError."""
    before = stamp_of(log)
    if before is None or any(_has_content(each) for each in sidecars(log)):
        return False
    digest = disk.hash_of(log)
    if stamp_of(log) != before:
        return False
    kept = {"size": before.size, "mtime_ns": before.mtime_ns, "sha256": digest}
    disk.write_whole(seal_file(log), json.dumps(kept).encode())
    return True


def sealed_at(log: Path) -> int | None:
    """When the log was sealed last, in seconds since 1970-01-01T00:00Z; None where there is no seal."""
    try:
        return int(seal_file(log).stat().st_mtime)
    except OSError:
        return None


def seal_state(log: Path) -> SealState:
    """Compare a closed log with its seal; it is read whole only where size and time are those of the seal. Raises
    OSError."""
    try:
        kept = json.loads(seal_file(log).read_bytes())
        sealed, digest = Stamp(kept["size"], kept["mtime_ns"]), kept["sha256"]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return SealState.NONE
    if stamp_of(log) != sealed:
        return SealState.OUTDATED
    return SealState.WHOLE if disk.hash_of(log) == digest else SealState.BROKEN


def _has_content(path: Path) -> bool:
    found = stamp_of(path)
    return found is not None and found.size > 0
