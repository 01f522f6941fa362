"""Saving, showing, changing and removing views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from ascertain.domain.search import parse
from ascertain.ui.bridge import Bridge
from ascertain.ui.shell.side_feed import SideFeed, view_key
from ascertain.ui.shell.stop_layouts import VIEW, StopLayouts
from ascertain.ui.shell.stop_moving import StopMover

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.records import SavedView
    from ascertain.ui.shell.sidebar import Sidebar
    from ascertain.ui.shell.window import MainWindow


_MOST_OF_A_NAME = 100
"""So many letters of a name are taken into that of its double."""


class SavedViews(QObject):
    """Keeps what the table shows under a name: search, sort, columns and how they stand."""

    def __init__(self, bridge: Bridge, layouts: StopLayouts, feed: SideFeed, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("saved_views")
        self._bridge, self._layouts, self._feed, self._window = bridge, layouts, feed, window
        self._asker = bridge.asker(self)
        self._then: Callable[[], None] | None = None
        feed.views_known.connect(self._follow)

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Do what is asked for in the sidebar."""
        sidebar.menu_asked.connect(self.open_menu)
        sidebar.rename_asked.connect(self.edit)
        sidebar.remove_asked.connect(self.remove)
        StopMover(sidebar).moved.connect(self.move)

    def save(self) -> None:
        """Keep what is shown as a new view."""
        from ascertain.domain.records import SavedView

        self._name(self.tr("Save view"), self._with_shown(SavedView("")), shows=True)

    def edit(self, key: str = "") -> None:
        """Change name, search, sort and columns of a view; without a key of the one that is shown."""
        from ascertain.ui.dialogs.edit_view import EditViewDialog

        view = self._feed.view(key or self._layouts.home)
        if view is None or self._bridge.session.read_only:
            return
        dialog = EditViewDialog(self._bridge, view, self._names(), self._window)
        dialog.accepted.connect(lambda: self._take_edited(dialog.view))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def duplicate(self, key: str) -> None:
        """Make another view like this one, under a name of its own."""
        view = self._feed.view(key)
        if view is not None and not self._bridge.session.read_only:
            taken = {name.casefold() for name in self._names()}
            text = self.tr("{view} ({number})").replace("{view}", view.name[:_MOST_OF_A_NAME])
            names = (text.replace("{number}", str(number)) for number in count(2))
            self._keep(replace(view, id=None, name=next(name for name in names if name.casefold() not in taken)))

    def move(self, key: str, to: int) -> None:
        """Bring a view to another place among them, from 0."""
        from ascertain.app.commands import MoveView

        view = self._feed.view(key)
        if view is not None and view.id is not None and not self._bridge.session.read_only:
            self._bridge.run(MoveView(view.id, to), lambda _: self._feed.ask_views())

    def export(self, key: str) -> None:
        """Export all that a view finds, without showing it."""
        view = self._feed.view(key)
        if view is None:
            return
        search = parse(view.search, self._bridge.session.fields)

        def number(queries: Queries) -> int:
            return queries.count(search)

        self._asker.ask(number, lambda found: self._window.openers.export_view(view, found))

    def update(self, key: str = "") -> None:
        """Let a view keep what is shown now; without a key the one that is shown."""
        view = self._feed.view(key or self._layouts.home)
        if view is not None and not self._bridge.session.read_only:
            self._keep(self._with_shown(view), shows=True)

    def go_back(self) -> None:
        """Show the view as it is kept."""
        self._layouts.go_back()

    def remove(self, key: str) -> None:
        """Remove a view; its incidents stay, and undo brings it back."""
        from ascertain.app.commands import RemoveView

        view = self._feed.view(key)
        if view is not None and view.id is not None and not self._bridge.session.read_only:
            self._window.commands.run(RemoveView(view.id))

    def open_menu(self, key: str, where: QPoint) -> None:
        """What can be done with a view."""
        if self._feed.view(key) is None:
            return
        menu = QMenu(self._window)
        menu.setObjectName("view_menu")
        entries: list[tuple[str, Callable[[], None], bool]] = [
            (self.tr("&Show"), lambda: self._window.go_to(key), False),
            (self.tr("E&xport…"), lambda: self.export(key), False),
            (self.tr("&Edit…"), lambda: self.edit(key), True),
            (self.tr("&Duplicate"), lambda: self.duplicate(key), True),
            (self.tr("&Update to what is shown"), lambda: self.update(key), True),
            (self.tr("Move u&p"), lambda: self._step(key, -1), True),
            (self.tr("Move do&wn"), lambda: self._step(key, 1), True),
            (self.tr("&Remove"), lambda: self.remove(key), True),
        ]
        for text, do, writes in entries:
            menu.addAction(text, do).setEnabled(not (writes and self._bridge.session.read_only))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    # ---- how

    def _names(self) -> list[str]:
        return [each.name for each in self._feed.views]

    def _step(self, key: str, step: int) -> None:
        at = [view_key(view.id) for view in self._feed.views].index(key)
        if 0 <= at + step < len(self._feed.views):
            self.move(key, at + step)

    def _take_edited(self, view: SavedView) -> None:
        """A view that is shown as it was kept is shown as it is kept now; what is shown otherwise stays."""
        shows = self._layouts.home == view_key(view.id) and not self._layouts.view_changed
        self._keep(view, then=self._layouts.go_back if shows else None)

    def _with_shown(self, view: SavedView) -> SavedView:
        now = self._layouts.shown()
        search = self._window.state.text
        return replace(view, search=search, sort=now.sort, columns=now.columns, layout=now.measures)

    def _keep(self, view: SavedView, *, shows: bool = False, then: Callable[[], None] | None = None) -> None:
        """Write a view; `shows`: it keeps what is shown, so that this is where one is then. `then` is called once the
        view is known as it was written."""
        from ascertain.app.commands import KeepView

        def kept(notice: LogChanged) -> None:
            if shows:
                self._layouts.settle(view_key(view.id or notice.made[0]))
            self._then = then
            # An older question may be under way that does not know it yet.
            self._feed.ask_views()

        self._bridge.run(KeepView(view), kept)

    def _follow(self) -> None:
        """The views of the log are known anew: the one that is shown may be gone, or be another one now."""
        if self._layouts.home.startswith(VIEW) and self._layouts.view is None:
            self._layouts.leave()
        elif (then := self._then) is not None:
            self._then = None
            then()
        else:
            self._layouts.changed.emit()

    def _name(self, title: str, view: SavedView, *, shows: bool = False) -> None:
        from ascertain.ui.dialogs.name_view import NameViewDialog

        dialog = NameViewDialog(title, view.name, self._names(), self._window)
        dialog.accepted.connect(lambda: self._keep(replace(view, name=dialog.name), shows=shows))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()
