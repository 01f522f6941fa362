"""Bringing a log up to date, putting it back and backing it up, killed at any step: the old log or the new one, whole.

A step is a statement of SQLite, some of its machine's instructions, a sync, a renaming, a second name or a removal. A
child process forks once for each point, kills the fork there, and looks at what is left as the program finds it.
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
_JOBS = {"migrate": "migrations", "restore": "restorings", "back_up": "backups"}


def run(folder: Path, *, migrations: int, others: int) -> Iterator[Figure]:
    """Kill each job at so many points."""
    if not hasattr(os, "fork"):
        raise CannotRun("this system has no fork")
    for job, name in _JOBS.items():
        points = migrations if job == "migrate" else others
        counts, faults = _told(job, folder / job, points)
        left = f"{counts['old']} old, {counts['new']} new, of {counts['steps']} steps"
        yield exactly(f"{name} that left no whole log", len(faults), 0, "; ".join([left, *faults[:3]]))
        yield at_least(f"{name} that were killed", counts["killed"], min(points, counts["steps"]))


def _told(job: str, folder: Path, points: int) -> tuple[dict[str, int], list[str]]:
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))}
    words = [sys.executable, "-m", "tests.prove.interrupted_jobs", job, str(folder), str(points)]
    done = subprocess.run(words, cwd=_ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(done.stderr)
    told = json.loads(done.stdout)
    return told["counts"], told["faults"]
