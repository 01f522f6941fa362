"""Starting programs from a server that has one loaded, hearing what they acknowledge, and killing them."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CLOSED = "after it had closed"
"""The moment of a program that had ended before it was killed."""
_PATIENCE_S = 60.0


@dataclass(slots=True)
class Round:
    """One program on `log`: killed `delay` seconds after it said `wait_for`. `end`: it closes by itself after so many
    saves. `saved` are the operations that it acknowledged."""

    number: int
    log: Path
    hands: bool
    moment: str
    wait_for: str
    delay: float
    end: int = 0
    saved: set[int] = field(default_factory=set)


class Server:
    """The process that forks programs. Its home is a folder of its own."""

    def __init__(self, home: Path) -> None:
        home.mkdir()
        environment = {
            **os.environ,
            "HOME": str(home),
            **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")},
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join(("src", ".")),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.prove.killed_program"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=Path(__file__).resolve().parents[2],
            text=True,
        )
        self.lines: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def start(self, asked: Round) -> None:
        """Ask for a program."""
        assert self._process.stdin is not None
        words = {"round": asked.number, "log": str(asked.log), "hands": asked.hands, "end": asked.end}
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """End the server. The last program is ended already."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(_PATIENCE_S)
        self._listening.join(_PATIENCE_S)
        self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.put(json.loads(line))


def watched(server: Server, asked: Round) -> Round:
    """Start a program, kill it at its moment, and give what it acknowledged. Raises AssertionError where the program
    failed by itself."""
    server.start(asked)
    process = 0
    kill_at: float | None = None
    come = False
    while True:
        heard = _next(server, kill_at)
        if heard is None:
            kill_at = None
            os.kill(process, signal.SIGKILL)
            continue
        if heard["what"] == "fault":
            raise AssertionError(f"round {asked.number}: {heard['text']}")
        if heard["what"] == "started":
            process = heard["process"]
        if heard["what"] == "saved":
            asked.saved.add(heard["operation"])
        if heard["what"] == "ended":
            break
        if heard["what"] == asked.wait_for and not come:
            come = True
            kill_at = time.monotonic() + asked.delay
    if heard["code"] != -signal.SIGKILL:
        assert heard["code"] == 0, f"round {asked.number} ended with {heard['code']}"
        asked.moment = CLOSED
    return asked


def _next(server: Server, kill_at: float | None) -> dict[str, Any] | None:
    """The next line, or None when the moment of the kill has come."""
    wait = _PATIENCE_S if kill_at is None else max(0.0, kill_at - time.monotonic())
    try:
        return server.lines.get(timeout=wait)
    except queue.Empty:
        assert kill_at is not None, f"nothing was heard for {_PATIENCE_S:.0f} s"
        return None
