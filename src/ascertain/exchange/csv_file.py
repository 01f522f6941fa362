"""Comma-separated values (RFC 4180): UTF-8 with a byte order mark, so that spreadsheets read every script rightly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path

from ascertain.domain.conduct import Conduct, heeding
from ascertain.exchange.sheets import Cell, Shortened, Workload
from ascertain.exchange.xlsx_rows import iso

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_UNHELD = re.compile("[\ud800-\udfff]")
_AT_ONCE = 100
_CELLS_KEPT, _LONGEST_KEPT = 30_000, 48


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the values are written. `guarded`: a text that a spreadsheet would take for a formula gets an apostrophe in
    front. `hidden`: with the columns for the way back into the log."""

    separator: str = ","
    mark: bool = True
    guarded: bool = True
    hidden: bool = True


STANDARD = Dialect()


def write_csv(workload: Workload, out: Path, conduct: Conduct, dialect: Dialect = STANDARD) -> tuple[Shortened, ...]:
    """Write the first sheet of a workload. Raises Cancelled, and OSError when the disk refuses."""
    columns = workload.plans[0].columns
    chosen = [at for at, column in enumerate(columns) if dialect.hidden or not column.hidden]
    pick = itemgetter(*chosen) if 1 < len(chosen) < len(columns) else None
    fields = _Fields(dialect)
    waiting: list[Sequence[Cell]] = [tuple(column.heading for column in columns)]
    done = -1
    with out.open("wb") as target:
        if dialect.mark:
            target.write(b"\xef\xbb\xbf")
        for block in heeding(workload.blocks, conduct.heed):
            waiting += block[0]
            if len(waiting) > _AT_ONCE:
                done += len(waiting)
                target.write(fields.lines(map(pick, waiting) if pick else waiting))
                waiting = []
                conduct.tell(min(done, workload.total), workload.total)
        target.write(fields.lines(map(pick, waiting) if pick else waiting))
    conduct.tell(workload.total, workload.total)
    return ()


def protect(text: str) -> str:
    """Put an apostrophe before a text that starts like a formula, or with an apostrophe, so that taking it off again
    is safe."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def unprotect(text: str) -> str:
    """Take off again what `protect` put there."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1:].startswith(_FORMULA_STARTS) else text


def as_text(cell: Cell) -> str:
    """What stands for a cell; a text that starts like a formula is protected."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return protect(cell)
    return iso(cell) if isinstance(cell, date) else str(cell)


class _Fields(dict[Cell, str]):
    """Cells as they stand between the separators: made once for what stands in many."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        self._separator, self._guarded = dialect.separator, dialect.guarded
        self._special = re.compile(f'["\r\n{re.escape(dialect.separator)}]')

    def lines(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        """Rows as they stand in the file."""
        lines = [self._separator.join([self[cell] for cell in row]) for row in rows]
        # A line of one empty cell would be no line.
        lines = [line or '""' for line in lines]
        return "".join([f"{line}\r\n" for line in lines]).encode("utf-8")

    def __missing__(self, cell: Cell) -> str:
        field = self._field(cell)
        if not isinstance(cell, str) or len(cell) <= _LONGEST_KEPT:
            if len(self) >= _CELLS_KEPT:
                self.clear()
            self[cell] = field
        return field

    def _field(self, cell: Cell) -> str:
        if not isinstance(cell, str):
            return as_text(cell)
        # Also where formulas stay, an apostrophe of the text's own is doubled where it would be taken off.
        text = protect(cell) if self._guarded or unprotect(cell) is not cell else cell
        # A blank at the edge is part of the text: within quotes every reader keeps it.
        if self._special.search(text) or text != text.strip():
            text = '"' + text.replace('"', '""') + '"'
        return text if text.isascii() else _UNHELD.sub("\N{REPLACEMENT CHARACTER}", text)
