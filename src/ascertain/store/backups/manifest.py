"""The manifest beside a backup: a JSON file of the same name that says what the backup is and how to know it again."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from ascertain.domain.backups import Manifest, Why
from ascertain.store import disk

FORMAT = 1
"""The version of the manifest's form."""

_LARGEST = 1 << 20
"""Bytes; a manifest is far smaller."""

T = TypeVar("T")


def manifest_of(backup: Path) -> Path:
    """Where the manifest of a backup lies."""
    return backup.with_suffix(".json")


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Bring the manifest of a backup to disk, whole. Raises OSError."""
    values = {"format": FORMAT, **asdict(manifest), "rows": dict(manifest.rows)}
    disk.write_whole(manifest_of(backup), json.dumps(values, ensure_ascii=False, indent=1).encode())


def read_manifest(backup: Path) -> Manifest | None:
    """The manifest of a backup, or None where there is none that can be read and is of a form known here."""
    path = manifest_of(backup)
    try:
        if path.stat().st_size > _LARGEST:
            return None
        values = json.loads(path.read_bytes())
        return _understood(values) if values["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _understood(values: dict[str, Any]) -> Manifest:
    return Manifest(
        log_uid=_of(str, values["log_uid"]),
        made_at=_of(int, values["made_at"]),
        why=Why(values["why"]),
        program=_of(str, values["program"]),
        revision=_of(str, values["revision"]),
        last_operation=_of(int, values["last_operation"]),
        rows={_of(str, name): _of(int, count) for name, count in values["rows"].items()},
        size=_of(int, values["size"]),
        sha256=_of(str, values["sha256"]),
    )


def _of(kind: type[T], value: object) -> T:
    if type(value) is not kind:
        raise TypeError(value)
    return value
