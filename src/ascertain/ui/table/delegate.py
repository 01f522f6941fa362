"""Paints the cells of the incident table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from ascertain.domain.table_rows import IncidentRow

_MOST_KEPT = 2_000
"""Texts of which it is kept what they say, how they are cut, and what is found in them: ten screens of them."""
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
        self._cells: dict[tuple[int, str], tuple[IncidentRow, Cell, bool]] = {}
        self._elided: dict[tuple[str, int, int], str] = {}

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
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        places = ((index.column(), rect.left(), rect.width()),)
        self.paint_row(painter, option, index.row(), places, selected=bool(state & _SELECTED))

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: int,
        places: Sequence[tuple[int, int, int]],
        *,
        selected: bool,
    ) -> None:
        """Draw cells of a row that stand side by side, each by its column, its left edge and its width, between top and
        bottom of `option.rect`."""
        theme = self._worn or current_theme()
        rect: QRect = option.rect
        top, height, left = rect.top(), rect.height(), min(place[1] for place in places)
        whole = QRect(left, top, sum(place[2] for place in places), height)
        painter.save()
        # Each text is laid out as its own script is written, whichever way the window runs.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.fillRect(whole, theme.color("selection" if selected or self._chosen(row) else "surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        self._mark_current(painter, option, row, places, whole, theme)
        rtl, edge, columns = option.direction == Qt.LayoutDirection.RightToLeft, theme.px(7), self._model.columns
        shown_row = self._model.row(row)
        for column, x, width in places:
            if shown_row is None:
                break
            key = columns[column]
            shown, figure = self._said(shown_row, key)
            inside = QRect(x + edge, top, width - 2 * edge, height - 1)
            if shown.status:
                self._paint_status(painter, inside, shown, option, theme)
            elif shown.text:
                if self._sought is not None:
                    self._paint_found(painter, inside, shown.text, key, option, theme, at_right=figure != rtl)
                self._paint_text(painter, inside, shown, option, theme, at_right=figure != rtl)
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
        return Cell("") if row is None else self._said(row, self._model.columns[index.column()])[0]

    def _said(self, row: IncidentRow, key: str) -> tuple[Cell, bool]:
        """What a cell says, and whether that is a figure. Kept while the row is: one that is read anew is another."""
        kept = self._cells.get((id(row), key))
        if kept is not None and kept[0] is row:
            return kept[1], kept[2]
        model = self._model
        shown, figure = cell(row, key, model.vocabularies, model.fields), is_figure(key, model.fields)
        if len(self._cells) >= _MOST_KEPT:
            self._cells.clear()
        self._cells[id(row), key] = row, shown, figure
        return shown, figure

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
    def _mark_current(
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: int,
        places: Sequence[tuple[int, int, int]],
        whole: QRect,
        theme: Theme,
    ) -> None:
        """A line around the current row while the table has the keyboard."""
        view = option.widget
        if not isinstance(view, QTableView) or view.currentIndex().row() != row or not view.hasFocus():
            return
        painter.setPen(theme.color("focus"))
        painter.drawLine(whole.topLeft(), whole.topRight())
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        header = view.horizontalHeader()
        first, last = 0, header.count() - 1
        if option.direction == Qt.LayoutDirection.RightToLeft:
            first, last = last, first
        for column, x, width in places:
            place = header.visualIndex(column)
            if place == first:
                painter.drawLine(x, whole.top(), x, whole.bottom())
            if place == last:
                painter.drawLine(x + width - 1, whole.top(), x + width - 1, whole.bottom())

    @staticmethod
    def _paint_status(
        painter: QPainter, inside: QRect, shown: Cell, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        painter.setFont(option.font)
        paint_status_pill(painter, inside, shown.text, shown.status, theme, direction=option.direction)

    def _paint_text(
        self,
        painter: QPainter,
        inside: QRect,
        shown: Cell,
        option: QStyleOptionViewItem,
        theme: Theme,
        *,
        at_right: bool,
    ) -> None:
        font: QFont = option.font
        metrics: QFontMetrics = option.fontMetrics
        flags = _AT_RIGHT if at_right else _AT_LEFT
        text = self._fitted(shown.text, inside.width(), font, metrics)
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

    def _fitted(self, text: str, width: int, font: QFont, metrics: QFontMetrics) -> str:
        """The text, cut where there is no room for it. Kept: to measure a text costs as much as to paint it."""
        asked = text, width, font.pixelSize()
        kept = self._elided.get(asked)
        if kept is None:
            kept = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            if len(self._elided) >= _MOST_KEPT:
                self._elided.clear()
            self._elided[asked] = kept
        return kept


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
