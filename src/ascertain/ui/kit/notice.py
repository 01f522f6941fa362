"""Calm messages: a bar that tells what happened and offers a way back, and what an empty screen says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ascertain.ui.kit.buttons import KeyButton
from ascertain.ui.kit.text import text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon

__all__ = ["EmptyState", "NoticeBar"]

_TONES = {
    "info": (IconName.INFO, Tone.ACCENT),
    "ok": (IconName.CHECK_CIRCLE, Tone.OK),
    "warning": (IconName.WARNING, Tone.WARNING),
    "danger": (IconName.ERROR, Tone.DANGER),
}


class NoticeBar(QFrame):
    """One line of news with, at most, two actions. It hides by itself, or by Escape or its ×; it never takes the focus.

    ``timer`` decides when the time is over; give one to control it in tests.
    """

    hidden = Signal()

    def __init__(self, timer: QTimer | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setProperty("bar", "notice")
        self._on_action: Callable[[], None] | None = None
        self._on_second: Callable[[], None] | None = None
        self._timer = timer if timer is not None else QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._sign = text_label(parent=self)
        self._sign.setObjectName("notice_sign")
        self._text = text_label(wraps=True, parent=self)
        self._text.setObjectName("notice_text")
        self._action = KeyButton("", "link", parent=self)
        self._action.setObjectName("notice_action")
        self._action.clicked.connect(lambda: self._act(self._on_action))
        self._second = KeyButton("", "link", parent=self)
        self._second.setObjectName("notice_second")
        self._second.clicked.connect(lambda: self._act(self._on_second))
        self._close = QToolButton(self)
        self._close.setObjectName("notice_close")
        self._close.setAccessibleName(QCoreApplication.translate("NoticeBar", "Close this notice"))
        set_icon(self._close, IconName.CLOSE, Tone.MUTED, 14)
        self._close.clicked.connect(self.dismiss)
        px = current_theme().px
        self._row = QHBoxLayout()
        self._row.setSpacing(px(8))
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._action)
        self._row.addWidget(self._close)
        self._below = QHBoxLayout()
        self._below.addStretch(1)
        self._below.addWidget(self._second)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(4), px(6), px(4))
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addLayout(self._below)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_notice(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        second: tuple[str, Callable[[], None]] | None = None,
        tone: str = "info",
        seconds: float = 8.0,
    ) -> None:
        """Say ``text``, in place of what is said now. ``second`` is another action beside the first.

        ``tone`` is ``info``, ``ok``, ``warning`` or ``danger``; with ``seconds`` 0 it stays until it is closed.
        """
        self._text.setText(text)
        self.setAccessibleName(text)
        self._on_action = on_action
        self._action.setText(action)
        self._action.setVisible(bool(action) and on_action is not None)
        words, self._on_second = second or ("", None)
        self._second.setText(words)
        self._second.setVisible(second is not None)
        # Two actions beside the text would leave it no room in a narrow window.
        if second is not None:
            self._below.insertWidget(1, self._action)
        else:
            self._row.insertWidget(2, self._action)
        set_icon(self._sign, *_TONES[tone], 18)
        self._timer.stop()
        if seconds > 0:
            self._timer.start(round(seconds * 1000))
        self.show()

    def dismiss(self) -> None:
        """Hide it."""
        self._timer.stop()
        self._on_action = self._on_second = None
        if not self.isHidden():
            self.hide()
            self.hidden.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _act(self, chosen: Callable[[], None] | None) -> None:
        self.dismiss()
        if chosen is not None:
            chosen()


class EmptyState(QWidget):
    """What a screen without content says: what this place is for, and what to do next."""

    def __init__(self, icon: IconName, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = current_theme().px
        self._sign = text_label(parent=self)
        self._sign.setObjectName("empty_sign")
        set_icon(self._sign, icon, Tone.MUTED, 40)
        self._title = text_label(title, "heading", wraps=True, parent=self)
        self._title.setObjectName("empty_title")
        self._sentence = text_label(sentence, "muted", wraps=True, parent=self)
        self._sentence.setObjectName("empty_sentence")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(8))
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(px(6))
        column.addStretch(2)
        for label in (self._sign, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self._sentence.setMinimumWidth(px(120))
        column.addSpacing(px(6))
        column.addLayout(self._buttons)
        column.addStretch(3)
        self.set_text(title, sentence)

    def set_text(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def add_button(self, button: QPushButton) -> None:
        """Offer a way on, after those offered already."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
