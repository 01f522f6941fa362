"""The table of the cells that were edited on both sides. In the current row it is chosen whose value stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ascertain.domain.incoming.outcome import Side
from ascertain.ui.incoming.looked_rows import ConflictRows
from ascertain.ui.incoming.rows_view import RowsView

_SIDE_COLUMN = 5
_KEYS = {Qt.Key.Key_L: Side.HERE, Qt.Key.Key_F: Side.THERE}


class ConflictView(RowsView):
    """`chosen` with a row and a `Side`: L takes the log's value, F the file's, Space and a click the other one."""

    chosen = Signal(int, object)

    def __init__(self, model: ConflictRows, parent: QWidget) -> None:
        super().__init__("import_conflicts", "", model, parent)
        self.setAccessibleName(self.tr("Cells edited in the file and in the log. L: the log's value, F: the file's."))
        self._conflicts = model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """L, F and Space choose."""
        row = self.currentIndex().row()
        key = Qt.Key(event.key())
        if row >= 0 and key in _KEYS and not event.modifiers():
            self.chosen.emit(row, _KEYS[key])
        elif row >= 0 and key == Qt.Key.Key_Space:
            self._turn(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the choice turns it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == _SIDE_COLUMN and event.button() == Qt.MouseButton.LeftButton:
            self._turn(index.row())

    def _turn(self, row: int) -> None:
        self.chosen.emit(row, Side.THERE if self._conflicts.side(row) is Side.HERE else Side.HERE)
