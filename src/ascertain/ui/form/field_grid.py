"""Fields beside and below one another, in columns that line up."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ascertain.ui.theme import current_theme

COLUMNS = 12


class FieldGrid(QWidget):
    """Takes widgets with a span of `COLUMNS` and begins a new row where one is full."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        px = current_theme().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(9))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
            # Else a long label widens its columns, and the fields of other rows no longer line up.
            self._grid.setColumnMinimumWidth(column, 1)
        self._row = 0
        self._column = 0

    def place(self, widget: QWidget, span: int = COLUMNS) -> None:
        """Put a widget behind the last one."""
        if self._column + span > COLUMNS:
            self._row, self._column = self._row + 1, 0
        self._grid.addWidget(widget, self._row, self._column, 1, span)
        self._column += span
