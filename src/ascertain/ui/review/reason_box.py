"""Where the reason of a verdict is typed, with reasons to choose from beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ascertain.domain.review_reasons import open_place
from ascertain.ui.kit import FlowLayout, KeyButton, button, plain_tip
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import isolated

MOST_OFFERED = 6
_LONGEST = 44
"""How many characters of a reason stand on its button."""


class ReasonBox(QPlainTextEdit):
    """Tab goes to the next place that is to be filled, and leaves where there is none; Down leads from the last line to
    the offers; Escape gives the keys back to the verdicts."""

    left = Signal()
    offers_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def take(self, text: str) -> None:
        """Put a reason in place of what is typed, as one step of Undo, with its first place ready to be typed over."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)
        self._to_place(0)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from closing the desk while something is typed here, and Tab from leaving an open place."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and not event.modifiers():
                after = self.textCursor().selectionEnd()
                if self._to_place(after):
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Down from the last line asks for the offers."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers() and self._at_end():
            self.offers_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _at_end(self) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)

    def _to_place(self, start: int) -> bool:
        """Choose an open place, to be typed over; False where there is none."""
        place = open_place(self.toPlainText(), start)
        if place is None:
            return False
        cursor = self.textCursor()
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True


class ReasonOffers(QWidget):
    """Reasons to choose from, each with its key. `taken` carries the place of one."""

    taken = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reason_offers")
        self.texts: tuple[str, ...] = ()
        flow = FlowLayout(self, current_theme().px(4))
        self._buttons: list[KeyButton] = []
        for at in range(MOST_OFFERED):
            keys = self.tr("Alt {number}").replace("{number}", str(at + 1))
            made = button("", "quiet", keys, name=f"reason_{at + 1}", parent=self)
            made.clicked.connect(lambda _=False, at=at: self.taken.emit(at))
            flow.addWidget(made)
            self._buttons.append(made)
        self.hide()

    def show_offers(self, texts: Sequence[str]) -> None:
        """Offer other reasons."""
        self.texts = tuple(texts)[:MOST_OFFERED]
        for at, made in enumerate(self._buttons):
            made.setVisible(at < len(self.texts))
            if at < len(self.texts):
                text = self.texts[at]
                short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
                made.setText(isolated(short).replace("&", "&&"))
                made.setAccessibleName(text)
                made.setToolTip(plain_tip(text) if short != text else "")
                made.updateGeometry()
        self.setVisible(bool(self.texts))
        self.updateGeometry()

    def take_keyboard(self) -> None:
        """Let the keys go through the offers."""
        if self.texts:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives the keys back to the reason."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
