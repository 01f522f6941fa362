"""The left side of the review desk: how far the work is, in which order it stands, and the queue."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ascertain.ui.kit import KeyButton, button, plain_tip, text_label
from ascertain.ui.review.queue import QueueModel
from ascertain.ui.review.queue_view import QueueView
from ascertain.ui.review.work import Order
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import number_text


class QueueSide(QWidget):
    """Holds the queue; what is chosen in it is for the desk to decide."""

    closed = Signal()
    reordered = Signal()

    def __init__(self, model: QueueModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_side")
        px = current_theme().px
        self.list = QueueView(model, self)
        self._progress = text_label("", "muted", parent=self)
        self._progress.setObjectName("review_progress")
        heading = text_label(self.tr("Review queue"), "heading", parent=self)
        heading.setObjectName("review_heading")
        top = QHBoxLayout()
        top.setContentsMargins(px(12), px(8), px(6), 0)
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self._progress)
        top.addWidget(self._make_close())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(top)
        column.addLayout(self._make_order())
        column.addWidget(self.list, 1)
        self.setMinimumWidth(px(240))

    @property
    def order(self) -> Order:
        """The order that is chosen."""
        return Order(self._order.currentData())

    def tell_progress(self, done: int, total: int) -> None:
        """Say how many of all are done."""
        text = self.tr("{done} of {total} done")
        self._progress.setText(text.format(done=number_text(done), total=number_text(total)))

    def _make_close(self) -> KeyButton:
        close = button("", "quiet", icon=IconName.CLOSE, name="review_close", parent=self)
        close.setAccessibleName(self.tr("Close review"))
        close.setToolTip(plain_tip(self.tr("Close review (Esc)")))
        close.clicked.connect(self.closed)
        return close

    def _make_order(self) -> QHBoxLayout:
        px = current_theme().px
        label = text_label(self.tr("&Order"), "label", parent=self)
        label.setObjectName("review_order_label")
        self._order = QComboBox(self)
        self._order.setObjectName("review_order")
        self._order.addItem(self.tr("Waiting longest"), Order.WAITING_LONGEST.value)
        self._order.addItem(self.tr("Follow-up due first"), Order.DUE_FIRST.value)
        self._order.addItem(self.tr("Newest"), Order.NEWEST.value)
        self._order.activated.connect(self.reordered)
        label.setBuddy(self._order)
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, px(12), px(6))
        row.addWidget(label)
        row.addWidget(self._order, 1)
        return row
