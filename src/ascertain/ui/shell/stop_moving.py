"""Putting saved views in another order: by dragging in the sidebar, or with Alt and an arrow key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from ascertain.ui.shell.sidebar import Sidebar
from ascertain.ui.shell.stop_layouts import VIEW


class StopMover(QObject):
    """Watches the sidebar. A drag shows where the view would go; Escape, or letting go elsewhere, leaves it."""

    moved = Signal(str, int)
    """The stop of a view, and its place among the views from 0."""

    def __init__(self, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self.setObjectName("stop_mover")
        self._sidebar = sidebar
        self._key = ""
        self._from = QPoint()
        self._to: int | None = None
        sidebar.installEventFilter(self)
        sidebar.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events of a move; leave all others."""
        if watched is self._sidebar:
            return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key_pressed(event)
        if not isinstance(event, QMouseEvent):
            return False
        handle = {
            QEvent.Type.MouseButtonPress: self._pressed,
            QEvent.Type.MouseMove: self._mouse_moved,
            QEvent.Type.MouseButtonRelease: self._released,
        }.get(event.type())
        return handle is not None and handle(event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._to is not None:
            self._end()
            return True
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        keys, key = self._views(), self._sidebar.current_key()
        if step is None or event.modifiers() != Qt.KeyboardModifier.AltModifier or key not in keys:
            return False
        to = keys.index(key) + step
        if 0 <= to < len(keys):
            self.moved.emit(key, to)
        return True

    def _pressed(self, event: QMouseEvent) -> bool:
        key = self._sidebar.key_at(event.position().toPoint())
        self._key = key if event.button() == Qt.MouseButton.LeftButton and key.startswith(VIEW) else ""
        self._from, self._to = event.position().toPoint(), None
        return False

    def _mouse_moved(self, event: QMouseEvent) -> bool:
        if not self._key or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        at = event.position().toPoint()
        if self._to is None and (at - self._from).manhattanLength() < QApplication.startDragDistance():
            return False
        self._to = self._place_at(at)
        self._sidebar.show_drop(self._line_at(self._to))
        self._sidebar.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _released(self, event: QMouseEvent) -> bool:
        if self._to is None:
            self._key = ""
            return False
        keys, key, to = self._views(), self._key, self._to
        inside = self._sidebar.viewport().rect().contains(event.position().toPoint())
        self._end()
        if inside and key in keys:
            # Its own line goes first, so what stood below moves up.
            place = to - (to > keys.index(key))
            if place != keys.index(key):
                self.moved.emit(key, place)
        return True

    def _end(self) -> None:
        self._key, self._to = "", None
        self._sidebar.show_drop(None)
        self._sidebar.viewport().unsetCursor()

    def _views(self) -> list[str]:
        return [key for key in self._sidebar.stops.all_keys() if key.startswith(VIEW)]

    def _place_at(self, at: QPoint) -> int:
        """Before how many of the views it would go: those whose middle is above."""
        return sum(self._sidebar.place_of(key).center().y() < at.y() for key in self._views())

    def _line_at(self, place: int) -> int:
        keys = self._views()
        if place < len(keys):
            return self._sidebar.place_of(keys[place]).top()
        return self._sidebar.place_of(keys[-1]).bottom() + 1
