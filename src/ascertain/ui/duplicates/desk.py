"""The desk for duplicates: pairs that may be the same on the left, both side by side on the right, one key for each
decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ascertain.domain.duplicates import Stretch
from ascertain.domain.search import Search
from ascertain.ui.duplicates.deciding import Decider
from ascertain.ui.duplicates.decision_bar import DecisionBar
from ascertain.ui.duplicates.decisions import KEYS, Decision
from ascertain.ui.duplicates.found_pairs import FoundPairs
from ascertain.ui.duplicates.pair_list import PairList, PairModel
from ascertain.ui.duplicates.side_by_side import Both, SideBySide, both_opened
from ascertain.ui.duplicates.words import progress_text, tally_text
from ascertain.ui.kit import EmptyState, button, text_label
from ascertain.ui.shell.faults import offer_remedy, told
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import right_to_left

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.ui.bridge import Bridge


class DuplicatesDesk(QWidget):
    """Looks through a search or through some incidents, and shows what it finds as it finds it. Every decision is one
    operation, so that Undo takes it back, and is remembered as a link."""

    help_page = "duplicates#desk"

    closed = Signal()
    open_requested = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("duplicates_desk")
        self.setProperty("area", "surface")
        self._bridge = bridge
        self.found = FoundPairs()
        self._wanted: Search | tuple[int, ...] | None = None
        self._look = 0
        self._looking = False
        self._sides: Both | None = None
        self._find_asker, self._pair_asker = bridge.asker(self), bridge.asker(self)
        self._decider = Decider(bridge, self, done=self._decided, failed=self._failed, closed=self._to_list)
        self._build()
        self._bind()
        bridge.changed.connect(self._note)

    # ---------------------------------------------------------------- looking

    def start(self, wanted: Search | Sequence[int] | None) -> None:
        """Look through what a search finds, or at each of some incidents."""
        self._wanted = wanted if isinstance(wanted, Search) or wanted is None else tuple(wanted)
        self._begin()
        self._to_list()

    def stop(self) -> None:
        """End the look; what was found stays."""
        if self._looking:
            self._find_asker.drop()
            self._find_asker.ask(lambda _: None, lambda _: None)
            self._ended()

    def _begin(self) -> None:
        self.found.start()
        self._look += 1
        self._looking = True
        self._model.renew()
        self._show_current()
        deliver = self._bridge.carrier(partial(self._arrived, self._look))
        wanted = self._wanted

        def ask(queries: Queries) -> int:
            chosen = isinstance(wanted, tuple)
            found = queries.duplicates_among(wanted) if chosen else queries.duplicates_found(wanted)  # type: ignore[arg-type]
            for stretch in found:
                deliver(stretch)
            return self._look

        self._find_asker.ask(ask, lambda _: self._ended(), self._not_found)
        self._tell()

    def _arrived(self, look: int, stretch: Stretch) -> None:
        if look != self._look or not self._looking:
            return
        first = self.found.current is None
        self.found.take(stretch)
        if stretch.pairs:
            self._model.renew()
            self._choose_current()
        if first:
            self._show_current()
        self._tell()

    def _ended(self) -> None:
        self._looking = False
        self._show_current()
        self._tell()

    def _not_found(self, fault: BaseException) -> None:
        self._looking = False
        self._failed(fault)
        self._tell()

    # ---------------------------------------------------------------- deciding

    def decide(self, decision: Decision) -> None:
        """Decide the pair in hand."""
        one, other = self._sides[:2] if self._sides is not None else (None, None)
        if one is None or other is None or self._bridge.session.read_only or not self.bar.isEnabled():
            return
        self.bar.set_problem("")
        named = (one.incident.id, one.incident.ref), (other.incident.id, other.incident.ref)
        if decision not in (Decision.SAME, Decision.OVERLAP):
            self.bar.setEnabled(False)
        self._decider.decide(decision, *named, self.found.alike())

    def _decided(self, decision: Decision) -> None:
        self.found.settle(decision)
        self._next()

    def _next(self) -> None:
        self._model.renew()
        self._choose_current()
        self._show_current()
        self._tell()

    def _failed(self, fault: BaseException) -> None:
        self.bar.setEnabled(not self._bridge.session.read_only)
        self.bar.set_problem(told(fault))
        offer_remedy(fault, self._bridge)

    def step(self, by: int) -> None:
        """Take the next pair in hand, or the one before; this one stays in the list."""
        self.found.step(by)
        self._choose_current()
        self._show_current()

    # ---------------------------------------------------------------- showing

    def _show_current(self) -> None:
        pair = self.found.current
        self.bar.setEnabled(False)
        if pair is None:
            self._sides = None
            self._pair_asker.drop()
            self._pages.setCurrentWidget(self._looking_page if self._looking else self._nothing)
            return
        self._pair_asker.ask(both_opened(*pair.ids), self._show)

    def _show(self, both: Both) -> None:
        one, other, compared = both
        ids = self.found.current.ids if self.found.current is not None else ()
        if one is None or other is None or one.incident.trashed_at or other.incident.trashed_at:
            left = {each.incident.id for each in (one, other) if each is not None and not each.incident.trashed_at}
            self.found.without(set(ids) - left)
            self._next()
            return
        self._sides = both
        self.sides.show_both(one, other, compared)
        self.bar.name(one.incident.ref, other.incident.ref)
        self.bar.setEnabled(not self._bridge.session.read_only)
        self._pages.setCurrentWidget(self._scroll)

    def _choose_current(self) -> None:
        at = self.found.at
        if at is not None:
            index = self._model.index(at, 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != self.found.at:
            self.found.go_to(index.row())
            self._show_current()

    def _note(self, notice: LogChanged) -> None:
        if not self.isVisible():
            return
        pair = self.found.current
        if notice.incident_ids and pair is not None and set(notice.incident_ids) & set(pair.ids):
            self._show_current()

    def _tell(self) -> None:
        self._progress.setText(progress_text(self.found, looking=self._looking))
        self._tally.setText(tally_text(self.found))
        self._tally.setVisible(bool(self._tally.text()))
        self._stop.setVisible(self._looking)
        self._again.setVisible(not self._looking)

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        px = current_theme().px
        self._model = PairModel(self.found, self._bridge.session.pages.rows, self)
        self.list = PairList(self._model, self)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._chosen(now))
        title = text_label(self.tr("Find duplicates"), "title", parent=self)
        title.setObjectName("duplicates_title")
        self._progress = text_label("", "small", wraps=True, parent=self)
        self._progress.setObjectName("duplicates_progress")
        self._tally = text_label("", "small", wraps=True, parent=self)
        self._tally.setObjectName("duplicates_tally")
        self._stop = button(self.tr("S&top"), icon=IconName.CANCEL, name="duplicates_stop", parent=self)
        self._stop.clicked.connect(self.stop)
        self._again = button(self.tr("&Look again"), icon=IconName.REFRESH, name="duplicates_again", parent=self)
        self._again.clicked.connect(self._begin)
        close = button(self.tr("&Close"), icon=IconName.CLOSE, name="duplicates_close", parent=self)
        close.clicked.connect(self._leave)
        head = QHBoxLayout()
        head.setContentsMargins(px(14), px(8), px(14), px(6))
        head.setSpacing(px(8))
        head.addWidget(title)
        head.addStretch(1)
        for each in (self._stop, self._again, close):
            head.addWidget(each)
        side = QWidget(self)
        side.setObjectName("duplicates_side")
        left = QVBoxLayout(side)
        left.setContentsMargins(px(14), 0, 0, px(10))
        for label in (self._progress, self._tally):
            left.addWidget(label)
        left.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setObjectName("duplicates_splitter")
        split.addWidget(side)
        split.addWidget(self._right())
        split.setStretchFactor(1, 1)
        split.setCollapsible(1, False)
        # A share of the width, so that larger text leaves room for both on the right.
        split.setSizes([260, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(split, 1)

    def _right(self) -> QWidget:
        right = QWidget(self)
        right.setObjectName("duplicates_right")
        self.sides = SideBySide(self._bridge, right)
        self._scroll = QScrollArea(right)
        self._scroll.setObjectName("duplicates_scroll")
        self._scroll.setAccessibleName(self.tr("Both side by side"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.sides)
        self._looking_page = EmptyState(
            IconName.SEARCH, self.tr("Looking"), self.tr("What is found is shown as soon as it is found."), parent=right
        )
        self._nothing = EmptyState(
            IconName.CHECK,
            self.tr("No pair is left to decide"),
            self.tr(
                "Compared is what has a time narrower than a month and lies near in time and place. Pairs that a link "
                "joins are left out."
            ),
            parent=right,
        )
        self._pages = QStackedWidget(right)
        self._pages.setObjectName("duplicates_pages")
        for at, page in enumerate((self._scroll, self._looking_page, self._nothing)):
            page.setObjectName(page.objectName() or f"duplicates_page_{at}")
            self._pages.addWidget(page)
        self.bar = DecisionBar(right)
        self.bar.decided.connect(self.decide)
        self.bar.skipped.connect(lambda: self.step(1))
        self.bar.opened.connect(self._open)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.bar)
        return right

    def _bind(self) -> None:
        onward, backward = ("Left", "Right") if right_to_left() else ("Right", "Left")
        keys: dict[str, Callable[[], None]] = {key: partial(self.decide, decision) for decision, key in KEYS.items()}
        keys |= {onward: partial(self.step, 1), backward: partial(self.step, -1), "Escape": self._leave}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _open(self, at: int) -> None:
        if self.found.current is not None:
            self.open_requested.emit(self.found.current.ids[at])

    def _leave(self) -> None:
        self.stop()
        self.closed.emit()
