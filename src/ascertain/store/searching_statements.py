"""What is asked of the statements of an incident, as a condition on the incident table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, false, func, not_, or_, select

from ascertain.domain.search import FieldTerm, Op, find_key
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.reading.code_lists import CodeLists, code_list, codes_meant
from ascertain.store.schema import table
from ascertain.store.speakers import LETTERS

Condition = ColumnElement[Any]

STATED_BY = frozenset({"stance", "credibility", "grade", "origin_grade", "language"})
"""The keys that ask of a statement, or of the source or document that it comes from."""


def by_statement(met: Condition | None) -> Condition:
    """Whether an incident has a statement of which `met` is true; None: any."""
    statement, bears = table("statement"), table("statement_incident")
    owners = select(bears.c.incident_id)
    if met is not None:
        owners = owners.select_from(bears.join(statement, statement.c.id == bears.c.statement_id)).where(met)
    return table("incident").c.id.in_(owners)


def origin_of() -> ColumnElement[int]:
    """The source that a statement goes back to: the one that speaks, where it speaks for itself."""
    statement = table("statement").c
    return func.coalesce(statement.origin_id, statement.source_id)


def of_speakers(term: FieldTerm, codes: CodeLists) -> Condition | None:
    """The same as a question to the texts that an incident has of its statements (`store.speakers`), which are read
    many times as fast; None where they do not tell."""
    stances = table("incident").c.stances
    if term.op is not Op.IS:
        # Whoever speaks does so in some way.
        told = stances.is_(None) if term.op is Op.EMPTY else stances.is_not(None)
        return told if term.field in ("source", "origin", "stance") else None
    if term.field != "stance":
        return None
    asked = _named(code_list(codes, "stance"), [value for value in term.values if isinstance(value, str)])
    letters = [letter for stance, letter in LETTERS.items() if stance.value in asked]
    return or_(false(), *(func.instr(stances, letter) > 0 for letter in letters))


def of_statements(term: FieldTerm, codes: CodeLists) -> Condition:
    """Whether a statement of the incident is as asked."""
    if term.op is not Op.IS:
        stated = by_statement(_met(term.field, None))
        return not_(stated) if term.op is Op.EMPTY else stated
    key = find_key(term.field)
    values = [value for value in term.values if isinstance(value, str)]
    if key is not None and key.vocabulary is not None:
        values = _named(code_list(codes, key.vocabulary), values)
    return by_statement(_met(term.field, values))


def _named(vocabulary: Vocabulary, values: list[str]) -> list[str]:
    return sorted(frozenset[str]().union(*(codes_meant(vocabulary, value) for value in values)))


def _met(key: str, values: list[str] | None) -> Condition:
    """What a statement must be: of any of the values; None: of any at all."""
    statement, source, document = table("statement").c, table("source").c, table("document").c
    if key == "stance":
        return statement.stance.is_not(None) if values is None else statement.stance.in_(values)
    if key == "credibility":
        numbers = [int(value) for value in values or () if value.isascii() and value.isdigit()]
        return statement.credibility.is_not(None) if values is None else statement.credibility.in_(numbers)
    if key == "language":
        spoken = document.language != "" if values is None else _language(values)
        return statement.document_id.in_(select(document.id).where(spoken))
    graded = source.reliability.is_not(None) if values is None else source.reliability.in_(values)
    # Most sources have one of few grades: statements are read through, not looked up source by source.
    of = statement.source_id + 0 if key == "grade" else origin_of()
    return of.in_(select(source.id).where(graded))


def _language(values: list[str]) -> Condition:
    return or_(false(), *(func.lower(table("document").c.language) == value.casefold() for value in values))
