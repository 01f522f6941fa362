"""The rows of a file as they were read, kept on disk while they are looked at and taken in.

The file that holds them has no name: the system takes it away when it is closed, however the program ends.
"""

from __future__ import annotations

import json
import tempfile
import threading
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.messages import Message
from ascertain.exchange.csv_file import unprotect
from ascertain.exchange.incoming.order import Opening

Row = tuple[int, tuple[FoundCell, ...]]
"""The number of a row as people count them, the first one 1, and its cells."""


class Spool:
    """A file of lines that belongs to its owner alone and has no name. Any thread may read from it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="ascertain-rows-")  # noqa: SIM115 - closed by `close`
        self._lock = threading.Lock()
        self._end = 0

    def write(self, line: bytes) -> int:
        """Add a line and return where it begins. Raises OSError where the disk refuses."""
        with self._lock:
            at = self._end
            self._file.seek(at)
            self._file.write(line)
            self._end += len(line)
            return at

    def read(self, at: int, length: int) -> bytes:
        """What stands there. Raises ValueError when the file was closed."""
        with self._lock:
            self._file.seek(at)
            return self._file.read(length)

    def close(self) -> None:
        """Take the file away."""
        with self._lock:
            self._file.close()


@dataclass(slots=True)
class Blocks:
    """Where the rows of one sheet stand in the spool: for each block the position of its first row, the number of that,
    and its place."""

    firsts: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class StagedSheet:
    """One table of a file. Rows without anything in them are not counted.

    `rows` and `columns` say how many there are, the heading and what stands above it among them. `headings` are the
    cells that name the columns: those of the row `heading_row` (counted as people do, from 1), or, where that is 0, the
    keys that the file gives itself (JSON); empty where nothing names them.
    """

    name: str
    rows: int
    columns: int
    heading_row: int
    headings: tuple[FoundCell, ...]
    _spool: Spool
    _blocks: Blocks
    _apostrophes: bool = False

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Row]:
        """Yield the rows from the one at position `start` (the first is 0) up to that before `stop`: the number of each
        as people count, and a cell for each column. Any number of times, from any thread, until `Staged.close`."""
        stop = self.rows if stop is None else min(stop, self.rows)
        position = max(0, start)
        at = max(0, bisect_right(self._blocks.firsts, position) - 1)
        while position < stop:
            first = self._blocks.firsts[at]
            numbers, rows = self._block(at)
            within = slice(position - first, stop - first)
            for number, row in zip(numbers[within], rows[within], strict=True):
                yield number, self._whole(row)
            position, at = first + len(rows), at + 1

    def numbered(self, first: int, stop: int) -> Iterator[Row]:
        """Yield the rows with the numbers from `first` up to that before `stop`, as people count them; those in which
        nothing stands are left out."""
        at = max(0, bisect_right(self._blocks.numbers, first) - 1)
        if not self._blocks.firsts:
            return
        for number, row in self.read(self._blocks.firsts[at]):
            if number >= stop:
                return
            if number >= first:
                yield number, row

    def _block(self, at: int) -> tuple[list[int] | range, list[list[Any]]]:
        _sheet, numbers, rows = json.loads(self._spool.read(*self._blocks.places[at]).decode("utf-8", "surrogatepass"))
        if isinstance(numbers, int):
            numbers = range(numbers, numbers + len(rows))
        return numbers, rows

    def _whole(self, row: list[Any]) -> tuple[FoundCell, ...]:
        if list in map(type, row):
            row = [day_of(cell[0]) if type(cell) is list else cell for cell in row]
        if self._apostrophes:
            row = [unprotect(cell) if type(cell) is str else cell for cell in row]
        return (*row, *[None] * (self.columns - len(row)))


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that was read. `form` is its kind (`xlsx`, `csv`, …), `opening` how it was opened, with all that was
    found out. `remarks` are what a person should know of it. Close it: that takes its rows away."""

    path: Path
    form: str
    opening: Opening
    sheets: tuple[StagedSheet, ...]
    remarks: tuple[Message, ...]
    _spool: Spool

    def close(self) -> None:
        """Take the rows away."""
        self._spool.close()

    def __enter__(self) -> Staged:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def day_of(text: str) -> date | datetime:
    """A day, or a day with a time, from its ISO form. Raises ValueError."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
