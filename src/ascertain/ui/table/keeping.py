"""Keeps by id what people look at while results come and go: the current incident, the chosen ones, and where the table
is scrolled to."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject

from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.selection import Selection

if TYPE_CHECKING:
    from ascertain.ui.table.view import IncidentTable

_SOUGHT = 2
"""So many of the incidents that were in sight are looked for in the whole of another result, the others only nearby."""

_Flag = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class _Sight:
    """What was in sight: the row at the top, and the incidents to stay with, the first one that is found, each with how
    many rows below the top it stood."""

    top: int
    incidents: tuple[tuple[int, int], ...]


class KeptPlace(QObject):
    """Remembers what was current, chosen and in sight before the model is filled anew, and finds it again in what
    comes.

    Who stands at the top of the table stays there, and sees what comes first.
    """

    def __init__(self, table: IncidentTable, model: IncidentTableModel) -> None:
        super().__init__(table)
        self.setObjectName("kept_place")
        self._table = table
        self._model = model
        self._current: int | None = None
        self._chosen: Selection | None = None
        self._wanted = False
        self._announced: int | None = None
        self._filling = False
        self._position = 0
        self._hit: int | None = None
        self._sight: _Sight | None = None
        self._left_at = -1
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

    @property
    def filling(self) -> bool:
        """Whether rows come and go at this moment, so that nothing of what Qt tells is anybody's wish."""
        return self._filling

    def begin(self) -> None:
        """Another search or sort was asked for: stay with what is in sight, the current incident first."""
        self.from_top = True
        self._sight = self._in_sight(current_first=True)
        self._left_at = -1

    def beyond(self, first_ids: array[int]) -> bool:
        """Whether what is in sight has to be looked for further down than among these."""
        return self._sight is not None and self._sight.incidents[0][0] not in first_ids

    def want(self, incident_id: int) -> None:
        """Make this incident current as soon as it is there."""
        self.forget()
        self._current, self._wanted = incident_id, True

    def forget(self) -> None:
        """Look for nothing any more."""
        self._seek_nothing()
        self._sight = None

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

    # ---- what the model tells

    def _hold(self) -> None:
        self._filling = True
        self._look_around()

    def _more(self) -> None:
        self._table.more_rows()
        self._look()

    def _before_removal(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Qt would go to the row above; people expect the one that moves up."""
        self._filling = True
        self._look_around()
        self._hit = first if first <= self._table.currentIndex().row() <= last else None

    def _after_removal(self) -> None:
        if self._hit is not None and len(self._model.ids):
            self._choose(min(self._hit, len(self._model.ids) - 1), None)
        self._hit = None
        self._stay(anew=False)
        self._filling = False
        self.announce()

    def _remember(self) -> None:
        self._filling = True
        self._look_around()
        if self._current is None:
            self._position = max(0, self._table.currentIndex().row())
            self._current = self._table.current_id()
        if self._chosen is None and not self._wanted:
            chosen = self._table.selection()
            self._chosen = chosen if len(chosen) > 1 else None

    def _find(self) -> None:
        self._look(anew=True)

    def _seek_nothing(self) -> None:
        self._current, self._chosen, self._wanted = None, None, False

    # ---- the current incident and the chosen ones

    def _look(self, *, anew: bool = False) -> None:
        """Find what is looked for among the rows that are there; once all are there, stop looking."""
        position = None if self._current is None else self._model.position_of(self._current, self._position)
        rows = self._chosen_rows()
        if position is not None:
            self._choose(position, rows)
            if self._model.complete:
                self._seek_nothing()
        elif self._model.complete or self._current is None:
            wanted = self._current if self._wanted else None
            self._seek_nothing()
            if len(self._model.ids) and not self._table.currentIndex().isValid():
                self._choose(self._instead(rows), rows)
            if wanted is not None:
                self._current, self._wanted = wanted, True
        elif rows is not None:
            self._table.choose_rows(rows)
        self._stay(anew=anew)
        if self._model.complete:
            self.from_top = False
        self._filling = False
        self.announce()

    def _chosen_rows(self) -> bytes | None:
        """A byte for each row, 1 where it was chosen; None where nothing is to be chosen beside the current row."""
        if self._table.all_chosen:
            return bytes((1,)) * len(self._model.ids)
        if self._chosen is None:
            return None
        rows = self._chosen.in_order_of(self._model.ids)
        return rows if 1 in rows else None

    def _instead(self, rows: bytes | None) -> int:
        """Where to go when the current incident is not there any more: to one that was chosen with it, else to the top
        of another result, or to what stands in its place."""
        if rows is not None:
            return rows.index(1)
        return 0 if self.from_top else min(self._position, len(self._model.ids) - 1)

    def _choose(self, position: int, rows: bytes | None) -> None:
        """Make a row current; choose `rows`, or this row alone where nothing is chosen."""
        if not self._model.columns:
            return
        selection, index = self._table.selectionModel(), self._model.index(position, 0)
        selection.setCurrentIndex(index, _Flag.NoUpdate)
        if rows is not None:
            self._table.choose_rows(rows)
        elif self._hit is None or not len(self._table.selection()):
            selection.select(index, _Flag.ClearAndSelect | _Flag.Rows)
        if self._wanted:
            self._sight = None
            self._table.scrollTo(index)

    # ---- what is in sight

    def _in_sight(self, *, current_first: bool) -> _Sight | None:
        """What is in sight; None at the top of the table."""
        top, ids = self._table.verticalScrollBar().value(), self._model.ids
        if not 0 < top < len(ids):
            return None
        seen = [(incident_id, place) for place, incident_id in enumerate(ids[top : top + self._table.rows_in_sight()])]
        now = self._table.currentIndex().row() - top
        if current_first and 0 <= now < len(seen):
            seen.insert(0, seen.pop(now))
        return _Sight(top, tuple(seen))

    def _look_around(self) -> None:
        """Before rows change: remember what is in sight, unless something is looked for and nobody scrolled since."""
        if self._sight is None or self._table.verticalScrollBar().value() != self._left_at >= 0:
            self._sight = self._in_sight(current_first=False)

    def _stay(self, *, anew: bool) -> None:
        """Scroll to where what was in sight is now; `anew`: the rows are another result, which else begins at its
        top."""
        bar, sight, begin = self._table.verticalScrollBar(), self._sight, anew and self.from_top
        if sight is None and not begin:
            return
        self._table.fit_scroll_bars()
        found = next(self._found(sight), None) if sight is not None else None
        if found is not None:
            bar.setValue(found)
        elif begin:
            bar.setValue(0)
        self._left_at = bar.value()
        # Among the first rows there may be no room yet to scroll that far.
        if self._model.complete or self._left_at == found:
            self._sight, self._left_at = None, -1

    def _found(self, sight: _Sight) -> Iterator[int]:
        # While only the first rows are there, whoever is sought first may still come.
        sought = sight.incidents if self._model.complete else sight.incidents[:1]
        for rank, (incident_id, place) in enumerate(sought):
            row = self._model.position_of(incident_id, sight.top + place, everywhere=rank < _SOUGHT)
            if row is not None:
                yield max(0, row - place)
