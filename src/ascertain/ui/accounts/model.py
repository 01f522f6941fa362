"""The sheet of accounts as a model of Qt."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from ascertain.ui.accounts.sheet import Sheet, SheetCell, SheetColumn, SheetRow
from ascertain.ui.kit import plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class AccountsModel(QAbstractTableModel):
    """Holds a `Sheet`. Cells of fields can be edited where `editable` is set; the finding and the frame never."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet = Sheet()
        self.editable = False

    def show_sheet(self, sheet: Sheet) -> None:
        """Hold another sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def row(self, at: int) -> SheetRow:
        """The row at a place."""
        return self.sheet.rows[at]

    def column(self, at: int) -> SheetColumn:
        """The column at a place."""
        return self.sheet.columns[at]

    def cell(self, index: Index) -> SheetCell:
        """The cell at a place."""
        return self.sheet.rows[index.row()].cells[index.column()]

    def is_account(self, index: Index) -> bool:
        """Whether the cell holds what a statement says of a field."""
        if not index.isValid():
            return False
        return bool(self.row(index.row()).field) and self.column(index.column()).statement is not None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The fields, with the two rows around them."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The accounts and the finding."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a cell."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable and self.is_account(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return marked(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.text) if len(cell.text) > 40 else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Who speaks, and of what."""
        if orientation is Qt.Orientation.Vertical:
            return self.row(section).label if role == Qt.ItemDataRole.DisplayRole else None
        column = self.column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.name} {column.grade}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(part for part in (column.name, column.grade_spoken) if part), lines=True)
        return None

    def _spoken(self, index: Index, cell: SheetCell) -> str:
        said = f"{self.row(index.row()).label}, {self.column(index.column()).name}: {cell.spoken or cell.text}"
        if cell.differs:
            text = QCoreApplication.translate("AccountsGrid", "{account} (accounts differ)")
            said = text.format(account=said)
        if cell.adopted:
            text = QCoreApplication.translate("AccountsGrid", "{account} (your finding)")
            said = text.format(account=said)
        return said


def marked(cell: SheetCell) -> str:
    """The text of a cell with its marks: `≠` where accounts differ, `✓` where the finding cites it."""
    text = f"≠ {cell.text}" if cell.differs else cell.text
    return f"{text} ✓" if cell.adopted else text
