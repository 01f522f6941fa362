"""The model behind the incident table: the ids of the result in order, and a bounded cache of rows."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.table_rows import IncidentRow, SortKey
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.table.cells import cell_text, is_figure, spoken_text
from ascertain.ui.table.columns import known_columns, shows_own
from ascertain.ui.table.row_cache import Fetch, RowCache
from ascertain.ui.wording import field_label

Index = QModelIndex | QPersistentModelIndex

_NEAR = 2_000
"""So many rows before and after where an incident was it is looked for first."""


class IncidentTableModel(QAbstractTableModel):
    """Incidents by id. `flags()` is left to Qt on purpose: one in Python would be called for each of a million rows."""

    def __init__(
        self,
        fetch: Fetch,
        vocabularies: Vocabularies,
        columns: Iterable[str] = (),
        parent: QObject | None = None,
        *,
        fields: Fields = NO_OWN,
        fetch_with_own: Fetch | None = None,
    ) -> None:
        """`fetch_with_own` reads rows with what own fields hold; it is asked only while one of them is a column."""
        super().__init__(parent)
        self.setObjectName("incident_table_model")
        self.vocabularies = vocabularies
        self.fields = fields
        self._fetch, self._fetch_with_own = fetch, fetch_with_own or fetch
        self._cache = RowCache(self._read_rows)
        self._ids: array[int] = array("q")
        self._columns = known_columns(columns, fields)
        self._sort: tuple[SortKey, ...] = ()
        self.complete = True
        """Whether all ids of the result are here, or only the first ones so far."""

    # ---- what the table shows

    @property
    def ids(self) -> array[int]:
        """The ids of the result in order; not to be changed."""
        return self._ids

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the fields shown, in order."""
        return self._columns

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        """What the result is sorted by."""
        return self._sort

    def row(self, position: int) -> IncidentRow | None:
        """The row at `position`; None when there is none, or when it has gone from the log."""
        return self._cache.get(self._ids, position) if 0 <= position < len(self._ids) else None

    def position_of(self, incident_id: int, near: int = 0, *, everywhere: bool = True) -> int | None:
        """Where the incident stands in the result, or None. It is looked for around the row `near` first, which costs
        nothing, and then, if `everywhere`, in all of it (20 ms for a million)."""
        for start, end in ((max(0, near - _NEAR), near + _NEAR), (0, len(self._ids) if everywhere else 0)):
            with contextlib.suppress(ValueError):
                return self._ids.index(incident_id, start, end)
        return None

    # ---- changes

    def show(self, ids: array[int], sort: tuple[SortKey, ...], complete: bool = True) -> None:
        """Show these incidents in this order. Rows that only went or came leave the others in place."""
        if sort != self._sort:
            self._sort = sort
            if self._columns:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        self.complete = complete
        if ids == self._ids:
            return
        head, tail = _common_ends(self._ids, ids)
        gone, come = len(self._ids) - head - tail, len(ids) - head - tail
        if (gone and come) or not len(self._ids) or not len(ids):
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()
            return
        self._splice(ids, head, gone, come)

    def refresh(self, changed: Iterable[int]) -> None:
        """Read these incidents anew and paint them again."""
        changed = frozenset(changed)
        self._cache.forget(changed)
        if changed and self._ids and self._columns:
            # Painting asks only for what is visible, so one wide notice costs less than finding each row.
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))

    def read_all_anew(self) -> None:
        """Forget every row that was read, and paint again."""
        self._cache.clear()
        if self._ids and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))

    def set_columns(self, columns: Iterable[str]) -> None:
        """Show these fields, in this order; unknown keys are left out."""
        chosen = known_columns(columns, self.fields)
        if chosen != self._columns:
            # A reset costs 1 ms at a million rows. Columns that come and go one by one cost as much, and over a minute
            # while all rows are chosen: Qt takes every row of the selection apart.
            self.beginResetModel()
            if shows_own(chosen) and not shows_own(self._columns):
                self._cache.clear()
            self._columns = chosen
            self.endResetModel()

    def renew_fields(self) -> None:
        """Own fields are other ones now: drop the column of one that is gone, and show the names anew."""
        self._cache.clear()
        self.set_columns(self._columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def _read_rows(self, ids: Sequence[int]) -> list[IncidentRow]:
        return (self._fetch_with_own if shows_own(self._columns) else self._fetch)(ids)

    def _splice(self, ids: array[int], head: int, gone: int, come: int) -> None:
        root = QModelIndex()
        if gone:
            self.beginRemoveRows(root, head, head + gone - 1)
            self._ids = self._ids[:head] + self._ids[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(root, head, head + come - 1)
            self._ids = ids
            self.endInsertRows()
        self._ids = ids

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many incidents; none below an incident."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many fields are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and its alignment; colors are the delegate's."""
        if not index.isValid():
            return None
        key = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row(index.row())
            words = spoken_text if role == Qt.ItemDataRole.AccessibleTextRole else cell_text
            return "" if row is None else words(row, key, self.vocabularies, self.fields)
        if role == Qt.ItemDataRole.TextAlignmentRole and is_figure(key, self.fields):
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields; the number of a row for those who hear the table."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self._columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return field_label(self._columns[section], self.fields)
        return None


def _common_ends(old: array[int], new: array[int]) -> tuple[int, int]:
    """How many ids at the start and at the end are the same in both (never overlapping)."""
    shorter = min(len(old), len(new))
    with memoryview(old) as before, memoryview(new) as after:
        head = _agreeing(before, after, shorter)
        tail = _agreeing(before[::-1], after[::-1], shorter - head)
    return head, tail


def _agreeing(old: memoryview[int], new: memoryview[int], most: int) -> int:
    """How many ids from the start are the same, up to `most`: by halves of what is left, so that each is compared once
    or twice and none is copied."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
