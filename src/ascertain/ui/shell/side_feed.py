"""What the sidebar shows: asked for after start and after each operation; counts of saved views last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from ascertain.app.settings import ALL_INCIDENTS
from ascertain.domain.table_rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.shell.sidebar import Stop
from ascertain.ui.shell.stop_layouts import VIEW
from ascertain.ui.shell.view_state import same_search
from ascertain.ui.wording import status_word

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.records import SavedView
    from ascertain.domain.rows import Counts

ALL, TRASH, DUE = ALL_INCIDENTS, "search:is:trash", "search:is:due"
_SHELF = "shelf:"
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
        self._view_counts: dict[int, int] = {}
        self._asker, self._lazy = bridge.asker(self), bridge.asker(self)
        self._soon = QTimer(self)
        self._soon.setObjectName("side_feed_timer")
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self.ask)
        bridge.changed.connect(self._log_changed)

    def ask(self) -> None:
        """Count anew."""
        today = self._today()

        def count(queries: Queries) -> tuple[Counts, tuple[SavedView, ...]]:
            return queries.counts(today), tuple(queries.saved_views())

        self._asker.ask(count, self._take)

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

    def _take(self, answer: tuple[Counts, tuple[SavedView, ...]]) -> None:
        self._counts, self.views = answer
        self.views_known.emit()
        self.open_counted.emit(self._counts.open)
        self.show()
        views, fields = self.views, self._fields

        def count(queries: Queries) -> dict[int, int]:
            from ascertain.domain.search import parse

            return {view.id: queries.count(parse(view.search, fields)) for view in views if view.id is not None}

        if views:
            self._lazy.ask(count, self._take_views)

    def _take_views(self, counts: dict[int, int]) -> None:
        self._view_counts = counts
        self.show()

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
        saved = tuple(Stop(view_key(v.id), v.name, self._view_counts.get(v.id or 0)) for v in self.views)
        head = (Stop("", say("Sidebar", "Saved views")),) if saved else ()
        return (*log, *head, *saved, *_library(counts))


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
