"""The table of a shelf: rows in sight are asked for as it scrolls; a click on a heading sorts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ascertain.domain.rows import Shelf
from ascertain.ui.library.shelf_line import ShelfDelegate
from ascertain.ui.library.shelves import columns_of
from ascertain.ui.library.table import ID, LibraryModel
from ascertain.ui.theme import current_theme

_GIVE_WAY = ("country", "kind", "sentences", "on", "grade")
"""The columns that are left out where the table is narrow, in order."""

_NAME = 180
"""Design pixels that a name has at least."""


class ShelfView(QTableView):
    """Shows a `LibraryModel`; the current row is read at the side, several can be chosen to be merged."""

    left_upwards = Signal()

    def __init__(self, shelf: Shelf, model: LibraryModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns_of(shelf)
        self._entries = model
        self.setObjectName("library_table")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(ShelfDelegate(self._columns, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setObjectName("library_header")
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(model.sort)
        for at, column in enumerate(self._columns):
            stretch = QHeaderView.ResizeMode.Stretch if not column.width else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, stretch)
        self._measure()
        self.verticalScrollBar().valueChanged.connect(lambda _: self.look())

    def look(self) -> None:
        """Have the rows in sight asked for."""
        count = self._entries.rowCount()
        if not count:
            return
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        self._entries.look_at(first, count - 1 if last < 0 else last)

    def choose(self, row: int) -> None:
        """Choose a row alone and bring it into sight, whatever keys are held."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._entries.index(row, 0), flag.ClearAndSelect | flag.Rows)

    def chosen_ids(self) -> list[int]:
        """The entries of the chosen rows, from the top."""
        return [int(index.data(ID)) for index in sorted(self.selectionModel().selectedRows())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up on the first row leads to the search box."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More may be in sight, and other columns may have room."""
        super().resizeEvent(event)
        self._give_way()
        self.look()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def _give_way(self) -> None:
        """Leave columns out, the least telling first, until names can be read."""
        theme = current_theme()
        letter = self.fontMetrics().averageCharWidth()
        widths = {each.key: each.width * letter + theme.px(14) for each in self._columns if each.width}
        left_out: set[str] = set()
        for key in _GIVE_WAY:
            taken = sum(width for each, width in widths.items() if each not in left_out)
            if self.viewport().width() - taken < theme.px(_NAME) and key in widths:
                left_out.add(key)
        for at, column in enumerate(self._columns):
            self.setColumnHidden(at, column.key in left_out)

    def _measure(self) -> None:
        theme = current_theme()
        self.verticalHeader().setMinimumSectionSize(theme.px(16))
        self.verticalHeader().setDefaultSectionSize(theme.row_height)
        letter = self.fontMetrics().averageCharWidth()
        for at, column in enumerate(self._columns):
            if column.width:
                self.setColumnWidth(at, column.width * letter + theme.px(14))
