"""Texts longer than a cell: the cell holds their beginning, and the sheet of long texts all of them, in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ascertain.domain.incoming.rows import FoundCell

PART = 32_000
"""UTF-16 units of one part: below what a cell of any spreadsheet program holds (Excel: 32,767)."""
_BEGINNING = 1_000
HEADINGS = ("Number", "Part", "Sheet", "Record", "Column", "Text")
"""The columns of the sheet: under which number a cell names its text, the parts from 1, and whose it is."""

Rows = Callable[[int, int], Iterable[tuple[int, Sequence[FoundCell]]]]
"""The rows of a sheet from one number up to another, which is left out."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units, in which spreadsheets count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_long(text: str, longest: int) -> bool:
    """Whether a text has more than so many UTF-16 units."""
    return 2 * len(text) > longest and units(text) > longest


def beginning(text: str, number: int) -> str:
    """What stands in the cell of a long text."""
    return f"{text[:_BEGINNING]}… (whole under number {number} on the sheet “Long texts”)"


def parts(text: str) -> Iterator[str]:
    """The text in parts that fit a cell; no letter is cut in two."""
    at = 0
    while at < len(text):
        end = min(at + PART, len(text))
        while units(text[at:end]) > PART:
            end -= max(1, (units(text[at:end]) - PART) // 2)
        yield text[at:end]
        at = end


class LongTexts:
    """The sheet of long texts as it is read again. In memory is where each part stands, and no text."""

    def __init__(self, rows: Rows, stop: int) -> None:
        """`rows` reads the sheet, `stop` is the number behind its last row."""
        self._rows = rows
        self._where: dict[int, dict[int, int]] = {}
        for line, cells in rows(1, stop):
            number, part = (_whole(cells[at]) if at < len(cells) else None for at in (0, 1))
            if number is not None and part is not None:
                self._where.setdefault(number, {})[part] = line

    def text(self, number: int) -> str | None:
        """The text of this number; None where a part of it is missing."""
        where = self._where.get(number, {})
        if sorted(where) != list(range(1, len(where) + 1)) or not where:
            return None
        found = []
        for part in sorted(where):
            for _, cells in self._rows(where[part], where[part] + 1):
                cell = cells[5] if len(cells) > 5 else None
                found.append("" if cell is None else str(cell))
        return "".join(found)


def _whole(cell: FoundCell) -> int | None:
    if isinstance(cell, str) and cell.strip().isdecimal():
        return int(cell)
    return int(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
