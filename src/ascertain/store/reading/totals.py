"""The figures and links of many incidents, for their totals: sums by the database for those without a link, and the
linked ones one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from ascertain.domain.codes import LinkType
from ascertain.domain.conduct import Pause, heeding
from ascertain.domain.figure import Figure
from ascertain.domain.search import Search
from ascertain.domain.totals import COUNTED, SHARING, Bounds, Counted, Link, Total, Totals, extent, totals
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.steering import steered
from ascertain.store.schema import table
from ascertain.store.searching import conditions

_PARTS = ("low", "best", "high")
_PLACES = tuple((key, 2 + 3 * at) for at, key in enumerate(COUNTED))
_NOT_STATED = Figure()
Conditions = list[ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Plain sums of one kind of count: of the lows, of the highs, and of how many incidents state it or leave it
    open."""

    low: int = 0
    high: int = 0
    stated: int = 0
    open: int = 0

    def less(self, figures: Iterable[Figure]) -> Total:
        """The total without these incidents."""
        given = [extent(each) for each in figures if each.stated]
        highs = [each.high for each in given if each.high is not None]
        stated, unbounded = self.stated - len(given), self.open - (len(given) - len(highs))
        high = None if unbounded else self.high - sum(highs)
        return Total(Bounds(self.low - sum(each.low for each in given), high), stated)


def totals_found(line: ReadLine, search: Search | None) -> Totals:
    """The totals of the incidents that `search` finds; None finds all but the trash."""
    return _totals(line, conditions(search, line.surroundings), None)


def totals_of(line: ReadLine, ids: Sequence[int]) -> Totals:
    """The totals of the incidents with these ids."""
    return _totals(line, [table("incident").c.id.in_(wanted())], json.dumps(list(ids)))


def _totals(line: ReadLine, met: Conditions, ids: str | None) -> Totals:
    """All together, less the linked ones as they stand, with the linked ones as their links allow."""
    pause = line.pause()
    with line.one_state():
        links = _links(line, pause)
        values = {} if ids is None else {"ids": ids}
        count, sums = _sums(line.all(_asked(line, met, *_summed()), values)[0])
        linked = _linked(line, met, values, links, pause)
    plain = {key: sums[key].less(each.figures[key] for each in heeding(linked, pause)) for key in COUNTED}
    rest = count - len(linked)
    return Totals(rest, Bounds(rest, rest), plain["munitions"], plain["killed"], plain["injured"]) + totals(
        linked, links, pause
    )


def _asked(line: ReadLine, met: Conditions, *columns: ColumnElement[Any]) -> Select[Any]:
    return steered(select(*columns).select_from(table("incident")).where(*met), met, time_index=line.time_index)


def _summed() -> list[ColumnElement[Any]]:
    c = table("incident").c
    columns: list[ColumnElement[Any]] = [func.count()]
    for key in COUNTED:
        low, best, high = (c[f"{key}_{part}"] for part in _PARTS)
        stated = func.coalesce(low, best, high).is_not(None)
        most = case((low.is_(None), func.coalesce(high, best)), else_=high)
        unbounded = stated & most.is_(None)
        columns += [
            func.sum(func.coalesce(low, best, 0)),
            func.sum(func.coalesce(most, 0)),
            func.sum(case((stated, 1), else_=0)),
            func.sum(case((unbounded, 1), else_=0)),
        ]
    return columns


def _sums(row: Sequence[Any]) -> tuple[int, dict[str, _Sums]]:
    found = [int(value or 0) for value in row]
    return found[0], {key: _Sums(*found[1 + 4 * at : 5 + 4 * at]) for at, key in enumerate(COUNTED)}


def _links(line: ReadLine, pause: Pause) -> list[Link]:
    c = table("link").c
    query = select(c.type, c.from_id, c.to_id, c.shared_low, c.shared_high)
    rows = line.all(query.where(c.type.in_([each.value for each in SHARING])))
    types = {each.value: each for each in SHARING}
    return [Link(types[kind], one, other, low, high) for kind, one, other, low, high in heeding(rows, pause)]


def _linked(
    line: ReadLine, met: Conditions, values: dict[str, Any], links: Iterable[Link], pause: Pause
) -> list[Counted]:
    """Those of the incidents that a link joins with another of them, or makes one with any."""
    c = table("incident").c
    near = func.json_each(bindparam("ends")).table_valued("value", name="linked")
    known: Conditions = [*met, c.id.in_(select(near.c.value))]

    def among(numbers: set[int], *columns: ColumnElement[Any]) -> Sequence[Any]:
        return line.all(_asked(line, known, c.id, *columns), {**values, "ends": json.dumps(sorted(numbers))})

    ends = {number for link in links for number in (link.one, link.other)}
    given = {row[0] for row in among(ends)} if ends else set()
    pause()
    joining = [link for link in links if link.type is LinkType.SAME_AS or (link.one in given and link.other in given)]
    joined = {number for link in joining for number in (link.one, link.other)} & given
    if not joined:
        return []
    columns = [c[f"{key}_{part}"] for key in COUNTED for part in _PARTS]
    return [
        Counted(row[0], {key: _figure(*row[at : at + 3]) for key, at in _PLACES}, bool(row[1]))
        for row in heeding(among(joined, c.is_aggregate, *columns), pause)
    ]


def _figure(low: int | None, best: int | None, high: int | None) -> Figure:
    return _NOT_STATED if low is None and best is None and high is None else Figure(low, best, high)
