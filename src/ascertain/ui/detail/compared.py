"""The accounts of an incident side by side in words: silence, refusal, not knowing and zero are told apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ascertain.app.calendars import KnownCalendars
from ascertain.domain.accounts import AccountRow, accounts
from ascertain.domain.codes import AssertionState
from ascertain.domain.records import IncidentContent, Statement
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.accounts.sheet import finding_text, independent_text, origin_text
from ascertain.ui.accounts.words import UNTOUCHED, grade_of, said_text
from ascertain.ui.detail.accounts_told import testimonies
from ascertain.ui.detail.grid import GridCell, GridColumn, GridRow, GridShown
from ascertain.ui.detail.opened import Opened
from ascertain.ui.wording import (
    code,
    code_label,
    field_label,
    isolated,
    status_word,
)


def accounts_shown(opened: Opened, vocabularies: Vocabularies, *, finding: bool, framed: bool = False) -> GridShown:
    """The whole grid.

    With `finding`, a last column says what the analyst concludes; `framed` adds, above and below the fields, what each
    account does and where it comes from.
    """
    content = opened.incident.content
    grid = accounts(opened.incident, KnownCalendars())
    columns = [
        _column(statement, testimony.reliability if testimony else None, vocabularies)
        for statement, testimony in zip(content.statements, testimonies(opened), strict=True)
    ]
    rows = [_row(row, content, vocabularies, finding=finding) for row in grid.rows]
    if framed:
        rows = [_happened(content, vocabularies, finding), *rows, _origins(opened, finding)]
    if finding:
        columns.append(GridColumn(QCoreApplication.translate("Accounts", "Your finding")))
    return GridShown(tuple(columns), tuple(rows))


def differing_rows(shown: GridShown) -> list[GridRow]:
    """The rows in which accounts contradict each other, or one says what another leaves out expressly."""
    return [row for row in shown.rows if _differ(row)]


def differing(shown: GridShown, rows: Sequence[GridRow]) -> GridShown:
    """The grid with these rows alone, and only the columns that say anything in them."""
    telling = [at for at in range(len(shown.columns)) if any(row.cells[at].text != UNTOUCHED for row in rows)]
    return GridShown(
        tuple(shown.columns[at] for at in telling),
        tuple(GridRow(row.label, tuple(row.cells[at] for at in telling)) for row in rows),
    )


def _differ(row: GridRow) -> bool:
    speaks = any(not cell.silent for cell in row.cells)
    leaves_out = any(cell.silent and cell.text != UNTOUCHED for cell in row.cells)
    return any(cell.differs for cell in row.cells) or (speaks and leaves_out)


def _column(statement: Statement, reliability: str | None, vocabularies: Vocabularies) -> GridColumn:
    grade, spoken = grade_of(reliability, statement.credibility, vocabularies)
    return GridColumn(isolated(statement.source.name), code(grade), spoken)


def _row(row: AccountRow, content: IncidentContent, vocabularies: Vocabularies, *, finding: bool) -> GridRow:
    cells = [
        GridCell(
            said_text(cell, row.field, vocabularies),
            silent=cell.state is not AssertionState.VALUE and cell.state is not AssertionState.EXPLICIT_ZERO,
            differs=cell.differs,
            adopted=cell.adopted,
        )
        for cell in row.cells
    ]
    if finding:
        cells.append(_finding(row, content, vocabularies))
    return GridRow(field_label(row.field), tuple(cells))


def _finding(row: AccountRow, content: IncidentContent, vocabularies: Vocabularies) -> GridCell:
    text = finding_text(content, row.field, vocabularies)
    return GridCell(text or UNTOUCHED, silent=not text)


def _happened(content: IncidentContent, vocabularies: Vocabularies, finding: bool) -> GridRow:
    cells = [GridCell(code_label("stance", each.stance, vocabularies)) for each in content.statements]
    if finding:
        cells.append(GridCell(status_word(content.status, vocabularies)))
    return GridRow(QCoreApplication.translate("Accounts", "Happened?"), tuple(cells))


def _origins(opened: Opened, finding: bool) -> GridRow:
    cells = [GridCell(origin_text(each)) for each in opened.incident.content.statements]
    if finding:
        cells.append(GridCell(independent_text(opened.incident.origins)))
    return GridRow(QCoreApplication.translate("Accounts", "Origin"), tuple(cells))
