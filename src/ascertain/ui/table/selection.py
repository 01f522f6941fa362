"""Which incidents are chosen, as a value that costs nothing to hold for a million of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress
from typing import cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QRect, Signal
from PySide6.QtWidgets import QTableView, QWidget

from ascertain.ui.table.model import IncidentTableModel

Span = tuple[int, int]

_MOST_SPANS = 400
"""Qt compares every range of a selection with every other one, so one that falls into more pieces is kept as a byte for
each row instead."""

_MASKED = 1 << 26
"""Ids below this are looked up in a table of bytes: up to 64 MB for a moment, in logs of that many incidents."""


@dataclass(frozen=True)
class Selection:
    """Spans of rows (first and last, in order, apart) of a result, or where they would be too many a byte for each row
    (1: chosen); `everything`: all that match the search.

    Both are cheap; `ids` are copied out only when somebody asks for them.
    """

    result: array[int] = field(default_factory=lambda: array("q"), repr=False)
    spans: tuple[Span, ...] = ()
    everything: bool = False
    scattered: bytes | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        if self.scattered is not None:
            return self.scattered.count(1)
        return sum(last - first + 1 for first, last in self.spans)

    @cached_property
    def ids(self) -> tuple[int, ...]:
        """The ids of the incidents, in the order of the table."""
        if self.scattered is not None:
            return tuple(compress(self.result, self.scattered))
        return tuple(chain.from_iterable(self.result[first : last + 1] for first, last in self.spans))

    def in_order_of(self, result: array[int]) -> bytes:
        """A byte for each row of another result: 1 where its incident is one of these."""
        marks, most = self._marks, max(result, default=0)
        if most >= _MASKED:
            return bytes(map(frozenset(self.ids).__contains__, result))
        if most >= len(marks):
            marks.extend(bytes(most + 1 - len(marks)))
        return bytes(map(marks.__getitem__, result))

    @cached_property
    def _marks(self) -> bytearray:
        """A byte for each id: 1 where it is one of these."""
        chosen = self.result if self.everything else self.ids
        marks = bytearray(min(max(chosen, default=-1) + 1, _MASKED))
        for incident_id in chosen:
            if incident_id < _MASKED:
                marks[incident_id] = 1
        return marks


class ScatteredRows:
    """Chosen rows in so many pieces that Qt does not hold them: a byte for each row. Empty unless that is so."""

    def __init__(self) -> None:
        self._rows: bytearray | None = None
        self._told: Selection | None = None

    def __bool__(self) -> bool:
        return self._rows is not None

    def hold(self, rows: bytes) -> None:
        """Hold the rows whose byte is 1."""
        self._rows, self._told = bytearray(rows), None

    def drop(self) -> bool:
        """Hold nothing any more; whether anything was held."""
        held, self._rows, self._told = self._rows is not None, None, None
        return held

    def holds(self, row: int) -> bool:
        """Whether this row is chosen."""
        return self._rows is not None and row < len(self._rows) and self._rows[row] == 1

    def turn(self, row: int) -> None:
        """Choose a row, or take it out."""
        if self._rows is not None and 0 <= row < len(self._rows):
            self._rows[row] ^= 1
            self._told = None

    def insert(self, first: int, last: int) -> None:
        """Rows came that are not chosen."""
        if self._rows is not None:
            self._rows[first:first] = bytes(last - first + 1)
            self._told = None

    def remove(self, first: int, last: int) -> None:
        """Rows went."""
        if self._rows is not None:
            del self._rows[first : last + 1]
            self._told = None

    def value(self, result: array[int]) -> Selection:
        """What is held as a selection of a result; the same one until something changes."""
        if self._told is None or self._told.result is not result:
            rows = bytes(self._rows or b"")
            self._told = Selection(result, (), bool(rows) and 0 not in rows, rows)
        return self._told


def is_scattered(rows: bytes) -> bool:
    """Whether the rows whose byte is 1 are in more pieces than Qt can hold without being felt."""
    return rows.count(b"\x00\x01") >= _MOST_SPANS


def runs_of(rows: bytes) -> Iterator[Span]:
    """The first and last row of each piece."""
    first = rows.find(1)
    while first >= 0:
        end = rows.find(0, first)
        yield first, (end if end >= 0 else len(rows)) - 1
        first = rows.find(1, end) if end >= 0 else -1


class ChoosingTable(QTableView):
    """A table of incidents in which any number of rows can be chosen, at once and without being felt."""

    selection_size_changed = Signal(int)

    def __init__(self, model: IncidentTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._everything = False
        self._scattered = ScatteredRows()

    def selection(self) -> Selection:
        """The chosen incidents as a value."""
        if self._scattered:
            return self._scattered.value(self._table.ids)
        chosen = spans_of(self.selectionModel().selection())
        count = len(self._table.ids)
        return Selection(self._table.ids, chosen, bool(count) and chosen == ((0, count - 1),))

    @property
    def all_chosen(self) -> bool:
        """Whether all that match are chosen, also those that are not here yet."""
        return self._everything

    def selectAll(self) -> None:
        """Choose every row as one range: Qt's own way asks for each cell of it."""
        count, columns = len(self._table.ids), len(self._table.columns)
        if not count or not columns:
            return
        whole = QItemSelection(self._table.index(0, 0), self._table.index(count - 1, columns - 1))
        self._everything = True
        self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def more_rows(self) -> None:
        """More of the same result is here: a selection of everything takes it in."""
        if self._everything:
            self.selectAll()

    def choose_rows(self, rows: bytes) -> None:
        """Choose the rows whose byte is 1, and no others."""
        flag, last, ranges = QItemSelectionModel.SelectionFlag, len(self._table.columns) - 1, QItemSelection()
        if is_scattered(rows):
            self.clearSelection()
            self._scattered.hold(rows)
            self._tell_scattered()
            return
        if self._scattered.drop():
            self.viewport().update()
        for top, bottom in runs_of(rows):
            ranges.select(self._table.index(top, 0), self._table.index(bottom, last))
        self.selectionModel().select(ranges, flag.ClearAndSelect)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """As Qt does; where the chosen rows are scattered, a click with Ctrl adds one or takes it out."""
        flag = QItemSelectionModel.SelectionFlag
        if self._scattered and not command & (flag.Clear | flag.Current):
            self._turn(self.rowAt(rect.top()))
        else:
            super().setSelection(rect, command)

    def _turn(self, row: int) -> None:
        self._scattered.turn(row)
        self._tell_scattered()

    def _tell_scattered(self) -> None:
        self.viewport().update()
        self.selection_size_changed.emit(len(self.selection()))


def spans_of(selection: QItemSelection) -> tuple[Span, ...]:
    """The rows of Qt's ranges, in order and merged."""
    merged: list[Span] = []
    for first, last in sorted({(part.top(), part.bottom()) for part in _parts(selection)}):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def row_count(selection: QItemSelection) -> int:
    """How many rows Qt's ranges have, counted without looking at a cell."""
    return sum(part.height() for part in _parts(selection))


def _parts(selection: QItemSelection) -> Iterable[QItemSelectionRange]:
    # A list of ranges; PySide6 does not say so in its types.
    return cast("Iterable[QItemSelectionRange]", selection)
