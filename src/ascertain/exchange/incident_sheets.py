"""Incidents as rows of typed cells: which columns each field becomes, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ascertain.domain.codes import AssertionState, TimePrecision
from ascertain.domain.fields import BY_KEY, FIELDS, Field, FieldType
from ascertain.domain.figures import add_figures
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.records import Assertion, Figure, Incident, NamedRef, Statement
from ascertain.domain.times.edtf import edtf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange.sheets import Cell, Column, SheetPlan

ALL_KEYS = ("ref", *(field.key for field in FIELDS if field.column and field.key != "ref"), "source")
"""Every field of the program that has a column, `ref` first."""

_FINE = (TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.PART_OF_DAY)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class _Part:
    """One column of a field and how its cell is found."""

    column: Column
    cell: Callable[[Incident], Cell]


class IncidentSheets:
    """The sheets `Incidents` (one row each, the given fields), `Statements` (one row per statement and incident) and
    `Assertions` (one row for each field of which a statement speaks)."""

    def __init__(self, vocabularies: Vocabularies, keys: Sequence[str] | None = None, fields: Fields = NO_OWN) -> None:
        """`keys` are the fields that become columns; without them all do, also own ones that are retired."""
        self._vocabularies = vocabularies
        chosen = (*ALL_KEYS, *(field.key for field in fields.own)) if keys is None else keys
        wanted = ("ref", *(key for key in chosen if key != "ref"))
        self._parts = tuple(part for key in dict.fromkeys(wanted) for part in self._parts_of(fields[key]))

    @property
    def plans(self) -> tuple[SheetPlan, ...]:
        """The heads of the sheets."""
        return (
            SheetPlan("Incidents", tuple(part.column for part in self._parts)),
            SheetPlan("Statements", STATEMENT_COLUMNS),
            SheetPlan("Assertions", ASSERTION_COLUMNS),
        )

    def block(self, incident: Incident) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
        """The rows of one incident: one for the first sheet, one for each statement, one for each of its assertions."""
        row = tuple(part.cell(incident) for part in self._parts)
        return ((row,), tuple(self._statement_rows(incident)), tuple(self._assertion_rows(incident)))

    def _parts_of(self, field: Field) -> Iterator[_Part]:
        if field.type is FieldType.TIME:
            yield from _time_parts(field, self._vocabularies)
        elif field.type is FieldType.FIGURE:
            yield from _figure_parts(field)
        else:
            yield _Part(Column(field.key, field.label, max(field.width, len(field.label) + 2)), self._reader(field))
            if field.key == "origins":
                yield _Part(Column("statements", "Statements", 12), lambda incident: len(incident.content.statements))

    def _reader(self, field: Field) -> Callable[[Incident], Cell]:
        key, vocabulary = field.key, field.vocabulary
        if field.own is not None:
            return lambda incident: self._own(field, incident.content.own_value(key))
        if field.type is FieldType.ACTORS:
            return lambda incident: _SEPARATOR.join(
                placed.actor.name for placed in incident.content.actors if placed.role is field.role
            )
        if field.type is FieldType.CODE and vocabulary is not None:
            return lambda incident: self._vocabularies.label(vocabulary, _code(incident, key))
        special = _SPECIAL.get(key)
        if special is not None:
            return special
        if field.type is FieldType.FLAG:
            return lambda incident: "yes" if _attribute(incident, key) else "no"
        return lambda incident: _attribute(incident, key)

    def _own(self, field: Field, value: str) -> Cell:
        """A number as a number, a day as a day, a choice by its name; yes and no as words, a link as text."""
        if not value:
            return None
        if field.type is FieldType.NUMBER:
            number = float(value)
            return int(number) if number.is_integer() else number
        if field.type is FieldType.DATE:
            return date.fromisoformat(value)
        return self._vocabularies.label(field.vocabulary, value) if field.vocabulary else value

    def _statement_rows(self, incident: Incident) -> Iterator[tuple[Cell, ...]]:
        for statement in incident.content.statements:
            yield (
                incident.ref,
                statement.source.name,
                self._vocabularies.label("stance", statement.stance.value),
                _name(statement.origin),
                statement.credibility,
                statement.said_on,
                _name(statement.document),
                statement.quote,
                statement.note,
                _SEPARATOR.join(self._assertions(statement)),
            )

    def _assertion_rows(self, incident: Incident) -> Iterator[tuple[Cell, ...]]:
        for statement in incident.content.statements:
            for said in statement.assertions:
                field = BY_KEY.get(said.field)
                yield (
                    incident.ref,
                    statement.source.name,
                    self._vocabularies.label("stance", statement.stance.value),
                    field.label if field else said.field,
                    said.state.value,
                    self._said(said),
                    "yes" if said.adopted else "no",
                )

    def _said(self, said: Assertion) -> str:
        """The value: a label of a code, `0` for what is expressly none; nothing for silence of any kind."""
        field = BY_KEY.get(said.field)
        if said.state is AssertionState.EXPLICIT_ZERO:
            return "0"
        if field is not None and field.vocabulary is not None and said.value:
            return self._vocabularies.label(field.vocabulary, said.value)
        return said.value

    def _assertions(self, statement: Statement) -> Iterator[str]:
        for assertion in statement.assertions:
            field = BY_KEY.get(assertion.field)
            label = field.label if field else assertion.field
            if assertion.state is not AssertionState.VALUE:
                yield f"{label}: {self._vocabularies.label('assertion_state', assertion.state.value).lower()}"
            elif field is not None and field.vocabulary is not None:
                yield f"{label}: {self._vocabularies.label(field.vocabulary, assertion.value)}"
            else:
                yield f"{label}: {assertion.value}"


STATEMENT_COLUMNS = (
    Column("ref", "Ref", 11),
    Column("source", "Source", 30),
    Column("stance", "Stance", 20),
    Column("origin", "Goes back to", 24),
    Column("credibility", "Credibility", 12),
    Column("said_on", "Said on", 12),
    Column("document", "Document", 30),
    Column("quote", "Quote", 60),
    Column("note", "Note", 30),
    Column("assertions", "Asserts", 40),
)

ASSERTION_COLUMNS = (
    Column("ref", "Ref", 11),
    Column("source", "Source", 30),
    Column("stance", "Stance", 20),
    Column("field", "Field", 22),
    Column("state", "State", 14),
    Column("value", "Value", 30),
    Column("adopted", "Adopted", 10),
)
"""`state` is the key of its code: value, explicit_zero, not_stated, declined or unknown."""


def _time_parts(field: Field, vocabularies: Vocabularies) -> Iterator[_Part]:
    yield _Part(Column("t_from", f"{field.label}, from", 17), _start)
    yield _Part(Column("t_to", f"{field.label}, to", 17), _end)
    yield _Part(
        Column("precision", "Time precision", 15),
        lambda incident: vocabularies.label("time_precision", incident.content.when.precision.value),
    )
    yield _Part(Column("phrase", f"{field.label}, as reported", 22), lambda incident: incident.content.when.phrase)
    yield _Part(Column("zone", "Time zone", 16), lambda incident: incident.content.when.zone)
    yield _Part(Column("when_edtf", f"{field.label}, in EDTF", 24), _in_edtf)


def _in_edtf(incident: Incident) -> str:
    when = incident.content.when
    return edtf(when.t_from, when.t_to, when.zone)


def _figure_parts(field: Field) -> Iterator[_Part]:
    def reader(name: str) -> Callable[[Incident], Cell]:
        def cell(incident: Incident) -> Cell:
            figure = _figure(incident, field.key)
            number: int | None = getattr(figure, name)
            return "unknown" if number is None and figure.unknown and name == "best" else number

        return cell

    for name, word in (("low", "low"), ("best", "best"), ("high", "high")):
        yield _Part(Column(f"{field.key}_{name}", f"{field.label} ({word})", 12), reader(name))


def _figure(incident: Incident, key: str) -> Figure:
    if key in ("killed", "injured"):
        sides = ("attacker", "target_force", "civilian", "unknown")
        return add_figures([getattr(incident.content, f"{key}_{side}") for side in sides])
    figure: Figure = getattr(incident.content, key)
    return figure


def _attribute(incident: Incident, key: str) -> Cell:
    value: Cell = getattr(incident, key) if key in _ON_INCIDENT else getattr(incident.content, key)
    return value


def _code(incident: Incident, key: str) -> str | None:
    code = _attribute(incident, key)
    return None if code is None else str(code)


_ON_INCIDENT = frozenset({"ref", "origins", "country", "created_at", "updated_at"})


def _name(ref: NamedRef | None) -> str:
    return ref.name if ref else ""


_SPECIAL: dict[str, Callable[[Incident], Cell]] = {
    "place": lambda incident: _name(incident.content.place),
    "tags": lambda incident: _SEPARATOR.join(incident.content.tags),
    "source": lambda incident: _SEPARATOR.join(
        dict.fromkeys(statement.source.name for statement in incident.content.statements)
    ),
    "created_at": lambda incident: _local(incident.created_at, "UTC"),
    "updated_at": lambda incident: _local(incident.updated_at, "UTC"),
}


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _local(instant: int, zone: str) -> datetime:
    """The wall clock of `zone` at an instant, without its zone."""
    return (_EPOCH + timedelta(seconds=instant)).astimezone(_zone(zone)).replace(tzinfo=None)


def local_start(t_from: int | None, zone: str, precision: TimePrecision) -> Cell:
    """The start of a time in its own zone: a day where it is known to the day or worse, else day and time."""
    if t_from is None:
        return None
    start = _local(t_from, zone)
    return start if precision in _FINE else start.date()


def local_end(t_to: int | None, zone: str, precision: TimePrecision) -> Cell:
    """The end of a time in its own zone: the last day that belongs to it, or the time at which it ends."""
    if t_to is None:
        return None
    return _local(t_to, zone) if precision in _FINE else _local(t_to - 1, zone).date()


def _start(incident: Incident) -> Cell:
    when = incident.content.when
    return local_start(when.t_from, when.zone, when.precision)


def _end(incident: Incident) -> Cell:
    when = incident.content.when
    return local_end(when.t_to, when.zone, when.precision)
