"""Incidents that may be one and the same: those that lie close enough to be compared are found through the index by
time, and only they are read.

Compared is what has a time that is less vague than a month, begins or ends within a day of the other's, and lies in the
same country or says of no place. What is linked already, in whatever way, is left out: `distinct from` is how a person
says that it was looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from ascertain.domain.duplicates import POSSIBLE, Comparison, Described, compare, rough_bits, score
from ascertain.domain.records import IncidentContent
from ascertain.store.incident_table import TIME_INDEX
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.described import crowd_at, crowds, described, described_content, narrow
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table

DAY = 86_400
VAGUEST = 31 * DAY
"""A time that is less certain than a month resembles everything: it is not compared. In seconds."""

_BLOCK = 400
"""How many of the nearest are read."""
_COMPARED = 60
"""How many of these, the most alike by what the index knows, are compared in full."""

Found = list[tuple[int, Comparison]]


def like_content(line: ReadLine, content: IncidentContent, limit: int, leave_out: int | None) -> Found:
    """The incidents that may be the one that is typed, most alike first."""
    mine = described_content(line, content, leave_out or 0)
    if mine.t_from is None or content.place is None:
        return []
    return _like(line, mine, crowd_at(line, mine.place_id, mine.t_from), limit)


def like_incident(line: ReadLine, incident_id: int, limit: int) -> Found:
    """The incidents that may be this one, most alike first; none for one in the trash or without a time."""
    mine = described(line, narrow(line, (incident_id,))).get(incident_id)
    return [] if mine is None else _like(line, mine, crowds(line, (mine,)).get(incident_id, 0), limit)


def linked_to(line: ReadLine, ids: Iterable[int]) -> set[tuple[int, int]]:
    """The pairs, smaller id first, of one of these and another that any link joins."""
    c, values = table("link").c, {"ids": json.dumps(sorted(set(ids)))}
    found: set[tuple[int, int]] = set()
    for near in (c.from_id, c.to_id):
        rows = line.all(select(c.from_id, c.to_id).where(near.in_(wanted())), values)
        found |= {(min(row), max(row)) for row in rows}
    return found


def _like(line: ReadLine, mine: Described, crowd: int, limit: int) -> Found:
    if mine.t_from is None or mine.t_to is None or mine.t_to - mine.t_from > VAGUEST:
        return []
    linked = {other for pair in linked_to(line, (mine.id,)) for other in pair}
    ids = [number for number in line.ids(_block(mine)) if number not in linked]
    nearest = sorted(narrow(line, ids), key=lambda each: -rough_bits(mine, each))[:_COMPARED]
    whole, around = described(line, nearest), crowds(line, nearest)
    scored = [(score(mine, whole[each.id], max(crowd, around.get(each.id, 0))), each.id) for each in nearest]
    best = sorted((each for each in scored if each[0] >= POSSIBLE), reverse=True)[:limit]
    return [(number, compare(mine, whole[number], max(crowd, around.get(number, 0)))) for _, number in best]


def _block(mine: Described) -> Select[Any]:
    """The question for the ids of what lies close to `mine`, the same place first, then the nearest."""
    c = table("incident").c
    first, last = (mine.t_from or 0) - DAY, (mine.t_to or 0) + DAY
    near: list[ColumnElement[bool]] = [and_(c.country.is_(None), c.place_id.is_(None))]
    near += [c.country == mine.country] if mine.country else []
    near += [c.place_id == mine.place_id] if mine.place_id is not None else []
    met: Sequence[ColumnElement[bool]] = (
        c.trashed_at.is_(None),
        c.t_from.between(first - VAGUEST, last),
        c.day_to >= first // DAY - 1,
        c.day_to - c.day_from <= VAGUEST // DAY,
        c.id != mine.id,
        or_(*near),
    )
    here = case((c.place_id == mine.place_id, 0), else_=1)
    statement = select(c.id).where(*met).order_by(here, func.abs(c.t_from - (mine.t_from or 0))).limit(_BLOCK)
    return statement.with_hint(table("incident"), f"INDEXED BY {TIME_INDEX}", "sqlite")
