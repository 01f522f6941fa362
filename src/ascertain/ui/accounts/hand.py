"""Carries out on a log what the grid of accounts asks. Every cell is one operation, which Undo takes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ascertain.app.commands import AdoptAssertion, SetAssertion, UnadoptAssertion
from ascertain.domain.problems import Refused
from ascertain.domain.records import Assertion
from ascertain.ui.accounts.sheet import Sheet, sheet_of
from ascertain.ui.accounts.table import AccountsTable
from ascertain.ui.wording import fault_text, joined

if TYPE_CHECKING:
    from ascertain.app.commands import Command
    from ascertain.ui.bridge import Bridge
    from ascertain.ui.detail.opened import Opened

ANOTHER_TIME = "another_time"
"""The code of the problem that is a question: whether blame from another time is to be taken over."""


class AccountsHand(QObject):
    """Shows the accounts of an incident in a table, and keeps what is done there."""

    def __init__(self, bridge: Bridge, table: AccountsTable) -> None:
        super().__init__(table)
        self._bridge, self._table = bridge, table
        self._opened: Opened | None = None
        self._every_field = False
        self._fresh: frozenset[int] = frozenset()
        table.set_editable(not bridge.session.read_only)
        table.adopt_asked.connect(self._adopt)
        table.unadopt_asked.connect(lambda at, field: self._run(UnadoptAssertion(*self._cell(at), field)))
        table.set_asked.connect(self._set)
        table.cleared.connect(lambda at, field: self._run(SetAssertion(*self._cell(at), field, None)))
        table.every_field_asked.connect(self._turn)

    def show_incident(self, opened: Opened, fresh: frozenset[int] = frozenset()) -> None:
        """Show the accounts of another incident, or the same anew; the statements `fresh` are marked as new."""
        self._fresh = fresh
        if self._opened is None or self._opened.incident.id != opened.incident.id:
            self._every_field = False
        self._opened = opened
        self._show()

    def _show(self) -> None:
        if self._opened is None:
            return
        incident, told = self._opened.incident, self._opened.evidence.statements
        statements = incident.content.statements
        grades = [each.reliability for each in told[: len(statements)]]
        grades += [None] * (len(statements) - len(grades))
        lists = self._bridge.session.vocabularies
        editable = not self._bridge.session.read_only and incident.trashed_at is None
        self._table.set_editable(editable)
        sheet = sheet_of(incident.content, grades, incident.origins, lists, every_field=self._every_field)
        new = {at for at, each in enumerate(statements) if each.id in self._fresh}
        self._table.show_sheet(_with_new_marked(sheet, new))

    def _cell(self, at: int) -> tuple[int, int]:
        """The incident and the statement at a place."""
        incident = self._opened.incident if self._opened is not None else None
        number = incident.content.statements[at].id if incident is not None else None
        return (incident.id if incident is not None else 0), number or 0

    def _adopt(self, at: int, field: str) -> None:
        command = AdoptAssertion(*self._cell(at), field)

        def failed(fault: BaseException) -> None:
            if isinstance(fault, Refused) and fault.problems[0].code == ANOTHER_TIME:
                self._ask(fault, command)
            else:
                self._tell(fault)

        self._bridge.run(command, None, failed)

    def _ask(self, fault: Refused, command: AdoptAssertion) -> None:
        from ascertain.ui.accounts.question import AnotherTimeQuestion

        question = AnotherTimeQuestion(fault_text(fault), self._table)
        question.accepted.connect(
            lambda: self._run(AdoptAssertion(command.incident_id, command.statement_id, command.field, despite=True))
        )
        question.finished.connect(question.deleteLater)
        question.open()

    def _set(self, at: int, assertion: Assertion) -> None:
        self._run(SetAssertion(*self._cell(at), assertion.field, assertion.state, assertion.value))

    def _run(self, command: Command) -> None:
        self._bridge.run(command, None, self._tell)

    def _tell(self, fault: BaseException) -> None:
        if isinstance(fault, Refused):
            self._table.tell(fault_text(fault))
        else:
            self._bridge.trouble.emit(fault)

    def _turn(self) -> None:
        self._every_field = not self._every_field
        self._show()


def _with_new_marked(sheet: Sheet, new: set[int]) -> Sheet:
    """The sheet with the statements at these places told as new above their columns."""
    word = QCoreApplication.translate("Accounts", "new")
    columns = (replace(each, name=joined(word, each.name)) if each.statement in new else each for each in sheet.columns)
    return Sheet(tuple(columns), sheet.rows)
