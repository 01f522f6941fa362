"""Office Open XML workbooks (ECMA-376), written row by row in memory that does not grow with them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.exchange.sheets import Cell, CellKind, SheetPlan, Shortened, Workload, continued
from ascertain.exchange.xlsx_parts import MOST_ROWS as MOST_ROWS
from ascertain.exchange.xlsx_parts import filtered, fixed_parts, links_part, sheet_end, sheet_start
from ascertain.exchange.xlsx_rows import LONGEST_TEXT as LONGEST_TEXT
from ascertain.exchange.xlsx_rows import Tails, fitting, is_address, letters_of, rows_text
from ascertain.exchange.zipped import Archive, Piece, Spool

_MOST_LINKS = 65_530
"""Links in one sheet (Excel specifications and limits)."""
_AT_ONCE = 400
"""Rows that are made into text together."""


def write_workbook(
    workload: Workload, out: Path, conduct: Conduct, most_rows: int = MOST_ROWS
) -> tuple[Shortened, ...]:
    """Write a workbook with one sheet per plan: bold frozen heading, filter, column widths, typed cells, choices and
    links; a sheet that is full goes on on another one. Returns the texts that were cut short. Raises Cancelled, and
    OSError when the disk refuses."""
    # A folder of its own, so that of the parts nothing is left whatever happens.
    with tempfile.TemporaryDirectory(prefix=f".{out.stem}.", suffix=".parts", dir=out.parent) as parts:
        book = _Book(Path(parts), workload, most_rows)
        try:
            _write_blocks(book, workload, conduct)
            sheets = [sheet for series in book.series for sheet in series.finish()]
        finally:
            book.close()
        _pack(sheets, out, conduct)
    return tuple(shortened for series in book.series for shortened in series.shortened)


def _write_blocks(book: _Book, workload: Workload, conduct: Conduct) -> None:
    waiting: list[list[Sequence[Cell]]] = [[] for _ in workload.plans]
    done = 0
    for block in workload.blocks:
        done += len(block[0])
        for rows, new in zip(waiting, block, strict=True):
            rows += new
        if sum(map(len, waiting)) >= _AT_ONCE:
            book.write(waiting)
            conduct.tell(done, workload.total)
    book.write(waiting)
    conduct.tell(workload.total, workload.total)


def _pack(sheets: Sequence[_Done], out: Path, conduct: Conduct) -> None:
    with Archive(out, conduct) as archive:
        filters = [filtered(sheet.plan, sheet.rows) for sheet in sheets]
        for name, content in fixed_parts([sheet.name for sheet in sheets], filters):
            archive.add(name, content)
        for at, sheet in enumerate(sheets, start=1):
            archive.add_pieces(f"xl/worksheets/sheet{at}.xml", [sheet.piece])
            if sheet.links:
                archive.add(f"xl/worksheets/_rels/sheet{at}.xml.rels", links_part(sheet.links))


class _Book:
    """The sheets of all plans."""

    def __init__(self, folder: Path, workload: Workload, most_rows: int) -> None:
        self._open = ExitStack()
        self.series = [
            _Series(plan, folder / str(at), workload, at == 0, most_rows, self._open)
            for at, plan in enumerate(workload.plans)
        ]

    def write(self, waiting: Sequence[list[Sequence[Cell]]]) -> None:
        """Write rows to each sheet, and forget them."""
        for series, rows in zip(self.series, waiting, strict=True):
            if rows:
                series.write(rows)
                rows.clear()

    def close(self) -> None:
        """Close every file."""
        self._open.close()


@dataclass(frozen=True, slots=True)
class _Done:
    """A sheet that is whole."""

    name: str
    plan: SheetPlan
    rows: int
    piece: Piece
    links: Sequence[tuple[str, str]]


@dataclass
class _Series:
    """The sheet of a plan, and those on which it goes on."""

    plan: SheetPlan
    place: Path
    workload: Workload
    shown: bool
    most_rows: int
    opened: ExitStack
    shortened: list[Shortened] = field(default_factory=list)
    _done: list[_Done] = field(default_factory=list)

    def __post_init__(self) -> None:
        plain, links = Tails(), Tails(links=True)
        self._columns = [
            (letters_of(at), links if column.kind is CellKind.ADDRESS else plain)
            for at, column in enumerate(self.plan.columns)
        ]
        self._linked = [at for at, column in enumerate(self.plan.columns) if column.kind is CellKind.ADDRESS]
        self._begin()

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write rows, on as many sheets as they need."""
        rows = [self._fitted(row) if _has_long(row) else row for row in rows]
        while rows:
            room = self.most_rows - self._rows
            if room == 0:
                self._end()
                self._begin()
                continue
            now, rows = rows[:room], rows[room:]
            for at in self._linked:
                self._links += self._leading(now, at)
            self._spool.write(rows_text(now, self._rows + 1, self._columns).encode())
            self._rows += len(now)

    def finish(self) -> Sequence[_Done]:
        """Close the last sheet, and give all."""
        self._end()
        return self._done

    def _begin(self) -> None:
        number = len(self._done) + 1
        self._spool = Spool(self.place.with_name(f"{self.place.name}-{number}"))
        self.opened.callback(self._spool.close)
        self._links: list[tuple[str, str]] = []
        self._rows = 1
        start = sheet_start(self.plan, right_to_left=self.workload.right_to_left, shown=self.shown and number == 1)
        self._spool.write(start.encode())

    def _end(self) -> None:
        del self._links[_MOST_LINKS:]
        self._spool.write(sheet_end(self.plan, self._rows, self._links, self.workload.listed).encode())
        name = continued(self.plan.name, len(self._done) + 1)
        self._done.append(_Done(name, self.plan, self._rows, self._spool.finish(), self._links))

    def _leading(self, rows: Iterable[Sequence[Cell]], at: int) -> Iterator[tuple[str, str]]:
        if len(self._links) >= _MOST_LINKS:
            return
        letters = letters_of(at)
        for line, row in enumerate(rows, start=self._rows + 1):
            cell = row[at]
            if isinstance(cell, str) and is_address(cell):
                yield f"{letters}{line}", cell

    def _fitted(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row with what its cells can hold; what they cannot is told."""
        fitted = [fitting(cell) if isinstance(cell, str) else cell for cell in row]
        self.shortened += [
            Shortened(str(row[0]), column.heading)
            for column, cell, held in zip(self.plan.columns, row, fitted, strict=True)
            if cell is not held
        ]
        return fitted


def _has_long(row: Sequence[Cell]) -> bool:
    return any(type(cell) is str and len(cell) * 2 > LONGEST_TEXT for cell in row)
