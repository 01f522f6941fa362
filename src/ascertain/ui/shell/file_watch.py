"""Looks for the file of the log whenever the window comes to the front: who moves or deletes it does so elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ascertain.ui.bridge import Bridge


class FileWatch(QObject):
    """Tells through the bridge's `trouble` that the file has gone, once until it is back."""

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("file_watch")
        self._bridge = bridge
        self._told = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - as Qt calls it
        """Look when the window is activated."""
        if event.type() == QEvent.Type.WindowActivate:
            self._bridge.look(self._there, self._gone)
        return False

    def _there(self, _: None) -> None:
        self._told = False

    def _gone(self, fault: BaseException) -> None:
        if not self._told:
            self._told = True
            self._bridge.trouble.emit(fault)
