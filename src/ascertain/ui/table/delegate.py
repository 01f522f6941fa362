"""Paints the cells of the incident table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from ascertain.ui.kit import paint_status_pill, plain_tip, status_pill_size
from ascertain.ui.table.cells import Cell, cell, is_figure
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.theme import Theme, current_theme

if TYPE_CHECKING:
    from ascertain.domain.search.matching import Sought, Span

_MOST_KEPT = 2_000
"""Texts of which it is kept what is found in them."""
Index = QModelIndex | QPersistentModelIndex

# Put together once: a screen has hundreds of cells.
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
_AT_LEFT, _AT_RIGHT = Qt.AlignmentFlag.AlignLeft | _LINE, Qt.AlignmentFlag.AlignRight | _LINE
_SELECTED = QStyle.StateFlag.State_Selected


class IncidentDelegate(QStyledItemDelegate):
    """Draws text, figures and status from the row itself: quicker than asking the model for each role."""

    def __init__(
        self, model: IncidentTableModel, parent: QObject, chosen: Callable[[int], bool] = lambda _: False
    ) -> None:
        """`chosen` tells of rows that are selected beside Qt's own selection."""
        super().__init__(parent)
        self._model = model
        self._chosen = chosen
        self._worn: Theme | None = None
        self._sought: Sought | None = None
        self._found: dict[tuple[object, ...], tuple[QRectF, ...]] = {}

    def wear(self, theme: Theme | None) -> None:
        """Use this theme for all that is painted now, so that not every cell asks for it; None once that is done."""
        self._worn = theme

    def seek(self, sought: Sought) -> None:
        """Mark in the texts of the log what a search found."""
        self._sought = sought or None
        self._found.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The room that the whole text would take."""
        theme, shown = current_theme(), self._cell(index)
        font: QFont = option.font
        metrics = QFontMetrics(font)
        if shown.status:
            return status_pill_size(shown.text, font, theme) + QSize(theme.px(14), 0)
        width = metrics.horizontalAdvance(shown.text)
        if shown.suffix:
            width += theme.px(5) + QFontMetrics(_small(font, theme)).horizontalAdvance(shown.suffix)
        return QSize(width + theme.px(14), theme.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, hairline, and what the cell says."""
        theme = self._worn or current_theme()
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        selected = bool(state & _SELECTED) or self._chosen(index.row())
        shown = self._cell(index)
        painter.save()
        # Each text is laid out as its own script is written, whichever way the window runs.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.fillRect(rect, theme.color("selection" if selected else "surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._mark_current(painter, option, index, theme)
        inside = rect.adjusted(theme.px(7), 0, -theme.px(7), -1)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        if shown.status:
            self._paint_status(painter, inside, shown, option, theme)
        elif shown.text:
            key = self._model.columns[index.column()]
            at_right = is_figure(key, self._model.fields) != rtl
            if self._sought is not None:
                self._paint_found(painter, inside, shown.text, key, option, theme, at_right=at_right)
            self._paint_text(painter, inside, shown, option, theme, at_right=at_right)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the whole text of a cell that is cut, as plain text."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        shown = self._cell(index)
        self.initStyleOption(option, index)
        if self.sizeHint(option, index).width() <= view.visualRect(index).width():
            QToolTip.hideText()
            return True
        text = f"{shown.text} {shown.suffix}".strip()
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
        return True

    def _cell(self, index: Index) -> Cell:
        row = self._model.row(index.row())
        if row is None:
            return Cell("")
        return cell(row, self._model.columns[index.column()], self._model.vocabularies, self._model.fields)

    def _spans(self, text: str, key: str) -> tuple[Span, ...]:
        """What of a cell is found: nothing in what is no text of the log, such as a day or the name of a code."""
        from ascertain.domain.search.matching import found_by_words

        field = self._model.fields.find(key)
        looks = self._sought is not None and field is not None and found_by_words(field)
        return self._sought.spans(text, key) if looks and self._sought is not None else ()

    def _paint_found(
        self,
        painter: QPainter,
        inside: QRect,
        text: str,
        key: str,
        option: QStyleOptionViewItem,
        theme: Theme,
        *,
        at_right: bool,
    ) -> None:
        """Mark what is found. Where it stands is kept: to lay a text out costs more than to paint it."""
        font: QFont = option.font
        asked = (text, key, inside.width(), inside.height(), font.pixelSize(), option.direction)
        places = self._found.get(asked)
        if places is None:
            spans = self._spans(text, key)
            places = _placed(text, spans, inside.size(), option, at_right=at_right) if spans else ()
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            self._found[asked] = places
        if places:
            from ascertain.ui.kit.found import paint_found

            corner = inside.topLeft()
            paint_found(painter, [place.translated(corner) for place in places], theme)

    @staticmethod
    def _mark_current(painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme) -> None:
        """A line around the current row while the table has the keyboard."""
        view = option.widget
        if not isinstance(view, QTableView) or view.currentIndex().row() != index.row() or not view.hasFocus():
            return
        rect: QRect = option.rect
        painter.setPen(theme.color("focus"))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        header = view.horizontalHeader()
        place = header.visualIndex(index.column())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        if place == (header.count() - 1 if rtl else 0):
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if place == (0 if rtl else header.count() - 1):
            painter.drawLine(rect.topRight(), rect.bottomRight())

    @staticmethod
    def _paint_status(
        painter: QPainter, inside: QRect, shown: Cell, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        painter.setFont(option.font)
        paint_status_pill(painter, inside, shown.text, shown.status, theme, direction=option.direction)

    @staticmethod
    def _paint_text(
        painter: QPainter, inside: QRect, shown: Cell, option: QStyleOptionViewItem, theme: Theme, *, at_right: bool
    ) -> None:
        font: QFont = option.font
        metrics: QFontMetrics = option.fontMetrics
        flags = _AT_RIGHT if at_right else _AT_LEFT
        text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, inside.width())
        painter.setFont(font)
        painter.setPen(_ink(shown.text, theme))
        painter.drawText(inside, flags, text)
        if not shown.suffix:
            return
        used = metrics.horizontalAdvance(text) + theme.px(5)
        rest = inside.adjusted(0, 0, -used, 0) if at_right else inside.adjusted(used, 0, 0, 0)
        small = _small(font, theme)
        # A piece of it would say nothing; the tooltip has it whole.
        if QFontMetrics(small).horizontalAdvance(shown.suffix) <= rest.width():
            painter.setFont(small)
            painter.setPen(theme.color("text_muted"))
            painter.drawText(rest, flags, shown.suffix)


def _placed(
    text: str, spans: tuple[Span, ...], room: QSize, option: QStyleOptionViewItem, *, at_right: bool
) -> tuple[QRectF, ...]:
    """Where spans of a text stand in a cell; where it is cut, the sign of that stands for what of them follows."""
    from ascertain.ui.kit.found import found_in_line

    font: QFont = option.font
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    if shown != text and spans[-1][1] >= len(shown):
        kept = len(shown) - 1
        spans = (*((start, min(end, kept)) for start, end in spans if start < kept), (kept, kept + 1))
    left = room.width() - metrics.horizontalAdvance(shown) if at_right else 0
    top = (room.height() - metrics.height()) // 2
    return tuple(place.translated(left, top) for place in found_in_line(shown, spans, font, option.direction))


def _small(font: QFont, theme: Theme) -> QFont:
    small = QFont(font)
    small.setPixelSize(theme.metrics.caption)
    return small


def _ink(text: str, theme: Theme) -> QColor:
    """What is not stated or not known is quieter than a value."""
    return theme.color("text_muted" if text in ("–", "?") else "text")
