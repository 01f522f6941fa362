"""What is painted of a large log: frames are grabbed from a virtual screen while the real window is opened, sorted,
filtered, scrolled and edited, and held against pictures of the rows that SQLite alone says should be there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ascertain.app.generation.generating import generate
from ascertain.app.session import create_session
from tests.prove.figure import CannotRun, Figure, exactly

_SCREEN = "-screen 0 2900x1000x24"
_LONGEST_S = 1_800


def run(folder: Path, *, incidents: int) -> Iterator[Figure]:
    """Go through a log of so many incidents; one that `ASCERTAIN_LOG` names is copied instead of made."""
    xvfb = shutil.which("xvfb-run")
    if xvfb is None:
        raise CannotRun("there is no xvfb-run to make a virtual screen")
    log, given = folder / "large.ascertain", os.environ.get("ASCERTAIN_LOG")
    if given:
        shutil.copyfile(given, log)
    else:
        create_session(log).close()
        generate(log, incidents)
    told = _shown([xvfb, "-a", "-s", _SCREEN], folder, log)
    on = f"{told['incidents']:,} incidents"
    for step in told["steps"]:
        detail = f"{step['rows']} rows, {on}" + (f": {step['unlike']} pixels differ" if step["unlike"] else "")
        yield exactly(f"frames with other rows than expected: {step['name']}", int(step["unlike"] > 0), 0, detail)
    yield exactly("frames of an empty table meanwhile", told["blank"], 0, f"of {told['frames']} grabbed, {on}")
    yield exactly("pictures of other rows taken for these, for the comparison", told["mistaken"], 0)


def _shown(screen: list[str], folder: Path, log: Path) -> dict[str, Any]:
    home = folder / "home"
    home.mkdir()
    surroundings = {
        name: text for name, text in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    }
    surroundings |= {"PYTHONPATH": os.pathsep.join(["src", *sys.path]), "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [*screen, sys.executable, "-m", "tests.prove.browse_shown", str(home), str(log)],
        capture_output=True, text=True, env=surroundings, timeout=_LONGEST_S, check=False,
    )  # fmt: skip
    if done.returncode and "platform plugin" in done.stderr:
        raise CannotRun("Qt cannot show a window on the virtual screen")
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
