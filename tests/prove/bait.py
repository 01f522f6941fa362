"""Things to be read that nobody may read: files that tell when they are opened, and a port that counts who comes."""

from __future__ import annotations

import base64
import ctypes
import os
import socket
import struct
import threading
from collections import Counter
from pathlib import Path

from tests.prove.figure import CannotRun

_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_OPENED, _READ = 0x20, 0x01
_NON_BLOCKING = os.O_NONBLOCK
_EVENT = struct.Struct("iIII")

FORBIDDEN = ("bait.png", "bait.css", "bait.html", "bait.svg")
KNOWN = "control.png"
"""A picture that is shown on purpose, so that the watch is known to see."""


class Bait:
    """A folder of bait and a port of bait. `reads` counts, by name, how often a file was opened or read, by whatever
    code; `visits` who came to the port."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        for name in (*FORBIDDEN, KNOWN):
            (folder / name).write_bytes(_PICTURE if name.endswith("png") else b"<svg/>")
        self._watch = _watch(folder)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self.visits = 0
        self._host = threading.Thread(target=self._receive, daemon=True)
        self._host.start()

    def reads(self) -> Counter[str]:
        """What was opened or read since the last time."""
        seen: Counter[str] = Counter()
        while True:
            try:
                told = os.read(self._watch, 1 << 16)
            except BlockingIOError:
                return seen
            at = 0
            while at < len(told):
                _, _mask, _, length = _EVENT.unpack_from(told, at)
                at += _EVENT.size + length
                seen[told[at - length : at].rstrip(b"\0").decode()] += 1

    def texts(self) -> tuple[str, ...]:
        """Hostile text in HTML and Markdown: each asks for a file and for the network."""
        place, net = self.folder.as_uri(), f"http://127.0.0.1:{self.port}"
        plain = f"{self.folder}/bait.png"
        return (
            f'<img src="{place}/bait.png"><b>one</b>',
            f'<img src="{net}/a.png"><a href="{net}/b">two</a>',
            f'<link rel="stylesheet" href="{place}/bait.css"><iframe src="{place}/bait.html"></iframe>three',
            f"![four]({place}/bait.png) [five]({net}/c) <{net}/d>",
            f'<table background="{plain}"><tr><td>six</td></tr></table>',
            f'<p style="background-image:url({place}/bait.svg)">seven</p><object data="{plain}"></object>',
            f'<?xml version="1.0"?><img src="{plain}"/><img src="data:image/png;base64,iVBORw0="/><img src="qrc:/x"/>',
        )

    def close(self) -> None:
        """Stop watching."""
        self._door.close()
        os.close(self._watch)

    def _receive(self) -> None:
        while True:
            try:
                guest, _ = self._door.accept()
            except OSError:
                return
            self.visits += 1
            guest.close()


def _watch(folder: Path) -> int:
    """Have the system tell of every opening and reading in a folder, by whatever code. Raises CannotRun."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        handle = system.inotify_init1(_NON_BLOCKING)
        if handle < 0 or system.inotify_add_watch(handle, os.fsencode(folder), _OPENED | _READ) < 0:
            raise OSError(ctypes.get_errno(), "inotify")
    except (OSError, AttributeError) as error:
        raise CannotRun("this system does not tell when files are read") from error
    return int(handle)
