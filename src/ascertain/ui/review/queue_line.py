"""How one incident of the queue is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ascertain.ui.kit import draw_two_lines, line_fonts, paint_entry_ground, paint_status_pill, status_pill_size
from ascertain.ui.review.queue import LINE, Mark, QueueLine
from ascertain.ui.theme import IconName, Theme, Tone, current_theme, icon
from ascertain.ui.wording import joined

Index = QModelIndex | QPersistentModelIndex


class QueueDelegate(QStyledItemDelegate):
    """Title and status, then place, time, waiting and origins on up to two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The same height for all: a long queue is laid out at once."""
        theme = current_theme()
        bold, small = line_fonts(option.font, theme)
        height = QFontMetrics(bold).height() + 2 * QFontMetrics(small).height() + theme.px(18)
        return QSize(theme.px(200), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        theme = current_theme()
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_entry_ground(painter, option, theme)
        line = index.data(LINE)
        if isinstance(line, QueueLine):
            inner: QRect = option.rect.adjusted(theme.px(12), theme.px(8), -theme.px(12), -theme.px(6))
            bold, small = line_fonts(option.font, theme)
            head = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(bold).height())
            self._draw_head(painter, option, head, line, theme)
            painter.setFont(small)
            painter.setPen(theme.color("text_muted"))
            room = inner.adjusted(0, head.height() + theme.px(3), 0, 0)
            draw_two_lines(painter, room, _below(line), option.direction, _formats(line, theme))
        painter.restore()

    def _draw_head(
        self, painter: QPainter, option: QStyleOptionViewItem, head: QRect, line: QueueLine, theme: Theme
    ) -> None:
        """The title with the status at its far end; what is done is checked off and steps back."""
        painter.setFont(option.font)
        pill = status_pill_size(line.word, option.font, theme)
        far = QRect(head.right() + 1 - pill.width(), head.top() - 2, pill.width(), head.height() + 4)
        place = QStyle.visualRect(option.direction, head, far)
        paint_status_pill(painter, place, line.word, line.status, theme, direction=option.direction)
        title = head.adjusted(0, 0, -pill.width() - theme.px(8), 0)
        if line.done:
            side = theme.px(16)
            mark = QRect(head.left(), head.top() + (head.height() - side) // 2, side, side)
            icon(IconName.CHECK_CIRCLE, Tone.OK).paint(painter, QStyle.visualRect(option.direction, head, mark))
            title.setLeft(title.left() + side + theme.px(5))
        bold, _ = line_fonts(option.font, theme)
        painter.setFont(bold)
        painter.setPen(theme.color("text_muted" if line.done else "text"))
        shown = QFontMetrics(bold).elidedText(line.title, Qt.TextElideMode.ElideRight, title.width())
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QStyle.visualRect(option.direction, head, title), leading, shown)


def _below(line: QueueLine) -> str:
    return joined(*(text for text, _ in line.marks), line.below)


def _formats(line: QueueLine, theme: Theme) -> list[QTextLayout.FormatRange]:
    """The words that stand out, in their colors; a line that is done has none."""
    text, made = _below(line), []
    for words, mark in () if line.done else line.marks:
        found = QTextLayout.FormatRange()
        found.start, found.length = text.index(words), len(words)
        form = QTextCharFormat()
        form.setForeground(theme.color("accent" if mark is Mark.NEW else "warning"))
        form.setFontWeight(QFont.Weight.DemiBold)
        found.format = form
        made.append(found)
    return made
