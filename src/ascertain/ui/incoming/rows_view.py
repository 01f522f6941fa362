"""The tables of the import window: read-only, of one height, and no row of them is a widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ascertain.ui.kit import plain_tip, text_direction
from ascertain.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_TIP_FROM = 24
"""A text of so many letters may not have room, and is told whole in its tool tip."""
_LONGEST_TIP = 2_000
_MOST_FITTED, _ROWS_FITTED = 60, 25
_MOST_LETTERS = 400
"""No more of a cell is laid out in its line."""


def in_line(text: str) -> str:
    """As much of a text as a line can show, its line breaks as spaces."""
    return " ".join(text[:_MOST_LETTERS].split()) if len(text) > _TIP_FROM or not text.isprintable() else text


def tip_of(text: str) -> str | None:
    """The whole text as a tool tip, where it is long."""
    if len(text) < _TIP_FROM and "\n" not in text:
        return None
    return plain_tip(text if len(text) <= _LONGEST_TIP else f"{text[:_LONGEST_TIP]}…")


class TextRows(QAbstractTableModel):
    """Rows of texts under headings; what they are is for those who derive from it: `text`, and `tone` where a text is
    not of the usual color."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.headings: Sequence[str] = ()

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        # Every kind of rows has its own; a model of Qt cannot have abstract methods.
        raise NotImplementedError

    def tone(self, row: int, column: int) -> str:  # noqa: ARG002 - for those who derive from it
        """The color of a cell, as the theme names it; empty for the usual one."""
        return ""

    def tip(self, row: int, column: int) -> str | None:
        """What more there is to say of a cell."""
        return tip_of(self.text(row, column))

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """As many as there are headings."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return in_line(self.headings[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(self.headings[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, with its color and tool tip."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return in_line(self.text(row, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = self.tone(row, column)
            return current_theme().color(tone) if tone else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None


class _LineDelegate(QStyledItemDelegate):
    """Lays out each text as its own first letter runs, at the side where the layout begins."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        towards_left = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if towards_left else Qt.AlignmentFlag.AlignLeft
        option.displayAlignment = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        option.direction = text_direction(option.text, option.direction)


class RowsView(QTableView):
    """Shows such rows. The widths of columns follow what is in sight once, and can then be set by hand."""

    def __init__(self, name: str, title: str, model: TextRows, parent: QWidget, stretch: int | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setModel(model)
        self._stretch, self._texts = stretch, model
        self.setItemDelegate(_LineDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setObjectName(f"{name}_rows")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setObjectName(f"{name}_header")
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._measure()

    def fit_columns(self, most: int = 260, least: int = 56) -> None:
        """Make each column as wide as its first rows need, within design pixels."""
        px, metrics, rows = current_theme().px, self.fontMetrics(), self._texts
        header = self.horizontalHeader()
        for column in range(min(rows.columnCount(), _MOST_FITTED)):
            texts = (in_line(rows.text(row, column)) for row in range(min(rows.rowCount(), _ROWS_FITTED)))
            widest = max(map(metrics.horizontalAdvance, texts), default=0) + px(18)
            self.setColumnWidth(column, max(px(least), min(px(most), max(widest, header.sectionSizeHint(column)))))
        if self._stretch is not None:
            header.setSectionResizeMode(self._stretch, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the window: no row is opened by it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        self.verticalHeader().setMinimumSectionSize(current_theme().px(16))
        self.verticalHeader().setDefaultSectionSize(current_theme().row_height)
