"""Showing hostile HTML and Markdown reads nothing: a log full of it is shown on every screen, in a process of its own,
while files and a port that it names are watched.

The files are watched by the system (inotify), which sees reads by Qt that Python's audit hook cannot; the hook watches
for what the program itself might do; where strace is there, it watches a second run. That the watch sees is shown by a
picture that is shown on purpose.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.prove.bait import FORBIDDEN, KNOWN, Bait
from tests.prove.figure import Figure, at_least, exactly

_TRACED = "openat,open,connect,execve,sendto"
_LONGEST_S = 300


def run(folder: Path, *, texts: int, traced: int) -> Iterator[Figure]:
    """Show everything with so many hostile texts; `traced`: also under strace, where it is there."""
    bait = Bait(folder / "bait")
    try:
        told = _shown(folder / "shown", bait, texts, ())
        reads = bait.reads()
        yield at_least("screens, pages and dialogs with hostile text", len(told["screens"]), 20)
        yield at_least("widgets and cells that show it as it stands", told["literal"], 60)
        yield exactly("texts that could render", len(told["rendering"]), 0, "; ".join(told["rendering"][:5]))
        yield exactly("reads of what the texts name", sum(reads[name] for name in FORBIDDEN), 0)
        yield exactly("connections to where the texts lead", bait.visits, 0)
        yield exactly(
            "files, programs and networks reached for", len(told["audited"]), 0, "; ".join(told["audited"][:5])
        )
        yield at_least("reads of a picture shown on purpose, for the watch", reads[KNOWN], 1)
        if traced and (strace := shutil.which("strace")):
            trace = folder / "trace"
            again = _shown(
                folder / "traced", bait, texts, (strace, "-f", "-qq", "-e", f"trace={_TRACED}", "-o", str(trace))
            )
            lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
            bad = [line for line in lines if any(name in line for name in FORBIDDEN) or f"htons({bait.port})" in line]
            yield exactly("system calls that name the bait, by strace", len(bad), 0, "; ".join(bad[:3]))
            yield at_least(
                "system calls that name the picture shown on purpose", sum(KNOWN in line for line in lines), 1
            )
            yield exactly("connections while traced", bait.visits, 0, f"{len(again['screens'])} screens")
    finally:
        bait.close()


def _shown(folder: Path, bait: Bait, texts: int, before: tuple[str, ...]) -> dict[str, Any]:
    folder.mkdir()
    asked = {
        "folder": str(folder),
        "texts": bait.texts()[:texts],
        "known": str(bait.folder / KNOWN),
        "bait": str(bait.folder),
    }
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [*before, sys.executable, "-m", "tests.prove.shown_screens"],
        input=json.dumps(asked), capture_output=True, text=True, env=surroundings, timeout=_LONGEST_S, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
