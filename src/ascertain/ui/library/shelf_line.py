"""How a cell of a library table is drawn: with the air and the lines of the incident table, and grades as badges."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ascertain.ui.kit import grade_badge_size, paint_grade_badge
from ascertain.ui.library.shelves import Column
from ascertain.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex


class ShelfDelegate(QStyledItemDelegate):
    """Draws the cells of a shelf with these columns."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        theme = current_theme()
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.color("selection" if chosen else "surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        view: QWidget | None = option.widget
        if chosen and view is not None and view.hasFocus():
            painter.setPen(theme.color("focus"))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = str(index.data() or "")
        inside = rect.adjusted(theme.px(7), 0, -theme.px(7), -1)
        column = self._columns[index.column()]
        painter.setFont(option.font)
        if column.key == "grade":
            self._draw_grade(painter, inside, text, option, theme)
        else:
            painter.setLayoutDirection(option.direction)
            painter.setPen(theme.color("text_muted" if column.number else "text"))
            side = Qt.AlignmentFlag.AlignTrailing if column.number else Qt.AlignmentFlag.AlignLeading
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _draw_grade(
        self, painter: QPainter, inside: QRect, text: str, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        if text:
            size = grade_badge_size(text, option.font, theme)
            middle = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            place = QStyle.alignedRect(option.direction, middle, size, inside)
            paint_grade_badge(painter, place, text, theme)
