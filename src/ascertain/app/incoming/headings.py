"""Which row of a table names its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascertain.domain.incoming.own_sheets.headings import is_base
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.incoming.target import BASE, UID

LOOKED_AT = 25
"""Rows from the top among which it is looked for."""
_LONGEST = 200
_NUMBER = re.compile(r"[-+]?[\d.,  ' ]*\d[\d.,]*\s*%?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ][\d:.Z+-]+)?")


def heading_row(rows: Sequence[tuple[int, Sequence[FoundCell]]]) -> int:
    """The number of the row that names the columns, 0 where none does: the one that a log wrote, else the first that is
    nearly as wide as the table, with a word of its own in each cell that it fills, and no number or day."""
    for number, row in rows:
        if UID in row and any(isinstance(cell, str) and cell.startswith(f"{BASE} {{") for cell in row):
            return number
    filled = [sum(cell is not None for cell in row) for _number, row in rows]
    if not filled:
        return 0
    widest = max(filled)
    for (number, row), width in zip(rows, filled, strict=True):
        if width * 2 > widest and _names(row):
            return number
        if width * 2 > widest and width > 1:
            # The table begins here, and not with names.
            return 0
    return 0


def _names(row: Sequence[FoundCell]) -> bool:
    words = [cell for cell in row if cell is not None]
    different = len({str(cell).strip().casefold() for cell in words}) == len(words)
    return bool(words) and all(map(_is_name, words)) and different


def _is_name(cell: FoundCell) -> bool:
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell.strip()):
        return False
    return len(cell) <= _LONGEST or is_base(cell)
