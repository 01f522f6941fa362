"""How often the codes of a list are used."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select

from ascertain.store.code_places import asserted_fields, code_columns, of_list
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table


def code_uses(line: ReadLine, vocabulary: str) -> dict[str, int]:
    """How many records hold each code of a list, those in the trash too; a code that none holds is left out."""
    found: Counter[str] = Counter()
    for name, column in code_columns(vocabulary):
        held = table(name).c[column]
        query = select(held, func.count()).where(held.is_not(None)).group_by(held)
        only = of_list(name, vocabulary)
        for key, count in line.all(query if only is None else query.where(only)):
            found[str(key)] += count
    fields = asserted_fields(vocabulary)
    if fields:
        asserted = table("assertion").c
        met = (asserted.field.in_(fields), asserted.value != "")
        for key, count in line.all(select(asserted.value, func.count()).where(*met).group_by(asserted.value)):
            found[str(key)] += count
    return dict(found)
