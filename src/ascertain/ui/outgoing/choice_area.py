"""What is scrolled where there is no room for it, and else stands as if it were not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ascertain.ui.theme import current_theme

_LEAST = 96
"""Design pixels that stay in sight."""


class ChoiceArea(QScrollArea):
    """Takes the height of what it holds, where there is that much."""

    def __init__(self, inner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._inner = inner
        self.setObjectName("export_choice_area")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """That of what it holds."""
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as what it holds can be made, and high enough for two lines of it."""
        bar = self.verticalScrollBar().sizeHint().width()
        inner = self._inner.minimumSizeHint()
        return QSize(inner.width() + bar, min(inner.height(), current_theme().px(_LEAST)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when what it holds needs one."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
