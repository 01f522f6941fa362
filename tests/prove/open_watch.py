"""Notices when the program opens a live log, or what SQLite keeps beside it, by other means than SQLite.

A plain `open()` and close of a file drops the locks that SQLite holds on it in this process: another process may then
write at the same time, and saved work is lost. SQLite's own opening is not heard by Python's audit hooks, so whatever
is heard is a fault, unless no connection of this process is open on the log at the time.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import unquote, urlsplit

from ascertain.store.beside import SIDECARS

_ROOT = str(Path(__file__).resolve().parents[2])
_PROGRAM = os.path.join(_ROOT, "src", "ascertain") + os.sep  # noqa: PTH118 - compared with names of code
_HANDLES = "/proc/self/fd"


@dataclass(slots=True)
class Watch:
    """What was heard since `begin`: how many openings of any file, to how many logs SQLite was connected, and the
    faults, each with the place in the program."""

    opened: int = 0
    logs: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Listen, until the process ends: an audit hook cannot be taken away."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self.opened += 1
            if self.logs and isinstance(arguments[0], str | bytes | os.PathLike):
                self._judge(os.path.realpath(os.fsdecode(arguments[0])))
        elif event == "sqlite3.connect":
            path = _path_of(os.fsdecode(arguments[0]))
            if path:
                self.logs.add(os.path.realpath(path))

    def _judge(self, path: str) -> None:
        log = next((path.removesuffix(end) for end in SIDECARS if path.endswith(end)), path)
        if log in self.logs and _is_live(log):
            place = _place(sys._getframe(2))
            if place:
                name = os.path.basename(path)  # noqa: PTH119 - a text, as the hook gets it
                self.faults.append(f"{place} opens {name}")


def _path_of(database: str) -> str:
    if database.startswith("file:"):
        return unquote(urlsplit(database).path)
    return "" if database in ("", ":memory:") else database


def _is_live(log: str) -> bool:
    """Whether SQLite has the log open in this process."""
    try:
        handles = list(Path(_HANDLES).iterdir())
    except OSError:
        return False
    return any(_points_to(handle, log) for handle in handles)


def _points_to(handle: Path, log: str) -> bool:
    try:
        return str(handle.readlink()) == log
    except OSError:
        return False


def _place(frame: FrameType | None) -> str:
    """Where in the program the file is opened, or nothing where a test does it."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_PROGRAM):
            return f"{file.removeprefix(_PROGRAM)}, line {frame.f_lineno},"
        if file.startswith(_ROOT + os.sep) and file != __file__ and f"{os.sep}.venv{os.sep}" not in file:
            return ""
        frame = frame.f_back
    return ""


WATCH = Watch()
"""The watch over this process; every test looks at it when it is done."""
