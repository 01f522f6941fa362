"""The incident table as people see and steer it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget

from ascertain.ui.table.columns import fitted_widths, known_columns
from ascertain.ui.table.delegate import IncidentDelegate
from ascertain.ui.table.header import SortHeader
from ascertain.ui.table.keeping import KeptPlace
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.selection import ChoosingTable, row_count
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.domain.search.matching import Sought

Index = QModelIndex | QPersistentModelIndex

_ANNOUNCED = 2_000
"""Qt tells screen readers of a selection by listing every cell of it; a larger one is told by the status bar."""


_NARROWEST = 20
"""Pixels; a column that is narrower could not be taken hold of."""
_WIDEST_FIT = 0.8
"""The share of the table that a column takes at most when it is fitted to its texts."""


class IncidentTable(ChoosingTable):
    """Rows of incidents. Selecting all of a million is one range; the current incident is kept by id."""

    help_page = "table"

    current_incident_changed = Signal(object)
    """Id of the current incident, or None."""
    open_requested = Signal(int)
    columns_changed = Signal()
    """Columns, their order or widths, or how close the rows stand are other ones."""

    def __init__(self, model: IncidentTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setObjectName("incident_table")
        self.setAccessibleName(self.tr("Incidents"))
        self._widths: dict[str, int] = {}
        self._density = ""
        self._adjusting = False
        self.header = SortHeader(model, self)
        self.setHorizontalHeader(self.header)
        self._surface = self._make_surface()
        self._lay_out()
        self._kept = KeptPlace(self, model)
        self.setModel(model)
        model.rowsInserted.connect(lambda _, first, last: self._scattered.insert(first, last))
        model.rowsRemoved.connect(lambda _, first, last: self._scattered.remove(first, last))
        model.modelReset.connect(lambda: self._scattered.drop())
        self._kept.watch()
        self._painter = IncidentDelegate(model, self, self._scattered.holds)
        self.setItemDelegate(self._painter)
        self._size_rows()
        self.header.sectionResized.connect(self._section_resized)
        self.header.sectionMoved.connect(self._section_moved)
        self.header.sectionHandleDoubleClicked.connect(self._fit_section)
        self.activated.connect(self._open)
        model.modelReset.connect(self._after_reset)

    def _make_surface(self) -> QWidget:
        """Where the rows are painted: like the surface that Qt makes, under its name. One that Qt made would be of a
        type that Python has to find out among all those that there are, and the first paint would wait for that."""
        surface = QWidget()
        surface.setObjectName("qt_scrollarea_viewport")
        surface.setBackgroundRole(QPalette.ColorRole.Base)
        surface.setAutoFillBackground(True)
        self.setViewport(surface)
        return surface

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        rows = self.verticalHeader()
        rows.setObjectName("incident_table_rows")
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Lower than any row is: a higher one later would be held against each of a million rows, and set for each.
        rows.setMinimumSectionSize(1)
        rows.hide()

    def seek(self, sought: Sought) -> None:
        """Mark in the rows what a search found."""
        self._painter.seek(sought)
        self.viewport().update()

    # ---- columns

    def lay_out(self, columns: tuple[str, ...], widths: Mapping[str, int], density: str) -> None:
        """Show these fields in this order, with these widths in pixels by field key (the other columns get their first
        width), and the rows as close as `density` says (empty: as everywhere)."""
        self._widths = {key: width for key, width in widths.items() if width >= _NARROWEST}
        if self._arrange(columns):
            self.columns_changed.emit()
        else:
            self._apply_widths()
        self.set_density(density)

    @property
    def density(self) -> str:
        """How close the rows stand here, empty for as everywhere."""
        return self._density

    def set_density(self, density: str) -> None:
        """Let the rows stand as close as this, empty for as everywhere; the row at the top stays there."""
        if density != self._density:
            top = self.rowAt(0)
            self._density = density
            self._size_rows()
            if top > 0:
                self.scrollTo(self._table.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
            self.columns_changed.emit()

    def fit_width(self, key: str) -> None:
        """Make a column as wide as what is in sight of it needs."""
        self._fit_section(self._table.columns.index(key))

    @property
    def widths(self) -> dict[str, int]:
        """Widths that were set by hand."""
        return dict(self._widths)

    def columns_in_order(self) -> tuple[str, ...]:
        """The field keys of the columns as they stand on the screen."""
        columns = self._table.columns
        return tuple(columns[self.header.logicalIndex(place)] for place in range(len(columns)))

    def show_columns(self, columns: tuple[str, ...]) -> None:
        """Show these fields in this order."""
        if self._arrange(columns):
            self.columns_changed.emit()

    def _arrange(self, columns: tuple[str, ...]) -> bool:
        """Show these fields in this order; False where they are shown so already."""
        if known_columns(columns, self._table.fields) == self.columns_in_order():
            return False
        self._adjusting = True
        for logical in range(self.header.count()):
            self.header.moveSection(self.header.visualIndex(logical), logical)
        self._adjusting = False
        self._table.set_columns(columns)
        return True

    def _fit_section(self, logical: int) -> None:
        wanted = max(self.sizeHintForColumn(logical), self.header.sectionSizeHint(logical))
        most = max(_NARROWEST, round(self.viewport().width() * _WIDEST_FIT))
        self._widths[self._table.columns[logical]] = min(wanted, most)
        self._apply_widths()
        self.columns_changed.emit()

    def _section_resized(self, logical: int, _old: int, new: int) -> None:
        if self._adjusting or not 0 <= logical < len(self._table.columns):
            return
        self._widths[self._table.columns[logical]] = new
        self._apply_widths()
        self.columns_changed.emit()

    def _section_moved(self, *_: int) -> None:
        if not self._adjusting:
            self.columns_changed.emit()

    def _apply_widths(self) -> None:
        character = QFontMetricsF(self.font()).averageCharWidth()
        widths = fitted_widths(
            self._table.columns, character, self._widths, self.viewport().width(), self._table.fields
        )
        self._adjusting = True
        for logical, width in enumerate(widths):
            self.header.resizeSection(logical, width)
        self._adjusting = False

    # ---- what is chosen

    def current_id(self) -> int | None:
        """The id of the current incident, or None."""
        row = self.currentIndex().row()
        return self._table.ids[row] if 0 <= row < len(self._table.ids) else None

    def go_to(self, incident_id: int) -> bool:
        """Make this incident the current one and show it; False when it is not in the result."""
        position = self._table.position_of(incident_id)
        if position is None:
            return False
        self._kept.forget()
        index = self._table.index(position, max(0, self.currentIndex().column()))
        rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, rows)
        self.scrollTo(index)
        return True

    def wait_for(self, incident_id: int) -> None:
        """Go to this incident now, or as soon as it is in the result."""
        if not self.go_to(incident_id):
            self._kept.want(incident_id)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Paint anew and tell the size; screen readers are told of selections that they can read out."""
        if self._scattered.drop():
            self.viewport().update()
        size = row_count(selected) + row_count(deselected)
        if size <= _ANNOUNCED:
            super().selectionChanged(selected, deselected)
        else:
            self.viewport().update()
        count = len(self.selection())
        if count != len(self._table.ids) and not self._kept.filling:
            self._everything = False
        self.selection_size_changed.emit(count)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Follow the current incident; where rows come and go, what is in sight stays there."""
        self.setAutoScroll(not self._kept.filling)
        super().currentChanged(current, previous)
        self.setAutoScroll(True)
        self._update_row(previous.row())
        self._update_row(current.row())
        self._kept.moved()

    def begin_new_result(self, *, same_search: bool = False) -> None:
        """Another search or sort was asked for: the current incident, the chosen ones and what is in sight are kept
        where they are in it. All that match stays all that match in another order of the `same_search`."""
        self._everything = self._everything and same_search
        self._kept.begin()

    def looks_beyond(self, first_ids: array[int]) -> bool:
        """Whether the place to keep is not among the first rows of the result that was asked for."""
        return self._kept.beyond(first_ids)

    def rows_in_sight(self) -> int:
        """How many rows there is room for, with one that is cut."""
        return self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) + 1

    def fit_scroll_bars(self) -> None:
        """Let the scroll bars know of the rows that there are now; Qt would wait until it paints."""
        self.updateGeometries()

    # ---- keys and events

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        count = len(self._table.ids)
        if count and action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            row = 0 if action == QAbstractItemView.CursorAction.MoveHome else count - 1
            return self._table.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current incident on every system."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self._open(self.currentIndex())
            event.accept()
            return
        if self._scattered and event.key() == Qt.Key.Key_Space:
            self._turn(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not a search through a million rows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint row by row. Qt would go by cells, and come to Python and back for each of the hundreds on a screen."""
        area, count = event.rect(), len(self._table.ids)
        first, last = self.rowAt(max(0, area.top())), self.rowAt(area.bottom())
        places = [
            (column, x, width)
            for column in range(len(self._table.columns))
            if (width := self.columnWidth(column))
            and (x := self.columnViewportPosition(column)) <= area.right()
            and x + width > area.left()
        ]
        if first < 0 or not places:
            return
        self._painter.wear(current_theme())
        option, selected = QStyleOptionViewItem(), self.selectionModel().isSelected
        self.initViewItemOption(option)
        painter = QPainter(self.viewport())
        for row in range(first, (last if last >= 0 else count - 1) + 1):
            option.rect = QRect(0, self.rowViewportPosition(row), 0, self.rowHeight(row))
            chosen = selected(self._table.index(row, places[0][0]))
            self._painter.paint_row(painter, option, row, places, selected=chosen)
        painter.end()
        self._painter.wear(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let one column take the room that is left."""
        super().resizeEvent(event)
        self._apply_widths()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the density, the text size and the colors."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_kept"):
            self._size_rows()
            self._apply_widths()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame of the current row shows where the keys go."""
        super().focusInEvent(event)
        self._update_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self._update_row(self.currentIndex().row())

    def _size_rows(self) -> None:
        theme = current_theme()
        rows, height = self.verticalHeader(), theme.rows.get(self._density, theme.row_height)
        # Qt tells of each row by itself, and the table would answer a million times: it is laid out once instead.
        blocked = rows.blockSignals(True)
        rows.setDefaultSectionSize(height)
        rows.blockSignals(blocked)
        self.updateGeometries()
        self.viewport().update()
        self.header.updateGeometry()

    def _update_row(self, row: int) -> None:
        if row >= 0:
            y = self.rowViewportPosition(row)
            self.viewport().update(0, y - 1, self.viewport().width(), self.rowHeight(row) + 2)

    def _after_reset(self) -> None:
        self._apply_widths()
        self.selection_size_changed.emit(len(self.selection()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_requested.emit(self._table.ids[index.row()])
