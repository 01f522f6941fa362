"""Copies what is chosen in the table: rows with or without headings, or one cell. A large selection is read on a reader
lane, part by part, and can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ascertain.ui.clipboard import ClipCell, ClipTable, put_text
from ascertain.ui.dialogs.carrying import CarryingSheet
from ascertain.ui.table.cells import cell_text
from ascertain.ui.table.columns import shows_own
from ascertain.ui.table.copying import MOST_COPIED, cells_of, headings_of, number_of
from ascertain.ui.wording import code, isolated, number_text

if TYPE_CHECKING:
    from ascertain.domain.table_rows import IncidentRow
    from ascertain.ui.bridge import Bridge, Failed
    from ascertain.ui.kit import NoticeBar
    from ascertain.ui.table.view import IncidentTable

_AT_ONCE = 300
"""So many rows are read before a hand has left the keys."""

_PART = 500
_LONG_MS = 400
"""After so long the work shows itself."""


class RowCopier(QObject):
    """Copies on behalf of one window."""

    def __init__(
        self, bridge: Bridge, table: IncidentTable, notices: NoticeBar, failed: Failed, window: QWidget
    ) -> None:
        super().__init__(window)
        self.setObjectName("row_copier")
        self._bridge, self._table, self._notices, self._window = bridge, table, notices, window
        self._failed = failed
        self._asker = bridge.asker(self)
        self._sheet: RowsSheet | None = None
        self._late = QTimer(self)
        self._late.setObjectName("row_copier_timer")
        self._late.setSingleShot(True)
        self._late.setInterval(_LONG_MS)
        self._late.timeout.connect(self._show_sheet)

    def copy_rows(self, *, headings: bool) -> None:
        """Put the chosen rows on the clipboard."""
        chosen = self._table.selection()
        if len(chosen) > MOST_COPIED:
            text = self.tr("{count} rows are too many to copy, {most} are the most. Export them instead.")
            told = text.format(count=code(number_text(len(chosen))), most=code(number_text(MOST_COPIED)))
            self._notices.show_notice(told, tone="warning")
            return
        session, columns = self._bridge.session, self._table.columns_in_order()
        table = ClipTable(headings_of(columns, session.fields) if headings else ())
        ids = chosen.ids
        if len(ids) <= _AT_ONCE:
            self._add(table, session.pages.rows(ids, own=shows_own(columns)), columns)
            self._finish(table)
        else:
            self._late.start()
            self._read(table, ids, 0, columns)

    def copy_cell(self) -> None:
        """Put the cell under the cursor on the clipboard, as text alone."""
        index, current = self._table.currentIndex(), self._table.current_id()
        columns = self._table.columns_in_order()
        place = self._table.header.visualIndex(index.column())
        if current is None or not 0 <= place < len(columns):
            return
        session, key = self._bridge.session, columns[place]
        rows = session.pages.rows((current,), own=shows_own(columns))
        if rows:
            text = cell_text(rows[0], key, session.vocabularies, session.fields)
            put_text(ClipCell(text, number_of(rows[0], key, session.fields)))
            told = self.tr("Copied “{text}”").format(text=isolated(_short(text)))
            self._notices.show_notice(told if text else self.tr("The cell is empty"), seconds=3)

    def _read(self, table: ClipTable, ids: Sequence[int], at: int, columns: Sequence[str]) -> None:
        part, own = ids[at : at + _PART], shows_own(columns)

        def take(rows: list[IncidentRow]) -> None:
            self._add(table, rows, columns)
            done = at + len(part)
            if self._sheet is not None:
                self._sheet.tell(done, len(ids))
            if done < len(ids):
                self._read(table, ids, done, columns)
            else:
                self._close_sheet()
                self._finish(table)

        self._asker.ask(lambda queries: queries.rows(part, own=own), take, self._fail)

    def _add(self, table: ClipTable, rows: list[IncidentRow], columns: Sequence[str]) -> None:
        session = self._bridge.session
        table.add(cells_of(rows, columns, session.vocabularies, session.fields))

    def _finish(self, table: ClipTable) -> None:
        table.put()
        text = self.tr("Copied 1 row") if table.rows == 1 else self.tr("Copied {count} rows")
        self._notices.show_notice(text.replace("{count}", code(number_text(table.rows))), seconds=3)

    def _show_sheet(self) -> None:
        self._sheet = RowsSheet(self.tr("Copying rows"), self._stop, self._window)
        self._sheet.open()

    def _close_sheet(self) -> None:
        self._late.stop()
        if self._sheet is not None:
            self._sheet.finish()
            self._sheet = None

    def _stop(self) -> None:
        """Leave the clipboard as it is."""
        self._asker.drop()
        self._close_sheet()
        self._notices.show_notice(self.tr("Nothing was copied"), seconds=3)

    def _fail(self, fault: BaseException) -> None:
        self._close_sheet()
        self._failed(fault)


class RowsSheet(CarryingSheet):
    """Counts rows."""

    help_page = "table#copy"

    def tell(self, done: int, total: int) -> None:
        """Show how many rows are done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        text = self.tr("{done} of {total} rows")
        self._said.setText(text.format(done=code(number_text(done)), total=code(number_text(total))))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
