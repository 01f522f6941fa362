"""A statement as it is typed. Knows no widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ascertain.domain.adopting import adopted_text as adopted_text
from ascertain.domain.adopting import can_adopt as can_adopt
from ascertain.domain.adopting import names_in as names_in
from ascertain.domain.codes import AssertionState, Role
from ascertain.domain.problems import Problem
from ascertain.domain.records import Assertion, NamedRef, Statement
from ascertain.ui.form.typed import NotReadable, read_day, show_day


@dataclass(frozen=True, slots=True)
class TypedStatement:
    """A statement, but that the day on which it was said is text."""

    statement: Statement
    said_on: str = ""


def show_statement(statement: Statement) -> TypedStatement:
    """A statement as it stands in its boxes."""
    return TypedStatement(statement, show_day(statement.said_on))


def read_statement(typed: TypedStatement, at: int, today: date) -> tuple[Statement, tuple[Problem, ...]]:
    """The statement as typed, the `at`-th of its incident, and what cannot be read of it."""
    assertions = tuple(_tidy(each) for each in typed.statement.assertions)
    try:
        day = read_day(typed.said_on, today)
    except NotReadable as wrong:
        problem = Problem(f"statements[{at}].said_on", "unread", wrong.message)
        return replace(typed.statement, assertions=assertions), (problem,)
    return replace(typed.statement, said_on=day, assertions=assertions), ()


def as_new(typed: TypedStatement) -> TypedStatement:
    """The statement as one that the log does not have."""
    assertions = tuple(replace(each, id=None) for each in typed.statement.assertions)
    return replace(typed, statement=replace(typed.statement, id=None, bears_on=(), assertions=assertions))


def passage_of(statements: Sequence[TypedStatement], *, kept: bool = False) -> TypedStatement | None:
    """The last statement that was taken from a passage of a document, as it is told of another event: who speaks and
    how stays, what is asserted of this event does not. `kept`: one that is in the log already, too."""
    taken = (each for each in reversed(statements) if (kept or each.statement.id is None) and _is_taken(each.statement))
    last = next(taken, None)
    if last is None:
        return None
    fresh = as_new(last)
    return replace(fresh, statement=replace(fresh.statement, assertions=(), note=""))


def _is_taken(statement: Statement) -> bool:
    document = statement.document
    return document is not None and document.id is not None and bool(statement.quote.strip())


def merely_reported(source: NamedRef) -> TypedStatement:
    """A statement of `source` that merely reports. One source may speak more than once of an incident."""
    return TypedStatement(Statement(source))


def with_adopted(statements: Iterable[TypedStatement], at: int, row: int) -> tuple[TypedStatement, ...]:
    """The statements with one assertion marked as adopted, and no other of the same field, but for actors: an incident
    has several."""
    given = list(statements)
    chosen = given[at].statement.assertions[row]
    several = chosen.field in set(Role)
    marked = []
    for number, typed in enumerate(given):
        assertions = tuple(
            replace(each, adopted=(number, place) == (at, row) or (each.adopted and several))
            if each.field == chosen.field
            else each
            for place, each in enumerate(typed.statement.assertions)
        )
        marked.append(replace(typed, statement=replace(typed.statement, assertions=assertions)))
    return tuple(marked)


def without_adopted(
    statements: Iterable[TypedStatement], field: str, still: Callable[[str], bool]
) -> tuple[TypedStatement, ...]:
    """The statements; an assertion of `field` stays marked as adopted only where its value is `still` the finding."""
    return tuple(
        replace(
            typed,
            statement=replace(
                typed.statement,
                assertions=tuple(
                    replace(each, adopted=each.adopted and (each.field != field or still(adopted_text(each))))
                    for each in typed.statement.assertions
                ),
            ),
        )
        for typed in statements
    )


def _tidy(assertion: Assertion) -> Assertion:
    value = assertion.value.strip() if assertion.state is AssertionState.VALUE else ""
    return replace(assertion, value=value)
