"""A disk that loses its power: what a record of writes and syncs can have left of each file, and under which names.

What was synced stays. Of what was written to a file since its last sync, each write is there, is not, or is torn at
the sectors of the disk, in any order; of the names that changed since their folder was synced, each is old or new.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.prove.recorder import Event

_SECTOR = 512
Image = dict[str, tuple[int, bytes]]
_WAYS = ("none", "all", "some", "torn", "shuffled", "garbage")


@dataclass(eq=False, slots=True)
class _File:
    """One file, whatever its names: what is surely on disk, and what came since."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)


class Disk:
    """Follows a record, event by event; `crash` may be asked at any time."""

    def __init__(self, there: dict[str, bytes] | None = None) -> None:
        self._names = {name: _File(bytearray(content)) for name, content in (there or {}).items()}
        self._synced_names = dict(self._names)
        self._since: list[tuple[Event, _File | None]] = []

    def follow(self, event: Event) -> None:
        """Take in the next event."""
        match event.what:
            case "write" | "cut":
                self._file(event.path).since.append(event)
            case "sync":
                file = self._file(event.path)
                for each in file.since:
                    _apply(file.synced, each)
                file.since.clear()
            case "sync_folder":
                self._sync_folder(event.path)
            case "make" | "drop" | "move" | "twin":
                self._name(event)

    def crash(self, draw: random.Random) -> Image:
        """One state that a loss of power now can leave: each name with the number of its file and what is in it."""
        names = dict(self._synced_names)
        keep = draw.choice((0.0, 0.5, 1.0))
        for event, file in self._since:
            if draw.random() < keep:
                _rename(names, event, file)
        numbers = {file: number for number, file in enumerate(dict.fromkeys(names.values()))}
        contents = {file: _torn(file, draw) for file in numbers}
        return {name: (numbers[file], contents[file]) for name, file in names.items()}

    def _file(self, path: str) -> _File:
        if path not in self._names:
            self._name(Event("make", path))
        return self._names[path]

    def _name(self, event: Event) -> None:
        file = _File() if event.what == "make" else self._names.get(event.path)
        _rename(self._names, event, file)
        self._since.append((event, file))

    def _sync_folder(self, folder: str) -> None:
        left: list[tuple[Event, _File | None]] = []
        for event, file in self._since:
            if os.path.dirname(event.other or event.path) == folder:  # noqa: PTH120 - a text, as in the record
                _rename(self._synced_names, event, file)
            else:
                left.append((event, file))
        self._since = left


def _rename(names: dict[str, _File], event: Event, file: _File | None) -> None:
    if event.what in ("drop", "move") and names.get(event.path) is file:
        names.pop(event.path, None)
    if event.what != "drop" and file is not None:
        names[event.other or event.path] = file


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "cut":
        if event.at < len(content):
            del content[event.at :]
        else:
            content.extend(bytes(event.at - len(content)))
        return
    end = event.at + len(event.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[event.at : end] = event.data


def _torn(file: _File, draw: random.Random) -> bytes:
    if not file.since:
        return bytes(file.synced)
    content = bytearray(file.synced)
    way = draw.choice(_WAYS)
    events = [] if way == "none" else list(file.since)
    if way == "some":
        events = [each for each in events if draw.random() < 0.5]
    elif way == "shuffled":
        events = draw.sample(events, draw.randint(0, len(events)))
    elif way in ("torn", "garbage"):
        events = [part for each in events for part in _sectors(each, draw, garbage=way == "garbage")]
    for each in events:
        _apply(content, each)
    return bytes(content)


def _sectors(event: Event, draw: random.Random, *, garbage: bool) -> Iterable[Event]:
    """Those sectors of a write that got to the disk; one that did not is as it was, or garbage."""
    if event.what == "cut":
        return [event] if draw.random() < 0.5 else []
    parts: list[Event] = []
    at, end = event.at, event.at + len(event.data)
    while at < end:
        stop = min(end, (at // _SECTOR + 1) * _SECTOR)
        if draw.random() < 0.5:
            parts.append(Event("write", event.path, at, event.data[at - event.at : stop - event.at]))
        elif garbage:
            parts.append(Event("write", event.path, at, draw.randbytes(stop - at)))
        at = stop
    return parts


def lay_out(image: Image, recorded: Path, folder: Path) -> None:
    """Write an image that was recorded in one folder into another, in place of what is there."""
    for old in sorted(folder.rglob("*"), reverse=True):
        old.rmdir() if old.is_dir() else old.unlink()
    laid: dict[int, Path] = {}
    for name, (number, content) in image.items():
        path = folder / Path(name).relative_to(recorded)
        path.parent.mkdir(parents=True, exist_ok=True)
        if number in laid:
            path.hardlink_to(laid[number])
            continue
        laid[number] = path
        path.write_bytes(content)
