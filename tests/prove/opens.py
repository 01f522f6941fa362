"""No plain `open()` of the live log: the tests that use the window as a person does run in a process that is watched.

They open and make logs, type incidents, edit, search, export, back up, restore, attach, check, undo, close and open
again. Every other test is watched in the same way, in `tests/conftest.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.prove.figure import CannotRun, Figure, at_least, exactly

_ROOT = Path(__file__).resolve().parents[2]
_SHORT = ("tests/ui/shell/test_saving_as.py",)
_LONG = ("tests/acceptance", "tests/ui", "tests/console", "tests/app", "tests/store")
REPORT = "ASCERTAIN_OPENED"
"""The variable that names the file for what was heard."""


def run(folder: Path, *, whole: int) -> Iterator[Figure]:
    """Run those tests (`whole` 0: one file of them), and tell what was opened."""
    if not Path("/proc/self/fd").is_dir():
        raise CannotRun("only Linux says which files a process has open")
    report = folder / "opened.json"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", ".")), REPORT: str(report)}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(_LONG if whole else _SHORT)]
    done = subprocess.run(words, cwd=_ROOT, env=environment, capture_output=True, text=True)
    heard = json.loads(report.read_text(encoding="utf-8"))
    faults = heard["faults"]
    logs = f"{heard['opened']:,} openings of files heard, SQLite connected to {heard['logs']:,} logs"
    yield exactly("plain openings of a live log or its sidecars", len(faults), 0, "; ".join([logs, *faults[:5]]))
    yield at_least("logs that the watched window and program used", heard["logs"], 100 if whole else 1)
    lines = done.stdout.strip().splitlines()
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    yield exactly(
        "tests that failed meanwhile", len(failed) or int(done.returncode != 0), 0, "; ".join([lines[-1], *failed])
    )
