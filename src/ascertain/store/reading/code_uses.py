"""How often the codes of a list are used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from ascertain.store.code_places import asserted_fields, code_columns, of_list
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.steering import steered
from ascertain.store.schema import table

_FEW = 8
"""Up to so many codes are counted side by side in one pass. GROUP BY would sort the millions of rows first."""


def code_uses(line: ReadLine, vocabulary: str) -> dict[str, int]:
    """How many records hold each code of a list, those in the trash too; a code that none holds is left out."""
    keys = [code.key for code in code_list(line.vocabularies, vocabulary)]
    found: Counter[str] = Counter()
    for name, column in code_columns(vocabulary):
        only = of_list(name, vocabulary)
        for met in _parts(name) if only is None else ([only],):
            found.update(_counted(line, table(name).c[column], keys, met))
    fields = asserted_fields(vocabulary)
    if fields:
        asserted = table("assertion").c
        found.update(_counted(line, asserted.value, keys, [asserted.field.in_(fields), asserted.value != ""]))
    return dict(found)


def _parts(name: str) -> Sequence[list[ColumnElement[bool]]]:
    """The rows of a table in the parts that are read in one go: incidents by their narrow index, and the trash."""
    if name != "incident":
        return ([],)
    trashed_at = table("incident").c.trashed_at
    return [trashed_at.is_(None)], [trashed_at.is_not(None)]


def _counted(
    line: ReadLine, held: ColumnElement[Any], keys: Sequence[str], met: list[ColumnElement[bool]]
) -> dict[str, int]:
    few = 0 < len(keys) <= _FEW
    number = held.type.python_type is int
    sums = [func.sum(case((held == (int(key) if number else key), 1), else_=0)) for key in keys] if few else []
    query = (select(*sums) if few else select(held, func.count()).where(held.is_not(None)).group_by(held)).where(*met)
    if held.table is table("incident"):
        query = steered(query, met, time_index=line.time_index)
    if few:
        return {key: count for key, count in zip(keys, line.all(query)[0], strict=True) if count}
    return {str(key): count for key, count in line.all(query)}
