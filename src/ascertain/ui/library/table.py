"""A library table: ids in order, and the rows that are in sight, asked for by the page."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ascertain.domain.rows import LibraryRow, Shelf, SortKey
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import plain_tip
from ascertain.ui.library.shelves import cell_text, columns_of

Index = QModelIndex | QPersistentModelIndex
_KEPT = 4096
ID = Qt.ItemDataRole.UserRole
_AT_ONCE = 100
"""Entries whose use is counted in one go: in documents, sentences are counted as well."""


class LibraryModel(QAbstractTableModel):
    """Holds the ids of all entries found, and the rows of some thousand of them."""

    wanted = Signal(object)
    """Ids whose rows are in sight and not known yet."""
    sort_chosen = Signal(object)
    """The sort that a click on a heading asks for, as a tuple of `SortKey`."""

    def __init__(self, shelf: Shelf, vocabularies: Vocabularies) -> None:
        super().__init__()
        self._shelf, self._vocabularies = shelf, vocabularies
        self._columns = columns_of(shelf)
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, LibraryRow] = OrderedDict()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature is Qt's
        """As many as were found."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature is Qt's
        """As many as the shelf has."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._columns[section].tip) or None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; empty until its row is known."""
        if not index.isValid():
            return None
        if role == ID:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._rows.get(self._ids[index.row()])
            if row is None:
                return ""
            return cell_text(self._shelf, self._columns[index.column()].key, row, self._vocabularies)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the ids follow when the log has answered."""
        if 0 <= column < len(self._columns):
            self.sort_chosen.emit((SortKey(self._columns[column].key, order is Qt.SortOrder.DescendingOrder),))

    def show_ids(self, ids: array[int]) -> None:
        """Show other entries. Rows that are known stay known."""
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def forget_rows(self) -> None:
        """Have all rows read again."""
        self._rows.clear()

    def look_at(self, first: int, last: int) -> None:
        """Say that these rows are in sight: those not known are asked for, with as many on either side."""
        span = last - first + 1
        window = self._ids[max(0, first - span) : last + 1 + span]
        missing = [each for each in window if each not in self._rows]
        if missing:
            self.wanted.emit(missing)

    def uncounted(self) -> array[int]:
        """Some entries whose rows are known, but not how much they are used: those that came last."""
        open_ = (row.id for row in reversed(self._rows.values()) if row.used_by is None)
        return array("q", islice(open_, _AT_ONCE))

    def take(self, rows: Sequence[LibraryRow]) -> None:
        """Rows have come."""
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))

    def row_of(self, entry_id: int) -> int | None:
        """Where an entry stands, or None."""
        return self._ids.index(entry_id) if entry_id in self._ids else None

    def entry_row(self, at: int) -> LibraryRow | None:
        """The row at a place, if it is known."""
        return self._rows.get(self._ids[at]) if 0 <= at < len(self._ids) else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignTrailing if self._columns[column].number else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter
