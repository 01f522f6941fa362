"""A text of at most two lines, as delegates draw it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextLine, QTextOption

__all__ = ["draw_two_lines"]


def draw_two_lines(
    painter: QPainter,
    room: QRect,
    text: str,
    direction: Qt.LayoutDirection,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> None:
    """Two lines at most, at one pitch whatever the scripts: a taller font would push the second line out."""
    pitch = painter.fontMetrics().height()
    layout = QTextLayout(text, painter.font())
    layout.setFormats(list(formats))
    # A line of Qt's layout does not mirror what is leading.
    rtl = direction is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(direction)
    layout.setTextOption(option)
    lines = _broken(layout, room.width())
    for at, line in enumerate(lines if len(lines) < 3 else lines[:1]):
        line.draw(painter, QPointF(room.left(), room.top() + at * pitch + (pitch - line.height()) / 2))
    if len(lines) > 2:
        rest = QRect(room.left(), room.top() + pitch, room.width(), pitch)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignAbsolute | side
        cut = text[lines[1].textStart() :].strip()
        painter.drawText(rest, flags, painter.fontMetrics().elidedText(cut, Qt.TextElideMode.ElideRight, rest.width()))


def _broken(layout: QTextLayout, width: int) -> list[QTextLine]:
    """The text in lines of this width; a third one stands for all that follows."""
    lines: list[QTextLine] = []
    layout.beginLayout()
    while len(lines) < 3 and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    return lines
