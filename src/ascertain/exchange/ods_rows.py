"""Rows of typed cells as the text of a table (OpenDocument 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import isfinite
from xml.sax.saxutils import quoteattr

from ascertain.exchange.sheets import Cell
from ascertain.exchange.xlsx_rows import EXACT, FIRST_YEAR, is_address, iso

HEADING, DAY, MINUTE, SECOND = "heading", "day", "minute", "second"
"""The names of the formats of cells."""

_CELLS_KEPT, _LONGEST_KEPT = 30_000, 48
_SPECIAL = re.compile(r"[&<>\t\n\r\x00-\x1f\ud800-\udfff\ufffe\uffff]|^ |  | $")
_IN_LINE = re.compile(r"^ +| +$| {2,}|[&<>\t\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": "<text:tab/>"}
_MISSING = "\N{REPLACEMENT CHARACTER}"
UNHELD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""


class Cells(dict[Cell, str]):
    """Cells by what stands in them: made once for what stands in many. `rule` names what people choose from."""

    def __init__(self, rule: str = "", *, links: bool = False) -> None:
        super().__init__()
        self._rule = f" table:content-validation-name={quoteattr(rule)}" if rule else ""
        self._links = links
        self.empty = f"<table:table-cell{self._rule}/>"

    def __missing__(self, cell: Cell) -> str:
        made = self._cell(cell)
        if not isinstance(cell, str) or len(cell) <= _LONGEST_KEPT:
            if len(self) >= _CELLS_KEPT:
                self.clear()
            self[cell] = made
        return made

    def _cell(self, cell: Cell) -> str:
        if cell is None or cell == "":
            return self.empty
        if isinstance(cell, str):
            return self._text(cell)
        if isinstance(cell, date):
            return self._date(cell)
        if not isfinite(cell) or abs(cell) >= EXACT:
            return self._text(str(cell))
        return f'<table:table-cell{self._rule} office:value-type="float" office:value="{cell!r}"/>'

    def _text(self, text: str) -> str:
        held = paragraphs(text)
        if self._links and is_address(text):
            to = quoteattr(text)
            held = f'<text:p><text:a xlink:href={to} xlink:type="simple">{held[8:-9]}</text:a></text:p>'
        return f'<table:table-cell{self._rule} office:value-type="string">{held}</table:table-cell>'

    def _date(self, cell: date) -> str:
        # As in workbooks: days of before the calendar of spreadsheets are text.
        if cell.year <= FIRST_YEAR:
            return self._text(iso(cell))
        if isinstance(cell, datetime):
            style, value = SECOND if cell.second else MINUTE, cell.replace(microsecond=0, tzinfo=None).isoformat()
        else:
            style, value = DAY, cell.isoformat()
        return (
            f'<table:table-cell{self._rule} table:style-name="{style}" office:value-type="date" '
            f'office:date-value="{value}"/>'
        )


def paragraphs(text: str) -> str:
    """A text as paragraphs, with its tabs and every blank; what XML cannot hold becomes U+FFFD."""
    if _SPECIAL.search(text) is None:
        return f"<text:p>{text}</text:p>"
    return "".join(f"<text:p>{_IN_LINE.sub(_replaced, line)}</text:p>" for line in _LINE_ENDS.split(text))


def _replaced(found: re.Match[str]) -> str:
    sign = found[0]
    if sign[0] != " ":
        return _MARKUP.get(sign, _MISSING)
    # One blank between letters stands for itself; every other needs an element.
    at_edge = found.start() == 0 or found.end() == len(found.string)
    return f'<text:s text:c="{len(sign)}"/>' if at_edge else f' <text:s text:c="{len(sign) - 1}"/>'


_RUNS = tuple(
    ("<table:table-cell/>" * count, f'<table:table-cell table:number-columns-repeated="{count}"/>')
    for count in (12, 6, 3)
)


def rows_text(rows: Iterable[Sequence[Cell]], columns: Sequence[Cells]) -> str:
    """The rows. `columns` make the cells of each column."""
    text = "".join(
        [
            f"<table:table-row>{''.join([made[cell] for made, cell in zip(columns, row, strict=True)])}"
            "</table:table-row>"
            for row in rows
        ]
    )
    for several, one in _RUNS:
        text = text.replace(several, one)
    return text
