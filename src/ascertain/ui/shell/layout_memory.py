"""Keeps how the window was laid out: its place, its splitters, what was hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter

from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.ui.shell.window import MainWindow

_FORM = "browse_splitter_form"
_FORM_SHARE = 0.39
_FORM_LEAST = 480
_DETAIL_SHARE = 0.26


class LayoutMemory:
    """Reads the layout from the settings and writes it there. The form has a width of its own."""

    def __init__(self, window: MainWindow, remembered: Remembered) -> None:
        self._window, self._remembered = window, remembered
        self._splitters: tuple[QSplitter, ...] = (window.split, window.center.split, window.browse.splitter)
        self._without_form: list[int] = []
        window.side.form_opened.connect(self._make_room)
        window.side.form_closed.connect(self._give_back)

    def restore(self) -> None:
        """Lay the window out as it was left, within the screens that there are now."""
        now, window = self._remembered.value, self._window
        theme = current_theme()
        window.resize(theme.px(1440), theme.px(900))
        if len(now.window) == 4:
            frame = QRect(*now.window)
            if any(screen.availableGeometry().intersects(frame) for screen in QGuiApplication.screens()):
                window.setGeometry(frame)
        else:
            room = QGuiApplication.primaryScreen().availableGeometry()
            window.resize(min(theme.px(1440), room.width()), min(theme.px(900), room.height()))
        window.split.setSizes([theme.px(182), window.width() - theme.px(182)])
        detail = max(theme.px(300), min(theme.px(360), round(window.width() * _DETAIL_SHARE)))
        window.center.split.setSizes([window.width() - theme.px(182) - detail, detail])
        for splitter in self._splitters:
            sizes = now.splitters.get(splitter.objectName(), ())
            if len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes(list(sizes))
        window.layouts.begin()
        window.sidebar.setVisible("sidebar" not in now.hidden)
        window.side.setVisible("detail" not in now.hidden)
        window.browse.set_histogram_visible("histogram" not in now.hidden)
        window.browse.set_totals_visible("totals" not in now.hidden)
        if now.window_maximized:
            window.showMaximized()

    def keep(self) -> None:
        """Write the layout into the settings."""
        window, frame = self._window, self._window.normalGeometry()
        sizes = dict(self._remembered.value.splitters)
        for splitter in self._splitters:
            parts = [splitter.widget(at) for at in range(splitter.count())]
            if all(part is not None and not part.isHidden() for part in parts):
                sizes[splitter.objectName()] = tuple(splitter.sizes())
        if self._without_form:
            sizes[_FORM] = tuple(window.center.split.sizes())
            sizes["browse_splitter"] = tuple(self._without_form)
        panes = (("sidebar", window.sidebar), ("detail", window.side))
        hidden = [name for name, pane in panes if pane.isHidden()]
        if not window.browse.histogram_visible():
            hidden.append("histogram")
        if not window.browse.totals_visible():
            hidden.append("totals")
        self._remembered.change(
            splitters=sizes,
            window=(frame.x(), frame.y(), frame.width(), frame.height()),
            window_maximized=window.isMaximized(),
            hidden=tuple(hidden),
        )

    def _make_room(self) -> None:
        if self._without_form:
            return
        split = self._window.center.split
        self._without_form = split.sizes()
        total = sum(self._without_form)
        wanted = self._remembered.value.splitters.get(_FORM, ())
        px = current_theme().px
        # Below this its fields are too narrow to read; the table keeps what it needs to be followed.
        least = min(px(_FORM_LEAST), total - px(320))
        form = max(wanted[1] if len(wanted) == 2 else round(total * _FORM_SHARE), self._without_form[1], least)
        split.setSizes([total - form, form])

    def _give_back(self) -> None:
        if not self._without_form:
            return
        split = self._window.center.split
        sizes = dict(self._remembered.value.splitters)
        sizes[_FORM] = tuple(split.sizes())
        self._remembered.change(splitters=sizes)
        split.setSizes(self._without_form)
        self._without_form = []
