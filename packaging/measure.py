"""How large a frozen folder is, and how soon its window is there: beside a bare window of PySide6 frozen by the same
spec, and beside both run from the source tree. `python packaging/measure.py FOLDER`, by the Python that froze it.

A start is timed from outside: from before the process is made until it says that its window is painted. On a machine
that others use, too, the time of the processor says more than the clock; both are told.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from freeze import freeze_clocked

ROOT = Path(__file__).resolve().parents[1]
INCIDENTS = 10_000
MOST = 1.5
"""How many times as long as a bare window the window of the program may take."""
_ROUNDS = 7


@dataclass(frozen=True)
class Start:
    """The median of several starts, in seconds."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Measures:
    """Sizes in bytes; `program` and `bare` are frozen, the others run from source."""

    folder: int
    source: int
    program: Start
    bare: Start
    source_program: Start
    source_bare: Start

    @property
    def ratio(self) -> float:
        """How many times as long as a bare window the program takes, by the processor."""
        return self.program.processor / self.bare.processor

    @property
    def met(self) -> bool:
        """Whether the aim is met."""
        return self.ratio <= MOST

    def lines(self) -> list[str]:
        """The figures for people."""
        told = [
            f"size: folder {self.folder / 1e6:.0f} MB; from source, with its packages, {self.source / 1e6:.0f} MB",
        ]
        for name, program, bare in (
            ("frozen", self.program, self.bare),
            ("from source", self.source_program, self.source_bare),
        ):
            told.append(
                f"start, {name}: {program.clock:.2f} s to the first painted rows of {INCIDENTS:,}, a bare window "
                f"{bare.clock:.2f} s ({program.clock / bare.clock:.2f} times; processor "
                f"{program.processor:.2f} s and {bare.processor:.2f} s, {program.processor / bare.processor:.2f} times)"
            )
        told.append(f"aim: at most {MOST} times a bare window frozen the same way: {'met' if self.met else 'NOT MET'}")
        return told


def measure_package(folder: Path) -> Measures:
    """Measure a frozen folder. Freezes the two windows that are timed; the one of the program runs in a copy of
    `folder`, on its libraries and data."""
    with tempfile.TemporaryDirectory(prefix="measuring-") as work:
        home = Path(work) / "home"
        home.mkdir()
        log = home / "log.ascertain"
        generate = [str(folder / "ascertain"), "generate", str(log), "--incidents", str(INCIDENTS)]
        subprocess.run(generate, env=_surroundings(home), stdout=subprocess.DEVNULL, check=True)
        clocked, bare = freeze_clocked(Path(work) / "clocked")
        copy = Path(work) / "copy"
        shutil.copytree(folder, copy, symlinks=True)
        shutil.copy(clocked / "clocked", copy)
        python = [sys.executable, "-m"]
        found = _starts(
            home,
            [
                [str(copy / "clocked"), str(log)],
                [str(bare / "bare")],
                [*python, "tests.bench.program_window", str(log)],
                [*python, "tests.bench.bare_window"],
            ],
        )
    return Measures(size_of(folder), _source_size(), *found)


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder, each once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _source_size() -> int:
    packages = Path(sysconfig.get_paths()["purelib"])
    return size_of(packages) + sum(size_of(ROOT / name) for name in ("src", "resources", "seeds"))


def _starts(home: Path, commands: Sequence[Sequence[str]]) -> list[Start]:
    """The medians, taken in turn so that what else the machine does meets all alike; the first round fills caches."""
    rounds = [[_start(home, command) for command in commands] for _ in range(_ROUNDS + 1)][1:]
    return [
        Start(
            statistics.median(each.clock for each in taken),
            statistics.median(each.processor for each in taken),
        )
        for taken in zip(*rounds, strict=True)
    ]


def _start(home: Path, command: Sequence[str]) -> Start:
    spent = _processor()
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=_surroundings(home), capture_output=True, text=True, check=True, timeout=300
    )
    return Start(float(done.stdout.split()[-1]) - begun, _processor() - spent)


def _processor() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _surroundings(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON"))}
    if sys.platform == "linux" and not (kept.get("DISPLAY") or kept.get("WAYLAND_DISPLAY")):
        kept["QT_QPA_PLATFORM"] = "offscreen"
    # From source it is timed as installed: compiled once.
    return {**kept, "HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}", "PYTHONPYCACHEPREFIX": str(home / "compiled")}


if __name__ == "__main__":
    print("\n".join(measure_package(Path(sys.argv[1])).lines()))
