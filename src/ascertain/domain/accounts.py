"""Where accounts differ: what each statement says of each field, side by side, with what the analyst found.

Cells hold the raw value and its state; the words for them are made where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ascertain.domain.codes import AssertionState, Stance
from ascertain.domain.fields import ASSERTABLE, BY_KEY, Field, FieldType
from ascertain.domain.figures import NotAFigure, read_figure, show_figure
from ascertain.domain.folding import fold
from ascertain.domain.records import Assertion, Figure, Incident, IncidentContent, NamedRef, Statement
from ascertain.domain.reported_time import read_time
from ascertain.domain.times.reckoning import Calendars


@dataclass(frozen=True, slots=True)
class AccountColumn:
    """One statement: who speaks, from whom it comes, what it does, its place among the statements of the incident."""

    at: int
    source: NamedRef
    origin: NamedRef | None
    stance: Stance
    statement_id: int | None


@dataclass(frozen=True, slots=True)
class AccountCell:
    """What one statement says of one field.

    `state` None: nothing was noted, which is not the same as `not_stated`. `value` is as it is kept, empty unless
    the state is `value`. `adopted`: the finding cites it. `differs`: another statement cannot be right as well.
    """

    state: AssertionState | None = None
    value: str = ""
    adopted: bool = False
    differs: bool = False
    assertion_id: int | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One field: a cell for each statement, and `finding`, the raw value that the incident has, empty where none."""

    field: str
    cells: tuple[AccountCell, ...]
    finding: str

    @property
    def differs(self) -> bool:
        """Whether two accounts cannot both be right."""
        return any(cell.differs for cell in self.cells)


@dataclass(frozen=True, slots=True)
class AccountsGrid:
    """The statements across, the fields of which any of them speaks down, in the order of `FIELDS`."""

    columns: tuple[AccountColumn, ...]
    rows: tuple[AccountRow, ...]

    def contradicts(self, at: int) -> bool:
        """Whether the statement at this place differs from another one in any field."""
        return any(row.cells[at].differs for row in self.rows)


def accounts(incident: Incident, calendars: Calendars | None = None) -> AccountsGrid:
    """The grid of an incident in the log."""
    return accounts_of(incident.content, calendars)


def accounts_of(content: IncidentContent, calendars: Calendars | None = None) -> AccountsGrid:
    """The grid of what is being typed."""
    columns = tuple(
        AccountColumn(at, each.source, each.origin, each.stance, each.id) for at, each in enumerate(content.statements)
    )
    spoken_of = {assertion.field for statement in content.statements for assertion in statement.assertions}
    return AccountsGrid(columns, tuple(_row(BY_KEY[key], content, calendars) for key in ASSERTABLE if key in spoken_of))


def finding(content: IncidentContent, key: str) -> str:
    """The raw value that the incident itself has in a field: code, count as typed, name, names, phrase or words."""
    field = BY_KEY[key]
    if field.role is not None:
        return ", ".join(each.actor.name for each in content.actors if each.role is field.role)
    if field.type is FieldType.TIME:
        return content.when.phrase
    value = getattr(content, key)
    if isinstance(value, Figure):
        return show_figure(value)
    if isinstance(value, NamedRef):
        return value.name
    return str(value) if value else ""


def _row(field: Field, content: IncidentContent, calendars: Calendars | None) -> AccountRow:
    stated = [_assertion(statement, field.key) for statement in content.statements]
    same = _comparison(field, content, calendars)
    cells = tuple(_cell(each, any(_differ(each, other, same) for other in stated)) for each in stated)
    return AccountRow(field.key, cells, finding(content, field.key))


def _assertion(statement: Statement, key: str) -> Assertion | None:
    return next((assertion for assertion in statement.assertions if assertion.field == key), None)


def _cell(assertion: Assertion | None, differs: bool) -> AccountCell:
    if assertion is None:
        return AccountCell()
    return AccountCell(assertion.state, assertion.value, assertion.adopted, differs, assertion.id)


def _differ(one: Assertion | None, other: Assertion | None, same: Callable[[str, str], bool]) -> bool:
    """Whether two accounts cannot both be right. Silence, a refusal to say and "it is not known" contradict nothing."""
    if one is None or other is None:
        return False
    first, second = _spoken(one), _spoken(other)
    return first is not None and second is not None and not same(first, second)


def _spoken(assertion: Assertion) -> str | None:
    """What is positively said: a value, or that there is none."""
    if assertion.state is AssertionState.EXPLICIT_ZERO:
        return "0"
    return assertion.value if assertion.state is AssertionState.VALUE else None


def _comparison(field: Field, content: IncidentContent, calendars: Calendars | None) -> Callable[[str, str], bool]:
    """How two values of a field are held against each other."""
    if field.type is FieldType.FIGURE:
        return _counts_agree
    if field.type is FieldType.TIME:
        return lambda one, other: _times_agree(one, other, content, calendars)
    return lambda one, other: fold(one) == fold(other)


def _counts_agree(one: str, other: str) -> bool:
    """Whether one number could be meant by both: `100+` and `300` agree, `2` and `3` do not."""
    try:
        first, second = _extent(read_figure(one)), _extent(read_figure(other))
    except NotAFigure:
        return fold(one) == fold(other)
    return first[0] <= second[1] and second[0] <= first[1]


def _extent(figure: Figure) -> tuple[float, float]:
    lows = [number for number in (figure.low, figure.best) if number is not None]
    highs = [number for number in (figure.high, figure.best) if number is not None]
    return (lows[0] if lows else 0), (highs[0] if highs else float("inf"))


def _times_agree(one: str, other: str, content: IncidentContent, calendars: Calendars | None) -> bool:
    """Whether the spans of two phrases overlap; phrases without a reading are compared as words."""
    anchor, zone = content.when.anchor.on, content.when.zone
    first, second = (read_time(each, anchor, zone, calendars) for each in (one, other))
    if first.t_from is None or second.t_from is None or first.t_to is None or second.t_to is None:
        return fold(one) == fold(other)
    return first.t_from < second.t_to and second.t_from < first.t_to
