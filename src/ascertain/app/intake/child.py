"""The process in which documents are read: the program itself once more, watched, and ended when it takes too long.

Nothing of a document is parsed in the program that has a log open.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import ascertain
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import FileTrouble
from ascertain.exchange.documents.facts import Facts, from_json
from ascertain.exchange.documents.reader_process import WORD, Failure, Order

_LOOK_EVERY_S = 0.04
_BLOCK = 1 << 16
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


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a document may take: `seconds` on the clock, bytes of `memory` where the system can hold it to that, and
    bytes of `answer`."""

    seconds: float = 45.0
    memory: int = 1_500 << 20
    answer: int = 32 << 20


def read_in_child(order: Order, content: bytes, conduct: Conduct, limits: Limits) -> Facts:
    """Read a document in a process of its own. Raises FileTrouble with what to do, or Cancelled; the process is gone in
    any case."""
    order = Order(order.form, order.encoding, order.address, limits.memory, int(limits.seconds) + 1)
    process = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines: queue.Queue[bytes | None] = queue.Queue()
    threads = (
        threading.Thread(target=_feed, args=(process.stdin, order.to_line(), content), daemon=True),
        threading.Thread(target=_listen, args=(process.stdout, lines, limits.answer), daemon=True),
    )
    try:
        for thread in threads:
            thread.start()
        return _answer(lines, conduct, time.monotonic() + limits.seconds)
    finally:
        process.kill()
        process.wait()
        for thread in threads:
            thread.join()
        process.stdout.close()


def command() -> list[str]:
    """How the process is started. In a frozen application the program is one file, and no Python stands beside it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    # -P: a module that lies in the current folder is not imported.
    return [sys.executable, "-P", "-W", "ignore", "-m", "ascertain", WORD]


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    root = str(Path(ascertain.__file__).resolve().parent.parent)
    return {**kept, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1"}


def _feed(into: IO[bytes], line: bytes, content: bytes) -> None:
    try:
        into.write(line)
        for at in range(0, len(content), _BLOCK):
            into.write(content[at : at + _BLOCK])
        into.close()
    except (BrokenPipeError, OSError):
        # It ended before it had read all; what it said is told by the other side.
        _close(into)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _listen(out: IO[bytes], lines: queue.Queue[bytes | None], most: int) -> None:
    """Hand on the lines as they come; None at the end, and where there is more than `most`."""
    left, line = most, b""
    while left > 0 and (line := out.readline(left)):
        left -= len(line)
        lines.put(line if line.endswith(b"\n") else b"")
    lines.put(None)


def _answer(lines: queue.Queue[bytes | None], conduct: Conduct, until: float) -> Facts:
    for line in _lines(lines, conduct, until):
        said = _said(line)
        if "facts" in said:
            try:
                return from_json(json.dumps(said["facts"]))
            except (ValueError, TypeError) as error:
                raise FileTrouble(_FAILED[Failure.UNREADABLE]) from error
        if "failed" in said:
            raise FileTrouble(_FAILED.get(said["failed"], _FAILED[Failure.UNREADABLE]))
        done, total = said.get("done"), said.get("total")
        if type(done) is int and type(total) is int:
            conduct.tell(done, total)
    # Ended without a word: the system ended it, most likely since it wanted too much memory or time.
    raise FileTrouble(_FAILED[Failure.TOO_LARGE])


def _lines(lines: queue.Queue[bytes | None], conduct: Conduct, until: float) -> Iterator[bytes]:
    while True:
        if conduct.cancelled():
            conduct.tell(0, 0)
        if time.monotonic() > until:
            raise FileTrouble(TOO_LONG)
        try:
            line = lines.get(timeout=_LOOK_EVERY_S)
        except queue.Empty:
            continue
        if line is None:
            return
        yield line


def _said(line: bytes) -> dict[str, Any]:
    try:
        read = json.loads(line)
    except ValueError:
        return {"failed": Failure.UNREADABLE}
    return read if isinstance(read, dict) else {"failed": Failure.UNREADABLE}


TOO_LONG: Message = say(
    "Reading this document took too long and was stopped. Open it where you see it, copy the text, and paste it here."
)
_FAILED: dict[str, Message] = {
    Failure.UNREADABLE: say(
        "This document cannot be read: it is damaged, or not what it seems. Open it where you see it, copy the text, "
        "and paste it here."
    ),
    Failure.LOCKED: say(
        "This PDF is locked with a password. Open it with its password, copy the text, and paste it here."
    ),
    Failure.TOO_LARGE: say(
        "This document is too large or too deeply nested to be read safely. Copy the part that you need, and paste it "
        "here."
    ),
}
