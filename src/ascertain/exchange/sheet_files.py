"""The sheets of a file that is an archive: each grows in a file of its own, and goes on on another when it is full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from ascertain.domain.conduct import Conduct, heeding
from ascertain.exchange.sheets import Cell, SheetPlan, Shortened, Workload, continued
from ascertain.exchange.zipped import Piece, Spool

Rows = Sequence[Sequence[Cell]]

MOST_ROWS = 1_048_576
"""Rows in one sheet, the heading included (Excel specifications and limits; LibreOffice has the same)."""
LONGEST_TEXT = 32_767
"""Characters in one cell, in UTF-16 units (Excel specifications and limits)."""
_AT_ONCE = 400
"""Rows that are made into text together."""


class Pen(Protocol):
    """Makes the text of one sheet."""

    def start(self) -> str:
        """All up to the second row: the first has the headings."""

    def rows(self, rows: Rows, line: int, /) -> str:
        """Some rows, of which the first is number `line`, as people count."""

    def end(self, rows: int, /) -> str:
        """All after the last row. With the heading there are so many."""


P = TypeVar("P", bound=Pen)
Pens = Callable[[SheetPlan, str], P]
"""Makes the pen of a sheet from its plan and its name."""


@dataclass(frozen=True, slots=True)
class Sheet(Generic[P]):
    """A sheet that is whole: its name and plan, its rows with the heading, and where it lies."""

    name: str
    plan: SheetPlan
    rows: int
    piece: Piece
    pen: P


@dataclass
class SheetFiles(Generic[P]):
    """The sheets of a workload, in files of a folder. `whole` says that each is a part of the archive by itself."""

    workload: Workload
    folder: Path
    pens: Pens[P]
    whole: bool
    most_rows: int = MOST_ROWS
    shortened: list[Shortened] = field(default_factory=list)

    def write(self, conduct: Conduct) -> list[Sheet[P]]:
        """Write all. Raises Cancelled, and OSError when the disk refuses."""
        with ExitStack() as opened:
            series = [_Series(self, plan, at, opened) for at, plan in enumerate(self.workload.plans)]
            waiting: list[list[Sequence[Cell]]] = [[] for _ in series]
            done = 0
            for block in heeding(self.workload.blocks, conduct.heed):
                done += len(block[0])
                for rows, new in zip(waiting, block, strict=True):
                    rows += new
                if sum(map(len, waiting)) >= _AT_ONCE:
                    _write(series, waiting)
                    conduct.tell(done, self.workload.total)
            _write(series, waiting)
            conduct.tell(self.workload.total, self.workload.total)
            return [sheet for each in series for sheet in each.finish()]


def _write(series: Sequence[_Series[P]], waiting: Sequence[list[Sequence[Cell]]]) -> None:
    """Write what waits for each, and forget it."""
    for each, rows in zip(series, waiting, strict=True):
        each.write([each.fitted(row) if _has_long(row) else row for row in rows])
        rows.clear()


class _Series(Generic[P]):
    """The sheet of a plan, and those on which it goes on."""

    def __init__(self, files: SheetFiles[P], plan: SheetPlan, at: int, opened: ExitStack) -> None:
        self._files, self._plan, self._at, self._opened = files, plan, at, opened
        self._done: list[Sheet[P]] = []
        self._begin()

    def write(self, rows: Rows) -> None:
        """Write rows, on as many sheets as they need."""
        while rows:
            room = self._files.most_rows - self._rows
            if room == 0:
                self._end()
                self._begin()
                continue
            now, rows = rows[:room], rows[room:]
            self._spool.write(self._pen.rows(now, self._rows + 1).encode())
            self._rows += len(now)

    def finish(self) -> Sequence[Sheet[P]]:
        """Close the last sheet, and give all."""
        self._end()
        return self._done

    def fitted(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row with what its cells can hold; what they cannot is told."""
        fitting = [_fitting(cell) if isinstance(cell, str) else cell for cell in row]
        self._files.shortened += [
            Shortened(str(row[0]), column.heading)
            for column, cell, held in zip(self._plan.columns, row, fitting, strict=True)
            if cell is not held
        ]
        return fitting

    def _begin(self) -> None:
        number = len(self._done) + 1
        self._name = continued(self._plan.name, number)
        self._pen = self._files.pens(self._plan, self._name)
        self._spool = Spool(self._files.folder / f"{self._at}-{number}")
        self._opened.callback(self._spool.close)
        self._spool.write(self._pen.start().encode())
        self._rows = 1

    def _end(self) -> None:
        self._spool.write(self._pen.end(self._rows).encode())
        piece = self._spool.finish(last=self._files.whole)
        self._done.append(Sheet(self._name, self._plan, self._rows, piece, self._pen))


def _has_long(row: Sequence[Cell]) -> bool:
    return any(type(cell) is str and len(cell) * 2 > LONGEST_TEXT for cell in row)


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds, with an ellipsis for the rest."""
    if len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: (LONGEST_TEXT - 1) * 2]
    # Half of a pair is left out where the end falls between its halves.
    whole = units[:-2] if 0xD8 <= units[-1] <= 0xDB else units
    return whole.decode("utf-16-le", "surrogatepass") + "…"


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters_of(at: int) -> str:
    """The letters of a column, counted from 0."""
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters
