"""Where backups of a log lie, and how they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ascertain.domain.backups import Why
from ascertain.store import beside

SUFFIX = ".ascertain"
_OWN_MANIFEST = re.compile(r".+-\d{8}T\d{6}Z-[a-z-]+(-\d+)?\.json")
_OF_UID = 12
"""How many letters of a log's uid tell its folder apart: the last ones, which are chance."""


def folder_for(log: Path, uid: str, root: Path | None = None) -> Path:
    """Where backups of the log are made: beside it, or in a folder of its own within `root`."""
    return beside.backup_folder(log) if root is None else root / f"{log.stem}-{uid[-_OF_UID:]}"


def folders_with(log: Path, root: Path | None = None) -> tuple[Path, ...]:
    """Where backups of the log may lie, whether or not it can be read: beside it, and within `root`."""
    found = [beside.backup_folder(log)]
    if root is not None and root.is_dir():
        # The stem may hold letters that mean something to glob().
        found += sorted(each for each in root.iterdir() if each.name.startswith(f"{log.stem}-") and each.is_dir())
    return tuple(found)


def free_name(folder: Path, log: Path, why: Why, at: int) -> Path:
    """A name in `folder` that no backup or manifest has: `incidents-20231025T133000Z-close.ascertain`."""
    moment = datetime.fromtimestamp(at, UTC)
    first = f"{log.stem}-{moment:%Y%m%dT%H%M%SZ}-{why.value}"
    number, name = 1, first
    while (folder / f"{name}{SUFFIX}").exists() or (folder / f"{name}.json").exists():
        number += 1
        name = f"{first}-{number}"
    return folder / f"{name}{SUFFIX}"


def left_behind(folder: Path) -> Iterator[Path]:
    """What a program that was killed, or one that is at work just now, has in `folder`: unfinished files, and
    manifests without a backup."""
    for each in folder.iterdir():
        unfinished = each.name.startswith(".") and (f".part{SUFFIX}" in each.name or each.name.endswith(".part.json"))
        alone = _OWN_MANIFEST.fullmatch(each.name) is not None and not each.with_suffix(SUFFIX).exists()
        if unfinished or alone:
            yield each
