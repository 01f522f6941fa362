"""The sheet `Codebook`: what the codes of every list mean, how often each stands on the other sheets, and which fields
people have made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascertain.domain.incoming.own_sheets.codebook import (
    BROADER,
    KEY,
    LABEL,
    LIST,
    NAME,
    NOTE,
    OF,
    OWN_FIELDS,
    RETIRED,
    USED,
    told_type,
)
from ascertain.domain.incoming.own_sheets.labels import Labels
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.exchange.sheets import Cell, CellKind, Column, SheetPlan

_COLUMNS = (
    Column("list", LIST, 18),
    Column("key", KEY, 22),
    Column("label", LABEL, 30),
    Column("broader", BROADER, 24),
    Column("note", NOTE, 60, CellKind.LONG_TEXT),
    Column("retired", RETIRED, 9),
    Column("used", USED, 9, CellKind.NUMBER),
    Column("of", OF, hidden=True),
)


def plan(vocabularies: Vocabularies) -> SheetPlan:
    """The head of the sheet, with the rows in which the choices of each list stand."""
    lists, line = {}, 2
    for vocabulary in vocabularies:
        offered = sum(not code.retired for code in vocabulary)
        if offered:
            lists[vocabulary.name] = (line, line + offered - 1)
        line += len(vocabulary.codes)
    return SheetPlan(NAME, _COLUMNS, lists)


def rows(vocabularies: Vocabularies, used: Mapping[tuple[str, str], int], fields: Fields) -> Iterator[tuple[Cell, ...]]:
    """A row for each code; of each list those that may be chosen first. Then one for each own field."""
    for vocabulary in vocabularies:
        labels = Labels(vocabulary)
        for code in _in_order(vocabulary):
            yield (
                vocabulary.label,
                code.key,
                labels.shown(code.key),
                labels.shown(code.parent) if code.parent else None,
                code.note or None,
                "yes" if code.retired else None,
                used.get((vocabulary.name, code.key), 0),
                vocabulary.name,
            )
    for own in fields.made:
        retired = "yes" if own.retired else None
        yield OWN_FIELDS, own.key, own.label, own.group or None, own.help or None, retired, None, told_type(own)


def _in_order(vocabulary: Vocabulary) -> Iterator[Code]:
    yield from (code for code in vocabulary if not code.retired)
    yield from (code for code in vocabulary if code.retired)
