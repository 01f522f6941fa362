"""The sheet of accounts in words: a column for each statement and one for the finding, a row for each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascertain.app.calendars import KnownCalendars
from ascertain.domain.accounts import AccountCell, accounts_of, finding
from ascertain.domain.adopting import can_adopt
from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FieldType
from ascertain.domain.records import Assertion, IncidentContent, Statement
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.accounts.words import UNTOUCHED, grade_of, said_spoken, said_text, value_text
from ascertain.ui.wording import code, code_label, field_label, figure_words, isolated, number_text, status_word
from ascertain.ui.wording import when_text as time_text

_SILENT = (None, AssertionState.NOT_STATED, AssertionState.DECLINED, AssertionState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """The head of a column: who speaks, with which grade. `statement` is its place among the statements of the
    incident, None for the finding."""

    name: str
    grade: str = ""
    grade_spoken: str = ""
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell, as seen and as heard; `said` is what the account asserts, None where it is no such cell
    or nothing is noted."""

    text: str
    spoken: str = ""
    silent: bool = False
    differs: bool = False
    adopted: bool = False
    said: Assertion | None = None

    @property
    def adoptable(self) -> bool:
        """Whether the finding could take it over."""
        return self.said is not None and can_adopt(self.said)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One field; `field` is empty for the rows above and below the fields, which are only read."""

    field: str
    label: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole grid in words."""

    columns: tuple[SheetColumn, ...] = ()
    rows: tuple[SheetRow, ...] = ()


def sheet_of(
    content: IncidentContent,
    reliabilities: Sequence[str | None],
    origins: int,
    vocabularies: Vocabularies,
    *,
    every_field: bool = False,
) -> Sheet:
    """The sheet of an incident: the fields of which any account speaks or that the finding has; all with
    `every_field`. `reliabilities` are those of the sources, statement by statement."""
    columns = [
        _column(at, statement, reliability, vocabularies)
        for at, (statement, reliability) in enumerate(zip(content.statements, reliabilities, strict=True))
    ]
    columns.append(SheetColumn(QCoreApplication.translate("Accounts", "Your finding")))
    cells = {row.field: row.cells for row in accounts_of(content, KnownCalendars()).rows}
    nothing = tuple(AccountCell() for _ in content.statements)
    rows = [_happened(content, vocabularies)]
    for key in ASSERTABLE:
        found = finding_text(content, key, vocabularies)
        if every_field or key in cells or found:
            rows.append(_row(key, cells.get(key, nothing), found, vocabularies))
    rows.append(_origin(content, origins))
    return Sheet(tuple(columns), tuple(rows))


def finding_text(content: IncidentContent, key: str, vocabularies: Vocabularies) -> str:
    """What the incident itself has in a field, in words; empty where it has nothing."""
    field = BY_KEY[key]
    if field.type is FieldType.TIME:
        return " ".join(time_text(content.when)).strip() if content.when.t_from is not None else content.when.phrase
    if field.type is FieldType.FIGURE:
        figure = getattr(content, key)
        return figure_words(figure) if figure.stated or figure.unknown else ""
    raw = finding(content, key)
    return value_text(key, raw, vocabularies) if raw else ""


def independent_text(count: int) -> str:
    """`2 independent`."""
    if count == 1:
        return QCoreApplication.translate("Accounts", "1 independent")
    return QCoreApplication.translate("Accounts", "{count} independent").format(count=number_text(count))


def origin_text(statement: Statement) -> str:
    """From whom a statement comes."""
    if statement.origin is not None and statement.origin != statement.source:
        return isolated(statement.origin.name)
    return QCoreApplication.translate("Accounts", "its own word")


def _column(at: int, statement: Statement, reliability: str | None, vocabularies: Vocabularies) -> SheetColumn:
    grade, spoken = grade_of(reliability, statement.credibility, vocabularies)
    return SheetColumn(isolated(statement.source.name), code(grade), spoken, at)


def _row(key: str, said: Sequence[AccountCell], found: str, vocabularies: Vocabularies) -> SheetRow:
    cells = []
    for each in said:
        text = said_text(each, key, vocabularies)
        assertion = None if each.state is None else Assertion(key, each.state, each.value, each.adopted)
        silent = each.state in _SILENT
        cells.append(SheetCell(text, said_spoken(each, text), silent, each.differs, each.adopted, assertion))
    nothing = QCoreApplication.translate("Accounts", "nothing found yet")
    cells.append(SheetCell(found or UNTOUCHED, found or nothing, silent=not found))
    return SheetRow(key, field_label(key), tuple(cells))


def _happened(content: IncidentContent, vocabularies: Vocabularies) -> SheetRow:
    cells = [SheetCell(code_label("stance", each.stance, vocabularies)) for each in content.statements]
    cells.append(SheetCell(status_word(content.status, vocabularies)))
    return SheetRow("", QCoreApplication.translate("Accounts", "Happened?"), tuple(cells))


def _origin(content: IncidentContent, origins: int) -> SheetRow:
    cells = [SheetCell(origin_text(each)) for each in content.statements]
    cells.append(SheetCell(independent_text(origins)))
    return SheetRow("", QCoreApplication.translate("Accounts", "Origin"), tuple(cells))
