"""A small button inside a line, at its end; it grows with the text, which Qt's own actions of a line do not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QStyle, QToolButton

from ascertain.ui.kit import plain_tip
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon

_SIDE = 16  # design pixels


class EndButton(QToolButton):
    """Stays at the end of `line`, and keeps the text off. Keys do what it does, so Tab passes it by."""

    def __init__(self, line: QLineEdit, sign: IconName, words: str) -> None:
        super().__init__(line)
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        set_icon(self, sign, Tone.MUTED, _SIDE)
        line.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Follow the line."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange, QEvent.Type.StyleChange):
            self._place()
        return False

    def _place(self) -> None:
        px = current_theme().px
        side, line = px(_SIDE + 4), self._line
        at_end = QRect(line.width() - side - px(1), (line.height() - side) // 2, side, side)
        self.setGeometry(QStyle.visualRect(line.layoutDirection(), line.rect(), at_end))
        mirrored = line.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = side - px(4)
        line.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
