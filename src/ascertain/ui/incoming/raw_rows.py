"""The first rows of a sheet as the file has them, with the numbers that people count them by."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ascertain.app.incoming.opened import FirstRows
from ascertain.domain.incoming.cells import as_text
from ascertain.ui.incoming.rows_view import NO_INDEX, Index, TextRows
from ascertain.ui.wording import code, number_text

_MOST_COLUMNS = 300
"""No more columns of a sheet are shown before it is taken in."""


class RawRows(TextRows):
    """The row of the headings stands among the others, in another color."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._first: FirstRows | None = None

    def show_rows(self, first: FirstRows | None) -> None:
        """Show the rows of a sheet."""
        self.beginResetModel()
        self._first = first
        width = min(first.sheet.columns, _MOST_COLUMNS) if first is not None else 0
        self.headings = (self.tr("Row"), *map(column_name, range(width))) if first is not None else ()
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as were read to be shown."""
        return 0 if parent.isValid() or self._first is None else len(self._first.rows)

    def text(self, row: int, column: int) -> str:
        """The cell as it stands in the file."""
        if self._first is None:
            return ""
        number, cells = self._first.rows[row]
        if column == 0:
            return code(number_text(number))
        return as_text(cells[column - 1]) if column <= len(cells) else ""

    def tone(self, row: int, column: int) -> str:
        """Headings in the color of what is chosen; what stands above them, and the numbers, in grey."""
        if self._first is None:
            return ""
        number = self._first.rows[row][0]
        if column == 0 or number < self._first.heading_row:
            return "text_muted"
        return "accent" if number == self._first.heading_row else ""


def column_name(at: int) -> str:
    """What spreadsheets call a column: A, B, … Z, AA."""
    name = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        name = chr(65 + letter) + name
    return name
