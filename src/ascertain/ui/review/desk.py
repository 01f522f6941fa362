"""The review desk: queue on the left, the incident in hand on the right, one key for each verdict."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.ui.detail.opened import Opened, opened
from ascertain.ui.kit import EmptyState, button
from ascertain.ui.review.case import Case
from ascertain.ui.review.queue import QueueModel
from ascertain.ui.review.queue_side import QueueSide
from ascertain.ui.review.verdict_bar import VerdictBar
from ascertain.ui.review.verdicts import FOLLOW_UP_KEY, VERDICTS, command_for
from ascertain.ui.review.work import Work
from ascertain.ui.shell.faults import offer_remedy, told
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import right_to_left

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.ui.bridge import Bridge

QUEUE = "is:review"
"""What waits for review, in the search language."""


class ReviewDesk(QWidget):
    """Goes through what is not settled. Verdicts are saved through the ledger, so that Undo takes one back."""

    closed = Signal()
    edit_requested = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_desk")
        self.setProperty("area", "surface")
        session = bridge.session
        self._bridge, self._vocabularies, self._today = bridge, session.vocabularies, session.clock.today
        self._work = Work()
        self._model = QueueModel(self._work, session.pages.rows, session.vocabularies, session.clock.today)
        self._queue_asker, self._case_asker = bridge.asker(self), bridge.asker(self)
        self._saving = False
        self._build()
        self._bind_keys()
        bridge.changed.connect(self._note)

    # ---------------------------------------------------------------- the queue

    def start(self) -> None:
        """Ask for what waits now. A sitting under way goes on: what is done stays counted, what is in hand stays."""
        if not 0 < self._work.done < len(self._work.ids):
            self._ask_queue(self._begin)
        else:
            self._put_aside()
            self._ask_queue(self._rearrange)

    def _ask_queue(self, done: Callable[[array[int]], None]) -> None:
        sort = self._side.order.sort
        self._queue_asker.ask(lambda queries: _queue(queries, sort), done)

    def _begin(self, ids: array[int]) -> None:
        self._work.start(ids)
        self._model.reset()
        self._take_up()
        self._side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rearrange(self, ids: array[int]) -> None:
        self._work.rearrange(ids)
        self._model.reset()
        self._take_up()

    def _take_up(self) -> None:
        """Show the incident in hand, or that there is none."""
        self._tell_progress()
        current = self._work.current
        if current is None:
            self._pages.setCurrentWidget(self._empty)
            return
        place = self._model.index(self._work.at or 0)
        self._side.list.setCurrentIndex(place)
        self._side.list.scrollTo(place)
        self._bar.show_finding(self._work.finding(), self._today())
        self._case_asker.ask(opened(current), self._show)

    def _show(self, answer: Opened | None) -> None:
        if answer is None or answer.incident.trashed_at is not None:
            self._bar.set_enabled(False)
            self._pages.setCurrentWidget(self._gone)
            return
        self._case.show_incident(answer, self._vocabularies, self._today())
        self._bar.set_enabled(not self._bridge.session.read_only)
        self._pages.setCurrentWidget(self._desk)
        self._fit_case()

    def _tell_progress(self) -> None:
        self._side.tell_progress(self._work.done, len(self._work.ids))

    # ---------------------------------------------------------------- moving and saving

    def save(self) -> None:
        """Keep the verdict that is picked, with its reason, and take up the next incident."""
        current = self._work.current
        if current is None or self._saving or self._pages.currentWidget() is not self._desk:
            return
        command = command_for(current, self._bar.finding())
        if command is None:
            self._bar.set_problem(self.tr("Pick a verdict with 1 to 6, or a day to follow up with F."))
            return
        self._saving = True
        self._bridge.run(command, lambda _: self._saved(current), self._not_saved)

    def _saved(self, incident_id: int) -> None:
        self._saving = False
        self._work.forget(incident_id)
        if not self._work.next_undone():
            self._pages.setCurrentWidget(self._finished)
            self._tell_progress()
            self._side.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._take_up()
        self._side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_saved(self, fault: BaseException) -> None:
        self._saving = False
        self._bar.set_problem(told(fault))
        offer_remedy(fault, self._bridge)

    def _step(self, by: int) -> None:
        self._put_aside()
        self._work.step(by)
        self._take_up()

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != self._work.at:
            self._put_aside()
            self._work.go_to(index.row())
            self._take_up()

    def _put_aside(self) -> None:
        """Keep what is picked and typed for the incident that is left."""
        if self._pages.currentWidget() is self._desk:
            self._work.keep(self._bar.finding())

    def _note(self, notice: LogChanged) -> None:
        if self._work.note(notice.command, notice.incident_ids) or notice.vocabularies:
            self._model.renew()
            self._tell_progress()
            current = self._work.current
            if not self._saving and (current in notice.incident_ids or (notice.vocabularies and current is not None)):
                self._put_aside()
                self._take_up()

    def _reorder(self) -> None:
        self._put_aside()
        self._ask_queue(self._rearrange)

    def _step_back(self) -> None:
        """Escape leads from the verdict to the queue, and from the queue out of the desk."""
        focused = QApplication.focusWidget()
        if focused is not None and self._bar.isAncestorOf(focused):
            self._side.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit()

    def _edit(self) -> None:
        if self._work.current is not None:
            self._put_aside()
            self.edit_requested.emit(self._work.current)

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        self._side = QueueSide(self._model, self)
        self._side.closed.connect(self.closed)
        self._side.reordered.connect(self._reorder)
        self._side.list.selectionModel().currentChanged.connect(lambda index, _: self._chosen(index))
        self._case = Case(self._bridge.session.read_only, self)
        self._case.edit_requested.connect(self._edit)
        self._bar = VerdictBar(self)
        self._bar.save_requested.connect(self.save)
        self._bar.skip_requested.connect(lambda: self._step(1))
        self._bar.back_requested.connect(lambda: self._step(-1))
        self._bar.reason_left.connect(lambda: self._side.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._pages = self._make_pages()
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("review_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._side)
        splitter.addWidget(self._pages)
        splitter.setStretchFactor(1, 1)
        px = current_theme().px
        splitter.setSizes([px(362), px(850)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _make_pages(self) -> QStackedWidget:
        pages = QStackedWidget(self)
        pages.setObjectName("review_pages")
        self._desk = self._make_desk()
        self._empty = self._make_message(
            "review_empty",
            IconName.CHECK_CIRCLE,
            self.tr("Nothing waits for review"),
            self.tr("Unconfirmed, claimed, partly confirmed, disputed and due incidents will stand here."),
        )
        self._finished = self._make_message(
            "review_finished",
            IconName.CHECK_CIRCLE,
            self.tr("All done"),
            self.tr("Every incident of this queue has a verdict or a day to look again."),
        )
        self._gone = self._make_message(
            "review_gone",
            IconName.DELETE,
            self.tr("This incident is in the trash"),
            self.tr("Undo brings it back; Skip takes the next one."),
        )
        blank = QWidget(self)  # until the log has answered, nothing is claimed
        blank.setObjectName("review_blank")
        for page in (blank, self._empty, self._desk, self._finished, self._gone):
            pages.addWidget(page)
        return pages

    def _make_desk(self) -> QWidget:
        desk = QWidget(self)
        desk.setObjectName("review_hand")
        self._scroll = QScrollArea(desk)
        self._scroll.setObjectName("review_scroll")
        self._scroll.setAccessibleName(self.tr("Incident in review"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._case)
        self._case.installEventFilter(self)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1000)
        column.addWidget(self._bar)
        column.addStretch(1)
        return desk

    def _make_message(self, name: str, icon: IconName, title: str, sentence: str) -> EmptyState:
        made = EmptyState(icon, title, sentence, self)
        made.setObjectName(name)
        way_back = button(self.tr("Back to the table"), name=f"{name}_close", parent=made)
        way_back.clicked.connect(self.closed)
        made.add_button(way_back)
        return made

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the verdicts right under a short case, and in sight under a long one."""
        if watched is self._case and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit_case()
        return False

    def _fit_case(self) -> None:
        self._scroll.setMaximumHeight(self._case.minimumSizeHint().height() + 2)

    def _bind_keys(self) -> None:
        for verdict in VERDICTS:
            self._bind(verdict.key, partial(self._pick, partial(self._bar.pick, verdict.status)))
        self._bind(FOLLOW_UP_KEY, partial(self._pick, self._bar.toggle_follow_up))
        self._bind("E", self._edit)
        onward, backward = ("Left", "Right") if right_to_left() else ("Right", "Left")
        self._bind(onward, lambda: self._step(1))
        self._bind(backward, lambda: self._step(-1))
        self._bind("Ctrl+Return", self.save)
        self._bind("Ctrl+Enter", self.save)
        self._bind("Escape", self._step_back)

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _pick(self, act: Callable[[], None]) -> None:
        if self._pages.currentWidget() is self._desk and not self._bridge.session.read_only:
            act()


def _queue(queries: Queries, sort: tuple[SortKey, ...]) -> array[int]:
    return queries.order(parse(QUEUE), sort)
