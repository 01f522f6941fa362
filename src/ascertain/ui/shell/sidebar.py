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
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ascertain.ui.kit import count_badge_size, paint_count_badge, plain_tip
from ascertain.ui.theme import IconName, Theme, Tone, current_theme, icon
from ascertain.ui.wording import code, number_text

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the sidebar. Without a key it is a heading. `due`: the count asks for attention; `hint` is told to
    who rests on it; `counting`: there will be a count; `warns`: something about it is not as it should be."""

    key: str
    text: str
    count: int | None = None
    due: bool = False
    hint: str = ""
    counting: bool = False
    warns: bool = False


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

    def all_keys(self) -> tuple[str, ...]:
        """The keys of all lines, in order."""
        return tuple(stop.key for stop in self._stops)

    def row_of(self, key: str) -> int:
        """The line with this key, or -1."""
        return next((row for row, stop in enumerate(self._stops) if key and stop.key == key), -1)

    def show(self, stops: Sequence[Stop]) -> None:
        """Show these lines; with the same keys in the same order only the changed ones are painted."""
        old, self_stops = self._stops, tuple(stops)
        if [(s.key, s.text) for s in old] == [(s.key, s.text) for s in self_stops]:
            if old == self_stops:
                return
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
            return self._spoken(stop)
        if role == Qt.ItemDataRole.ToolTipRole and stop.hint:
            changed = self.tr("What is shown differs from what is saved.") if self._is_changed(stop) else ""
            return plain_tip("\n".join(part for part in (stop.hint, changed) if part))
        return None

    def _is_changed(self, stop: Stop) -> bool:
        return self.changed and stop.key == self.here

    def _spoken(self, stop: Stop) -> str:
        """A line for who hears it."""
        parts = [stop.text]
        if stop.count is not None:
            parts.append(number_text(stop.count))
        if self._is_changed(stop):
            parts.append(self.tr("changed"))
        if stop.warns:
            parts.append(self.tr("not understood"))
        return ", ".join(parts)


class Sidebar(QListView):
    """Click or Enter goes to a stop."""

    help_page = "views"

    chosen = Signal(str)
    remove_asked = Signal(str)
    rename_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    sight_changed = Signal()
    """Other lines may be in sight."""

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
        self._kept = ""
        self._drop: int | None = None
        self.stops.modelAboutToBeReset.connect(self._remember)
        self.stops.modelReset.connect(self._find_again)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.sight_changed.emit())

    def go_to(self, key: str, *, changed: bool = False) -> None:
        """Show which stop the window is at, and whether it shows it otherwise than it is saved."""
        elsewhere = key != self.stops.here
        self.stops.go_to(key, changed=changed)
        if elsewhere or not self.currentIndex().isValid():
            self._start_at_here()

    def current_key(self) -> str:
        """The line that the keyboard is at."""
        row = self.currentIndex().row()
        return self.stops.stop(row).key if row >= 0 else ""

    def key_at(self, where: QPoint) -> str:
        """The line at a place in the viewport."""
        index = self.indexAt(where)
        return self.stops.stop(index.row()).key if index.isValid() else ""

    def place_of(self, key: str) -> QRect:
        """Where a line is in the viewport."""
        return self.visualRect(self.stops.index(self.stops.row_of(key)))

    def keys_in_sight(self) -> list[str]:
        """The lines that are to be seen now, from the top."""
        if not self.isVisible():
            return []
        room = self.viewport().rect()
        return [key for key in self.stops.all_keys() if key and self.place_of(key).intersects(room)]

    def show_drop(self, y: int | None) -> None:
        """Show between which lines something would go; None for nowhere."""
        if y != self._drop:
            self._drop = y
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, and where something would go."""
        super().paintEvent(event)
        if self._drop is not None:
            theme = current_theme()
            painter = QPainter(self.viewport())
            painter.fillRect(0, self._drop - 1, self.viewport().width(), theme.px(2), theme.color("focus"))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer lines are in sight."""
        super().resizeEvent(event)
        self.sight_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """All of it may be in sight for the first time."""
        super().showEvent(event)
        self.sight_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes; F2 renames and Delete removes a saved view."""
        key = self.current_key()
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

    def _remember(self) -> None:
        self._kept = self.current_key()

    def _find_again(self) -> None:
        """The keyboard stays at the line that it was at, wherever that is now."""
        row = self.stops.row_of(self._kept)
        if row >= 0 and self.hasFocus():
            self.setCurrentIndex(self.stops.index(row))
        else:
            self._start_at_here()
        self.sight_changed.emit()

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
        if stop.warns or (here and self._stops.changed):
            taken += self._paint_sign(painter, inside, taken, option, stop, theme)
        font.setItalic(here and self._stops.changed)
        painter.setFont(font)
        room = inside.adjusted(taken, 0, 0, 0) if _rtl(option) else inside.adjusted(0, 0, -taken, 0)
        quiet = not here and not stop.counting and stop.count is None and bool(stop.hint)
        painter.setPen(theme.color("selection_text" if here else "text_muted" if quiet else "text"))
        text = QFontMetrics(font).elidedText(stop.text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if _rtl(option) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_count(
        self, painter: QPainter, inside: QRect, option: QStyleOptionViewItem, stop: Stop, theme: Theme
    ) -> int:
        """Draw the count at the end; returns the room that it took."""
        if stop.count is None and not stop.counting:
            return 0
        text = "…" if stop.count is None else number_text(stop.count)
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

    def _paint_sign(
        self, painter: QPainter, inside: QRect, taken: int, option: QStyleOptionViewItem, stop: Stop, theme: Theme
    ) -> int:
        """Draw before the count that a view is changed, or not understood; returns the room that it took."""
        side = theme.px(14)
        box = QRect(inside.right() - taken - side + 1, 0, side, side)
        box.moveTop(inside.top() + (inside.height() - side) // 2)
        sign, tone = (IconName.WARNING, Tone.WARNING) if stop.warns else (IconName.EDIT, Tone.ACCENT)
        icon(sign, tone).paint(painter, QStyle.visualRect(option.direction, inside, box))
        return side + theme.px(4)


def _rtl(option: QStyleOptionViewItem) -> bool:
    return bool(option.direction == Qt.LayoutDirection.RightToLeft)
