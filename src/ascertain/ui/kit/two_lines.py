"""An entry of a list that has lesser lines under its first, as delegates draw it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ascertain.ui.theme import Theme

__all__ = ["draw_two_lines", "line_fonts", "paint_entry_ground"]


def line_fonts(font: QFont, theme: Theme) -> tuple[QFont, QFont]:
    """The fonts of the first line and of those under it."""
    bold, small = QFont(font), QFont(font)
    bold.setPixelSize(theme.metrics.font)
    bold.setWeight(QFont.Weight.DemiBold)
    small.setPixelSize(theme.metrics.small)
    return bold, small


def paint_entry_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """What lies under an entry, chosen or not; a frame while it has the focus."""
    rect: QRect = option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(rect, theme.color("selection" if chosen else "surface"))
    painter.setPen(theme.color("border"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if chosen and option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.color("focus"))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))


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
