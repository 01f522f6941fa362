"""How the table is laid out at each stop of the sidebar: remembered there, and brought back with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascertain.app.settings import ALL_INCIDENTS, ALL_LOGS
from ascertain.domain.fields import BY_KEY
from ascertain.domain.table_rows import Layout, Measures
from ascertain.ui.shell.view_state import same_search
from ascertain.ui.table.columns import DEFAULT_COLUMNS, known_columns, shows_own, sort_from_text, sort_text

if TYPE_CHECKING:
    from ascertain.app.session import LogSession
    from ascertain.domain.records import SavedView
    from ascertain.ui.shell.remembered import Remembered
    from ascertain.ui.shell.view_state import ViewState
    from ascertain.ui.table.view import IncidentTable

VIEW = "view:"


class StopLayouts(QObject):
    """`home` is the stop that was gone to last. A search that is typed from there keeps its layout, and whatever is
    changed of the layout is remembered for it: for all logs, or for this log where a field of its own is shown.

    A stop that nobody has laid out follows All incidents, a saved view what it keeps.
    """

    changed = Signal()
    """Another stop is home, or the table is laid out in another way."""

    def __init__(
        self,
        session: LogSession,
        state: ViewState,
        table: IncidentTable,
        remembered: Remembered,
        view_of: Callable[[str], SavedView | None],
    ) -> None:
        super().__init__(table)
        self.setObjectName("stop_layouts")
        self._session, self._state, self._table = session, state, table
        self._remembered, self._view_of = remembered, view_of
        self._laying_out = False
        self.home = ALL_INCIDENTS
        table.columns_changed.connect(self._note)
        state.changed.connect(self._note)

    @property
    def view(self) -> SavedView | None:
        """The saved view that is home."""
        return self._view_of(self.home)

    @property
    def view_changed(self) -> bool:
        """Whether another search, sort or columns are shown than the saved view keeps. Widths and density are
        remembered beside it and are no reason to ask."""
        view = self.view
        return view is not None and not self._is_shown(view)

    def begin(self) -> None:
        """Lay the table out for All incidents, where a window begins."""
        self._lay_out(self.layout_of(ALL_INCIDENTS))

    def arrive(self, stop: str, search: str) -> None:
        """Go to a stop: its layout, and this search in its sort."""
        self._go(stop, search, self.layout_of(stop))

    def go_back(self) -> None:
        """Show the saved view as it is kept, and forget how it was laid out since."""
        view = self.view
        if view is not None:
            self.forget(self.home)
            self._go(self.home, view.search, self.layout_of(self.home))

    def settle(self, stop: str) -> None:
        """What is shown is what a saved view keeps now: nothing beside it needs to be remembered."""
        self.home = stop
        self.forget(stop)
        self.changed.emit()

    def leave(self) -> None:
        """Home is gone from the log: what is changed now is remembered nowhere."""
        self.home = ""
        self.changed.emit()

    def forget(self, stop: str) -> None:
        """Remember nothing of a stop in this log."""
        self._remembered.put(self._remembered.value.with_layout(self._session.uid, stop, None))

    def reset_columns(self) -> None:
        """The usual columns with their first widths; of a saved view those that it keeps."""
        view = self.view
        kept = view.columns if view is not None and view.columns else DEFAULT_COLUMNS
        widths = view.layout.widths if view is not None else {}
        self._table.lay_out(known_columns(kept, self._session.fields), widths, self._table.density)
        self._note()

    def layout_of(self, stop: str) -> Layout:
        """How a stop is laid out."""
        value, log = self._remembered.value, self._session.uid
        everywhere = value.layout(log, ALL_INCIDENTS) or Layout()
        kept = value.layout(log, stop)
        view = self._view_of(stop)
        if kept is None and view is not None:
            kept = Layout(view.columns or everywhere.columns, view.sort or everywhere.sort, view.layout)
        return everywhere if kept is None else kept

    def shown(self) -> Layout:
        """How the table is laid out now."""
        table = self._table
        measures = Measures(table.widths, table.density)
        return Layout(table.columns_in_order(), sort_text(self._state.sort), measures)

    # ---- how

    def _go(self, stop: str, search: str, layout: Layout) -> None:
        self.home = stop
        self._laying_out = True
        try:
            self._lay_out(layout)
            self._state.ask(search, sort_from_text(layout.sort, self._session.fields))
        finally:
            self._laying_out = False
        self.changed.emit()

    def _lay_out(self, layout: Layout) -> None:
        before, self._laying_out = self._laying_out, True
        try:
            columns = known_columns(layout.columns, self._session.fields)
            self._table.lay_out(columns, layout.measures.widths, layout.measures.density)
        finally:
            self._laying_out = before

    def _note(self) -> None:
        """Remember how the table is laid out, where that is another way than before."""
        if self._laying_out:
            return
        now, had = self.shown(), self.layout_of(self.home)
        if self.home and self._as_shown(had) != now:
            self._keep(now)
        self.changed.emit()

    def _as_shown(self, layout: Layout) -> Layout:
        fields = self._session.fields
        sort = sort_text(sort_from_text(layout.sort, fields))
        return Layout(known_columns(layout.columns, fields), sort, layout.measures)

    def _keep(self, now: Layout) -> None:
        value, log = self._remembered.value, self._session.uid
        sorted_by = (key.lstrip("-") for key in now.sort)
        if self.home.startswith(VIEW) or shows_own((*now.columns, *sorted_by)):
            self._remembered.put(value.with_layout(log, self.home, now))
            return
        everywhere = value.layouts.get(ALL_LOGS, {}).get(self.home, Layout())
        merged = with_foreign(now, everywhere, (field.key for field in self._session.fields.own))
        self._remembered.put(value.with_layout(log, self.home, None).with_layout(ALL_LOGS, self.home, merged))

    def _is_shown(self, view: SavedView) -> bool:
        fields, state = self._session.fields, self._state
        columns = not view.columns or known_columns(view.columns, fields) == self._table.columns_in_order()
        sort = not view.sort or sort_from_text(view.sort, fields) == state.sort
        return columns and sort and same_search(view.search, state.text, fields)


def with_foreign(now: Layout, old: Layout, own: Iterable[str]) -> Layout:
    """`now`, with the columns and widths of `old` that are of no field here: those of another log stay, each behind the
    column that it stood behind."""
    known = BY_KEY.keys() | set(own)
    columns = list(now.columns)
    for at, key in enumerate(old.columns):
        if key not in known and key not in columns:
            before = next((each for each in reversed(old.columns[:at]) if each in columns), None)
            columns.insert(0 if before is None else columns.index(before) + 1, key)
    widths = {key: width for key, width in old.measures.widths.items() if key not in known}
    return Layout(tuple(columns), now.sort, Measures({**widths, **now.measures.widths}, now.measures.density))
