"""A process in which files nobody trusts are read: the program itself once more, watched, and ended when it takes too
long or is no longer wanted.

Nothing of such a file is parsed in the program that has a log open.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

import ascertain
from ascertain.domain.conduct import Conduct

_LOOK_EVERY_S = 0.04
_BLOCK = 1 << 16
_WAITING = 64
"""Lines that were said and not heard yet; whoever says more waits."""
_KEPT = (
    "PATH",
    "SYSTEMROOT",
    "WINDIR",
    "TEMP",
    "TMP",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "PYTHONHOME",
)
"""What of its surroundings the process is given."""


class TookTooLong(Exception):
    """The process had not ended in its time."""


def command(word: str) -> list[str]:
    """How the process is started. In a frozen application the program is one file, and no Python stands beside it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, word]
    # -P: a module that lies in the current folder is not imported.
    return [sys.executable, "-P", "-W", "ignore", "-m", "ascertain", word]


@contextmanager
def answers(
    command: list[str],
    given: tuple[bytes, ...] | BinaryIO,
    conduct: Conduct,
    seconds: float,
    most: tuple[int, int],
    told: Mapping[str, str] | None = None,
) -> Iterator[Iterator[bytes]]:
    """Start the process and iterate over the lines that it says; it is gone when the context is left.

    `given` is what it finds on its standard input: pieces, or an open file of the system, which it reads itself.
    `told` stands in its environment. `most` is how many bytes it may say in one line and in all: a longer line comes
    as an empty one, and after too much nothing is heard. Iterating raises Cancelled, or TookTooLong after `seconds`.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if isinstance(given, tuple) else given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**_surroundings(), **(told or {})},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdout is not None
    lines: queue.Queue[bytes | None] = queue.Queue(_WAITING)
    threads = [threading.Thread(target=_listen, args=(process.stdout, lines, most), daemon=True)]
    if isinstance(given, tuple):
        threads.append(threading.Thread(target=_feed, args=(process.stdin, given), daemon=True))
    try:
        for thread in threads:
            thread.start()
        yield _lines(lines, conduct, time.monotonic() + seconds)
    finally:
        process.kill()
        process.wait()
        _let_go(lines, threads[0])
        for thread in threads:
            thread.join()
        process.stdout.close()


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    root = str(Path(ascertain.__file__).resolve().parent.parent)
    return {**kept, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1"}


def _feed(into: IO[bytes], pieces: tuple[bytes, ...]) -> None:
    try:
        for piece in pieces:
            for at in range(0, len(piece), _BLOCK):
                into.write(piece[at : at + _BLOCK])
        into.close()
    except (BrokenPipeError, OSError):
        # It ended before it had read all; what it said is told by the other side.
        _close(into)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _listen(out: IO[bytes], lines: queue.Queue[bytes | None], most: tuple[int, int]) -> None:
    """Hand on the lines as they come; None at the end, and where there is too much."""
    of_line, left = most
    line = b""
    while left > 0 and (line := out.readline(min(left, of_line))):
        left -= len(line)
        lines.put(line if line.endswith(b"\n") else b"")
    lines.put(None)


def _let_go(lines: queue.Queue[bytes | None], listener: threading.Thread) -> None:
    """Take what the listener still wants to hand on, so that it ends."""
    while listener.is_alive():
        try:
            lines.get(timeout=_LOOK_EVERY_S)
        except queue.Empty:
            continue


def _lines(lines: queue.Queue[bytes | None], conduct: Conduct, until: float) -> Iterator[bytes]:
    while True:
        conduct.heed()
        if time.monotonic() > until:
            raise TookTooLong
        try:
            line = lines.get(timeout=_LOOK_EVERY_S)
        except queue.Empty:
            continue
        if line is None:
            return
        yield line
