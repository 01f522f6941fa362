"""The notes beside a text: which incident, entry or nothing came of the passage that begins in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ascertain.domain.marks import Mark, MarkKind
from ascertain.ui.kit import plain_tip, status_shape_path
from ascertain.ui.reading.painting import ShownMark, status_of
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.ui.reading.marked_text import MarkedText


class MarginNotes(QWidget):
    """One note for a line in which marks begin. It follows the text that it stands beside; a click is one on the
    marks."""

    clicked = Signal(object)

    def __init__(self, text: MarkedText, note: Callable[[Mark], str]) -> None:
        super().__init__(text)
        self.setObjectName("reading_margin")
        self._view, self._note = text, note

    def notes(self) -> Iterator[tuple[QRectF, tuple[ShownMark, ...]]]:
        """Where notes stand, each with its marks."""
        for block, origin in self._view.visible_blocks():
            end = block.position() + block.length()
            lines: dict[int, list[ShownMark]] = {}
            for each in self._view.marks_between(block.position(), end):
                if each.start >= block.position():
                    line = block.layout().lineForTextPosition(each.start - block.position())
                    if line.isValid():
                        lines.setdefault(line.lineNumber(), []).append(each)
            for number, met in lines.items():
                line = block.layout().lineAt(number)
                yield QRectF(0, origin.y() + line.y(), self.width(), line.height()), tuple(met)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the notes."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(theme.metrics.caption)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, gap = theme.px(8), theme.px(4)
        for rect, met in self.notes():
            first = next((each.mark for each in met if each.mark.incidents), met[0].mark)
            told = first.kind is MarkKind.STATEMENT
            look = theme.status(status_of(first))
            color = QColor(look.foreground) if told else theme.color("text_muted")
            x = rect.right() - side - gap if mirrored else rect.left() + gap
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            if told:
                place = QRectF(x, rect.center().y() - side / 2, side, side)
                painter.drawPath(status_shape_path(look.shape, place))
            painter.setPen(color)
            room = rect.adjusted(0 if mirrored else side + 2 * gap, 0, -(side + 2 * gap) if mirrored else 0, 0)
            text = self._note(first)
            if len(met) > 1:
                text += f" +{len(met) - 1}"
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) - 2)
            side_of = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, side_of | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show what came of the passage."""
        met = self._under(event.position())
        if met:
            self.clicked.emit(met)

    def event(self, event: QEvent) -> bool:
        """The tool tip says in full what a note says in short."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            met = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self._view.tell(met), lines=True) if met else "", self)
            return True
        return bool(super().event(event))

    def _under(self, position: QPointF) -> tuple[Mark, ...]:
        return next((tuple(each.mark for each in met) for rect, met in self.notes() if rect.contains(position)), ())
