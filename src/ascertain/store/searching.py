"""A search of the domain as conditions on the incident table. Any search is safe: words reach the full-text index as
quoted tokens, all else
as bound values. A value that the log does not know finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, not_, or_

from ascertain.domain.own_fields import Fields
from ascertain.domain.search import And, FieldTerm, Not, Phrase, Search, Term, Words
from ascertain.domain.search.asked import asked_together
from ascertain.store.reading.code_lists import CodeLists
from ascertain.store.schema import table
from ascertain.store.searching_fields import of_field
from ascertain.store.searching_statements import of_speakers
from ascertain.store.searching_text import asked_expression, rows_of_index

Condition = ColumnElement[Any]


@dataclass(frozen=True)
class Surroundings:
    """What a search refers to beside the incidents: the code lists and the fields of the log, read when a code or an
    own field has to be understood, and today."""

    codes: CodeLists
    fields: Callable[[], Fields]
    today: Callable[[], date]
    document_words: bool = True
    """Whether the log has an index of the texts of documents: not one of an older program that cannot be written."""
    speakers: bool = True
    """Whether it has texts of who speaks of an incident and how: the same."""


def conditions(search: Search | None, surroundings: Surroundings) -> list[Condition]:
    """What an incident must meet to be found: all of it. Without a search: not to be in the trash."""
    terms = search.terms if search is not None else ()
    live = [] if search is not None and search.asks_for_trash else [table("incident").c.trashed_at.is_(None)]
    return live + _all_of(terms, surroundings)


def condition_of(term: Term, surroundings: Surroundings) -> Condition:
    """What an incident must meet to be found by one term; nothing is said of the trash."""
    return _one(term, surroundings)


def _all_of(terms: Iterable[Term], surroundings: Surroundings) -> list[Condition]:
    """One condition for each term; all words and quotes together are one question to the index, which is quicker
    than many."""
    words: list[Words | Phrase] = []
    met: list[Condition] = []
    for term in terms:
        if isinstance(term, Words | Phrase):
            words.append(term)
        else:
            met.append(_one(term, surroundings))
    return [*([_found_by_words(words)] if words else []), *met]


def _one(term: Term, surroundings: Surroundings) -> Condition:
    if isinstance(term, Words | Phrase):
        return _found_by_words([term])
    if isinstance(term, FieldTerm) and term.field == "text" and not surroundings.document_words:
        return false()
    if isinstance(term, FieldTerm):
        told = of_speakers(term, surroundings.codes) if surroundings.speakers else None
        return told if told is not None else of_field(term, surroundings.codes, surroundings.fields, surroundings.today)
    if isinstance(term, Not):
        # What is not known does not meet the condition, and so meets its opposite.
        return not_(func.coalesce(_one(term.term, surroundings), false()))
    if isinstance(term, And):
        return and_(*_all_of(term.terms, surroundings))
    return or_(*(_one(each, surroundings) for each in term.terms))


def _found_by_words(terms: Sequence[Words | Phrase]) -> Condition:
    asked = asked_together(terms)
    if not all(asked):
        return false()
    return in_index(asked_expression([each for those in asked for each in those]))


def in_index(expression: str) -> Condition:
    """Whether the full-text index finds an incident by an expression."""
    return table("incident").c.id.in_(rows_of_index(expression))
