"""The accounts of what is being typed, side by side: what is adopted and noted here stands in the form, and is saved
with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.adopting import in_place
from ascertain.domain.origins import count_origins
from ascertain.domain.records import Assertion
from ascertain.ui.accounts.sheet import Sheet, sheet_of
from ascertain.ui.accounts.table import AccountsTable
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.form.incident.told import TypedStatement
from ascertain.ui.form.section import Section


class SideBySide(QWidget):
    """Unfolds to the grid, which is made when it is first wanted. `adopt_asked(at, row)` as of the statements;
    `changed` when what accounts say was changed in the presenter."""

    help_page = "accounts"

    adopt_asked = Signal(int, int)
    changed = Signal()

    def __init__(self, presenter: IncidentPresenter, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("form_side_by_side")
        self._presenter, self._context = presenter, context
        self._table: AccountsTable | None = None
        self._every_field = False
        self._section = Section(self.tr("Accounts side by side"), self._make, "form_accounts_part", self)
        self._section.toggled.connect(lambda _: self.renew())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._section)

    def start(self) -> None:
        """Another incident: folded."""
        self._every_field = False
        self._section.set_open(False)
        self.renew()

    def renew(self) -> None:
        """Show what is typed now; without a statement there is nothing to compare."""
        self.setVisible(bool(self._presenter.get("statements")))
        if self._table is not None and self._section.is_open:
            self._table.show_sheet(self._sheet())

    def _sheet(self) -> Sheet:
        content, _ = self._presenter.content()
        ids = {each.source.id for each in content.statements if each.source.id is not None}
        known = self._context.facts.sources(ids)
        found = [known.get(each.source.id) if each.source.id is not None else None for each in content.statements]
        grades = [source.reliability if source is not None else None for source in found]
        origins = count_origins(content.statements, kind=content.kind)
        return sheet_of(content, grades, origins, self._context.vocabularies, every_field=self._every_field)

    def _make(self, parent: QWidget) -> QWidget:
        table = AccountsTable("form_accounts", self._context.vocabularies, parent)
        table.setAccessibleName(self.tr("Accounts side by side"))
        table.set_editable(True)
        table.adopt_asked.connect(self._adopt)
        table.unadopt_asked.connect(lambda at, field: self._mark(at, field))
        table.set_asked.connect(lambda at, said: self._put(at, said.field, said))
        table.cleared.connect(lambda at, field: self._put(at, field, None))
        table.every_field_asked.connect(self._turn)
        self._table = table
        return table

    def _adopt(self, at: int, field: str) -> None:
        assertions = self._presenter.get("statements")[at].statement.assertions
        self.adopt_asked.emit(at, next(row for row, each in enumerate(assertions) if each.field == field))

    def _mark(self, at: int, field: str) -> None:
        assertions = self._presenter.get("statements")[at].statement.assertions
        self._replace(at, tuple(replace(each, adopted=each.adopted and each.field != field) for each in assertions))

    def _put(self, at: int, field: str, said: Assertion | None) -> None:
        self._replace(at, in_place(self._presenter.get("statements")[at].statement.assertions, said, field))

    def _replace(self, at: int, assertions: tuple[Assertion, ...]) -> None:
        given: tuple[TypedStatement, ...] = self._presenter.get("statements")
        typed = replace(given[at], statement=replace(given[at].statement, assertions=assertions))
        self._presenter.put("statements", (*given[:at], typed, *given[at + 1 :]))
        self.changed.emit()
        self.renew()

    def _turn(self) -> None:
        self._every_field = not self._every_field
        self.renew()
