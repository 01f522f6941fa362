"""Saving, showing, changing and removing views."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from ascertain.ui.bridge import Bridge
from ascertain.ui.shell.side_feed import SideFeed, view_key
from ascertain.ui.shell.stop_layouts import VIEW, StopLayouts

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.domain.records import SavedView
    from ascertain.ui.shell.sidebar import Sidebar
    from ascertain.ui.shell.window import MainWindow


class SavedViews(QObject):
    """Keeps what the table shows under a name: search, sort, columns and how they stand."""

    def __init__(self, bridge: Bridge, layouts: StopLayouts, feed: SideFeed, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("saved_views")
        self._bridge, self._layouts, self._feed, self._window = bridge, layouts, feed, window
        feed.views_known.connect(self._follow)

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Do what is asked for in the sidebar."""
        sidebar.menu_asked.connect(self.open_menu)
        sidebar.rename_asked.connect(self.rename)
        sidebar.remove_asked.connect(self.remove)

    def save(self) -> None:
        """Keep what is shown as a new view."""
        from ascertain.domain.records import SavedView

        self._name(self.tr("Save view"), self._with_shown(SavedView("")), shows=True)

    def rename(self, key: str) -> None:
        """Give a view another name."""
        view = self._feed.view(key)
        if view is not None and not self._bridge.session.read_only:
            self._name(self.tr("Rename view"), view)

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
            self._bridge.run(RemoveView(view.id))

    def open_menu(self, key: str, where: QPoint) -> None:
        """What can be done with a view."""
        if self._feed.view(key) is None or self._bridge.session.read_only:
            return
        menu = QMenu(self._window)
        menu.setObjectName("view_menu")
        menu.addAction(self.tr("&Rename…"), lambda: self.rename(key))
        menu.addAction(self.tr("&Update to what is shown"), lambda: self.update(key))
        menu.addAction(self.tr("Re&move"), lambda: self.remove(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    # ---- how

    def _with_shown(self, view: SavedView) -> SavedView:
        now = self._layouts.shown()
        search = self._window.state.text
        return replace(view, search=search, sort=now.sort, columns=now.columns, layout=now.measures)

    def _keep(self, view: SavedView, *, shows: bool = False) -> None:
        """Write a view; `shows`: it keeps what is shown, so that this is where one is then."""
        from ascertain.app.commands import KeepView

        def kept(notice: LogChanged) -> None:
            if shows:
                self._layouts.settle(view_key(view.id or notice.made[0]))
            # An older question may be under way that does not know it yet.
            self._feed.ask()

        self._bridge.run(KeepView(view), kept)

    def _follow(self) -> None:
        """The views of the log are known anew: the one that is shown may be gone, or be another one now."""
        if self._layouts.home.startswith(VIEW) and self._layouts.view is None:
            self._layouts.leave()
        else:
            self._layouts.changed.emit()

    def _name(self, title: str, view: SavedView, *, shows: bool = False) -> None:
        from ascertain.ui.dialogs.name_view import NameViewDialog

        taken = [each.name for each in self._feed.views]
        dialog = NameViewDialog(title, view.name, taken, self._window)
        dialog.accepted.connect(lambda: self._keep(replace(view, name=dialog.name), shows=shows))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()
