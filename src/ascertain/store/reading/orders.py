"""What a search finds, in order: walked where an index holds the order and much is found, sorted where little is."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.sql import visitors

from ascertain.domain.rows import SortKey
from ascertain.domain.search import Search
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.finding import found, ordered
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import order_by
from ascertain.store.reading.walks import Walk, walk_of
from ascertain.store.schema import table
from ascertain.store.searching import conditions

_PIECE = 10_000
"""Numbers that are handled between two looks whether the answer is still wanted."""
_STEP, _FAR = 2_000, 20_000
"""Entries of a walk that are looked at in one question, and in all, before it is taken to lead past too much."""
_FEW = 200_000
"""So many are sorted in less time than a walk over all takes."""
_LOOKED_UP = 100_000
"""So many are looked up in less time than the table is scanned."""
_LIVE = Search()
"""Everything but the trash."""


def whole_order(line: ReadLine, search: Search | None, sort: Sequence[SortKey]) -> array[int]:
    """The numbers of all incidents that `search` finds, in order."""
    search = search or _LIVE
    walk = None if search.asks_for_trash else walk_of(line, sort)
    if walk is None:
        return line.ids(ordered(line, search, sort))
    if walk.whole and not search.terms:
        return _joined(line.ids(part) for part in walk.parts)
    numbers = line.ids(_numbers(line, search, walk))
    if search.terms and len(numbers) < _FEW:
        return _sorted(line, numbers, sort, None)
    return _Kept(line, numbers).walked(walk)


def first_of_order(line: ReadLine, search: Search | None, sort: Sequence[SortKey], limit: int) -> array[int]:
    """The first `limit` of them."""
    search = search or _LIVE
    walk = None if search.asks_for_trash else walk_of(line, sort)
    given = None if walk is None else _walked_so_far(line, walk, search, limit)
    if given is not None:
        return given
    if walk is not None and search.terms and not walk.narrow:
        numbers = line.ids(found(line, search, table("incident").c.id))
        if len(numbers) < _LOOKED_UP:
            return _sorted(line, numbers, sort, limit)
    return line.ids(ordered(line, search, sort).limit(limit))


def _sorted(line: ReadLine, numbers: array[int], sort: Sequence[SortKey], limit: int | None) -> array[int]:
    """The incidents of these numbers in order, each looked up: the table is not scanned for the few that are found."""
    incident = table("incident")
    among = select(incident.c.id).where(incident.c.id.in_(wanted()))
    by = among.order_by(*order_by(sort, line.vocabularies, line.fields)).limit(limit)
    return line.ids(by.with_hint(incident, "NOT INDEXED", "sqlite"), {"ids": json.dumps(numbers.tolist())})


def _numbers(line: ReadLine, search: Search, walk: Walk) -> Select[Any]:
    number = table("incident").c.id
    statement = found(line, search, number)
    # Only what the walk leaves out is given in this order.
    return statement if walk.whole else statement.order_by(number.desc() if walk.descending else number.asc())


def _joined(parts: Iterable[array[int]]) -> array[int]:
    joined = array("q")
    for part in parts:
        joined.extend(part)
    return joined


class _Kept:
    """What of a walk is kept: a mark for each number of an incident."""

    def __init__(self, line: ReadLine, numbers: array[int]) -> None:
        self._line, self._numbers, self._pause = line, numbers, line.pause()
        self._marks = bytearray(1 + (line.scalar(select(func.max(table("incident").c.id))) or 0))
        self._mark(numbers, 1)

    def walked(self, walk: Walk) -> array[int]:
        """The numbers in the order of the walk, then those that it leaves out as they stand."""
        given = array("q")
        for part in walk.parts:
            for piece in self._marked(self._line.ids(part)):
                given.extend(piece)
        if not walk.whole:
            self._mark(given, 0)
            for piece in self._marked(self._numbers):
                given.extend(piece)
        return given

    def _marked(self, numbers: array[int]) -> Iterator[array[int]]:
        for start in range(0, len(numbers), _PIECE):
            self._pause()
            piece = numbers[start : start + _PIECE]
            yield array("q", compress(piece, map(self._marks.__getitem__, piece)))

    def _mark(self, numbers: array[int], mark: int) -> None:
        marks = self._marks
        for start in range(0, len(numbers), _PIECE):
            self._pause()
            for number in numbers[start : start + _PIECE]:
                marks[number] = mark


def _walked_so_far(line: ReadLine, walk: Walk, search: Search, limit: int) -> array[int] | None:
    """The first of the walk that the search finds; None where it leads past too many others, or ends too soon."""
    met = conditions(search, line.surroundings) if search.terms else []
    if any(isinstance(part, Select) for condition in met for part in visitors.iterate(condition)):
        # What is looked up in another table would be looked up again with each step.
        return None
    given, far, pause = array("q"), _FAR, line.pause()
    for part in walk.parts:
        if not met:
            given.extend(line.ids(part.limit(limit - len(given))))
            continue
        passed = line.ids(part.limit(far))
        far -= len(passed)
        for start in range(0, len(passed), _STEP):
            pause()
            given.extend(_met(line, met, passed[start : start + _STEP]))
            if len(given) >= limit:
                return given[:limit]
        if far <= 0:
            return None
    return given if walk.whole or len(given) >= limit else None


def _met(line: ReadLine, met: Sequence[ColumnElement[Any]], numbers: array[int]) -> Iterator[int]:
    incident = table("incident")
    known = select(incident.c.id).where(incident.c.id.in_(wanted()), *met)
    rows = line.all(known.with_hint(incident, "NOT INDEXED", "sqlite"), {"ids": json.dumps(numbers.tolist())})
    found_ones = {row[0] for row in rows}
    return (number for number in numbers if number in found_ones)
