"""The codebook note of a code, typed in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ascertain.ui.theme import current_theme


class CodeNote(QPlainTextEdit):
    """Two lines of text. `left(key, text)` when the cursor leaves it with another text than it was shown."""

    left = Signal(str, str)

    def __init__(self, writable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("code_note_editor")
        self.setTabChangesFocus(True)
        self.setReadOnly(not writable)
        self._key, self._shown = "", ""
        theme = current_theme()
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * 3 + theme.px(12))

    def show_note(self, key: str, text: str) -> None:
        """Show the note of a code. What is being typed about the same code stays."""
        if key == self._key and self.hasFocus():
            return
        self._key, self._shown = key, text
        self.setPlainText(text)

    def settle(self) -> None:
        """Hand over what was typed."""
        text = self.toPlainText().strip()
        if self._key and text != self._shown:
            self._shown = text
            self.left.emit(self._key, text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it keeps what was typed."""
        super().focusOutEvent(event)
        self.settle()
