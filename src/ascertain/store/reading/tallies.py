"""How many of the incidents that a search finds hold each value of a column."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.search import Search
from ascertain.store.incident_table import walk_index
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import found
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import position_of, ranks
from ascertain.store.reading.steering import walking
from ascertain.store.schema import table

_MOST_CODES = 50_000
"""So many characters follow one another without a gap."""
_NOT_STATED, _FIRST = chr(1), 2
"""The character for nothing, and the number of the one for the first code of a list."""


def tally(line: ReadLine, search: Search | None, field: Field) -> dict[Any, int]:
    """Each value of a field of the program that stands in a column, and how many hold it; not stated is left out."""
    column = table("incident").c[field.key]
    everything, index = search is None or not search.terms, walk_index(field.key)
    if everything and index in line.indexes:
        by_value = select(column, func.count()).where(table("incident").c.trashed_at.is_(None)).group_by(column)
        return {value: count for value, count in line.all(walking(by_value, index)) if value is not None}
    if field.type is FieldType.FLAG:
        every, yes = line.all(found(line, search, func.count(), func.sum(column)))[0]
        return {value: count for value, count in ((True, yes or 0), (False, every - (yes or 0))) if count}
    known = ranks(code_list(line.vocabularies, field.vocabulary)) if field.vocabulary is not None else {}
    counts = _of_codes(line, search, field, known) if 0 < len(known) < _MOST_CODES else None
    return _one_by_one(line, search, field) if counts is None else counts


def _of_codes(line: ReadLine, search: Search | None, field: Field, known: dict[str, int]) -> dict[Any, int] | None:
    """By one text with a character for each incident, made by the database and counted as a text is: a million objects
    would take twice the time, and hold up the thread that paints. None where some hold a code that is in no list."""
    place = position_of(table("incident").c[field.key], code_list(line.vocabularies, field.vocabulary or ""))
    told = line.scalar(found(line, search, func.group_concat(func.char(func.coalesce(place + _FIRST, 1)), ""))) or ""
    pause = line.pause()
    counts: dict[Any, int] = {}
    for code, rank in known.items():
        pause()
        number = told.count(chr(rank + _FIRST))
        if number:
            counts[code] = number
    return counts if sum(counts.values()) + told.count(_NOT_STATED) == len(told) else None


def _one_by_one(line: ReadLine, search: Search | None, field: Field) -> dict[Any, int]:
    column = table("incident").c[field.key]
    if column.type.python_type is int:
        counts: Counter[Any] = line.tallied(found(line, search, column))
        counts.pop(None, None)
        return counts
    by_value = found(line, search, column, func.count()).group_by(column)
    return {value: count for value, count in line.all(by_value) if value is not None}
