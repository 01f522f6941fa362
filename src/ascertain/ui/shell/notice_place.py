"""Keeps the notice at the bottom of the window, in the middle of the table or else of the window, above everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from ascertain.ui.kit import NoticeBar
from ascertain.ui.theme import current_theme

_MOVES = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class NoticePlace(QObject):
    """Lays the bar over `ground`, within `part` of it while that is shown, so that the buttons of a form beside it stay
    free. It takes no room from what lies below."""

    def __init__(self, bar: NoticeBar, ground: QWidget, part: QWidget) -> None:
        super().__init__(bar)
        self.setObjectName("notice_place")
        self._bar, self._ground, self._part = bar, ground, part
        bar.hide()
        for each in (bar, ground, part):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the ground and of the text."""
        if event.type() in _MOVES and not self._bar.isHidden():
            if watched is self._bar and event.type() == QEvent.Type.Resize:
                return False
            self._place()
        return False

    def _place(self) -> None:
        theme = current_theme()
        whole = self._ground.rect()
        if self._part.isVisible():
            whole = QRect(self._part.mapTo(self._ground, QPoint(0, 0)), self._part.size())
        width = min(theme.px(560), whole.width() - theme.px(40))
        height = max(self._bar.minimumSizeHint().height(), self._bar.heightForWidth(width))
        left, top = whole.center().x() - width // 2, self._ground.height() - height - theme.px(16)
        self._bar.setGeometry(left, top, width, height)
        self._bar.raise_()
