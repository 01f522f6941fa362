"""Plain text on the screen: labels that never guess markup, and codes set apart in right-to-left text."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

__all__ = ["ElidedLabel", "isolate", "plain_tip", "text_direction", "text_label"]

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_SHORT_TIP = 80
"""Up to so many letters a tool tip stays on one line."""


def isolate(text: str) -> str:
    """Wrap a code, number or foreign name so that it keeps its order inside text of the other direction.

    Uses the Unicode isolates FSI … PDI (Unicode Standard Annex 9). Empty text stays empty.
    """
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if text else ""


def text_direction(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the direction that a text's first strong letter gives it (Unicode Standard Annex 9, rules P2 and P3)."""
    for letter in text:
        kind = bidirectional(letter)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            return Qt.LayoutDirection.LeftToRight
    return otherwise


def plain_tip(text: str, *, lines: bool = False) -> str:
    """Return a tool tip that shows ``text`` literally, whatever markup it seems to hold.

    Tool tips guess rich text: where one could, or where lines are to be broken, the markup characters are escaped and
    the guess is made sure. ``lines``: each line stays one.
    """
    if "<" not in text and "\n" not in text and len(text) <= _SHORT_TIP:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt><p style='white-space:pre'>{escaped}</p></qt>" if lines else f"<qt>{escaped}</qt>"


def text_label(
    text: str = "", look: str = "", *, wraps: bool = False, selectable: bool = False, parent: QWidget | None = None
) -> QLabel:
    """Return a label for plain text.

    ``look`` is one of the style sheet's: ``title heading section strong muted small label problem warning ok``.
    """
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    if look:
        label.setProperty("look", look)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return label


class ElidedLabel(QLabel):
    """One line of plain text that gives way with "…"; the full text is in its tool tip and accessible name."""

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        look: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(text)
        self.setAccessibleName(text)
        self._tell_if_elided()

    def is_elided(self) -> bool:
        """Return whether the text is too long for the width."""
        return self.fontMetrics().horizontalAdvance(self._line()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the full text as a tool tip once it no longer fits."""
        super().resizeEvent(event)
        self._tell_if_elided()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the text, elided."""
        painter = QPainter(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self._line(), self._mode, rect.width())
        # The place follows the window's direction; the order of the words, and the side of the "…", their own.
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        alignment = alignment & Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignVCenter
        alignment |= Qt.AlignmentFlag.AlignAbsolute
        painter.setLayoutDirection(text_direction(text, self.layoutDirection()))
        self.style().drawItemText(
            painter, rect, int(alignment.value), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )

    def _line(self) -> str:
        return " ".join(self.text().split())

    def _tell_if_elided(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.is_elided() else "")
