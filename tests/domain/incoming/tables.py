"""Small tables with invented rows, and the reading of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.proposing import Sample, propose
from ascertain.domain.incoming.reading import RowReader
from ascertain.domain.incoming.rows import FoundCell, IncomingRow, Refusal
from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.vocabulary import Vocabularies


@cache
def lists() -> Vocabularies:
    """The code lists that ship with the program."""
    return shipped_vocabularies()


def proposed(headings: Sequence[FoundCell], *rows: Sequence[FoundCell]) -> Mapping:
    """How a table is proposed to be read."""
    return propose([Sample("Table", tuple(headings), tuple(map(tuple, rows)))], NO_OWN, lists())


def targets(mapping: Mapping) -> dict[str, str]:
    """What each column of the first sheet was taken for, by its heading."""
    return {use.heading: use.target for use in mapping.sheets[0].columns}


def read_all(mapping: Mapping, rows: Sequence[Sequence[FoundCell]]) -> list[IncomingRow | tuple[Refusal, ...]]:
    """Every row of the first sheet, the first one in row 2."""
    reader = RowReader(mapping.sheets[0], mapping, NO_OWN, lists())
    return [reader.read(number, row) for number, row in enumerate(rows, start=2)]


def read_one(headings: Sequence[FoundCell], row: Sequence[FoundCell], mapping: Mapping | None = None) -> IncomingRow:
    """The one row of a table, as it is proposed to be read."""
    (found,) = read_all(mapping or proposed(headings, row), [row])
    assert isinstance(found, IncomingRow), found
    return found


def meaning(mapping: Mapping, **by_heading: str) -> Mapping:
    """The mapping after a person chose what some columns of the first sheet mean."""
    sheet = mapping.sheets[0]
    columns = tuple(replace(use, target=by_heading.get(use.heading, use.target)) for use in sheet.columns)
    return replace(mapping, sheets=(replace(sheet, columns=columns),))
