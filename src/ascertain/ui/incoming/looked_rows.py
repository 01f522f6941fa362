"""The rows of a look at what an import would do, for the list under the numbers. Only what is in sight is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtWidgets import QWidget

from ascertain.domain.incoming.outcome import Choice, Look, Many, SampleRow, Side
from ascertain.domain.incoming.rows import CellConflict, Refusal, Spot, Standing
from ascertain.ui.incoming.meaning_words import kind_label
from ascertain.ui.incoming.rows_view import NO_INDEX, Index, TextRows
from ascertain.ui.wording import code, isolated, joined, number_text, tr_message

_CACHED = 400
_PLACE, _RECORD, _FIELD, _HERE, _THERE, _SIDE = range(6)


def spot_text(spot: Spot, *, sheets: bool) -> str:
    """Where a row stands in the file."""
    number = code(number_text(spot.row))
    return joined(spot.sheet, number) if sheets and spot.sheet else number


class SampleRows(TextRows):
    """New rows, or rows that are the same: a line for each, with what it says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[SampleRow] = ()
        self._sheets = False
        self.headings = (self.tr("Row"), self.tr("Of the"), self.tr("Record"), self.tr("What it says"))

    def show_rows(self, rows: Sequence[SampleRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self._sheets = len({row.spot.sheet for row in rows}) > 1
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as there are samples."""
        return 0 if parent.isValid() else len(self._rows)

    def text(self, row: int, column: int) -> str:
        """What is said of a row."""
        found = self._rows[row]
        if column == 0:
            return spot_text(found.spot, sheets=self._sheets)
        if column == 1:
            return kind_label(found.kind)
        if column == 2:
            return found.record
        return " · ".join(f"{cell.label}: {isolated(cell.there or cell.here)}" for cell in found.cells)

    def tone(self, row: int, column: int) -> str:  # noqa: ARG002 - every row alike
        """Where it stands in grey."""
        return "text_muted" if column < 2 else ""


class ChangedRows(TextRows):
    """Rows that are changed: a line for each cell that would become another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells: list[tuple[SampleRow, int]] = []
        self._sheets = False
        self.headings = (
            self.tr("Row"), self.tr("Record"), self.tr("Field"), self.tr("In the log"), self.tr("In the file"),
        )  # fmt: skip

    def show_rows(self, rows: Sequence[SampleRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._cells = [(row, at) for row in rows for at in range(len(row.cells))]
        self._sheets = len({row.spot.sheet for row in rows}) > 1
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as there are changed cells in the samples."""
        return 0 if parent.isValid() else len(self._cells)

    def text(self, row: int, column: int) -> str:
        """What is said of a cell."""
        found, at = self._cells[row]
        cell = found.cells[at]
        texts = (spot_text(found.spot, sheets=self._sheets), found.record, cell.label, cell.here, cell.there)
        return texts[column]

    def tone(self, row: int, column: int) -> str:  # noqa: ARG002 - every row alike
        """What goes in grey, what comes as text."""
        return "text_muted" if column in (_PLACE, _HERE) else ""


class ConflictRows(TextRows):
    """Cells that were edited on both sides, and whose value is to stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._many: Many[CellConflict] | None = None
        self._choice = Choice()
        self._at = lru_cache(maxsize=_CACHED)(self._read)
        self._sheets = False
        self.headings = (
            self.tr("Row"), self.tr("Record"), self.tr("Field"), self.tr("In the log"), self.tr("In the file"),
            self.tr("Stands"),
        )  # fmt: skip

    def show_rows(self, look: Look, choice: Choice) -> None:
        """Show the conflicts of a look."""
        self.beginResetModel()
        self._many, self._choice = look.conflicts, choice
        self._at.cache_clear()
        self._sheets = len(look.counts) > 1
        self.endResetModel()

    def renew(self, choice: Choice) -> None:
        """Show whose value stands now."""
        self._choice = choice
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, _SIDE))

    def conflict(self, row: int) -> CellConflict:
        """The conflict of a row."""
        return self._at(row)

    def side(self, row: int) -> Side:
        """Whose value stands in it."""
        found = self._at(row)
        return self._choice.of(found.spot, found.key)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as there are."""
        return 0 if parent.isValid() or self._many is None else len(self._many)

    def text(self, row: int, column: int) -> str:
        """What is said of a cell."""
        found = self._at(row)
        if column == _SIDE:
            return self.tr("The log's") if self.side(row) is Side.HERE else self.tr("The file's")
        texts = (spot_text(found.spot, sheets=self._sheets), found.record, found.label, found.here, found.there)
        return texts[column]

    def tone(self, row: int, column: int) -> str:
        """The value that does not stand in grey."""
        if column == _PLACE:
            return "text_muted"
        lost = _THERE if self.side(row) is Side.HERE else _HERE
        return "text_muted" if column == lost else ""

    def _read(self, row: int) -> CellConflict:
        assert self._many is not None
        return self._many[row]


class RefusalRows(TextRows):
    """Cells that cannot be taken: where, what stands there, and why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._many: Many[Refusal] | None = None
        self._at = lru_cache(maxsize=_CACHED)(self._read)
        self._sheets = False
        self.headings = (self.tr("Row"), self.tr("Column"), self.tr("Value"), self.tr("Why, and what to do"))

    def show_rows(self, look: Look) -> None:
        """Show the refusals of a look."""
        self.beginResetModel()
        self._many = look.refusals
        self._at.cache_clear()
        self._sheets = len(look.counts) > 1
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as there are."""
        return 0 if parent.isValid() or self._many is None else len(self._many)

    def text(self, row: int, column: int) -> str:
        """What is said of a cell."""
        found = self._at(row)
        if column == 0:
            return spot_text(found.spot, sheets=self._sheets)
        return (found.column, found.value, tr_message(found.reason))[column - 1]

    def tone(self, row: int, column: int) -> str:  # noqa: ARG002 - every row alike
        """Where it stands in grey."""
        return "text_muted" if column == 0 else ""

    def _read(self, row: int) -> Refusal:
        assert self._many is not None
        return self._many[row]


def shown_of(look: Look, standing: Standing) -> int:
    """How many rows of a standing are listed; the conflicts and refusals are all there."""
    if standing in (Standing.CONFLICTING, Standing.REFUSED):
        return look.count(standing)
    return len(look.samples.get(standing, ()))
