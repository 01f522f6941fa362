"""A quiet sign in the status line that something is still being looked for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ascertain.ui.theme import current_theme

_DOTS = 3
_STEP_MS = 350


class BusyMark(QWidget):
    """Three dots, one of them darker in turn. It runs only while it is to be seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status_busy")
        self.setAccessibleName(self.tr("Looking for the rest"))
        self._at = 0
        self._clock = QTimer(self)
        self._clock.setObjectName("status_busy_timer")
        self._clock.setInterval(_STEP_MS)
        self._clock.timeout.connect(self._step)
        self.hide()

    def sizeHint(self) -> QSize:
        """Room for the dots."""
        px = current_theme().px
        return QSize(px(8) * _DOTS + px(4), px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dots."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for dot in range(_DOTS):
            painter.setBrush(theme.color("accent" if dot == self._at else "border"))
            painter.drawEllipse(QPointF(theme.px(6) + dot * theme.px(8), self.height() / 2), theme.px(2), theme.px(2))
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop."""
        super().hideEvent(event)
        self._clock.stop()

    def _step(self) -> None:
        self._at = (self._at + 1) % _DOTS
        self.update()
