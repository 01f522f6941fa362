"""The left side of the review desk: how far the work is, in which order it stands, and the queue."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.review import ReviewOrder
from ascertain.ui.kit import FlowLayout, KeyButton, KeyHint, button, plain_tip, text_label
from ascertain.ui.review.habits import SAMPLES, Habits
from ascertain.ui.review.queue import QueueModel
from ascertain.ui.review.queue_view import QueueView
from ascertain.ui.review.tally import tally_text
from ascertain.ui.review.work import Desk, Work
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import number_text


class QueueSide(QWidget):
    """Holds the queue; what is chosen in it is for the desk to decide. `reordered` when other work or another order is
    wanted."""

    closed = Signal()
    reordered = Signal()
    turned = Signal()
    """Between the queue and the second look."""

    def __init__(self, model: QueueModel, habits: Habits, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_side")
        self._habits = habits
        self.desk = Desk.QUEUE
        px = current_theme().px
        self.list = QueueView(model, self)
        self._progress = text_label("", "muted", parent=self)
        self._progress.setObjectName("review_progress")
        self._heading = text_label("", "heading", parent=self)
        self._heading.setObjectName("review_heading")
        top = QHBoxLayout()
        top.setContentsMargins(px(12), px(8), px(6), 0)
        titles = QWidget(self)
        titles.setObjectName("review_titles")
        flow = FlowLayout(titles, px(8))
        flow.setContentsMargins(0, px(5), 0, 0)
        flow.addWidget(self._heading)
        flow.addWidget(self._progress)
        top.addWidget(titles, 1)
        top.addWidget(self._make_close(), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(top)
        column.addWidget(self._make_order())
        column.addWidget(self._make_sample())
        column.addWidget(self.list, 1)
        column.addLayout(self._make_turn())
        self.setMinimumWidth(px(240))
        self.show_desk(Desk.QUEUE)

    @property
    def order(self) -> ReviewOrder:
        """The order that is chosen."""
        return ReviewOrder(self._order.currentData())

    @property
    def changed_only(self) -> bool:
        """Whether only what changed since its last review is wanted."""
        return self.desk is Desk.QUEUE and self._changed.isChecked()

    @property
    def sample(self) -> int:
        """How many settled incidents are drawn."""
        return int(self._size.currentData())

    def show_desk(self, desk: Desk) -> None:
        """Show what lies on the desk now."""
        self.desk = desk
        second = desk is Desk.SECOND_LOOK
        self._heading.setText(self.tr("Second look") if second else self.tr("Review queue"))
        self.list.setAccessibleName(self._heading.text())
        self._order_row.setVisible(not second)
        self._sample_row.setVisible(second)
        self._turn.setText(self.tr("Back to the &queue") if second else self.tr("Se&cond look"))
        self._turn.setToolTip("" if second else plain_tip(self.tr("Look again at what was settled")))

    def choose(self, order: ReviewOrder) -> None:
        """Choose an order, as by hand."""
        self._order.setCurrentIndex(self._order.findData(order.value))
        self._chosen()

    def next_order(self) -> None:
        """Choose the order after the one that is chosen."""
        orders = list(ReviewOrder)
        self.choose(orders[(orders.index(self.order) + 1) % len(orders)])

    def toggle_changed(self) -> None:
        """Want only what changed, or all again."""
        self._changed.setChecked(not self._changed.isChecked())
        self.reordered.emit()

    def tell_progress(self, work: Work) -> None:
        """Say how many are reviewed today, of how many, and what they were."""
        if work.whole:
            text = self.tr("{done} of {total} done today").replace("{total}", number_text(work.total))
        else:
            text = self.tr("{done} done today")
        self._progress.setText(text.replace("{done}", number_text(work.done)))
        self._progress.setToolTip(plain_tip(tally_text(work), lines=True))
        self._progress.setAccessibleDescription(tally_text(work))

    def _make_close(self) -> KeyButton:
        close = button("", "quiet", icon=IconName.CLOSE, name="review_close", parent=self)
        close.setAccessibleName(self.tr("Close review"))
        close.setToolTip(plain_tip(self.tr("Close review (Esc)")))
        close.clicked.connect(self.closed)
        return close

    def _make_order(self) -> QWidget:
        self._order_row = QWidget(self)
        self._order_row.setObjectName("review_order_row")
        label = text_label(self.tr("&Order"), "label", parent=self._order_row)
        label.setObjectName("review_order_label")
        self._order = QComboBox(self._order_row)
        self._order.setObjectName("review_order")
        for order, text in (
            (ReviewOrder.WAITING, self.tr("Waiting longest")),
            (ReviewOrder.DUE, self.tr("Most overdue")),
            (ReviewOrder.WEIGHT, self.tr("Weightiest")),
            (ReviewOrder.CHANGED, self.tr("Changed since")),
            (ReviewOrder.NEWEST, self.tr("Newest")),
        ):
            self._order.addItem(text, order.value)
        self._order.setCurrentIndex(max(0, self._order.findData(self._habits.order.value)))
        self._order.activated.connect(self._chosen)
        label.setBuddy(self._order)
        self._changed = button(self.tr("Changed"), "quiet", self.tr("C"), name="review_changed", parent=self._order_row)
        self._changed.setCheckable(True)
        self._changed.setAccessibleName(self.tr("Only what changed since its last review"))
        self._changed.setToolTip(plain_tip(self._changed.accessibleName()))
        self._changed.clicked.connect(self.reordered)
        keys = KeyHint(self.tr("O"), self._order_row)
        keys.setObjectName("review_order_key")
        choice = QWidget(self._order_row)
        choice.setObjectName("review_order_choice")
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(6))
        for part in (label, self._order, keys):
            row.addWidget(part)
        flow = FlowLayout(self._order_row, current_theme().px(6))
        flow.setContentsMargins(current_theme().px(12), 0, current_theme().px(12), current_theme().px(2))
        flow.addWidget(choice)
        flow.addWidget(self._changed)
        return self._order_row

    def _make_sample(self) -> QWidget:
        self._sample_row = QWidget(self)
        self._sample_row.setObjectName("review_sample_row")
        label = text_label(self.tr("Changed since, and a sam&ple of"), "label", wraps=True, parent=self._sample_row)
        label.setObjectName("review_sample_label")
        self._size = QComboBox(self._sample_row)
        self._size.setObjectName("review_sample")
        self._size.setAccessibleName(self.tr("Size of the sample"))
        for size in SAMPLES:
            self._size.addItem(number_text(size), size)
        self._size.setCurrentIndex(max(0, self._size.findData(self._habits.sample)))
        self._size.activated.connect(self._chosen)
        label.setBuddy(self._size)
        px = current_theme().px
        row = QHBoxLayout(self._sample_row)
        row.setContentsMargins(px(12), 0, px(12), px(2))
        row.setSpacing(px(6))
        row.addWidget(label, 1)
        row.addWidget(self._size)
        return self._sample_row

    def _make_turn(self) -> QHBoxLayout:
        self._turn = button("", "quiet", self.tr("Ctrl ⇧ L"), IconName.HISTORY, name="review_turn", parent=self)
        self._turn.clicked.connect(self.turned)
        row = QHBoxLayout()
        px = current_theme().px
        row.setContentsMargins(px(8), 0, px(8), px(6))
        row.addWidget(self._turn)
        row.addStretch(1)
        return row

    def _chosen(self) -> None:
        self._habits.keep(self.order, self.sample)
        self.reordered.emit()
