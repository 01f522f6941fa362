"""What a search says, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto

from ascertain.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Words:
    """A plain word as typed: found where every one of its tokens begins a word (`domain.folding.tokens`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, side by side."""

    text: str


class Op(Enum):
    """What is asked of a field."""

    IS = auto()
    """One of the values."""
    EMPTY = auto()
    """Nothing is stated."""
    STATED = auto()
    """Something is stated."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None is open. Whole numbers, any numbers, or days.

    Above 3 is, of any numbers, from the first that a double has above it.
    """

    low: int | float | date | None
    high: int | float | date | None

    @property
    def numbers(self) -> tuple[int | None, int | None]:
        """The ends of a range of whole numbers."""
        return _number(self.low), _number(self.high)

    @property
    def reals(self) -> tuple[float | None, float | None]:
        """The ends of a range of any numbers."""
        return _real(self.low), _real(self.high)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The ends of a range of days, both included."""
        return _day(self.low), _day(self.high)

    @property
    def instants(self) -> tuple[int | None, int | None]:
        """A range of days as instants in UTC: from the first second of `low` up to the end of `high`, exclusive."""
        low, high = self.days
        return (None if low is None else _midnight(low)), (None if high is None else _midnight(high) + 86_400)


Value = str | Range


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A field and what is asked of it.

    `field` is a key of `search_keys()`; `values` are alternatives, empty unless `op` is IS: ranges for fields of
    numbers and times, `yes`/`no` for flags, else text.
    """

    field: str
    op: Op
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Leaves out what `term` finds."""

    term: Term


@dataclass(frozen=True, slots=True)
class And:
    """All of these, at least two."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these, at least two."""

    terms: tuple[Term, ...]


Term = Words | Phrase | FieldTerm | Not | And | Or


@dataclass(frozen=True, slots=True)
class Search:
    """A search that was read: all of `terms` are asked, and no term asks for everything. `problems`: what was not
    understood."""

    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def asks_for_trash(self) -> bool:
        """Whether `is:trash` is asked somewhere; incidents in the trash are left out otherwise."""
        return any(
            isinstance(term, FieldTerm) and term.field == "is" and "trash" in term.values for term in walk(self.terms)
        )


def walk(terms: tuple[Term, ...]) -> Iterator[Term]:
    """Every term and all that is within it."""
    for term in terms:
        yield term
        if isinstance(term, Not):
            yield from walk((term.term,))
        elif isinstance(term, And | Or):
            yield from walk(term.terms)


def _number(end: int | float | date | None) -> int | None:
    return end if isinstance(end, int) else None


def _real(end: int | float | date | None) -> float | None:
    return float(end) if isinstance(end, int | float) else None


def _day(end: int | float | date | None) -> date | None:
    return end if isinstance(end, date) else None


def _midnight(day: date) -> int:
    return (datetime(day.year, day.month, day.day, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        seconds=1
    )
