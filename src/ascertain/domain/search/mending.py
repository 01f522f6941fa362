"""A search with one of its parts put otherwise: what is offered where a search finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ascertain.domain.folded_words import FoldedWord
from ascertain.domain.search.terms import And, FieldTerm, Op, Or, Phrase, Search, Term, Words

_KEY = re.compile(r"([^\W\d_][\w-]*)[:：](?!//)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search: its text, and the part that is put otherwise, as people read it."""

    search: str
    shown: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered in place of a search that finds little: other searches, the likeliest first, and in how many
    documents its words stand, with the search for their incidents."""

    instead: tuple[Offer, ...] = ()
    documents: int = 0
    in_documents: str = ""

    def __bool__(self) -> bool:
        return bool(self.instead or self.documents)


def looked_for(terms: tuple[Term, ...]) -> Iterator[Words | Phrase | FieldTerm]:
    """The words and the fields that a search looks for, not those that it leaves out."""
    for term in terms:
        if isinstance(term, Words | Phrase | FieldTerm):
            yield term
        elif isinstance(term, And | Or):
            yield from looked_for(term.terms)


def put_otherwise(search: Search, old: Term, new: tuple[Term, ...]) -> Search:
    """The search with other terms in the place of one, which is one of its own and no copy."""
    return replace(search, terms=tuple(_within(search.terms, old, new)), problems=())


def unknown_key(term: Term) -> tuple[str, str] | None:
    """What stands before and after the colon of words that were meant to ask of a field, maybe."""
    found = _KEY.fullmatch(term.text) if isinstance(term, Words) else None
    return None if found is None or not found[2] else (found[1], found[2])


def with_word(text: str, word: FoldedWord, new: str) -> str:
    """A text with another word in the place of one."""
    return text[: word.start] + new + text[word.last + 1 :]


def as_text_of_documents(search: Search) -> Search | None:
    """The search for incidents whose documents hold all the words; None where it asks for more than words."""
    plain = [term for term in search.terms if isinstance(term, Words | Phrase)]
    if not plain or len(plain) < len(search.terms):
        return None
    # One value: its words stand together in one document.
    return Search((FieldTerm("text", Op.IS, (" ".join(term.text for term in plain),)),))


def _within(terms: tuple[Term, ...], old: Term, new: tuple[Term, ...]) -> Iterator[Term]:
    for term in terms:
        if term is old:
            yield from new
        elif isinstance(term, And):
            yield replace(term, terms=tuple(_within(term.terms, old, new)))
        elif isinstance(term, Or):
            one = (And(new),) if len(new) > 1 else new
            yield replace(term, terms=tuple(_within(term.terms, old, one)))
        else:
            yield term
