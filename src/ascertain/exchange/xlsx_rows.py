"""Rows of typed cells as the text of a worksheet (ECMA-376, SpreadsheetML)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import isfinite

from ascertain.exchange.sheets import Cell

PLAIN, HEADING, DAY, MINUTE, SECOND, LINK = range(6)
"""The formats of cells, in the order in which the styles have them."""
FIRST_YEAR = 1900
"""The calendar of spreadsheets begins with this year, and has a leap day in it that was none."""
_DAYS_BEFORE = date(1899, 12, 30).toordinal()
_SECONDS = 86_400
EXACT = 10**15
"""Numbers of more than fifteen digits are rounded by spreadsheets: they are written as text."""
_TAILS_KEPT, _LONGEST_KEPT = 30_000, 48
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Tails(dict[Cell, str]):
    """What follows the address of a cell, by what stands in it: made once for what stands in many cells."""

    def __init__(self, *, links: bool = False) -> None:
        super().__init__()
        self._form = LINK if links else PLAIN

    def __missing__(self, cell: Cell) -> str:
        tail = self._tail(cell)
        if not isinstance(cell, str) or len(cell) <= _LONGEST_KEPT:
            if len(self) >= _TAILS_KEPT:
                self.clear()
            self[cell] = tail
        return tail

    def _tail(self, cell: Cell) -> str:
        if isinstance(cell, str):
            return text_tail(cell, self._form if is_address(cell) else PLAIN)
        if isinstance(cell, date):
            return _date_tail(cell)
        if cell is None or not isfinite(cell) or abs(cell) >= EXACT:
            return text_tail("" if cell is None else str(cell))
        return f'"><v>{cell!r}</v></c>'


def text_tail(text: str, form: int = PLAIN) -> str:
    """A text. It is never anything else, whatever it starts with."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    style = f' s="{form}"' if form else ""
    return f'"{style} t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>'


def escaped(text: str) -> str:
    """A text as the format has it (ST_Xstring): what XML cannot hold becomes `_xHHHH_`, as does what looks like it."""
    return _SPECIAL.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    sign = found[0]
    return _MARKUP.get(sign) or f"_x{ord(sign):04X}_"


def _date_tail(cell: date) -> str:
    if cell.year <= FIRST_YEAR:
        return text_tail(iso(cell))
    days = cell.toordinal() - _DAYS_BEFORE
    if not isinstance(cell, datetime):
        return f'" s="{DAY}"><v>{days}</v></c>'
    seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
    return f'" s="{SECOND if cell.second else MINUTE}"><v>{days + seconds / _SECONDS!r}</v></c>'


def iso(cell: date) -> str:
    """A day or a local time as text, to the minute where that is all of it."""
    if not isinstance(cell, datetime):
        return cell.isoformat()
    return cell.replace(microsecond=0).isoformat(" ", "seconds" if cell.second else "minutes")


_ADDRESS = re.compile(r"https?://[^\s/?#@\"<>\\^`{|}\x00-\x20]+(?:[/?#][^\s\"<>\\^`{|}\x00-\x20]*)?", re.IGNORECASE)
_LONGEST_ADDRESS = 2_079


def is_address(text: str) -> bool:
    """Whether a text is a web address to which a cell may lead (Excel specifications and limits)."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def rows_text(rows: Iterable[Sequence[Cell]], line: int, columns: Sequence[tuple[str, Tails]]) -> str:
    """The rows from `line` on (as people count). `columns` are their letters, and what makes their cells."""
    parts: list[str] = []
    for row in rows:
        parts.append(f'<row r="{line}">')
        parts += [
            f'<c r="{letters}{line}{tails[cell]}'
            for (letters, tails), cell in zip(columns, row, strict=True)
            if cell is not None and cell != ""
        ]
        parts.append("</row>")
        line += 1
    return "".join(parts)
