"""The real window on a large log: until rows are painted, and what it holds in memory, beside an empty log."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, at_most, percentile

_AIMS = (
    ("sort", "first rows painted after a header click, p95", 100),
    ("filter", "first rows painted after a filter, p95", 100),
    ("typed", "first rows painted while typing a search, p95", 100),
    ("jump", "jump anywhere and repaint, p95", 33),
    ("page", "Page Down and repaint, p95", 33),
    ("keys", "Home, End and their selections, repainted, slowest", 50),
    ("all", "Ctrl+A, repainted, slowest", 50),
)


def measure(folder: Path, incidents: int, log: Path | None = None) -> Iterable[Figure]:
    """Open, sort, filter, search, scroll and choose, each until it is painted. `log` is copied, not generated."""
    log = Path(shutil.copyfile(log, folder / "given.ascertain")) if log else generated_log(folder, incidents)
    empty = generated_log(folder, 0)
    small, large = _used(folder, empty, empty), _used(folder, log, empty)
    for key, name, most in _AIMS:
        value = percentile(large[key], 0.95) if name.endswith("p95") else max(large[key])
        limit = percentile(small[key], 0.95) if small[key] else 0.0
        yield at_most(name, incidents, value, limit, "an empty log", most)
    yield against_limit(
        "open to first painted rows",
        incidents,
        statistics.median(large["open"]),
        statistics.median(large["open_empty"]),
        "an empty log",
        1.5,
    )
    held, bare = large["resident"], small["resident"]
    yield Figure(
        "resident memory over the empty log, after all of this", incidents, round(held - bare, 1), "MB",
        round(bare, 1), "an empty log", None, "value <= 150 MB", held - bare <= 150,
    )  # fmt: skip
    yield at_most(
        "longest time the thread that paints was held up", incidents, large["longest"], small["longest"],
        "an empty log", 200,
    )  # fmt: skip


def _used(folder: Path, log: Path, empty: Path) -> dict[str, Any]:
    home = folder / f"window-{log.stem}"
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", *sys.path])}
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.painted_window", str(home), str(log), str(empty)],
        env=environment, capture_output=True, text=True, check=True, timeout=3_600,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
