"""Office Open XML workbooks (ECMA-376), written row by row in memory that does not grow with them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.exchange.sheet_files import LONGEST_TEXT as LONGEST_TEXT
from ascertain.exchange.sheet_files import MOST_ROWS as MOST_ROWS
from ascertain.exchange.sheet_files import Rows, Sheet, SheetFiles, letters_of
from ascertain.exchange.sheets import CellKind, SheetPlan, Shortened, Workload
from ascertain.exchange.xlsx_parts import filtered, fixed_parts, links_part, sheet_end, sheet_start
from ascertain.exchange.xlsx_rows import Tails, is_address, rows_text
from ascertain.exchange.zipped import Archive

_MOST_LINKS = 65_530
"""Links in one sheet (Excel specifications and limits)."""


def write_workbook(
    workload: Workload, out: Path, conduct: Conduct, most_rows: int = MOST_ROWS
) -> tuple[Shortened, ...]:
    """Write a workbook with one sheet per plan: bold frozen heading, filter, column widths, typed cells, choices and
    links; a sheet that is full goes on on another one. Returns the texts that were cut short. Raises Cancelled, and
    OSError when the disk refuses."""

    def pen(plan: SheetPlan, name: str) -> _Pen:
        return _Pen(plan, workload, shown=name == workload.plans[0].name)

    # A folder of its own, so that of the parts nothing is left whatever happens.
    with tempfile.TemporaryDirectory(prefix=f".{out.stem}.", suffix=".parts", dir=out.parent) as folder:
        files = SheetFiles(workload, Path(folder), pen, whole=True, most_rows=most_rows)
        _pack(files.write(conduct), out, conduct)
    return tuple(files.shortened)


def _pack(sheets: list[Sheet[_Pen]], out: Path, conduct: Conduct) -> None:
    with Archive(out, conduct) as archive:
        filters = [filtered(sheet.plan, sheet.rows) for sheet in sheets]
        for name, content in fixed_parts([sheet.name for sheet in sheets], filters):
            archive.add(name, content)
        for at, sheet in enumerate(sheets, start=1):
            archive.add_pieces(f"xl/worksheets/sheet{at}.xml", [sheet.piece])
            if sheet.pen.links:
                archive.add(f"xl/worksheets/_rels/sheet{at}.xml.rels", links_part(sheet.pen.links))


class _Pen:
    """See `sheet_files.Pen`. `links` are addresses of cells and where they lead."""

    def __init__(self, plan: SheetPlan, workload: Workload, *, shown: bool) -> None:
        self._plan, self._workload, self._shown = plan, workload, shown
        self.links: list[tuple[str, str]] = []
        plain, leading = Tails(), Tails(links=True)
        self._leading = [at for at, column in enumerate(plan.columns) if column.kind is CellKind.ADDRESS]
        self._columns = [(letters_of(at), leading if at in self._leading else plain) for at in range(len(plan.columns))]

    def start(self) -> str:
        """See `Pen.start`."""
        return sheet_start(self._plan, right_to_left=self._workload.right_to_left, shown=self._shown)

    def rows(self, rows: Rows, line: int) -> str:
        """See `Pen.rows`."""
        for at in self._leading:
            if len(self.links) < _MOST_LINKS:
                self.links += self._links(rows, line, at)
        return rows_text(rows, line, self._columns)

    def end(self, rows: int) -> str:
        """See `Pen.end`."""
        del self.links[_MOST_LINKS:]
        return sheet_end(self._plan, rows, self.links, self._workload.listed)

    def _links(self, rows: Rows, first: int, at: int) -> Iterator[tuple[str, str]]:
        letters = letters_of(at)
        for line, row in enumerate(rows, start=first):
            cell = row[at]
            if isinstance(cell, str) and is_address(cell):
                yield f"{letters}{line}", cell
