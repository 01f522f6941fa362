"""The sheet `Codebook`: what the codes of every list mean, and how often each stands on the other sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascertain.domain.incoming.own_sheets.labels import Labels
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.exchange.sheets import Cell, CellKind, Column, SheetPlan

NAME = "Codebook"
_COLUMNS = (
    Column("list", "List", 18),
    Column("key", "Key", 22),
    Column("label", "Label", 30),
    Column("broader", "Belongs to", 24),
    Column("note", "Note", 60, CellKind.LONG_TEXT),
    Column("retired", "Retired", 9),
    Column("used", "Used", 9, CellKind.NUMBER),
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


def rows(vocabularies: Vocabularies, used: Mapping[tuple[str, str], int]) -> Iterator[tuple[Cell, ...]]:
    """A row for each code; of each list those that may be chosen first."""
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
            )


def _in_order(vocabulary: Vocabulary) -> Iterator[Code]:
    yield from (code for code in vocabulary if not code.retired)
    yield from (code for code in vocabulary if code.retired)
