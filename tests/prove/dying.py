"""Dying at a chosen step of what the program does to the disk."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from typing import Any

_INSTRUCTIONS = 2_000
"""Of SQLite's machine, to a step within a long statement."""


class Steps:
    """Counts steps, and kills the process at step `last` (0: never)."""

    def __init__(self) -> None:
        self.taken = 0
        self.last = 0

    def step(self) -> None:
        """One more."""
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self) -> None:
        """Count from now on what the process does; it is a process of its own."""
        for name in ("fsync", "link", "replace", "unlink", "rename"):
            setattr(os, name, self._counted(getattr(os, name)))
        connect = sqlite3.connect

        def counted(*args: Any, **kwargs: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*args, **kwargs)
            connection.set_trace_callback(lambda _: self.step())
            connection.set_progress_handler(self.step, _INSTRUCTIONS)
            return connection

        setattr(sqlite3, "connect", counted)  # noqa: B010 - its many forms are not told here

    def _counted(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.step()
            return act(*args, **kwargs)

        return counted
