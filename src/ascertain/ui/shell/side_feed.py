"""What the sidebar shows: asked for after start and after each operation; what saved views find is counted last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from ascertain.app.settings import ALL_INCIDENTS
from ascertain.domain.table_rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.shell.noop import QT_TRANSLATE_NOOP
from ascertain.ui.shell.sidebar import Stop
from ascertain.ui.shell.stop_layouts import VIEW
from ascertain.ui.shell.view_state import same_search
from ascertain.ui.wording import isolated, problem_text, status_word

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.records import SavedView
    from ascertain.domain.rows import Counts
    from ascertain.ui.shell.view_counts import ViewCounts

ALL, TRASH, DUE = ALL_INCIDENTS, "search:is:trash", "search:is:due"
SAVE_FIRST = "save:"
"""The stop in the place of saved views where there are none yet."""
_SHELF = "shelf:"
_HOW_TO_SAVE = QT_TRANSLATE_NOOP(
    "Sidebar", "Keep search, filters, sort and columns as a view, to come back to them here."
)
_WATCHED = ("unconfirmed", "claimed", "partly_confirmed")


class SideFeed(QObject):
    """Asks for counts and saved views, and makes the lines of the sidebar from them."""

    stops_changed = Signal(object)
    """A tuple of `Stop`."""
    views_known = Signal()
    """The saved views are known anew."""
    open_counted = Signal(int)
    """How many incidents wait for review."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("side_feed")
        self._bridge = bridge
        self._today = bridge.session.clock.today
        self._vocabularies, self._fields = bridge.session.vocabularies, bridge.session.fields
        self._counts: Counts | None = None
        self.views: tuple[SavedView, ...] = ()
        self._views_known = False
        self.view_counts: ViewCounts | None = None
        self._asker, self._views_asker = bridge.asker(self), bridge.asker(self)
        self._soon = QTimer(self)
        self._soon.setObjectName("side_feed_timer")
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self.ask)
        bridge.changed.connect(self._log_changed)

    def count_views(self, in_sight: Callable[[], Iterable[str]]) -> ViewCounts:
        """Count from now on what the saved views find whose stops are in sight."""
        from ascertain.ui.shell.view_counts import ViewCounts

        self.view_counts = made = ViewCounts(self._bridge, self)
        made.in_sight = lambda: (int(key.removeprefix(VIEW)) for key in in_sight() if key.startswith(VIEW))
        made.counted.connect(self.show)
        return made

    def ask(self) -> None:
        """Count anew."""
        today = self._today()
        if self.view_counts is not None:
            self.view_counts.wait()

        def count(queries: Queries) -> Counts:
            return queries.counts(today)

        self._asker.ask(count, self._take)
        self.ask_views()

    def begin_day(self) -> None:
        """It is another day: what is due now, and what views find that are told from today?"""
        if self.view_counts is not None:
            self.view_counts.begin_day()
        self.ask()

    def ask_views(self) -> None:
        """Ask which saved views there are; newer than any answer that is under way."""

        def views(queries: Queries) -> tuple[SavedView, ...]:
            return tuple(queries.saved_views())

        self._views_asker.ask(views, self._take_views)

    def show(self) -> None:
        """Tell the lines with what is known so far."""
        self.stops_changed.emit(self._stops())

    def view(self, key: str) -> SavedView | None:
        """The saved view behind a stop."""
        return next((view for view in self.views if key == view_key(view.id)), None)

    def stop_for(self, search: str) -> str:
        """The stop of the log that shows this search, or an empty text. At a saved view one is by going there."""
        keys = (stop.key for stop in self._stops() if stop.key.startswith("search:"))
        return next((key for key in keys if same_search(key.removeprefix("search:"), search, self._fields)), "")

    def _log_changed(self, notice: LogChanged) -> None:
        if notice.incident_ids or notice.library or notice.views or notice.vocabularies:
            self._soon.start()

    def _take(self, counts: Counts) -> None:
        self._counts = counts
        self.open_counted.emit(counts.open)
        self.show()
        if self.view_counts is not None:
            self.view_counts.go_on()

    def _take_views(self, views: tuple[SavedView, ...]) -> None:
        self.views, self._views_known = views, True
        if self.view_counts is not None:
            self.view_counts.take(views)
            self.view_counts.look()
        self.views_known.emit()
        self.show()

    def _view_stop(self, view: SavedView) -> Stop:
        counts = self.view_counts
        number = None if counts is None else counts.number(view.id)
        problem = "" if counts is None else problem_text(*counts.problems(view.id))
        hint = _describe(view, problem)
        return Stop(view_key(view.id), view.name, number, hint=hint, counting=number is None, warns=bool(problem))

    def _stops(self) -> tuple[Stop, ...]:
        counts = self._counts
        by_status = dict(counts.by_status) if counts else {}

        def of_status(status: str) -> Stop:
            return Stop(
                f"search:status:{status}",
                status_word(status, self._vocabularies),
                by_status.get(status, 0) if counts else None,
            )

        say = QCoreApplication.translate
        log = (
            Stop("", say("Sidebar", "Log")),
            Stop(ALL, say("Sidebar", "All incidents"), counts.all if counts else None),
            *(of_status(status) for status in _WATCHED),
            Stop(DUE, say("Sidebar", "Follow-up due"), counts.due if counts else None, due=True),
            of_status("disputed"),
            Stop("search:is:draft", say("Sidebar", "Drafts"), counts.drafts if counts else None),
            Stop(TRASH, say("Sidebar", "Trash"), counts.trash if counts else None),
        )
        saved = tuple(self._view_stop(view) for view in self.views)
        if self._views_known and not saved and not self._bridge.session.read_only:
            saved = (Stop(SAVE_FIRST, say("Sidebar", "Save what is shown…"), hint=say("Sidebar", _HOW_TO_SAVE)),)
        head = (Stop("", say("Sidebar", "Saved views")),) if saved else ()
        return (*log, *head, *saved, *_library(counts))


def _describe(view: SavedView, problem: str) -> str:
    """What a view is, for who rests on it: its whole name, what it asks, and what of that is not understood."""
    asks = view.search or QCoreApplication.translate("Sidebar", "All incidents")
    return "\n".join(part for part in (isolated(view.name), isolated(asks), problem) if part)


def view_key(view_id: int | None) -> str:
    """The stop of a saved view."""
    return f"{VIEW}{view_id}"


def shelf_of(key: str) -> Shelf | None:
    """The part of the library behind a stop."""
    return Shelf(key.removeprefix(_SHELF)) if key.startswith(_SHELF) else None


def shelf_key(shelf: Shelf) -> str:
    """The stop of a part of the library."""
    return f"{_SHELF}{shelf.value}"


def _library(counts: Counts | None) -> tuple[Stop, ...]:
    say = QCoreApplication.translate
    return (
        Stop("", say("Sidebar", "Library")),
        Stop(shelf_key(Shelf.DOCUMENTS), say("Sidebar", "Documents"), counts.documents if counts else None),
        Stop(shelf_key(Shelf.SOURCES), say("Sidebar", "Sources"), counts.sources if counts else None),
        Stop(shelf_key(Shelf.ACTORS), say("Sidebar", "Actors"), counts.actors if counts else None),
        Stop(shelf_key(Shelf.PLACES), say("Sidebar", "Places"), counts.places if counts else None),
    )
