"""The page for browsing: filters, table, and the histogram under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import EmptyState, SearchBox, button
from ascertain.ui.shell.action_set import ActionSet
from ascertain.ui.shell.filter_bar import FilterBar
from ascertain.ui.shell.view_state import TIME, ViewState
from ascertain.ui.table.feed import ResultFeed
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.view import IncidentTable
from ascertain.ui.theme import IconName, current_theme

if TYPE_CHECKING:
    from ascertain.ui.charts.histogram import Histogram
    from ascertain.ui.charts.totals_line import TotalsLine
    from ascertain.ui.shell.offer_line import OfferLine
    from ascertain.ui.shell.search_completion import SearchCompletion

_TYPING_MS = 120


class BrowsePage(QWidget):
    """Follows the view state. The histogram is made once the first rows are on the screen."""

    help_page = "browse"

    counted = Signal()
    """How many are shown or chosen may be another number now."""
    shown = Signal()
    """The whole result of the newest search is in the table."""
    sought = Signal(object)
    """Other words are looked for (`domain.search.matching.Sought`)."""

    def __init__(
        self, bridge: Bridge, state: ViewState, actions: ActionSet, search: SearchBox, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("browse_page")
        self._bridge, self._state, self._actions, self._search = bridge, state, actions, search
        session = bridge.session
        rows, with_own = session.pages.rows, partial(session.pages.rows, own=True)
        self.model = IncidentTableModel(
            rows, session.vocabularies, (), self, fields=session.fields, fetch_with_own=with_own
        )
        self.table = IncidentTable(self.model, self)
        self.feed = ResultFeed(bridge, self.model, self)
        self.feed.keeps_place = self.table.looks_beyond
        self.filters = FilterBar(state, actions, session.vocabularies, self)
        self._histogram: Histogram | None = None
        self._totals: TotalsLine | None = None
        self._offers: OfferLine | None = None
        self.completion: SearchCompletion | None = None
        self._totals_wanted = True
        self._settled = False
        self._typing = QTimer(self)
        self._typing.setObjectName("typing_timer")
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()

    @property
    def splitter(self) -> QSplitter:
        """Table above, histogram below."""
        return self._split

    @property
    def rows(self) -> QWidget:
        """The table, or what stands in its place while it is empty."""
        return self._pages

    @property
    def bars(self) -> QWidget:
        """What is under the table: the histogram, once it is made."""
        return self._slot

    def show_first(self) -> None:
        """Read the first rows right now, on this thread; then have the rest asked for."""
        if self._state.filtered or self._state.sort != self.feed.sort:
            self.feed.show(self._state.search, self._state.sort)
            return
        self.feed.show_at_once(self._bridge.session.pages.first_ids(200))

    def complete(self) -> None:
        """Make what the first paint could do without."""
        from ascertain.ui.charts.histogram import Histogram
        from ascertain.ui.charts.totals_line import TotalsLine
        from ascertain.ui.shell.offer_line import OfferLine

        self._offers = OfferLine(self._bridge, self._state, self)
        self._upper_layout.insertWidget(0, self._offers)
        self._totals = TotalsLine(self._bridge, self)
        self._upper_layout.addWidget(self._totals)
        self._totals.setVisible(self._totals_wanted)
        histogram = Histogram(self._bridge, self._slot)
        histogram.range_picked.connect(self._state.filter_by_instants)
        histogram.range_cleared.connect(self._state.lift_time)
        histogram.status_picked.connect(self._state.ask_for_status)
        histogram.untimed_picked.connect(self._state.ask_for_untimed)
        self.table.current_incident_changed.connect(lambda _: self._follow())
        self.model.dataChanged.connect(lambda *_: self._follow())
        self._slot_layout.addWidget(histogram)
        self._histogram = histogram
        if self._settled:
            self._show_beside()
        if not self._state.filtered and not len(self.model.ids):
            # The first rows of all were read before, and there are none.
            self._turn_to(empty=True)

    def begin_day(self) -> None:
        """It is another day: ask again where what is shown is told from today."""
        from ascertain.domain.search.relative import told_from_today

        if told_from_today(self._state.search):
            self.feed.ask_again()
            for beside in (self._histogram, self._totals):
                if beside is not None:
                    beside.count_again()

    def set_histogram_visible(self, visible: bool) -> None:
        """Show or hide the histogram."""
        self._slot.setVisible(visible)
        self._show_histogram()

    def histogram_visible(self) -> bool:
        """Whether the histogram is to be seen."""
        return not self._slot.isHidden()

    def set_totals_visible(self, visible: bool) -> None:
        """Show or hide the line that adds up what is shown."""
        self._totals_wanted = visible
        if self._totals is not None:
            self._totals.setVisible(visible)

    def totals_visible(self) -> bool:
        """Whether that line is to be seen."""
        return self._totals_wanted

    def _lay_out(self) -> None:
        theme = current_theme()
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("table_pages")
        self._pages.addWidget(self.table)
        self._empty = EmptyState(IconName.INBOX, "", "", self)
        self._empty.setObjectName("empty_state")
        self._new = button(self.tr("New incident"), "primary", name="empty_new_button", parent=self)
        self._new.clicked.connect(lambda: self._actions["new_incident"].trigger())
        self._clear = button(self.tr("Clear search and filters"), name="empty_clear_button", parent=self)
        self._clear.clicked.connect(lambda: self._actions["clear_filters"].trigger())
        self._empty.add_button(self._new)
        self._empty.add_button(self._clear)
        self._pages.addWidget(self._empty)
        self._slot = QWidget(self)
        self._slot.setObjectName("histogram_slot")
        self._slot.setProperty("area", "surface")
        self._slot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._slot_layout = QVBoxLayout(self._slot)
        self._slot_layout.setContentsMargins(0, 0, 0, 0)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setObjectName("table_splitter")
        upper = QWidget(self)
        upper.setObjectName("table_part")
        self._upper_layout = QVBoxLayout(upper)
        self._upper_layout.setContentsMargins(0, 0, 0, 0)
        self._upper_layout.setSpacing(0)
        self._upper_layout.addWidget(self._pages, 1)
        self._split.addWidget(upper)
        self._split.addWidget(self._slot)
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)
        self._split.setSizes([theme.px(640), theme.px(120)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._split, 1)

    def _connect(self) -> None:
        self._state.changed.connect(self._ask)
        self._typing.timeout.connect(self._look_for_typed)
        self._search.search_changed.connect(lambda _: self._typing.start())
        self._search.submitted.connect(lambda _: self._enter())
        self._search.left_for_results.connect(self._go_to_results)
        self._search.left.connect(self.table.setFocus)
        self._search.line.textEdited.connect(lambda _: self._complete(wanted=False))
        self._search.choices_wanted.connect(lambda: self._complete(wanted=True))
        self._search.offer_choices()
        self.table.header.sort_asked.connect(self._state.sort_by)
        self.table.selection_size_changed.connect(lambda _: self._choose())
        self.feed.shown.connect(self._take_result)
        self.feed.first_rows_shown.connect(self._take_first)
        self.filters.filter_asked.connect(self._open_filter)

    def _look_for_typed(self) -> None:
        """Look for what is typed; not for a key alone while its value is chosen, which would find nothing."""
        if self.completion is None or not self.completion.awaits_value:
            self._state.type_words(self._search.text())

    def _enter(self) -> None:
        """What was typed becomes chips where it asks of fields."""
        self._typing.stop()
        self._state.type_words(self._search.text())
        self._state.settle_words()

    def _complete(self, *, wanted: bool) -> None:
        """Offer what could stand in the search box; what does so is made with the first letter."""
        if self.completion is None:
            from ascertain.ui.shell.search_completion import SearchCompletion

            self.completion = SearchCompletion(self._bridge, self._state, self._search)
            self.completion.closed.connect(self._typing.start)
            self.completion.closed.connect(self._show_problem)
            # What is typed holds before whatever the keyboard or the mouse went to does.
            self.completion.left.connect(self._look_for_typed)
        self.completion.ask(wanted=wanted)

    def _show_problem(self) -> None:
        """Say what was not understood; not while it may still be completed: the page would jump with the letters."""
        completing = self.completion is not None and self.completion.is_open
        self._search.set_problem("" if completing else self._state.problem)

    def _ask(self) -> None:
        if self._search.text() != self._state.box:
            blocked = self._search.blockSignals(True)
            self._search.set_text(self._state.box)
            self._search.blockSignals(blocked)
        self._show_problem()
        self._seek()
        self.table.begin_new_result(same_search=self._state.search == self.feed.search)
        self._settled = False
        if self._totals is not None:
            self._totals.give_way(self._state.search)
        if self._histogram is not None:
            self._histogram.give_way(self._state.search_without(TIME))
        self.feed.show(self._state.search, self._state.sort)

    def _seek(self) -> None:
        """Have what the search looks for marked in the rows and in the pane."""
        from ascertain.domain.search.matching import sought_by

        words = sought_by(self._state.search)
        self.table.seek(words)
        self.sought.emit(words)

    def _choose(self) -> None:
        self.counted.emit()
        if self._totals is not None:
            self._totals.follow_selection()

    def _show_beside(self) -> None:
        """Add up and count what the rows are of, once they are there; another order of them changes neither."""
        if self._totals is not None:
            self._totals.show_view(self._state.search, self.table.selection)
        self._show_histogram()

    def _show_histogram(self) -> None:
        if self._histogram is not None and self.histogram_visible() and self._settled:
            self._histogram.show_view(self._state.search_without(TIME), self._state.picked())
            self._follow()

    def _follow(self) -> None:
        """Mark in the histogram where the current incident lies."""
        if self._histogram is not None and self.histogram_visible():
            from ascertain.domain.reported_time import local_days

            row = self.model.row(self.table.currentIndex().row())
            first, last = (None, None) if row is None else local_days(row.t_from, row.t_to, row.zone)
            self._histogram.follow(None if first is None or last is None else (first, last))

    def _take_first(self) -> None:
        if len(self.model.ids):
            self._pages.setCurrentWidget(self.table)
        self.counted.emit()

    def _take_result(self) -> None:
        self._settled = True
        self._show_beside()
        if self._offers is not None:
            self._offers.follow(len(self.model.ids))
        self._turn_to(empty=not len(self.model.ids))
        self.counted.emit()
        self.shown.emit()

    def _turn_to(self, *, empty: bool) -> None:
        """Show the table, or why there is nothing in it; the keyboard goes along."""
        if empty:
            self._explain_emptiness()
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self._pages.isAncestorOf(focus)
        self._pages.setCurrentWidget(self._empty if empty else self.table)
        if had_keyboard:
            self._first_of_page(empty).setFocus()

    def _go_to_results(self) -> None:
        """From the search box to what was found; where nothing was, to what is offered instead."""
        empty = self._pages.currentWidget() is self._empty
        offered = self._offers.first() if empty and self._offers is not None else None
        (offered or self._first_of_page(empty)).setFocus(Qt.FocusReason.TabFocusReason)

    def _first_of_page(self, empty: bool) -> QWidget:
        if not empty:
            return self.table
        return self._clear if self._new.isHidden() else self._new

    def _explain_emptiness(self) -> None:
        filtered = self._state.filtered
        self._new.setVisible(not filtered and not self._bridge.session.read_only)
        self._clear.setVisible(filtered)
        trash = self._state.text.strip() == "is:trash"
        self._clear.setText(self.tr("Show all incidents") if trash else self.tr("Clear search and filters"))
        if trash:
            self._empty.set_text(
                self.tr("The trash is empty"),
                self.tr("Incidents that you move to the trash wait here and can be restored."),
            )
        elif filtered:
            self._empty.set_text(
                self.tr("Nothing matches"),
                self.tr("No incident meets the search and all filters. Lift a filter or use other words."),
            )
        else:
            self._empty.set_text(
                self.tr("No incidents yet"), self.tr("Log the first one with Ctrl+N. A title is enough to begin with.")
            )

    def _open_filter(self, where: QPoint, key: str, at: int, member: int) -> None:
        from ascertain.ui.shell.filter_popup import FilterPopup

        popup = FilterPopup(self._bridge, self._state, self)
        popup.closed.connect(popup.deleteLater)
        popup.open_at(where, key, None if at < 0 else at, None if member < 0 else member)
