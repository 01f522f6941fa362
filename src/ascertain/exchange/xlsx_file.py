"""Office Open XML workbooks (ECMA-376), written row by row in constant memory."""

from __future__ import annotations

import contextlib
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import IOBase
from pathlib import Path
from typing import Any

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.exchange.sheets import Cell, Column, SheetPlan, Shortened, Workload

LONGEST_TEXT = 32_767
"""Characters in one cell, in UTF-16 units (Excel specifications and limits)."""
MOST_ROWS = 1_048_576
"""Rows in one sheet, the heading included (Excel specifications and limits)."""
_FIRST_YEAR = 1900
_CHECK_EVERY = 200


def write_workbook(workload: Workload, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
    """Write a workbook with one sheet per plan: bold frozen heading, filter, column widths, typed cells. Returns the
    texts that were cut short. Raises Cancelled, and OSError when the disk refuses."""
    import xlsxwriter  # late: 30 ms that only an export needs

    # A folder of its own, so that of the parts nothing is left whatever happens.
    with tempfile.TemporaryDirectory(prefix=f".{out.stem}.", suffix=".parts", dir=out.parent) as parts:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "tmpdir": parts,
        }
        book = xlsxwriter.Workbook(str(out), options)
        try:
            pen = _Pen(book, workload.plans)
            _write_blocks(pen, workload, conduct)
            pen.finish()
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            # The library wraps what the disk refused; what it refused is what people are told.
            _abandon(book, error)
            raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError()) from error
        except BaseException as error:
            _abandon(book, error)
            raise
    return tuple(pen.shortened)


def _write_blocks(pen: _Pen, workload: Workload, conduct: Conduct) -> None:
    for done, block in enumerate(workload.blocks, start=1):
        pen.write_block(block)
        if done % _CHECK_EVERY == 0:
            conduct.progress(done, workload.total)
            if conduct.cancelled():
                raise Cancelled
    conduct.progress(workload.total, workload.total)
    if conduct.cancelled():
        raise Cancelled


def _abandon(book: Any, error: BaseException) -> None:
    """Close the workbook's own temporary files without writing the workbook. The library leaves open what it was
    writing when the disk refused: who wrote it stands in the error."""
    writers = [*book.worksheets(), *_callers(error)]
    for handle in (getattr(writer, name, None) for writer in writers for name in ("row_data_fh", "fh")):
        if isinstance(handle, IOBase):
            with contextlib.suppress(OSError):
                handle.close()
    book.fileclosed = 1


def _callers(error: BaseException | None) -> Iterator[Any]:
    """The objects whose methods an error, and what it was raised for, came through."""
    while error is not None:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            yield frame.f_locals.get("self")
        error = error.__context__


@dataclass
class _Pen:
    """Writes cells in their types and counts rows per sheet."""

    book: Any
    plans: tuple[SheetPlan, ...]
    shortened: list[Shortened] = field(default_factory=list)

    def __post_init__(self) -> None:
        heading = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": False})
        self._day = self.book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._time = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._sheets = [self.book.add_worksheet(plan.name) for plan in self.plans]
        self._next = [1] * len(self.plans)
        for sheet, plan in zip(self._sheets, self.plans, strict=True):
            sheet.freeze_panes(1, 1)
            for at, column in enumerate(plan.columns):
                sheet.set_column(at, at, column.width)
                sheet.write_string(0, at, column.heading, heading)

    def write_block(self, block: tuple[tuple[tuple[Cell, ...], ...], ...]) -> None:
        """Write one record's rows to each sheet."""
        for at, rows in enumerate(block):
            sheet, columns = self._sheets[at], self.plans[at].columns
            for row in rows:
                self._write_row(sheet, self._next[at], row, columns)
                self._next[at] += 1

    def finish(self) -> None:
        """Put a filter over each sheet's rows."""
        for sheet, plan, rows in zip(self._sheets, self.plans, self._next, strict=True):
            sheet.autofilter(0, 0, max(rows - 1, 0), len(plan.columns) - 1)

    def _write_row(self, sheet: Any, line: int, row: tuple[Cell, ...], columns: tuple[Column, ...]) -> None:
        for at, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                sheet.write_string(line, at, self._fit(cell, row, columns[at]))
            elif isinstance(cell, datetime):
                self._write_date(sheet, line, at, cell, cell.isoformat(sep=" ", timespec="minutes"), self._time)
            elif isinstance(cell, date):
                self._write_date(sheet, line, at, cell, cell.isoformat(), self._day)
            else:
                sheet.write_number(line, at, cell)

    def _write_date(self, sheet: Any, line: int, at: int, cell: date, text: str, form: Any) -> None:
        # The calendar of a spreadsheet starts in 1900, with a leap day that was none: ISO text before.
        if cell.year > _FIRST_YEAR:
            sheet.write_datetime(line, at, cell, form)
        else:
            sheet.write_string(line, at, text)

    def _fit(self, text: str, row: tuple[Cell, ...], column: Column) -> str:
        if len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
            return text
        self.shortened.append(Shortened(str(row[0]), column.heading))
        return text.encode("utf-16-le")[: (LONGEST_TEXT - 1) * 2].decode("utf-16-le", "ignore") + "…"
