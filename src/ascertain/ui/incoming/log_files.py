"""Which files are logs and which are tables, so that one way in leads to the right place."""

from __future__ import annotations

from pathlib import Path
from typing import TypeGuard

from ascertain.app.folders import LOG_SUFFIX
from ascertain.ui.unpacking import PACK_SUFFIX

_SQLITE = b"SQLite format 3\x00"
TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".jsonl", ".ndjson", ".geojson")
"""Names of files that hold rows and nothing that is read as a document."""


def is_table(given: object) -> TypeGuard[Path]:
    """Whether what was dropped is a file of rows, by its name."""
    return isinstance(given, Path) and given.suffix.lower() in TABLES


def is_log(path: Path) -> bool:
    """Whether a file is a log, by what it begins with, or a packed copy of one by its name."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        begins = False
    return begins or path.name.lower().endswith((LOG_SUFFIX, PACK_SUFFIX))
