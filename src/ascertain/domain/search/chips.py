"""The search box and the chips beside it: two views of one search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.search.reading import parse
from ascertain.domain.search.showing import show
from ascertain.domain.search.terms import FieldTerm, Search


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


def split_chips(search: Search) -> tuple[str, tuple[FieldTerm, ...]]:
    """What is typed in the box, and what is asked of fields, one chip each."""
    chips = tuple(term for term in search.terms if isinstance(term, FieldTerm))
    words = tuple(term for term in search.terms if not isinstance(term, FieldTerm))
    return show(Search(words)), chips


def join_chips(box: str, chips: Iterable[FieldTerm], fields: Fields = NO_OWN) -> Search:
    """The search of a box and its chips; what the box asks of a field stands beside a chip of that field."""
    typed = parse(box, fields)
    return replace(typed, terms=(*typed.terms, *chips))
