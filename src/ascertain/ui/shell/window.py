"""The main window: puts the parts together and leads from one to the other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from ascertain.app.notices import LogChanged
from ascertain.app.session import LogSession
from ascertain.app.settings import ALL_INCIDENTS
from ascertain.domain.table_rows import Layout, Shelf, UndoState
from ascertain.ui.backups.watch import BackupWatch
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import NoticeBar, line
from ascertain.ui.shell.action_set import ActionSet
from ascertain.ui.shell.actions import Situation
from ascertain.ui.shell.browse_page import BrowsePage
from ascertain.ui.shell.center import Center
from ascertain.ui.shell.faults import show_fault
from ascertain.ui.shell.handlers import handlers_of
from ascertain.ui.shell.incident_commands import IncidentCommands
from ascertain.ui.shell.layout_memory import LayoutMemory
from ascertain.ui.shell.menu_bar import fill_menu_bar
from ascertain.ui.shell.notice_place import NoticePlace
from ascertain.ui.shell.openers import Openers
from ascertain.ui.shell.reading import lead_to_the_desk, take_drops
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.side_feed import ALL, SAVE_FIRST, SideFeed, shelf_key, shelf_of
from ascertain.ui.shell.side_pane import SidePane
from ascertain.ui.shell.sidebar import Sidebar
from ascertain.ui.shell.standing import StandingBar
from ascertain.ui.shell.status_line import StatusLine
from ascertain.ui.shell.stop_layouts import StopLayouts
from ascertain.ui.shell.tool_bar import ToolBar
from ascertain.ui.shell.unfinished import UnfinishedForms
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.table.columns import sort_from_text
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.ui.shell.saved_views import SavedViews


class MainWindow(QMainWindow):
    """One open log. It owns the session and lets go of it when it is closed."""

    new_log_asked = Signal()
    open_log_asked = Signal()
    open_packed_asked = Signal()
    example_asked = Signal()
    recent_asked = Signal(str)
    backups_asked = Signal()
    painted = Signal()
    """The first rows are on the screen."""
    gone = Signal()

    def __init__(self, session: LogSession, remembered: Remembered) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.session, self.remembered = session, remembered
        self.bridge = Bridge(session, self)
        first = remembered.value.layout(session.uid, ALL_INCIDENTS) or Layout()
        self.state = ViewState(
            sort_from_text(first.sort, session.fields), self, session.fields, today=session.clock.today
        )
        self.openers = Openers(self)
        self.actions_set = ActionSet(handlers_of(self), self)
        self._undo = UndoState(None, None)
        self._return_to_review = False
        self._going = False
        self._build()
        self._connect()
        self.layout_memory = LayoutMemory(self, remembered)
        self.layout_memory.restore()
        self._fit_actions()
        self.check_settings()
        self.browse.show_first()
        self.side_feed.show()

    # ---- the parts

    @cached_property
    def views(self) -> SavedViews:
        """What saves, changes and removes views; made after the first paint."""
        from ascertain.ui.shell.saved_views import SavedViews

        return SavedViews(self.bridge, self.layouts, self.side_feed, self)

    def _build(self) -> None:
        session = self.session
        self.setWindowTitle(self.tr("{log} — Ascertain").replace("{log}", session.path.stem))
        central = QWidget(self)
        central.setObjectName("central")
        self.tool_bar = ToolBar(self.actions_set, central)
        self.sidebar = Sidebar(central)
        self.side_feed = SideFeed(self.bridge, self)
        self.browse = BrowsePage(self.bridge, self.state, self.actions_set, self.tool_bar.search, central)
        self.table = self.browse.table
        self.side = SidePane(self.bridge, central)
        self.center = Center(self.bridge, self.browse, self.side, self.remembered, central)
        self.split = QSplitter(Qt.Orientation.Horizontal, central)
        self.split.setObjectName("main_splitter")
        self.split.addWidget(self.sidebar)
        self.split.addWidget(self.center)
        self.split.setStretchFactor(1, 1)
        self.split.setCollapsible(0, False)
        self.split.setCollapsible(1, False)
        theme = current_theme()
        self.sidebar.setMinimumWidth(theme.px(140))
        self.split.setSizes([theme.px(190), theme.px(1250)])
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tool_bar)
        column.addWidget(line(parent=central))
        self.standing = StandingBar(self.bridge, central)
        column.addWidget(self.standing)
        column.addWidget(self.split, 1)
        self.setCentralWidget(central)
        self.notices = NoticeBar(parent=central)
        NoticePlace(self.notices, central, self.browse)
        self.status_line = StatusLine(session.path, session.read_only, self)
        self.setStatusBar(self.status_line)
        self.backups = BackupWatch(self.bridge, self.remembered, self.status_line, self)
        self.commands = IncidentCommands(self.bridge, self.table, self.notices, self)
        self.layouts = StopLayouts(session, self.state, self.table, self.remembered, self.side_feed.view)
        self.unfinished = UnfinishedForms(self)
        self.actions_set.put_in_table(self.table)
        self._recent = fill_menu_bar(self.menuBar(), self.actions_set)

    def _connect(self) -> None:
        self.bridge.changed.connect(self._log_changed)
        self.bridge.trouble.connect(self.tell_trouble)
        self.state.changed.connect(self._state_changed)
        self.layouts.changed.connect(self._layout_changed)
        self.browse.counted.connect(self._count)
        self.browse.feed.working.connect(self.status_line.show_busy)
        self.table.current_incident_changed.connect(lambda _: self._follow_table())
        self.table.selection_size_changed.connect(lambda _: self._follow_table())
        self.table.open_requested.connect(self.edit)
        self.table.customContextMenuRequested.connect(self.openers.table_menu)
        self.table.header.customContextMenuRequested.connect(self.openers.header_menu)
        self.side.edit_requested.connect(self.edit)
        self.side.open_requested.connect(self.open_incident)
        self.side.link_requested.connect(lambda _: self.commands.link())
        self.side.document_requested.connect(lambda entry: self.show_shelf(Shelf.DOCUMENTS, entry))
        self.side.version_requested.connect(self.commands.restore_version)
        self.side.saved.connect(self._saved)
        self.side.form_closed.connect(self._form_closed)
        self.center.edit_requested.connect(self._edit_from_review)
        self.center.search_requested.connect(self.show_search)
        self.center.left.connect(self._arrived)
        lead_to_the_desk(self)
        self.center.currentChanged.connect(lambda _: self._fit_actions())
        self.sidebar.chosen.connect(self.go_to)
        self.side_feed.stops_changed.connect(self._show_stops)
        self.side_feed.open_counted.connect(self.tool_bar.show_open_count)
        self.tool_bar.look_toggled.connect(self.remembered.toggle_look)
        self.remembered.changed.connect(self.check_settings)
        self._recent.aboutToShow.connect(lambda: self.openers.fill_recent(self._recent))
        self.table.viewport().installEventFilter(self)

    # ---- start and end

    def complete(self) -> None:
        """Make what the first paint could do without, and load what asking and writing need."""
        if self._going:
            return
        from ascertain.ui.shell.day_watch import DayWatch
        from ascertain.ui.shell.file_watch import FileWatch
        from ascertain.ui.shell.followed_times import FollowedTimes
        from ascertain.ui.shell.purging import tell_unfinished_purge

        self.actions_set.complete()
        self.views.connect_sidebar(self.sidebar)
        self.sidebar.sight_changed.connect(self.side_feed.count_views(self.sidebar.keys_in_sight).look)
        self.side.complete()
        self.browse.complete()
        self.side_feed.ask()
        self.browse.feed.ask_again()
        FileWatch(self.bridge, self)
        days = DayWatch(self.session.clock.today, self)
        days.day_changed.connect(self.browse.begin_day)
        days.day_changed.connect(self.side_feed.begin_day)
        take_drops(self)
        FollowedTimes(self.bridge, self.notices, self)
        if not self.session.read_only:
            self.session.warm()
            self.backups.begin()
            self.bridge.ask_undo_state(self._name_undo)
            tell_unfinished_purge(self)
            self.unfinished.offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first painting of the table sets off the rest."""
        if event.type() == QEvent.Type.Paint and watched is self.table.viewport():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: self._first_paint())
        return False

    def _first_paint(self) -> None:
        self.painted.emit()
        QTimer.singleShot(0, self, lambda: self.complete())

    def may_close(self) -> bool:
        """Whether every form may go; each asks where something would be lost."""
        return self.side.ask_to_close() and self.center.ask_to_close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close unless unfinished work is to be kept, after a last backup; everything else is on disk already."""
        asked = self.backups.leaving or self.may_close()
        if not asked or not self.backups.ready_to_close():
            event.ignore()
            return
        self._going = True
        self.layout_memory.keep()
        self.remembered.keep()
        self.bridge.close()
        self.session.close()
        event.accept()
        self.gone.emit()
        self.deleteLater()

    # ---- going places

    def go_to(self, key: str) -> None:
        """Go to a stop of the sidebar."""
        if key == SAVE_FIRST:
            self.views.save()
            return
        shelf, view = shelf_of(key), self.side_feed.view(key)
        if shelf is not None:
            self.show_shelf(shelf)
            return
        self.center.browse()
        self.layouts.arrive(key, view.search if view is not None else key.removeprefix("search:"))
        self._arrived()

    def clear_filters(self) -> None:
        """Show all incidents again, as they are laid out."""
        self.layouts.arrive(ALL, "")

    def open_incident(self, incident_id: int) -> None:
        """Show an incident in the table; where the search leaves it out, show it alone."""
        self.center.browse()
        if not self.table.go_to(incident_id):
            self.table.wait_for(incident_id)
            self.layouts.arrive(ALL, f"id:{incident_id}")
        self._arrived()

    def review(self) -> None:
        """Go through what is not settled."""
        if self.side.ask_to_close():
            self.side.close_form()
            self.center.review()
            self.sidebar.go_to("")

    def new_incident(self) -> None:
        """Open the form for a new incident."""
        self.center.browse()
        self.side.start_new()

    def repeat_incident(self) -> None:
        """Open the form for a new incident like the one that was logged last."""
        self.center.browse()
        self.side.start_again()

    def edit(self, incident_id: int) -> None:
        """Open the form with an incident."""
        if not self.session.read_only:
            self.center.browse()
            self.side.start_edit(incident_id)

    def edit_current(self) -> None:
        """Open the form with the current incident."""
        current = self.table.current_id()
        if current is not None:
            self.edit(current)

    def _edit_from_review(self, incident_id: int) -> None:
        self._return_to_review = True
        self.open_incident(incident_id)
        self.side.start_edit(incident_id)

    def _saved(self, incident_id: int) -> None:
        if not self._return_to_review:
            self.table.wait_for(incident_id)

    def _form_closed(self) -> None:
        if self._return_to_review:
            self._return_to_review = False
            self.center.review()
        else:
            self.table.setFocus()

    def show_shelf(self, shelf: Shelf, entry_id: int | None = None) -> None:
        """Show a part of the library, and one entry of it if wanted."""
        self.center.library(shelf, entry_id)
        self.sidebar.go_to(shelf_key(shelf))

    def show_search(self, text: str) -> None:
        """Show what a search finds."""
        self.center.browse()
        self.layouts.arrive(ALL, text)
        self._arrived()

    def _arrived(self) -> None:
        self._mark_stop()
        self.table.setFocus()
        self._fit_actions()

    # ---- following

    def _log_changed(self, notice: LogChanged) -> None:
        self.status_line.show_saved(notice.at)
        self._name_undo(notice.undo)

    def _name_undo(self, state: UndoState) -> None:
        self._undo = state
        self.actions_set.name_undo(state)
        self._fit_actions()

    def _state_changed(self) -> None:
        if not self.center.browsing:
            self.center.browse()
        self._mark_stop()
        self._fit_actions()

    def _layout_changed(self) -> None:
        self.actions_set.check(f"rows_{self.table.density or 'usual'}", True)
        self.browse.filters.show_changed(self.layouts.view_changed)
        if self.center.browsing:
            self._mark_stop()
        self._fit_actions()

    def _show_stops(self, stops: object) -> None:
        self.sidebar.stops.show(stops)  # type: ignore[arg-type]  # a signal carries any object; SideFeed sends stops
        if self.center.browsing:
            self._mark_stop()

    def _mark_stop(self) -> None:
        """A saved view stays marked while it is changed; else the stop that shows just this."""
        at_view = self.layouts.view is not None
        stop = self.layouts.home if at_view else self.side_feed.stop_for(self.state.text)
        self.sidebar.go_to(stop, changed=self.layouts.view_changed)

    def _follow_table(self) -> None:
        self.side.show_incident(self.table.current_id(), len(self.table.selection()))
        self._count()

    def _count(self) -> None:
        model = self.browse.model
        self.status_line.show_counts(len(model.ids), len(self.table.selection()), model.complete)
        self._fit_actions()

    def _fit_actions(self) -> None:
        if not hasattr(self, "center"):
            return
        row = self.browse.model.row(self.table.currentIndex().row())
        now = Situation(
            read_only=self.session.read_only,
            rows=len(self.browse.model.ids),
            chosen=len(self.table.selection()),
            current=row is not None,
            current_trashed=bool(row and row.trashed),
            browsing=self.center.browsing,
            filtered=self.state.filtered,
            undo=self._undo.undo is not None,
            redo=self._undo.redo is not None,
            view=self.layouts.view is not None,
            view_changed=self.layouts.view_changed,
        )
        self.actions_set.fit(now)

    def check_settings(self) -> None:
        """Let the menus show what is on."""
        now = self.remembered.value
        for kind in ("theme_mode", "density", "direction", "review_order"):
            self.actions_set.check(f"{kind.removesuffix('_mode')}_{getattr(now, kind)}", True)
        self.actions_set.check(f"rows_{self.table.density or 'usual'}", True)
        self.actions_set.check("sidebar", not self.sidebar.isHidden())
        self.actions_set.check("detail", not self.side.isHidden())
        self.actions_set.check("histogram", self.browse.histogram_visible())
        self.actions_set.check("totals", self.browse.totals_visible())

    def give_help(self, at: QWidget | None) -> None:
        """Show the page of the help for a place in this window or in a dialog over it."""
        self.openers.help_at(at)

    def tell_trouble(self, fault: BaseException) -> None:
        """Say calmly what did not work, until it is closed."""
        show_fault(self.notices, fault, self.bridge)
