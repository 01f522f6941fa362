"""Taking what an account asserts into the finding: what can be taken, as which value, and which marks it leaves.

A finding cites the assertion that it adopted. One field cites one assertion, but for actors: an incident has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ascertain.domain.codes import AssertionState, Role
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FieldType
from ascertain.domain.figures import NotAFigure, read_figure
from ascertain.domain.records import Assertion, Figure

SEVERAL = frozenset(Role)
"""The fields of which several assertions can be adopted side by side."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an assertion stands in the grid: the field, and the statement by its place or id."""

    statement: int
    field: str


def can_adopt(assertion: Assertion) -> bool:
    """Whether an assertion holds a value that a finding can take. Silence and a refusal to say are none."""
    field = BY_KEY.get(assertion.field)
    if field is None or assertion.field not in ASSERTABLE:
        return False
    if assertion.state is AssertionState.VALUE:
        return bool(assertion.value.strip())
    return field.type is FieldType.FIGURE and assertion.state in (AssertionState.EXPLICIT_ZERO, AssertionState.UNKNOWN)


def adopted_text(assertion: Assertion) -> str:
    """The value as it is typed into the field of the finding."""
    if assertion.state is AssertionState.EXPLICIT_ZERO:
        return "0"
    if assertion.state is AssertionState.UNKNOWN:
        return "?"
    return assertion.value.strip()


def names_in(value: str) -> tuple[str, ...]:
    """The actors that one value names, parted by semicolons."""
    return tuple(dict.fromkeys(name for part in re.split("[;؛]", value) if (name := part.strip())))


def marks(places: Iterable[tuple[Place, bool]], chosen: Place) -> dict[Place, bool]:
    """Which assertions of a field are marked as adopted once `chosen` is: it, and no other but where there can be
    several."""
    several = chosen.field in SEVERAL
    return {place: place == chosen or (adopted and several) for place, adopted in places if place.field == chosen.field}


def asserted(field: str, typed: str) -> Assertion:
    """What an account says of a field, as it is typed into a cell: a count of 0 is an explicit zero, `?` is unknown."""
    text = typed.strip()
    if BY_KEY[field].type is FieldType.FIGURE and text:
        try:
            figure = read_figure(text)
        except NotAFigure:
            return Assertion(field, value=text)
        if figure.unknown and not figure.stated:
            return Assertion(field, AssertionState.UNKNOWN)
        if figure == Figure.exactly(0):
            return Assertion(field, AssertionState.EXPLICIT_ZERO)
    return Assertion(field, value=text)


def in_place(present: Iterable[Assertion], wanted: Assertion | None, field: str) -> tuple[Assertion, ...]:
    """The assertions of a statement with `wanted` in the place of what it said of `field`; None takes that out.

    Another value than the one that was adopted is not adopted.
    """
    given = tuple(present)
    before = next((each for each in given if each.field == field), None)
    if wanted is None:
        return tuple(each for each in given if each.field != field)
    if before is None:
        return (*given, wanted)
    same = (before.state, before.value) == (wanted.state, wanted.value)
    kept = replace(wanted, id=before.id, adopted=before.adopted and same)
    return tuple(kept if each.field == field else each for each in given)
