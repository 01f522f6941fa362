"""Notices that another day has come while the window stands open: today, and what is due, are others then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_EVERY_MS = 60_000


class DayWatch(QObject):
    """Looks at the clock every minute. A timer up to midnight would be wrong after the machine slept."""

    day_changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("day_watch")
        self._today, self._day = today, today()
        self._every = QTimer(self)
        self._every.setObjectName("day_every")
        self._every.setInterval(_LOOK_EVERY_MS)
        self._every.timeout.connect(self.look)
        self._every.start()

    def look(self) -> None:
        """Tell where it is another day than it was."""
        now = self._today()
        if now != self._day:
            self._day = now
            self.day_changed.emit()
