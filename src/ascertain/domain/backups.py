"""Backups of a log: why one was made, what its manifest says, and whether it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from pathlib import Path


class Why(StrEnum):
    """What a backup was made for; the values are written into manifests and file names."""

    AUTOMATIC = "automatic"
    CLOSE = "close"
    MIGRATION = "migration"
    IMPORT = "import"
    RESTORE = "restore"
    BY_HAND = "by-hand"

    @property
    def routine(self) -> bool:
        """Whether nobody asked for it and nothing was about to happen."""
        return self in (Why.AUTOMATIC, Why.CLOSE)


class State(Enum):
    """How far a backup can be trusted."""

    WHOLE = auto()
    """Its manifest is there and its size is the one written down."""
    VERIFIED = auto()
    """Its content was read just now, and has the hash that was written down."""
    BROKEN = auto()
    """It is not the file that was made: it was cut, altered, or its manifest is missing or cannot be read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was known of a backup when it was made.

    `made_at` is in seconds since 1970-01-01T00:00Z, `size` in bytes, `last_operation` the id of the newest entry of the
    journal (0: none), `rows` the number of rows by table, `sha256` hexadecimal.
    """

    log_uid: str
    made_at: int
    why: Why
    program: str
    revision: str
    last_operation: int
    rows: Mapping[str, int]
    size: int
    sha256: str

    @property
    def incidents(self) -> int:
        """How many incidents it holds, the trash included."""
        return self.rows.get("incident", 0)

    @property
    def statements(self) -> int:
        """How many statements it holds."""
        return self.rows.get("statement", 0)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies on disk. `manifest` is None where there is none that can be read; `size` in bytes."""

    path: Path
    manifest: Manifest | None
    size: int
    state: State

    @property
    def sound(self) -> bool:
        """Whether it is listed as valid."""
        return self.state is not State.BROKEN

    @property
    def made_at(self) -> int:
        """When it was made, 0 where that is not known."""
        return self.manifest.made_at if self.manifest is not None else 0


@dataclass(frozen=True, slots=True)
class Rotation:
    """What was done about old backups: those taken away, or how the log shrank so that none was."""

    dropped: tuple[Path, ...] = ()
    shrank: Shrinkage | None = None


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """The log has far fewer rows of `table` than a backup of it, and the journal does not say where they went."""

    table: str
    before: int
    now: int
    since: int
    """When that backup was made."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A log was put back. `aside` is the log as it was before, None where there was none."""

    log: Path
    manifest: Manifest
    aside: Path | None = None
    before: Path | None = field(default=None)
    """The backup that was made of the log first; None where it could not be read."""
