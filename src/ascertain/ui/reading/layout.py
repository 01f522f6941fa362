"""How a document is laid out: paragraph by paragraph as they come into sight, with air between the lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

LEADING = 0.52
"""Air between lines, as a share of their height."""
BETWEEN = 0.55
"""Air after a paragraph, likewise."""


class AiryLayout(QPlainTextDocumentLayout):
    """Qt's layout of plain text sets lines close; this one lays a paragraph out by itself, when it is asked for its
    place. Each is written in the direction of its own first letter."""

    def __init__(self, view: QPlainTextEdit) -> None:
        super().__init__(view.document())
        self.width = 0
        """The room for lines with the margin on both sides, in pixels."""

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The place of a paragraph, with the air behind it."""
        layout = block.layout()
        # What Qt has laid out by itself begins at the very top.
        first = layout.lineAt(0) if layout.lineCount() else None
        if first is None or first.y() == 0 or first.width() != self._line_width():
            self._lay_out(block)
        rect: QRectF = super().blockBoundingRect(block)
        if layout.lineCount():
            height = layout.lineAt(0).height()
            if block.length() == 1:
                rect.setHeight(height * BETWEEN)  # an empty line is air
            else:
                rect.adjust(0, 0, 0, height * BETWEEN)
        return rect

    def _lay_out(self, block: QTextBlock) -> None:
        layout = block.layout()
        option = QTextOption(self.document().defaultTextOption())
        leading = Qt.AlignmentFlag.AlignRight if _is_rtl(block) else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(leading | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        margin, width = self.document().documentMargin(), self._line_width()
        pitch = QFontMetricsF(self.document().defaultFont()).height() * (1 + LEADING)
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width)
            # A script with a taller font takes its height out of the air, as far as there is any.
            air = max(2.0, pitch - line.height())
            line.setPosition(QPointF(margin, y + air / 2))
            y += line.height() + air
        layout.endLayout()
        if block.lineCount() != layout.lineCount():
            block.setLineCount(layout.lineCount())
            self.documentSizeChanged.emit(self.documentSize())

    def _line_width(self) -> float:
        return max(20.0, self.width - 2 * self.document().documentMargin())


def _is_rtl(block: QTextBlock) -> bool:
    return bool(block.textDirection() == Qt.LayoutDirection.RightToLeft)
