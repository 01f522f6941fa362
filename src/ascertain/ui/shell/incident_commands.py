"""What can be done to the chosen incidents: asks where it must, runs the command, and says what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ascertain.domain.table_rows import IncidentRow
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import NoticeBar
from ascertain.ui.offered_undo import OfferedUndo, restored_text
from ascertain.ui.shell.faults import show_fault
from ascertain.ui.table.view import IncidentTable
from ascertain.ui.wording import code, number_text

if TYPE_CHECKING:
    from ascertain.app.commands import Command
    from ascertain.app.notices import LogChanged
    from ascertain.domain.drafts import Draft
    from ascertain.ui.dialogs.status_draft import TypedStatus
    from ascertain.ui.shell.copying import RowCopier

_TAGS_READ = 500
"""Tags that are there already are looked up in so many of the chosen rows."""


class IncidentCommands(QObject):
    """Acts on the selection of the table."""

    failed = Signal(object)

    def __init__(self, bridge: Bridge, table: IncidentTable, notices: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("incident_commands")
        self._bridge, self._table, self._notices, self._window = bridge, table, notices, window
        self._copies: RowCopier | None = None
        self._offers = OfferedUndo(bridge, notices, self._tell_failure, self)

    def trash(self) -> None:
        """Move the chosen incidents to the trash."""
        from ascertain.app.commands import TrashIncidents

        ids = self._table.selection().ids
        one, many = self.tr("Moved 1 incident to the trash"), self.tr("Moved {count} incidents to the trash")
        if ids:
            self._run(TrashIncidents(ids), lambda _: _counted(len(ids), one, many))

    def restore(self) -> None:
        """Bring the chosen incidents back from the trash."""
        from ascertain.app.commands import RestoreIncidents

        ids = self._table.selection().ids
        one, many = self.tr("Restored 1 incident"), self.tr("Restored {count} incidents")
        if ids:
            self._run(RestoreIncidents(ids), lambda _: _counted(len(ids), one, many))

    def restore_version(self, incident_id: int, operation: int) -> None:
        """Bring an incident back to what it was right after an operation."""
        from ascertain.app.commands import RestoreIncidentVersion

        self._run(RestoreIncidentVersion(incident_id, operation), restored_text)

    def set_status(self) -> None:
        """Ask for a status and a reason."""
        from ascertain.ui.dialogs.set_status import StatusDialog

        ids, row = self._table.selection().ids, self._current_row()
        if not ids:
            return
        session = self._bridge.session
        status = row.status if row else "unconfirmed"
        dialog = StatusDialog(
            ids, status, session.vocabularies, session.clock.today(), self._window,
            bridge=self._bridge, name=row.title if row else "",
        )  # fmt: skip
        self._ask(dialog, lambda: self._run(dialog.command))

    def resume_status(self, draft: Draft, typed: TypedStatus) -> None:
        """Ask again for a status, with what was typed and not saved."""
        from ascertain.ui.dialogs.set_status import StatusDialog

        session = self._bridge.session
        dialog = StatusDialog(
            typed.incident_ids, typed.status.value, session.vocabularies, session.clock.today(), self._window,
            bridge=self._bridge,
        )  # fmt: skip
        dialog.resume(draft, typed)
        self._ask(dialog, lambda: self._run(dialog.command))

    def tag(self) -> None:
        """Ask for tags to add and to take away."""
        from ascertain.ui.dialogs.tags import TagDialog

        ids = self._table.selection().ids
        if not ids:
            return
        rows = self._bridge.session.pages.rows(ids[:_TAGS_READ])
        present = tuple(sorted({tag for row in rows for tag in row.tags}))
        dialog = TagDialog(ids, present, self._window)
        self._ask(dialog, lambda: self._run(dialog.command))

    def set_field(self) -> None:
        """Ask which fields to change, and how."""
        ids = self._table.selection().ids
        if not ids:
            return
        from ascertain.ui.dialogs.many.edit_fields import EditFieldsDialog

        dialog = EditFieldsDialog(self._bridge, ids, parent=self._window)
        self._ask(dialog, lambda: self._run(dialog.command))

    def replace_text(self) -> None:
        """Ask what to find in the texts of the chosen incidents, and what to put in its place."""
        ids = self._table.selection().ids
        if not ids:
            return
        from ascertain.ui.dialogs.many.replace_text import ReplaceDialog

        dialog = ReplaceDialog(self._bridge, ids, self._window)
        self._ask(dialog, lambda: self._run(dialog.command))

    def link(self) -> None:
        """Ask how the current incident stands to another one."""
        from ascertain.ui.dialogs.link import LinkDialog

        row = self._current_row()
        if row is None:
            return
        dialog = LinkDialog(self._bridge, row, self._window)

        def run() -> None:
            if dialog.command is not None:
                self._run(dialog.command)

        self._ask(dialog, run)

    def copy(self, *, headings: bool = True) -> None:
        """Put the chosen rows on the clipboard."""
        self._copier().copy_rows(headings=headings)

    def copy_cell(self) -> None:
        """Put the cell under the cursor on the clipboard."""
        self._copier().copy_cell()

    def _copier(self) -> RowCopier:
        if self._copies is None:
            from ascertain.ui.shell.copying import RowCopier

            self._copies = RowCopier(self._bridge, self._table, self._notices, self._tell_failure, self._window)
        return self._copies

    def undo(self) -> None:
        """Turn back the last operation."""
        from ascertain.app.commands import Undo

        self._offers.turn(Undo())

    def redo(self) -> None:
        """Bring back what was turned back last."""
        from ascertain.app.commands import Redo

        self._offers.turn(Redo())

    def run(self, command: Command) -> None:
        """Carry out a command that was asked for elsewhere, and say what happened."""
        self._run(command)

    def _current_row(self) -> IncidentRow | None:
        current = self._table.current_id()
        rows = self._bridge.session.pages.rows((current,)) if current is not None else []
        return rows[0] if rows else None

    def _ask(self, dialog: QDialog, then: Callable[[], None]) -> None:
        dialog.accepted.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._table.setFocus())
        dialog.open()

    def _run(self, command: Command, say: Callable[[LogChanged], str] | None = None) -> None:
        self._offers.run(command, say)

    def _tell_failure(self, fault: BaseException) -> None:
        show_fault(self._notices, fault, self._bridge)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.replace("{count}", code(number_text(count)))
