"""The list at the side: views of the log with live counts, saved views, the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ascertain.ui.kit import count_badge_size, paint_count_badge
from ascertain.ui.theme import Theme, current_theme
from ascertain.ui.wording import code, number_text

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the sidebar. Without a key it is a heading. `due`: the count asks for attention."""

    key: str
    text: str
    count: int | None = None
    due: bool = False


class SidebarModel(QAbstractListModel):
    """Headings and stops, and which stop the window shows now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar_model")
        self._stops: tuple[Stop, ...] = ()
        self.here = ""
        self.changed = False
        """Whether the window shows something else than the saved view that it is at keeps."""

    def stop(self, row: int) -> Stop:
        """The line at `row`."""
        return self._stops[row]

    def row_of(self, key: str) -> int:
        """The line with this key, or -1."""
        return next((row for row, stop in enumerate(self._stops) if key and stop.key == key), -1)

    def show(self, stops: Sequence[Stop]) -> None:
        """Show these lines; with the same keys in the same order only the changed ones are painted."""
        old, self_stops = self._stops, tuple(stops)
        if [(s.key, s.text) for s in old] == [(s.key, s.text) for s in self_stops]:
            self._stops = self_stops
            if self_stops:
                self.dataChanged.emit(self.index(0), self.index(len(self_stops) - 1))
            return
        self.beginResetModel()
        self._stops = self_stops
        self.endResetModel()

    def go_to(self, key: str, *, changed: bool = False) -> None:
        """Mark the stop that the window shows; an unknown key marks none. `changed`: it shows it otherwise than it is
        saved."""
        if (key, changed) == (self.here, self.changed):
            return
        self.here, self.changed = key, changed
        if self._stops:
            self.dataChanged.emit(self.index(0), self.index(len(self._stops) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._stops)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and not self._stops[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text; for screen readers with the count."""
        if not index.isValid():
            return None
        stop = self._stops[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return stop.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return stop.text if stop.count is None else f"{stop.text}, {number_text(stop.count)}"
        return None


class Sidebar(QListView):
    """Click or Enter goes to a stop."""

    chosen = Signal(str)
    remove_asked = Signal(str)
    rename_asked = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Views and library"))
        self.setProperty("sidebar", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.stops = SidebarModel(self)
        self.setModel(self.stops)
        self.setItemDelegate(_StopPainter(self.stops, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.clicked.connect(self._choose)
        self.stops.modelReset.connect(self._start_at_here)

    def go_to(self, key: str, *, changed: bool = False) -> None:
        """Show which stop the window is at, and whether it shows it otherwise than it is saved."""
        self.stops.go_to(key, changed=changed)
        self._start_at_here()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes; F2 renames and Delete removes a saved view."""
        row = self.currentIndex().row()
        key = self.stops.stop(row).key if row >= 0 else ""
        actions = {
            Qt.Key.Key_Return: self.chosen, Qt.Key.Key_Enter: self.chosen, Qt.Key.Key_Space: self.chosen,
            Qt.Key.Key_F2: self.rename_asked, Qt.Key.Key_Delete: self.remove_asked,
        }  # fmt: skip
        wanted = actions.get(Qt.Key(event.key()))
        if key and wanted is not None:
            wanted.emit(key)
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the lines anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()

    def _start_at_here(self) -> None:
        row = self.stops.row_of(self.stops.here)
        if row >= 0:
            self.setCurrentIndex(self.stops.index(row))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.stops.stop(index.row()).key:
            self.chosen.emit(self.stops.stop(index.row()).key)

    def _ask_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if index.isValid() and self.stops.stop(index.row()).key:
            self.menu_asked.emit(self.stops.stop(index.row()).key, self.viewport().mapToGlobal(where))


class _StopPainter(QStyledItemDelegate):
    """Draws headings, names and counts."""

    def __init__(self, stops: SidebarModel, parent: QObject) -> None:
        super().__init__(parent)
        self._stops = stops

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """A line; a heading has air above it."""
        theme = current_theme()
        heading = not self._stops.stop(index.row()).key
        height = theme.row_height + (theme.px(8) if heading and index.row() else 0)
        return QSize(theme.px(100), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        theme, stop = current_theme(), self._stops.stop(index.row())
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if stop.key:
            self._paint_stop(painter, option, stop, theme)
        else:
            font = QFont(option.font)
            font.setPixelSize(theme.metrics.caption)
            font.setWeight(QFont.Weight.DemiBold)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7 if stop.text.isascii() else 0)
            painter.setFont(font)
            painter.setPen(theme.color("text_muted"))
            room = option.rect.adjusted(theme.px(8), 0, -theme.px(8), -theme.px(3))
            side = Qt.AlignmentFlag.AlignRight if _rtl(option) else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignBottom
            painter.drawText(room, flags, stop.text.upper())
        painter.restore()

    def _paint_stop(self, painter: QPainter, option: QStyleOptionViewItem, stop: Stop, theme: Theme) -> None:
        rect: QRect = option.rect.adjusted(0, 1, 0, -1)
        here = stop.key == self._stops.here
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or hovered or focused:
            painter.setPen(theme.color("focus") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if here else "hover" if hovered else "surface"))
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        font = QFont(option.font)
        if here:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        inside = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        taken = self._paint_count(painter, inside, option, stop, theme)
        room = inside.adjusted(taken, 0, 0, 0) if _rtl(option) else inside.adjusted(0, 0, -taken, 0)
        painter.setPen(theme.color("selection_text" if here else "text"))
        text = QFontMetrics(font).elidedText(stop.text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if _rtl(option) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_count(
        self, painter: QPainter, inside: QRect, option: QStyleOptionViewItem, stop: Stop, theme: Theme
    ) -> int:
        """Draw the count at the end; returns the room that it took."""
        if stop.count is None:
            return 0
        text = number_text(stop.count)
        if stop.due and stop.count:
            size = count_badge_size(text, option.font, theme)
            box = QRect(inside.right() - size.width() + 1, 0, size.width(), size.height())
            box.moveTop(inside.top() + (inside.height() - size.height()) // 2)
            paint_count_badge(painter, QStyle.visualRect(option.direction, inside, box), text, theme)
            return size.width() + theme.px(6)
        painter.setPen(theme.color("text_muted"))
        side = Qt.AlignmentFlag.AlignLeft if _rtl(option) else Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, code(text))
        return int(QFontMetrics(option.font).horizontalAdvance(text)) + theme.px(8)


def _rtl(option: QStyleOptionViewItem) -> bool:
    return bool(option.direction == Qt.LayoutDirection.RightToLeft)
