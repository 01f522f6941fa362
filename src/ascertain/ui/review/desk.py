"""The review desk: queue on the left, the incident in hand on the right, one key for each verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ascertain.domain.codes import Status
from ascertain.domain.review import ReviewOrder
from ascertain.ui.review.asking import InHand, Standing, Wanted, in_hand, sitting, standing
from ascertain.ui.review.case import Case
from ascertain.ui.review.desk_drafts import DeskDrafts
from ascertain.ui.review.desk_keys import bind_keys
from ascertain.ui.review.desk_pages import DeskPages
from ascertain.ui.review.habits import Habits, OwnHabits
from ascertain.ui.review.queue import QueueModel
from ascertain.ui.review.queue_side import QueueSide
from ascertain.ui.review.verdict_bar import VerdictBar
from ascertain.ui.review.verdicts import command_for, problem_of
from ascertain.ui.review.work import Desk, Sitting, Work
from ascertain.ui.shell.faults import offer_remedy, told
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.ui.bridge import Bridge


class ReviewDesk(QWidget):
    """Goes through what is not settled, or a second time through what is. Verdicts are saved through the ledger, so
    that Undo takes one back. `seed` draws what is looked at a second time; by default the same all day."""

    help_page = "review-desk"

    closed = Signal()
    edit_requested = Signal(int)

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None = None,
        *,
        habits: Habits | None = None,
        seed: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("review_desk")
        self.setProperty("area", "surface")
        session = bridge.session
        self._bridge, self._vocabularies, self._today = bridge, session.vocabularies, session.clock.today
        self._seed = seed or (lambda: session.clock.today().toordinal())
        self.work = Work()
        self._model = QueueModel(self.work, session.pages.rows, session.vocabularies, session.clock.today)
        self._queue_asker, self._case_asker = bridge.asker(self), bridge.asker(self)
        self._tally_asker = bridge.asker(self)
        self._shown: InHand | None = None
        self._saving = False
        self._begun = self._laid_out = False
        self._sought: int | None = None
        self._taken: int | None = None
        """The incident that the verdicts are about."""
        self._build(habits or OwnHabits())
        self._drafts = DeskDrafts(bridge, self.work, self._bar, self)
        bind_keys(self)
        bridge.changed.connect(self._note)

    # ---------------------------------------------------------------- the queue

    def start(self, desk: Desk | None = None, incident_id: int | None = None) -> None:
        """Ask for what waits now; with `incident_id`, to take that one in hand. What is in hand stays, else."""
        self._put_aside()
        if desk is not None and desk is not self._side.desk:
            self._side.show_desk(desk)
            self._begun = self._laid_out = False
        self._sought = incident_id
        self._drafts.read_then(lambda: self._ask_queue(self._rearrange if self._begun else self._begin))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be judged here."""
        return self._bridge.session.read_only

    def _wanted(self) -> Wanted:
        side = self._side
        return Wanted(
            side.desk, side.order, side.changed_only, side.sample, self._seed(), self._bridge.session.author,
            self._today(),
        )  # fmt: skip

    def _ask_queue(self, done: Callable[[Sitting], None], *, head: bool = True) -> None:
        self._queue_asker.ask(sitting(self._wanted(), head=head), done)

    def _begin(self, found: Sitting) -> None:
        self._begun = True
        self.work.start(found)
        self._arrived(found)
        self._to_list()

    def _rearrange(self, found: Sitting) -> None:
        self.work.rearrange(found)
        self._arrived(found)

    def _arrived(self, found: Sitting) -> None:
        self._model.reset()
        if self._sought is not None and (self.work.find(self._sought) or found.whole):
            self.work.bring(self._sought)
            self._sought = None
        self._take_up()
        if not found.whole:
            self._ask_queue(self._rearrange, head=False)

    def _take_up(self) -> None:
        """Show the incident in hand, or that there is none."""
        self._side.tell_progress(self.work)
        current = self.work.current
        if current is None:
            self._taken = self._shown = None
            self._pages.show_empty(
                second_look=self._side.desk is Desk.SECOND_LOOK, changed_only=self._side.changed_only
            )
            return
        place = self._model.index(self.work.at or 0)
        self._side.list.setCurrentIndex(place)
        self._side.list.scrollTo(place)
        if current != self._taken:
            # Else what is being typed would lose its place.
            self._taken, self._shown = current, None
            self._bar.show_finding(self.work.finding(), self._today())
            self._drafts.begin(current)
        self._case_asker.ask(in_hand(current), self._show)

    def _show(self, answer: InHand | None) -> None:
        if answer is None or answer.opened.incident.trashed_at is not None:
            self._bar.set_enabled(False)
            self._pages.show_gone()
            return
        self._shown = answer
        self._case.show_incident(answer.opened, answer.since, self._vocabularies, self._today())
        self._bar.know(answer.opened, answer.reasons)
        self._bar.set_enabled(not self.read_only)
        self._pages.show_hand()

    def _count(self, now: Standing) -> None:
        self.work.count(now.tally, now.changed)
        self._model.renew()
        self._side.tell_progress(self.work)

    # ---------------------------------------------------------------- moving and saving

    def save(self) -> None:
        """Keep the verdict that is picked, with its reason, and take up the next incident."""
        current = self.work.current
        if current is None or self._saving or not self._pages.in_hand or self._shown is None:
            return
        finding, today = self._bar.finding(), self._today()
        problem = problem_of(finding, today)
        if problem:
            self._bar.set_problem(problem)
            return
        self._saving = True
        now = self._shown.opened.incident.content
        command = command_for(current, finding, today, now.status, now.status_reason, self._drafts.pause())
        self._bridge.run(command, lambda _: self._saved(current), self._not_saved)

    def _saved(self, incident_id: int) -> None:
        self._saving = False
        self._taken = None
        self.work.forget(incident_id)
        self._drafts.forget(incident_id)
        if self.work.next_undone():
            self._take_up()
        else:
            self._pages.show_finished()
            self._side.tell_progress(self.work)
        self._to_list()

    def _not_saved(self, fault: BaseException) -> None:
        self._saving = False
        self._drafts.go_on()
        self._bar.set_problem(told(fault))
        offer_remedy(fault, self._bridge)

    def skip(self) -> None:
        """Leave the incident in hand for later."""
        self._put_aside()
        self.work.skip()
        self._take_up()

    def back(self) -> None:
        """Take the incident before in hand."""
        self._put_aside()
        self.work.step(-1)
        self._take_up()

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != self.work.at:
            self._put_aside()
            self.work.go_to(index.row())
            self._take_up()

    def _put_aside(self) -> None:
        """Keep what is picked and typed for the incident that is left."""
        if self._pages.in_hand and not self._saving:
            self.work.keep(self._bar.finding())
            self._drafts.leave()

    def keep_unfinished(self) -> None:
        """Keep on disk what is picked and typed, without waiting."""
        self._put_aside()

    def _note(self, notice: LogChanged) -> None:
        if not self._begun:
            return
        strange = self.work.note(notice.command, notice.incident_ids)
        if notice.incident_ids or notice.vocabularies:
            self._model.renew()
            self._side.tell_progress(self.work)
            self._tally_asker.ask(standing(self._wanted()), self._count)
        if self._saving:
            return
        self._put_aside()
        if strange:
            self._ask_queue(self._rearrange)
        elif self.work.current is not None and (self.work.current in notice.incident_ids or notice.vocabularies):
            self._take_up()

    # ---------------------------------------------------------------- what keys ask

    def pick(self, status: Status) -> None:
        """Pick a verdict, or take it back."""
        self._if_judging(lambda: self._bar.pick(status))

    def pick_keep(self) -> None:
        """Say that the status stays."""
        self._if_judging(self._bar.pick_keep)

    def take_suggestion(self) -> None:
        """Pick what is suggested, with its reasons."""
        if self._shown is not None and self._case.suggested is not None:
            status, reasons = self._case.suggested
            self._if_judging(lambda: self._bar.take_suggestion(status, reasons))

    def take_reason(self, at: int) -> None:
        """Take one of the reasons that are offered."""
        self._if_judging(lambda: self._bar.take_reason(at))

    def follow_up(self) -> None:
        """Say that the incident is to be looked at again, or not."""
        self._if_judging(self._bar.toggle_follow_up)

    def edit(self) -> None:
        """Ask for the form of the incident in hand."""
        if self.work.current is not None and self._pages.in_hand and not self.read_only:
            self._put_aside()
            self.edit_requested.emit(self.work.current)

    def link(self) -> None:
        """Ask to which other incident the one in hand may be the same."""
        if self._shown is None or self.read_only:
            return
        from ascertain.ui.review.linking import link_possibly_same

        link_possibly_same(self._bridge, self._shown.opened.incident.id, self, self._not_saved, self._to_list)

    def turn_to_accounts(self) -> None:
        """Give the keyboard to the grid of accounts, or back to the queue."""
        view = self._case.accounts.view
        if view.hasFocus():
            self._to_list()
        elif view.isVisible():
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_order(self) -> None:
        """Put the queue in its next order."""
        if self._side.desk is Desk.QUEUE:
            self._side.next_order()

    def choose_order(self, order: ReviewOrder) -> None:
        """Put the queue in an order."""
        self._side.choose(order)

    def toggle_changed(self) -> None:
        """Show only what changed since its last review, or all again."""
        if self._side.desk is Desk.QUEUE:
            self._side.toggle_changed()

    def turn(self) -> None:
        """From the queue to the second look, or back."""
        self.start(Desk.QUEUE if self._side.desk is Desk.SECOND_LOOK else Desk.SECOND_LOOK)

    def show_tally(self) -> None:
        """Tell what was reviewed today."""
        from ascertain.ui.review.tally import TallyDialog

        def tell(now: Standing) -> None:
            self._count(now)
            TallyDialog(self.work, self._vocabularies, self).open()

        self._tally_asker.ask(standing(self._wanted()), tell)

    def step_back(self) -> None:
        """Escape leads from the verdict or the accounts to the queue, and from the queue out of the desk."""
        focused = QApplication.focusWidget()
        if focused is not None and (self._bar.isAncestorOf(focused) or self._case.isAncestorOf(focused)):
            self._to_list()
        else:
            self._leave()

    def _leave(self) -> None:
        self._put_aside()
        self.closed.emit()

    def _if_judging(self, act: Callable[[], None]) -> None:
        if self._pages.in_hand and not self.read_only:
            act()

    def _to_list(self) -> None:
        self._side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reorder(self) -> None:
        self._put_aside()
        self._ask_queue(self._rearrange if self._side.desk is Desk.QUEUE else self._begin)

    # ---------------------------------------------------------------- laying out

    def showEvent(self, event: QShowEvent) -> None:
        """Give the queue a third of the room at first, and no more than it needs."""
        super().showEvent(event)
        if not self._laid_out and self.width() > 0:
            self._laid_out = True
            queue = min(current_theme().px(362), self.width() * 32 // 100)
            self._splitter.setSizes([queue, self.width() - queue])

    def _build(self, habits: Habits) -> None:
        self._side = QueueSide(self._model, habits, self)
        self._side.closed.connect(self._leave)
        self._side.reordered.connect(self._reorder)
        self._side.turned.connect(self.turn)
        self._side.list.selectionModel().currentChanged.connect(lambda index, _: self._chosen(index))
        self._case = Case(self._bridge, self)
        self._case.edit_requested.connect(self.edit)
        self._case.suggestion_taken.connect(self.take_suggestion)
        self._bar = VerdictBar(self._vocabularies, self)
        self._bar.save_requested.connect(self.save)
        self._bar.skip_requested.connect(self.skip)
        self._bar.back_requested.connect(self.back)
        self._bar.reason_left.connect(self._to_list)
        self._pages = DeskPages(self._case, self._bar, self)
        self._pages.closed.connect(self._leave)
        self._pages.second_look_wanted.connect(lambda: self.start(Desk.SECOND_LOOK))
        self._pages.reset_wanted.connect(self._side.toggle_changed)
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("review_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._side)
        splitter.addWidget(self._pages)
        splitter.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
