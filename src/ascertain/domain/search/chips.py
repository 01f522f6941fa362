"""The search box and the chips beside it: two views of one search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.search.reading import parse
from ascertain.domain.search.showing import show
from ascertain.domain.search.terms import And, FieldTerm, Not, Op, Or, Phrase, Search, Term, Value, Words, walk

Chips = tuple[Term, ...]
"""What is asked of fields, one term for each chip: all of them are asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a chip asks of one field: any of these values, or that nothing is stated (`none`), or that something is
    (`stated`). `negated`: what is found so is left out."""

    field: str
    values: tuple[Value, ...] = ()
    none: bool = False
    stated: bool = False
    negated: bool = False

    @property
    def term(self) -> Term | None:
        """The same as a term; None where nothing is asked."""
        parts = [FieldTerm(self.field, op) for op, on in ((Op.EMPTY, self.none), (Op.STATED, self.stated)) if on]
        parts += [FieldTerm(self.field, Op.IS, self.values)] if self.values else []
        if not parts:
            return None
        term = parts[0] if len(parts) == 1 else Or(tuple(parts))
        return Not(term) if self.negated else term


def asked_of(term: Term) -> Asked | None:
    """What a term asks, where it asks of one field alone; else None."""
    inner = term.term if isinstance(term, Not) else term
    parts = inner.terms if isinstance(inner, Or) else (inner,)
    asked = [part for part in parts if isinstance(part, FieldTerm)]
    if len(asked) != len(parts) or len({part.field for part in asked}) != 1:
        return None
    ops = {part.op for part in asked}
    values = tuple(dict.fromkeys(value for part in asked for value in part.values))
    return Asked(asked[0].field, values, Op.EMPTY in ops, Op.STATED in ops, isinstance(term, Not))


def with_term(search: Search, term: FieldTerm) -> Search:
    """`search` asking for `term` too. It takes the place of what was asked of the same field."""
    places = [at for at, each in enumerate(search.terms) if isinstance(each, FieldTerm) and each.field == term.field]
    if not places:
        return replace(search, terms=(*search.terms, term))
    kept = [term if at == places[0] else each for at, each in enumerate(search.terms) if at not in places[1:]]
    return replace(search, terms=tuple(kept))


def without(search: Search, index: int) -> Search:
    """`search` without the term at `index` of its `terms`. Raises IndexError."""
    gone = search.terms[index]
    return replace(search, terms=tuple(term for term in search.terms if term is not gone))


def is_chip(term: Term) -> bool:
    """Whether a term asks of fields alone, however joined: then it can be shown as a chip."""
    return not any(isinstance(each, Words | Phrase) for each in walk((term,)))


def split_chips(search: Search) -> tuple[str, Chips]:
    """What is typed in the box, and what is asked of fields, one chip each."""
    chips = tuple(term for term in search.terms if is_chip(term))
    words = tuple(term for term in search.terms if not is_chip(term))
    return show(Search(words)), chips


def join_chips(box: str, chips: Iterable[Term], fields: Fields = NO_OWN) -> Search:
    """The search of a box and its chips; what the box asks of a field stands beside a chip of that field."""
    typed = parse(box, fields)
    return replace(typed, terms=(*typed.terms, *chips))


def turned(term: Term) -> Term:
    """The opposite of a term."""
    return term.term if isinstance(term, Not) else Not(term)


def joined_with_next(chips: Chips, at: int) -> Chips:
    """The chips with the one at `at` and the next as one group: any of them will do. Raises IndexError without one."""
    parts = tuple(dict.fromkeys((*_members(chips[at]), *_members(chips[at + 1]))))
    joined = (Or(parts),) if len(parts) > 1 else parts[0].terms if isinstance(parts[0], And) else parts
    return (*chips[:at], *joined, *chips[at + 2 :])


def parted(chips: Chips, at: int) -> Chips:
    """The chips with those of the group at `at` each for itself again: all of them are asked."""
    return (*chips[:at], *_members(chips[at]), *chips[at + 1 :])


def _members(term: Term) -> Chips:
    return term.terms if isinstance(term, Or) else (term,)
