"""A text to read in which the numbers of incidents are links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code


@dataclass(frozen=True, slots=True)
class Ref:
    """The number that people use for an incident."""

    ref: str


Piece = str | Ref


class LossText(QPlainTextEdit):
    """Shows pieces of a text just as they are, whatever markup they seem to hold. Tab goes from link to link, and
    Enter or a click tells of one."""

    picked = Signal(str)
    """The number of the incident that is to be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces: list[Piece] = []
        self._links: list[tuple[int, int]] = []
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.viewport().setMouseTracking(True)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show another text, from its top."""
        if self._pieces == list(pieces):
            return
        self._pieces = list(pieces)
        self._dress()
        self.setAccessibleDescription(self.toPlainText())

    def changeEvent(self, event: QEvent) -> None:
        """Dress the links anew when the look changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_pieces"):
            self._dress()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        super().mouseMoveEvent(event)
        hand = bool(self.anchorAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of the link that was clicked; a passage may be marked across links to copy it."""
        super().mouseReleaseEvent(event)
        ref = self.anchorAt(event.position().toPoint())
        if ref and event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.picked.emit(ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the link that the keyboard is at; else Enter is the dialog's."""
        at = self._at()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and at is not None:
            cursor = self.textCursor()
            self.picked.emit(cursor.charFormat().anchorHref())
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next link, and on from the last one."""
        at = self._at()
        first = 0 if next else len(self._links) - 1
        to = first if at is None else at + (1 if next else -1)
        cursor = self.textCursor()
        if 0 <= to < len(self._links):
            start, end = self._links[to]
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            return True
        cursor.clearSelection()
        self.setTextCursor(cursor)
        return super().focusNextPrevChild(next)

    def _at(self) -> int | None:
        """The link that is marked."""
        cursor = self.textCursor()
        marked = cursor.selectionStart(), cursor.selectionEnd()
        return self._links.index(marked) if marked in self._links else None

    def _dress(self) -> None:
        self.clear()
        self._links = []
        cursor, plain = self.textCursor(), QTextCharFormat()
        for piece in self._pieces:
            if isinstance(piece, Ref):
                start = cursor.position()
                cursor.insertText(code(piece.ref), _link(piece.ref))
                self._links.append((start, cursor.position()))
            else:
                cursor.insertText(piece, plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _link(ref: str) -> QTextCharFormat:
    link = QTextCharFormat()
    link.setAnchor(True)
    link.setAnchorHref(ref)
    link.setForeground(current_theme().color("accent"))
    link.setFontUnderline(True)
    return link
