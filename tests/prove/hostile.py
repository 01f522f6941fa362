"""Hostile and broken files: each is refused in a sentence or opened, in little time, and nothing in it is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.example import log_example
from ascertain.app.session import create_session
from tests.prove.figure import Figure, exactly
from tests.prove.zoo import EITHER, ZOO, make_zoo

_LONGEST_S = 15.0


def run(folder: Path, *, heavy: int) -> Iterator[Figure]:
    """Open every file of the zoo as the window and the command line would, in a process that may hang or fall."""
    sound = folder / "sound.ascertain"
    with closing(create_session(sound, vocabularies=shipped_vocabularies())) as session:
        log_example(session)
    files = make_zoo(sound, folder / "zoo", heavy=bool(heavy))
    before = {name: _state(path) for name, path in files.items()}
    met = list(_meet(files))
    wrong = [each for each in met if each["how"] == "fault"]
    unlike = [each["name"] for each in met if ZOO[each["name"]][0] not in (EITHER, each["how"]) and each not in wrong]
    lost = sorted(set(files) - {each["name"] for each in met})
    slow = [each["name"] for each in met if each["took"] > _LONGEST_S]
    changed = [name for name, path in files.items() if _state(path) != before[name]]
    refused = sum(each["how"] == "refused" for each in met)
    yield exactly(f"Hostile files that ended the process or hung, of {len(files)}", len(lost), 0, ", ".join(lost))
    faults = "; ".join(f"{each['name']}: {each['said']}" for each in wrong)
    yield exactly("… answered with a fault of the program", len(wrong), 0, faults)
    yield exactly("… opened or refused against what was expected", len(unlike), 0, ", ".join(unlike))
    yield exactly("… that took long", len(slow), 0, ", ".join(slow))
    yield exactly(
        "… changed by opening", len(changed), 0, ", ".join(changed) or f"{refused} were refused in a sentence"
    )


def _state(path: Path) -> object:
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


def _meet(files: dict[str, Path]) -> Iterator[dict[str, Any]]:
    """What each file was answered with. A file that ends the process or hangs is missing; the rest goes on in a new
    one."""
    waiting = dict(files)
    while waiting:
        words = [sys.executable, "-m", "tests.prove.hostile_opening"]
        given = json.dumps({name: str(path) for name, path in waiting.items()})
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        limit = 30 + len(waiting) * 2
        try:
            done = subprocess.run(
                words, input=given, capture_output=True, text=True, timeout=limit, env=environment, check=False
            ).stdout
        except subprocess.TimeoutExpired as late:
            done = (late.stdout or b"").decode()
        answered = [json.loads(line) for line in done.splitlines()]
        yield from answered
        for each in answered:
            waiting.pop(each["name"])
        if waiting:
            # The one it was at when it ended.
            waiting.pop(next(iter(waiting)))
