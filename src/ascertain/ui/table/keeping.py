"""Keeps the current incident and the chosen ones by id while results come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject

from ascertain.ui.table.model import IncidentTableModel

if TYPE_CHECKING:
    from ascertain.ui.table.view import IncidentTable

_MOST_KEPT = 1_000
"""A larger selection is given up when the table is filled anew: finding each id again would be felt."""

_Flag = QItemSelectionModel.SelectionFlag


class KeptPlace(QObject):
    """Remembers what was current and chosen before the model is filled anew, and finds it again in what comes."""

    def __init__(self, table: IncidentTable, model: IncidentTableModel) -> None:
        super().__init__(table)
        self.setObjectName("kept_place")
        self._table = table
        self._model = model
        self._current: int | None = None
        self._chosen: frozenset[int] = frozenset()
        self._wanted = False
        self._announced: int | None = None
        self._filling = False
        self._position = 0
        self._hit: int | None = None
        self.from_top = True
        """Whether the next result is another one, so that its first row is the one to begin with."""
        # Before the table has its model, so that this is told before Qt moves the current row.
        model.rowsAboutToBeRemoved.connect(self._before_removal)

    def watch(self) -> None:
        """Begin, once the table has its model (so that the view's own answers to the model's signals come first)."""
        self._model.modelAboutToBeReset.connect(self._remember)
        self._model.modelReset.connect(self._find)
        self._model.rowsAboutToBeInserted.connect(lambda *_: self._hold())
        self._model.rowsInserted.connect(lambda *_: self._more())
        self._model.rowsRemoved.connect(lambda *_: self._after_removal())

    def want(self, incident_id: int) -> None:
        """Make this incident current as soon as it is there."""
        self._current, self._chosen, self._wanted = incident_id, frozenset((incident_id,)), True

    def forget(self) -> None:
        """Look for nothing any more."""
        self._current, self._chosen, self._wanted = None, frozenset(), False

    def moved(self) -> None:
        """Somebody went to another row: that is where they want to be."""
        if not self._filling:
            self.forget()
            self.announce()

    def announce(self) -> None:
        """Tell of the current incident if it is another one than was told last."""
        if self._filling or (self._current is not None and not self._model.complete):
            return
        now = self._table.current_id()
        if now != self._announced:
            self._announced = now
            self._table.current_incident_changed.emit(now)

    def _hold(self) -> None:
        self._filling = True

    def _more(self) -> None:
        self._filling = False
        self._table.more_rows()
        self._look()

    def _before_removal(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Qt would go to the row above; people expect the one that moves up."""
        self._filling = True
        self._hit = first if first <= self._table.currentIndex().row() <= last else None

    def _after_removal(self) -> None:
        self._filling = False
        if self._hit is not None and len(self._model.ids):
            self._choose(min(self._hit, len(self._model.ids) - 1))
        self._hit = None
        self.announce()

    def _remember(self) -> None:
        self._filling = True
        if self._current is None:
            self._position = max(0, self._table.currentIndex().row())
            self._current = self._table.current_id()
            chosen = self._table.selection()
            if self._current is not None and len(chosen) <= _MOST_KEPT:
                self._chosen = frozenset(chosen.ids)

    def _find(self) -> None:
        self._filling = False
        self._look()

    def _look(self) -> None:
        """Find what is looked for among the rows that are there; once all are there, stop looking."""
        position = None if self._current is None else self._model.position_of(self._current)
        if position is not None:
            self._choose(position)
            self.forget()
        elif self._model.complete or self._current is None:
            wanted = self._current if self._wanted else None
            self.forget()
            if len(self._model.ids) and not self._table.currentIndex().isValid():
                self._choose(0 if self.from_top else min(self._position, len(self._model.ids) - 1))
            if wanted is not None:
                self.want(wanted)
        if self._model.complete:
            self.from_top = False
        self.announce()

    def _choose(self, position: int) -> None:
        if not self._model.columns:
            return
        model, selection, show = self._model, self._table.selectionModel(), self._wanted
        last = len(model.columns) - 1
        rows = QItemSelection(model.index(position, 0), model.index(position, last))
        others = self._chosen - {model.ids[position]} if len(self._chosen) > 1 else frozenset()
        if others:
            for row, incident_id in enumerate(model.ids):
                if incident_id in others:
                    rows.select(model.index(row, 0), model.index(row, last))
        selection.setCurrentIndex(model.index(position, 0), _Flag.NoUpdate)
        selection.select(rows, _Flag.ClearAndSelect)
        if show:
            self._table.scrollTo(model.index(position, 0))
