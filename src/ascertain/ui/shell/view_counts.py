"""How many incidents each saved view finds: counted one after another, and only those in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ascertain.app.view_concerns import may_concern
from ascertain.domain.search import Search, parse
from ascertain.ui.bridge import Bridge

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.problems import Problem
    from ascertain.domain.records import SavedView

_PATIENCE_MS = 700
"""A count that is being renewed stays so long before it is shown as unknown."""


class ViewCounts(QObject):
    """Counts what is in sight and not known, after the log's own counts; a newer change goes first. Of what a change
    surely leaves as it was the number stays."""

    counted = Signal()
    asked = Signal(int)
    """A view, by its id, is being counted."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("view_counts")
        self._fields = bridge.session.fields
        self._asker = bridge.asker(self)
        self.in_sight: Callable[[], Iterable[int]] = tuple
        """The ids of the views that are to be seen now."""
        self._searches: dict[int, Search] = {}
        self._texts: dict[int, str] = {}
        self._numbers: dict[int, int] = {}
        self._stale: set[int] = set()
        self._late: set[int] = set()
        self._under_way: int | None = None
        self._waits = False
        self._patience = QTimer(self)
        self._patience.setObjectName("view_counts_patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        bridge.changed.connect(self._log_changed)

    def number(self, view_id: int | None) -> int | None:
        """How many incidents a view finds; None while that is not known."""
        return None if view_id is None or view_id in self._late else self._numbers.get(view_id)

    def problems(self, view_id: int | None) -> tuple[Problem, ...]:
        """What of the search of a view is not understood, and looked for as words."""
        search = None if view_id is None else self._searches.get(view_id)
        return () if search is None else search.problems

    def take(self, views: Sequence[SavedView]) -> None:
        """These are the views now: what asks something new is counted, what is gone is forgotten."""
        texts = {view.id: view.search for view in views if view.id is not None}
        for number, text in texts.items():
            if self._texts.get(number) != text:
                self._searches[number] = parse(text, self._fields)
                self._spoil(number)
        for number in self._texts.keys() - texts.keys():
            self._searches.pop(number, None)
            self._numbers.pop(number, None)
            self._stale.discard(number)
            self._late.discard(number)
        self._texts = texts

    def begin_day(self) -> None:
        """It is another day: count anew what is told from today."""
        from ascertain.domain.search.relative import told_from_today

        for number, search in self._searches.items():
            if told_from_today(search):
                self._spoil(number)

    def wait(self) -> None:
        """The log's own counts are asked for: they go first."""
        self._waits = True

    def go_on(self) -> None:
        """Count what is in sight and not known."""
        self._waits = False
        self._next()

    def look(self) -> None:
        """Other views may be in sight."""
        self._next()

    # ---- how

    def _next(self) -> None:
        if self._under_way is not None or self._waits:
            return
        wanted = next((each for each in self.in_sight() if each in self._stale and each in self._searches), None)
        if wanted is None:
            return
        self._under_way, search = wanted, self._searches[wanted]
        self.asked.emit(wanted)

        def count(queries: Queries) -> int:
            return queries.count(search)

        self._asker.ask(count, lambda number: self._take_number(wanted, number), lambda _: self._pass_over(wanted))

    def _take_number(self, view_id: int, number: int) -> None:
        self._under_way = None
        if view_id in self._texts:
            self._numbers[view_id] = number
            self._stale.discard(view_id)
            self._late.discard(view_id)
        self.counted.emit()
        self._next()

    def _pass_over(self, view_id: int) -> None:
        """What cannot be counted stays unknown; the table says why when it is shown."""
        self._under_way = None
        self._numbers.pop(view_id, None)
        self._stale.discard(view_id)
        self._next()

    def _spoil(self, view_id: int) -> None:
        self._stale.add(view_id)
        if self._under_way == view_id:
            # The answer under way is one to an older question.
            self._asker.drop()
            self._under_way = None
        if not self._patience.isActive():
            self._patience.start()

    def _lose_patience(self) -> None:
        self._late = set(self._stale)
        self.counted.emit()

    def _log_changed(self, notice: LogChanged) -> None:
        if notice.fields or notice.vocabularies:
            self._searches = {number: parse(text, self._fields) for number, text in self._texts.items()}
        for number, search in self._searches.items():
            if may_concern(search, notice):
                self._spoil(number)
