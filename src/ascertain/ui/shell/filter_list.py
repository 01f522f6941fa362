"""The list of a filter page: a box to check, the value, and at its end how many it would leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ascertain.domain.search import Asked
from ascertain.ui.shell.filter_choices import Row, is_asked
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text

_ROW = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_SHARE = Qt.ItemDataRole.UserRole + 2
_GAP = 10
_BAR = 36
"""Pixels of a bar that stands for all."""

Index = QModelIndex | QPersistentModelIndex


class _CountDelegate(QStyledItemDelegate):
    """The count at the far end, over a bar that says how much of all it is."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the count."""
        super().initStyleOption(option, index)
        room = option.rect.width() - _taken(str(index.data(_COUNT) or ""), option.font)
        option.text = QFontMetrics(option.font).elidedText(option.text, Qt.TextElideMode.ElideRight, max(0, room))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row, then the bar and the count."""
        super().paint(painter, option, index)
        count, share, theme = str(index.data(_COUNT) or ""), float(index.data(_SHARE) or 0), current_theme()
        if not count:
            return
        painter.save()
        wide = QFontMetrics(_font(option.font)).horizontalAdvance(count) + theme.px(_GAP)
        end = QRect(option.rect.right() - wide - theme.px(4), option.rect.top(), wide, option.rect.height())
        bar = QRect(
            end.right() - round(theme.px(_BAR) * share),
            end.bottom() - theme.px(3),
            round(theme.px(_BAR) * share),
            theme.px(2),
        )
        painter.fillRect(QStyle.visualRect(option.direction, option.rect, bar), theme.color("accent"))
        painter.setFont(_font(option.font))
        painter.setPen(theme.color("text_muted"))
        flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QStyle.visualRect(option.direction, option.rect, end),
            QStyle.visualAlignment(option.direction, flags), count,
        )  # fmt: skip
        painter.restore()


class ChoiceList(QListWidget):
    """Space, Enter or a click checks a row. Counts are renewed in place: nothing moves, and the place is kept."""

    toggled = Signal(object, bool)
    """A `Row`, and whether it is checked now."""
    left_upwards = Signal()
    """The arrow up was pressed in the first row."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Values"))
        self.setItemDelegate(_CountDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._tell)
        self.itemActivated.connect(self.toggle)

    def set_rows(self, rows: Sequence[Row], asked: Asked, whole: int | None) -> None:
        """Show these rows; the same ones as before keep their places."""
        blocked = self.blockSignals(True)
        same = [row.asks for row in rows] == [self.row_at(at).asks for at in range(self.count())]
        if not same:
            current = self.row_at(self.currentRow()).asks if self.currentRow() >= 0 else None
            top = self.verticalScrollBar().value()
            self.clear()
            for _ in rows:
                item = QListWidgetItem(self)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            place = next((at for at, row in enumerate(rows) if row.asks == current), 0 if rows else -1)
            self.setCurrentRow(place)
            self.verticalScrollBar().setValue(top)
        for at, row in enumerate(rows):
            self._fill(self.item(at), row, asked, whole)
        self.blockSignals(blocked)
        self.viewport().update()

    def row_at(self, at: int) -> Row:
        """The row that stands there."""
        row = self.item(at).data(_ROW)
        assert isinstance(row, Row)
        return row

    def count_at(self, at: int) -> str:
        """The count as it is shown."""
        return str(self.item(at).data(_COUNT) or "")

    def toggle(self, item: QListWidgetItem) -> None:
        """Check a row, or no longer."""
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up leaves the first row for the search above it."""
        if event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.left_upwards.emit()
            return
        super().keyPressEvent(event)

    def _fill(self, item: QListWidgetItem, row: Row, asked: Asked, whole: int | None) -> None:
        count = "" if row.count is None else code(number_text(row.count))
        item.setText(row.label)
        item.setData(_ROW, row)
        item.setData(_COUNT, count)
        item.setData(_SHARE, (row.count or 0) / whole if whole else 0.0)
        said = self.tr("{value}, {count} incidents").replace("{value}", row.label).replace("{count}", count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said if count else row.label)
        on = Qt.CheckState.Checked if is_asked(row, asked) else Qt.CheckState.Unchecked
        if item.checkState() != on or item.data(Qt.ItemDataRole.CheckStateRole) is None:
            item.setCheckState(on)
        group = QPalette.ColorGroup.Disabled if row.count == 0 else QPalette.ColorGroup.Active
        item.setForeground(self.palette().brush(group, QPalette.ColorRole.Text))

    def _tell(self, item: QListWidgetItem) -> None:
        self.toggled.emit(item.data(_ROW), item.checkState() == Qt.CheckState.Checked)


def _font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(current_theme().metrics.small)
    return small


def _taken(count: str, font: QFont) -> int:
    """The room at both ends of the text: the box to check, and the count."""
    theme = current_theme()
    wide = max(theme.px(_BAR), QFontMetrics(_font(font)).horizontalAdvance(count))
    return theme.px(44) + (wide + theme.px(_GAP) if count else 0)
