"""What each account says of each field, side by side, and where accounts differ."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FieldType
from ascertain.domain.figures import NotAFigure, read_figure, show_figure
from ascertain.domain.folding import fold
from ascertain.domain.records import Assertion, Figure, Incident, IncidentContent, Statement


@dataclass(frozen=True, slots=True)
class AccountCell:
    """What one statement says of one field. `state` None: it does not touch the field. `value` is raw: a code, a
    figure, a name."""

    state: AssertionState | None = None
    value: str = ""
    differs: bool = False
    """Whether another account says otherwise."""
    adopted: bool = False
    """Whether the analyst's finding cites it."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One field: a cell for each statement, and the analyst's own finding (raw; empty where there is none)."""

    field: str
    cells: tuple[AccountCell, ...]
    finding: str
    differs: bool


@dataclass(frozen=True, slots=True)
class AccountsGrid:
    """A column for each statement, a row for each field that any of them touches, in the order of `domain.fields`."""

    statements: tuple[Statement, ...]
    rows: tuple[AccountRow, ...]

    @property
    def differing(self) -> tuple[AccountRow, ...]:
        """The rows in which accounts differ."""
        return tuple(row for row in self.rows if row.differs)


def accounts(incident: Incident) -> AccountsGrid:
    """The accounts of an incident side by side."""
    return compare(incident.content)


def compare(content: IncidentContent) -> AccountsGrid:
    """The accounts in an incident's content side by side.

    Two cells differ where both state a value (or an explicit zero) and the values are not the same, and where one
    states a value that another expressly does not state. That an account is silent about a field it never touched is
    no difference.
    """
    said = [{assertion.field: assertion for assertion in statement.assertions} for statement in content.statements]
    rows = (
        _row(key, [each.get(key) for each in said], finding_of(content, key))
        for key in ASSERTABLE
        if any(key in each for each in said)
    )
    return AccountsGrid(content.statements, tuple(rows))


def finding_of(content: IncidentContent, key: str) -> str:
    """The analyst's own value of an assertable field as raw text: what an assertion with the same meaning would
    hold."""
    field = BY_KEY[key]
    if field.type is FieldType.ACTORS:
        return "; ".join(placed.actor.name for placed in content.actors if placed.role is field.role)
    if field.type is FieldType.TIME:
        return content.when.phrase
    value: object = getattr(content, key)
    if isinstance(value, Figure):
        return show_figure(value)
    if field.type is FieldType.PLACE:
        return content.place.name if content.place else ""
    return str(value or "")


def _row(key: str, said: list[Assertion | None], finding: str) -> AccountRow:
    meanings = [_meaning(key, assertion) for assertion in said]
    stated = {meaning for meaning in meanings if meaning is not None}
    withheld = any(assertion is not None and _withholds(assertion) for assertion in said)
    conflict = len(stated) > 1
    gap = bool(stated) and withheld
    cells = tuple(
        AccountCell(
            assertion.state,
            assertion.value,
            (conflict and meaning is not None) or (gap and _withholds(assertion)),
            assertion.adopted,
        )
        if assertion is not None
        else AccountCell()
        for assertion, meaning in zip(said, meanings, strict=True)
    )
    return AccountRow(key, cells, finding, conflict or gap)


def _withholds(assertion: Assertion) -> bool:
    return assertion.state in (AssertionState.NOT_STATED, AssertionState.DECLINED)


def _meaning(key: str, assertion: Assertion | None) -> object:
    """What is stated, so that `2-3` and `2–3` or `al-Asad` and `Al Asad` are the same; None where no value is
    stated."""
    if assertion is None:
        return None
    if assertion.state is AssertionState.EXPLICIT_ZERO:
        return Figure.exactly(0)
    if assertion.state is not AssertionState.VALUE:
        return None
    if BY_KEY[key].type is FieldType.FIGURE:
        try:
            return read_figure(assertion.value)
        except NotAFigure:
            return fold(assertion.value)
    return fold(assertion.value)
