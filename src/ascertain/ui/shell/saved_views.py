"""Saving, showing, renaming and removing views."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ascertain.ui.bridge import Bridge
from ascertain.ui.shell.side_feed import SideFeed
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.table.columns import sort_from_text, sort_text
from ascertain.ui.table.view import IncidentTable

if TYPE_CHECKING:
    from ascertain.domain.records import SavedView


class SavedViews(QObject):
    """Keeps the search, sort and columns of the table under a name, and brings them back."""

    def __init__(self, bridge: Bridge, state: ViewState, feed: SideFeed, table: IncidentTable, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("saved_views")
        self._bridge, self._state, self._feed, self._table, self._window = bridge, state, feed, table, window

    def show(self, view: SavedView) -> None:
        """Show a view: its search, and its sort and columns where it has them."""
        if view.columns:
            self._table.show_columns(view.columns)
        self._state.ask(view.search, sort_from_text(view.sort, self._bridge.session.fields) if view.sort else None)

    def save(self) -> None:
        """Keep what is shown as a new view."""
        from ascertain.domain.records import SavedView

        self._name(self.tr("Save view"), SavedView("", *self._shown()))

    def rename(self, key: str) -> None:
        """Give a view another name."""
        view = self._feed.view(key)
        if view is not None and not self._bridge.session.read_only:
            self._name(self.tr("Rename view"), view)

    def update(self, key: str) -> None:
        """Let a view keep what is shown now."""
        view = self._feed.view(key)
        if view is not None:
            search, sort, columns = self._shown()
            self._keep(replace(view, search=search, sort=sort, columns=columns))

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

    def _shown(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        return self._state.text, sort_text(self._state.sort), self._table.columns_in_order()

    def _keep(self, view: SavedView) -> None:
        from ascertain.app.commands import KeepView

        self._bridge.run(KeepView(view))

    def _name(self, title: str, view: SavedView) -> None:
        from ascertain.ui.dialogs.name_view import NameViewDialog

        taken = [each.name for each in self._feed.views]
        dialog = NameViewDialog(title, view.name, taken, self._window)
        dialog.accepted.connect(lambda: self._keep(replace(view, name=dialog.name)))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()
