"""The pages on the right of the review desk: the incident in hand with the verdicts under it, and what is said where
there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ascertain.ui.kit import EmptyState, button
from ascertain.ui.review.case import Case
from ascertain.ui.review.verdict_bar import VerdictBar
from ascertain.ui.theme import IconName, current_theme


class DeskPages(QStackedWidget):
    """One page at a time."""

    closed = Signal()
    second_look_wanted = Signal()
    reset_wanted = Signal()
    """All of the queue is to be shown again."""

    def __init__(self, case: Case, bar: VerdictBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_pages")
        self._case = case
        blank = QWidget(self)  # until the log has answered, nothing is claimed
        blank.setObjectName("review_blank")
        self.addWidget(blank)
        self._hand = self._make_hand(case, bar)
        self.addWidget(self._hand)
        self._empty = self._make_message(
            "review_empty",
            IconName.CHECK_CIRCLE,
            self.tr("Nothing waits for review"),
            self.tr(
                "Unconfirmed, claimed, partly confirmed, disputed and due incidents will stand here. Take a second "
                "look at what was settled, or log what is new."
            ),
        )
        self._finished = self._make_message(
            "review_finished",
            IconName.CHECK_CIRCLE,
            self.tr("All done"),
            self.tr(
                "Every incident of this queue has a verdict or a day to look again. Take a second look at what was "
                "settled, or go back to the table."
            ),
        )
        self._none_settled = self._make_message(
            "review_none_settled",
            IconName.HISTORY,
            self.tr("Nothing to look at again"),
            self.tr(
                "Confirmed, refuted and unverifiable incidents stand here: first those whose evidence or source grades "
                "changed since, then a sample. Those reviewed today are left out."
            ),
            second_look=False,
        )
        self._unchanged = self._make_message(
            "review_unchanged",
            IconName.CHECK_CIRCLE,
            self.tr("Nothing changed since its last review"),
            self.tr("What waits without a change is not shown now."),
            second_look=False,
        )
        every = button(self.tr("Show &all that waits"), name="review_show_all", parent=self._unchanged)
        every.clicked.connect(self.reset_wanted)
        self._unchanged.add_button(every)
        self._gone = self._make_message(
            "review_gone",
            IconName.DELETE,
            self.tr("This incident is in the trash"),
            self.tr("Undo brings it back; Skip takes the next one."),
            second_look=False,
        )

    @property
    def in_hand(self) -> bool:
        """Whether an incident is in front."""
        return self.currentWidget() is self._hand

    def show_hand(self) -> None:
        """Show the incident in hand."""
        self.setCurrentWidget(self._hand)
        self._fit()

    def show_empty(self, *, second_look: bool, changed_only: bool) -> None:
        """Say that nothing stands here."""
        page = self._none_settled if second_look else self._unchanged if changed_only else self._empty
        self.setCurrentWidget(page)

    def show_finished(self) -> None:
        """Say that all is done."""
        self.setCurrentWidget(self._finished)

    def show_gone(self) -> None:
        """Say that the incident is in the trash."""
        self.setCurrentWidget(self._gone)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the verdicts right under a short case, and in sight under a long one."""
        if watched is self._case and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return False

    def _fit(self) -> None:
        self._scroll.setMaximumHeight(self._case.minimumSizeHint().height() + 2)

    def _make_hand(self, case: Case, bar: VerdictBar) -> QWidget:
        self._scroll = _scroll_area("review_scroll", self)
        self._scroll.setAccessibleName(self.tr("Incident in review"))
        self._scroll.setWidget(case)
        case.installEventFilter(self)
        whole = _scroll_area("review_hand", self)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setWidget(_Hand(self._scroll, bar, whole))
        bar.keyboard_taken.connect(whole.ensureWidgetVisible)
        return whole

    def _make_message(
        self, name: str, icon: IconName, title: str, sentence: str, *, second_look: bool = True
    ) -> EmptyState:
        made = EmptyState(icon, title, sentence, self)
        made.setObjectName(name)
        if second_look:
            again = button(self.tr("Se&cond look"), name=f"{name}_second_look", parent=made)
            again.clicked.connect(self.second_look_wanted)
            made.add_button(again)
        way_back = button(self.tr("Back to the table"), name=f"{name}_close", parent=made)
        way_back.clicked.connect(self.closed)
        made.add_button(way_back)
        self.addWidget(made)
        return made


def _scroll_area(name: str, parent: QWidget) -> QScrollArea:
    made = QScrollArea(parent)
    made.setObjectName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidgetResizable(True)
    return made


class _Hand(QWidget):
    """The case with the verdicts under it. Where the window is too low for both, they scroll together: the buttons wrap
    with the width, and a scroll area asks a layout for its height without one."""

    def __init__(self, case: QScrollArea, bar: VerdictBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_hand_sheet")
        self._case, self._bar = case, bar
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(case, 1000)
        column.addWidget(bar)
        column.addStretch(1)
        bar.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """The verdicts whole, and the beginning of the case."""
        bar = self._bar.layout()
        wide = bar.minimumSize().width() if bar is not None else 0
        return QSize(wide, self.heightForWidth(max(self.width(), wide)))

    def heightForWidth(self, width: int) -> int:
        """The least height at a width: the case has a scroll bar of its own."""
        bar = self._bar.layout()
        high = bar.totalHeightForWidth(width) if bar is not None else 0
        return high + min(current_theme().px(150), self._case.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """What the verdicts show may need another height."""
        if watched is self._bar and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return False
