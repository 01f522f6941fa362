"""Keeps the notice at the bottom of the window, in the middle, above everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ascertain.ui.kit import NoticeBar
from ascertain.ui.theme import current_theme

_MOVES = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest)


class NoticePlace(QObject):
    """Lays the bar over `ground`; it takes no room from what lies below."""

    def __init__(self, bar: NoticeBar, ground: QWidget) -> None:
        super().__init__(bar)
        self.setObjectName("notice_place")
        self._bar, self._ground = bar, ground
        bar.hide()
        bar.installEventFilter(self)
        ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the ground and of the text."""
        if event.type() in _MOVES and not self._bar.isHidden():
            if watched is self._bar and event.type() == QEvent.Type.Resize:
                return False
            self._place()
        return False

    def _place(self) -> None:
        theme = current_theme()
        width = min(theme.px(560), self._ground.width() - theme.px(40))
        height = max(self._bar.minimumSizeHint().height(), self._bar.heightForWidth(width))
        left, top = (self._ground.width() - width) // 2, self._ground.height() - height - theme.px(16)
        self._bar.setGeometry(left, top, width, height)
        self._bar.raise_()
