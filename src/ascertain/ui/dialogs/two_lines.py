"""How an entry of a list with a second, lesser line is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ascertain.ui.kit import line_fonts, paint_entry_ground
from ascertain.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """The text of the entry up to its line break, and under it what follows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The same height for all."""
        theme = current_theme()
        bold, small = line_fonts(option.font, theme)
        height = QFontMetrics(bold).height() + QFontMetrics(small).height() + theme.px(15)
        return QSize(theme.px(120), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the entry; a frame while it has the focus."""
        theme = current_theme()
        painter.save()
        painter.setLayoutDirection(option.direction)
        rect = QRect(option.rect)
        paint_entry_ground(painter, option, theme)
        head, _, below = str(index.data()).partition("\n")
        top = rect.top() + theme.px(6)
        for font, text, tone in zip(line_fonts(option.font, theme), (head, below), ("text", "text_muted"), strict=True):
            height = QFontMetrics(font).height()
            room = QRect(rect.left() + theme.px(12), top, rect.width() - theme.px(24), height)
            painter.setPen(theme.color(tone))
            _draw(painter, room, font, text)
            top += height + theme.px(2)
        painter.restore()


def _draw(painter: QPainter, room: QRect, font: QFont, text: str) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    right = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(room, flags, shown)
