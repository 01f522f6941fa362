"""OpenDocument spreadsheets (OpenDocument 1.3), written row by row in memory that does not grow with them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.exchange.ods_parts import (
    SHEET_END,
    TYPE,
    content_end,
    content_start,
    fixed_parts,
    quoted,
    rule,
    sheet_start,
)
from ascertain.exchange.ods_rows import Cells, rows_text
from ascertain.exchange.sheet_files import MOST_ROWS, Rows, Sheet, SheetFiles, letters_of
from ascertain.exchange.sheets import CellKind, Column, SheetPlan, Shortened, Workload
from ascertain.exchange.zipped import Archive, Piece, Spool


def write_ods(workload: Workload, out: Path, conduct: Conduct, most_rows: int = MOST_ROWS) -> tuple[Shortened, ...]:
    """Write a spreadsheet with one sheet per plan: bold frozen heading, filter, column widths, typed cells, choices and
    links; a sheet that is full goes on on another one. Returns the texts that were cut short. Raises Cancelled, and
    OSError when the disk refuses."""
    with tempfile.TemporaryDirectory(prefix=f".{out.stem}.", suffix=".parts", dir=out.parent) as folder:
        place = Path(folder)
        rules = _Rules(workload)

        def pen(plan: SheetPlan, name: str) -> _Pen:
            return _Pen(plan, name, rules)

        files = SheetFiles(workload, place, pen, whole=False, most_rows=most_rows)
        sheets = files.write(conduct)
        start = content_start(workload.plans, rules.texts.values(), right_to_left=workload.right_to_left)
        end = content_end([(sheet.name, sheet.plan, sheet.rows) for sheet in sheets])
        pieces = [_piece(place / "start", start, last=False), *(sheet.piece for sheet in sheets)]
        pieces.append(_piece(place / "end", end, last=True))
        _pack(sheets, pieces, out, conduct)
    return tuple(files.shortened)


def _piece(path: Path, text: str, *, last: bool) -> Piece:
    spool = Spool(path)
    try:
        spool.write(text.encode())
        return spool.finish(last=last)
    finally:
        spool.close()


def _pack(sheets: list[Sheet[_Pen]], pieces: list[Piece], out: Path, conduct: Conduct) -> None:
    with Archive(out, conduct) as archive:
        # First, and as it is: by these bytes at their place the kind of the file is told.
        archive.add("mimetype", TYPE.encode(), packed=False)
        archive.add_pieces("content.xml", pieces)
        for name, content in fixed_parts([sheet.name for sheet in sheets]):
            archive.add(name, content)


class _Rules:
    """What people choose from, by the name under which the cells of a column refer to it."""

    def __init__(self, workload: Workload) -> None:
        self.texts: dict[str, str] = {}
        self._workload = workload
        self._names: dict[tuple[str, str], str] = {}

    def name_for(self, plan: SheetPlan, at: int, column: Column) -> str:
        """The name of the rule of a column; empty where it has none."""
        listed = self._workload.listed(column)
        if column.kind is not CellKind.CHOICE or not (listed or column.choices):
            return ""
        found = self._names.setdefault((plan.name, column.key), f"choices{len(self._names) + 1}")
        if found not in self.texts:
            self.texts[found] = rule(found, column, listed, f"{quoted(plan.name)}.{letters_of(at)}2")
        return found


class _Pen:
    """See `sheet_files.Pen`."""

    def __init__(self, plan: SheetPlan, name: str, rules: _Rules) -> None:
        self._plan, self._name = plan, name
        plain = Cells()
        named = [(rules.name_for(plan, at, column), column.kind) for at, column in enumerate(plan.columns)]
        self._columns = [
            Cells(found, links=kind is CellKind.ADDRESS) if found or kind is CellKind.ADDRESS else plain
            for found, kind in named
        ]

    def start(self) -> str:
        """See `Pen.start`."""
        return sheet_start(self._plan, self._name)

    def rows(self, rows: Rows, _line: int) -> str:
        """See `Pen.rows`."""
        return rows_text(rows, self._columns)

    def end(self, _rows: int) -> str:
        """See `Pen.end`."""
        return SHEET_END
