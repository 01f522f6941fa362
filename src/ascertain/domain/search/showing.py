"""A search as text. What is shown is read as the same search."""

from __future__ import annotations

import re

from ascertain.domain.search.keys import find_key
from ascertain.domain.search.terms import And, FieldTerm, Not, Op, Or, Phrase, Range, Search, Term, Value, Words
from ascertain.domain.search.values import ANY, NONE, show_range

_BARE = re.compile(r'[^\s,،()"“”„‟«»]+')


def show(search: Search) -> str:
    """The text of a search, as in the box and in a saved view. What was not understood is there as it was typed."""
    if len(search.terms) == 1:
        return show_term(search.terms[0])
    return " ".join(_within(term) for term in search.terms)


def show_term(term: Term) -> str:
    """The text of one term."""
    match term:
        case Words(text):
            return text
        case Phrase(text):
            return _quoted(text)
        case FieldTerm():
            return _field_term(term)
        case Not(inner):
            return f"-({show_term(inner)})" if isinstance(inner, And | Or | Not) else f"-{show_term(inner)}"
        case And(terms):
            return " ".join(_within(each) for each in terms)
        case Or(terms):
            return " OR ".join(show_term(each) for each in terms)


def _within(term: Term) -> str:
    """A term as one of several that are all asked."""
    return f"({show_term(term)})" if isinstance(term, Or) else show_term(term)


def _field_term(term: FieldTerm) -> str:
    key = find_key(term.field)
    name = key.name if key else term.field
    match term.op:
        case Op.EMPTY:
            return f"{name}:{NONE}"
        case Op.STATED:
            return f"{name}:{ANY}"
    return f"{name}:{','.join(show_value(value) for value in term.values)}"


def show_value(value: Value) -> str:
    """A value as it stands behind the colon, in quotes where it must be."""
    if isinstance(value, Range):
        return show_range(value)
    # Behind a colon two slashes would be read as an address.
    plain = _BARE.fullmatch(value) and not value.startswith("//") and value.casefold() not in (NONE, ANY)
    return value if plain else _quoted(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
