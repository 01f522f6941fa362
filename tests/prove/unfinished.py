"""`kill -9` while somebody types and does not save: what was typed stands on disk, and stands in the form again.

Each program goes on with the form that the one before it left. Held against every kill: what is on disk is what stood
in the boxes, and nothing is missing of it that had been typed two seconds before; what was said to be kept is there;
the form that is gone on with holds it byte for byte; and the log has no incident.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

from ascertain.app.session import LogSession, create_session
from tests.prove.figure import Figure, exactly

WITHIN_S = 2.0
_FIRST_KILL_S, _LAST_KILL_S = 0.2, 5.0
_PATIENCE_S = 60.0
_MOST_TOLD = 3


@dataclass(slots=True)
class _Life:
    """What one program told until it was killed at `end`."""

    typed: list[tuple[float, str]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    resumed: str | None = None
    end: float = 0.0


def run(folder: Path, *, kills: int, seed: int = 11) -> Iterator[Figure]:
    """Kill so many programs on one log."""
    draw = random.Random(seed)
    log, home = folder / "typed.ascertain", folder / "home"
    home.mkdir()
    create_session(log).close()
    on_disk = ""
    late: list[str] = []
    lost: list[str] = []
    other: list[str] = []
    incidents = keys = 0
    oldest = 0.0
    for number in range(kills):
        life = _lived(log, home, number, draw.uniform(_FIRST_KILL_S, _LAST_KILL_S))
        if on_disk and life.resumed != on_disk:
            other.append(f"kill {number}")
        before, (on_disk, incidents) = on_disk, _left(log)
        keys += len(life.typed)
        age = _age(life, on_disk or before)
        oldest = max(oldest, age)
        if age > WITHIN_S:
            late.append(f"kill {number}: {age:.2f} s")
        if life.kept and on_disk not in (*life.kept[-1:], *_after(life, life.kept[-1])):
            lost.append(f"kill {number}")
    about = f"{kills} kills, {keys:,} keys"
    yield exactly("kept text that was gone after a kill", len(lost), 0, "; ".join(lost[:_MOST_TOLD]) or about)
    yield exactly(
        f"kills after which text older than {WITHIN_S:.0f} s was missing", len(late), 0, "; ".join(late[:_MOST_TOLD])
    )
    yield Figure("oldest text that was missing", f"{oldest:.2f} s", f"≤ {WITHIN_S:.1f} s", oldest <= WITHIN_S)
    yield exactly("forms gone on with that hold something else", len(other), 0, "; ".join(other[:_MOST_TOLD]))
    yield exactly("incidents that nobody saved", incidents, 0)


def _lived(log: Path, home: Path, number: int, delay: float) -> _Life:
    """Run one program and kill it so many seconds after its first key."""
    environment = {
        **os.environ,
        "HOME": str(home),
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(("src", ".")),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.prove.typing_program", str(log), str(number)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
        text=True,
    )
    life = _Life()

    def kill() -> None:
        life.end = time.monotonic()
        process.send_signal(signal.SIGKILL)

    clock = Timer(_PATIENCE_S, kill)
    clock.start()
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            _hear(life, json.loads(line))
            if len(life.typed) == 1:
                clock.cancel()
                clock = Timer(delay, kill)
                clock.start()
    clock.cancel()
    code = process.wait(_PATIENCE_S)
    if code != -signal.SIGKILL or not life.typed:
        raise RuntimeError(f"the program ended by itself, with {code}, after {len(life.typed)} keys")
    return life


def _hear(life: _Life, told: dict[str, object]) -> None:
    content = str(told["content"])
    match told["what"]:
        case "typed":
            life.typed.append((float(str(told["at"])), content))
        case "kept":
            life.kept.append(content)
        case "resumed":
            life.resumed = content


def _left(log: Path) -> tuple[str, int]:
    """What is on disk of the unfinished form, and how many incidents there are."""
    with closing(LogSession.open(log)) as session:
        found = session.reader().ask(lambda queries: queries.drafts()).result(_PATIENCE_S)
        assert len(found) < 2
        return (found[0].draft.content if found else ""), session.pages.count()


def _age(life: _Life, on_disk: str) -> float:
    """How long before the kill the first key was typed that is not on disk, in seconds; 0 where all is."""
    places = [at for at, (_, content) in enumerate(life.typed) if content == on_disk]
    first_missing = places[-1] + 1 if places else 0
    later = [at for at, content in life.typed[first_missing:] if content != on_disk]
    return life.end - later[0] if later else 0.0


def _after(life: _Life, kept: str) -> set[str]:
    """What stood in the form after it was told to be kept: a later text may be on disk before anybody heard of it."""
    places = [at for at, (_, content) in enumerate(life.typed) if content == kept]
    return {content for _, content in life.typed[places[-1] :]} if places else set()
