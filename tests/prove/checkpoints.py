"""`kill -9` at the two moments that go wrong most: while the write-ahead log is written back into the file, and while
the log is closed. The process kills itself at a step of SQLite's own, so that every step has its turn."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ascertain.app.session import create_session
from tests.prove.figure import Figure, at_least, exactly
from tests.prove.kills import look
from tests.prove.recorder import library
from tests.prove.soundness import Ledger

_ROOT = Path(__file__).resolve().parents[2]
_STEPS = {"checkpoint": ("write", "write", "write", "sync"), "closing": ("write", "write", "sync", "cut", "drop")}
_MOST = {"write": 40, "sync": 2, "cut": 1, "drop": 1}
_MOST_TOLD = 5


def run(folder: Path, *, kills: int, seed: int = 5) -> Iterator[Figure]:
    """Kill so many processes, by turns in a checkpoint and in closing, and look at the log after each. Raises
    `CannotRun`."""
    library()
    log = folder / "killed.ascertain"
    create_session(log).close()
    found: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    details: list[str] = []
    acknowledged: set[int] = set()
    ledger, draw = Ledger(), random.Random(seed)
    for number in range(1, kills + 1):
        phase = ("closing", "checkpoint")[number % 2]
        step = _STEPS[phase][number // 2 % len(_STEPS[phase])]
        saved, code = _killed(log, phase, step, draw.randint(1, _MOST[step]))
        acknowledged |= saved
        killed[f"at a {step} in {phase}"] += code == -signal.SIGKILL
        for kind, faults in look(log, folder, ledger, acknowledged, number, deep=number == kills):
            found[kind] += len(faults)
            details += [f"kill {number}, {step} in {phase}: {fault}" for fault in faults]
    when = ", ".join(f"{count} {moment}" for moment, count in sorted(killed.items()))
    yield at_least("kills within a checkpoint or while closing", killed.total(), kills * 9 // 10, when)
    told = "; ".join(details[:_MOST_TOLD])
    yield exactly("acknowledged operations lost", found["lost"], 0, f"of {len(acknowledged):,}; {told}".strip("; "))
    yield exactly("half-operations", found["half"], 0, f"of {ledger.last_operation:,} operations in the log")
    yield exactly("faults of file, schema or search index", found["file"] + found["index"], 0)


def _killed(log: Path, phase: str, step: str, nth: int) -> tuple[set[int], int]:
    """What a process acknowledged before it killed itself, and how it ended."""
    words = [sys.executable, "-m", "tests.prove.killed_checkpoint", str(log), phase, step, str(nth)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))}
    done = subprocess.run(words, cwd=_ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return {int(line) for line in done.stdout.split()}, done.returncode
