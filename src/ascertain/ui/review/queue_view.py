"""The queue as a list on the screen.

It is a table of one column: Qt's list view lays out every row anew when anything changes, two seconds for a million.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from ascertain.ui.kit.one_column import lay_out_one_column
from ascertain.ui.review.queue import QueueModel
from ascertain.ui.review.queue_line import QueueDelegate
from ascertain.ui.theme import current_theme


class QueueView(QTableView):
    """Shows a `QueueModel`; one incident is chosen at a time."""

    def __init__(self, model: QueueModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_queue")
        self.setAccessibleName(self.tr("Review queue"))
        self._line = QueueDelegate(self)
        self.setItemDelegate(self._line)
        self.setModel(model)
        lay_out_one_column(self)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        option = QStyleOptionViewItem()
        option.font = self.font()
        self.verticalHeader().setMinimumSectionSize(current_theme().px(16))
        self.verticalHeader().setDefaultSectionSize(self._line.sizeHint(option, QModelIndex()).height())
