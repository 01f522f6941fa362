"""Decides what the table shows: asks for the first rows, then for the whole order; the newest wish wins."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ascertain.domain.table_rows import SortKey
from ascertain.ui.bridge import Bridge
from ascertain.ui.table.columns import DEFAULT_SORT
from ascertain.ui.table.model import IncidentTableModel

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.search import Search

FIRST = 200
"""So many rows are shown before the whole order is known."""


_PATIENCE_MS = 400
"""So long the first rows are held back for a place further down."""


class ResultFeed(QObject):
    """Fills the model from a search and a sort, and again after each operation that may have changed the answer."""

    first_rows_shown = Signal()
    working = Signal(bool)
    """Whether rows of the result are still being looked for."""
    shown = Signal()
    """The whole result is in the table."""

    def __init__(self, bridge: Bridge, model: IncidentTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("result_feed")
        self._model, self._bridge = model, bridge
        self._asker = bridge.asker(self)
        self.search: Search | None = None
        self.sort: tuple[SortKey, ...] = DEFAULT_SORT
        self._again = QTimer(self)
        self._again.setObjectName("result_feed_timer")
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._ask_order)
        self._held: array[int] | None = None
        self._patience = QTimer(self)
        self._patience.setObjectName("result_feed_patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show_held)
        self.settled = False
        """Whether the whole result of what was asked for last is in the table."""
        self.working.connect(self._note)
        self.keeps_place: Callable[[array[int]], bool] = lambda _: False
        """Whether somebody stays with an incident that is not among these first rows: they are held back a moment, so
        that the table need not go to its top and away from there again."""
        bridge.changed.connect(self._log_changed)

    def show(self, search: Search | None, sort: tuple[SortKey, ...]) -> None:
        """Show the incidents of `search`, sorted by `sort`."""
        self.search, self.sort = search, sort
        self._again.stop()
        self._stop_waiting()

        def first(queries: Queries) -> array[int]:
            return queries.first(search, sort, FIRST)

        self.working.emit(True)
        self._asker.ask(first, self._take_first, self._fail)

    def show_at_once(self, ids: array[int]) -> None:
        """Show the first ids of the default order, which were read before anything else was loaded."""
        self._model.show(ids, self.sort, complete=len(ids) < FIRST)
        self.first_rows_shown.emit()

    def ask_again(self) -> None:
        """Ask for the order anew; what is shown stays until the answer comes."""
        self._again.start()

    def _note(self, working: bool) -> None:
        self.settled = not working

    def _take_first(self, ids: array[int]) -> None:
        if len(ids) < FIRST:
            self._take_all(ids)
            return
        self._held = ids
        if self.keeps_place(ids):
            self._patience.start()
        else:
            self._show_held()
        self._ask_order()

    def _show_held(self) -> None:
        if self._held is not None:
            ids, self._held = self._held, None
            self._model.show(ids, self.sort, complete=False)
            self.first_rows_shown.emit()

    def _stop_waiting(self) -> None:
        self._held = None
        self._patience.stop()

    def _ask_order(self) -> None:
        search, sort = self.search, self.sort

        def order(queries: Queries) -> array[int]:
            return queries.order(search, sort)

        self.working.emit(True)
        self._asker.ask(order, self._take_all, self._fail)

    def _fail(self, fault: BaseException) -> None:
        self._stop_waiting()
        self.working.emit(False)
        self.settled = False
        self._bridge.trouble.emit(fault)

    def _take_all(self, ids: array[int]) -> None:
        self._stop_waiting()
        self.working.emit(False)
        self._model.show(ids, self.sort, complete=True)
        self.shown.emit()

    def _log_changed(self, notice: LogChanged) -> None:
        if notice.fields:
            self._model.renew_fields()
        if notice.library or notice.vocabularies:
            self._model.read_all_anew()
        if notice.incident_ids:
            self._model.refresh(notice.incident_ids)
        if notice.incident_ids or notice.library or notice.fields:
            self.ask_again()
