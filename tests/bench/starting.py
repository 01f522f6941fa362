"""From the start of the process to the first painted table, beside a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit

_ROUNDS = 9


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """The median of several starts, the style sheet cached, on a log of the given size and on an empty one."""
    for count in dict.fromkeys((0, incidents)):
        log = generated_log(folder, count)
        home = folder / "home"
        home.mkdir(exist_ok=True)
        _seconds_to_paint("tests.bench.program_window", home, log)  # fills the caches, as the next line does
        _seconds_to_paint("tests.bench.bare_window", home)
        program: list[float] = []
        bare: list[float] = []
        for _ in range(_ROUNDS):
            program.append(_seconds_to_paint("tests.bench.program_window", home, log))
            bare.append(_seconds_to_paint("tests.bench.bare_window", home))
        yield against_limit(
            "start to first painted table",
            count,
            statistics.median(program) * 1000,
            statistics.median(bare) * 1000,
            "a bare PySide6 window",
            2.0,
        )


def _seconds_to_paint(module: str, home: Path, *arguments: Path) -> float:
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHONPATH": "src",
        # As installed: compiled once, not at each start, whatever the surroundings say.
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return float(done.stdout.split()[-1]) - begun
