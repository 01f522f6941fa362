"""Incidents over time, by status: counted by day here, shared out among bars by `domain.timeline`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Column, Select, func, select
from sqlalchemy.sql import visitors

from ascertain.domain.search import Search
from ascertain.domain.timeline import BarUnit, DayCounts, Days, Timeline, timeline
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.incident_table import DAYS_INDEX
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import found
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import position_of
from ascertain.store.schema import table
from ascertain.store.searching import conditions

_FIRST = date.min.toordinal() - date(1970, 1, 1).toordinal()
_DAYS = 4_194_304
"""More than the calendar has."""
_STATUSES = 64
_HELD = {"day_from", "day_to", "status", "trashed_at"}
"""The columns of the index of days, and that of its condition."""


class Bars:
    """Answers one kind of question on one line. What a search finds by day is kept until the log changes, so that
    another part of it, or bars of another unit, ask nothing of the log."""

    def __init__(self, line: ReadLine) -> None:
        self._line = line
        self._kept: tuple[object, DayCounts] | None = None

    def timeline(self, search: Search | None, bins: int, shown: Days | None, unit: BarUnit | None) -> Timeline:
        """At most `bins` bars of what `search` finds (`domain.timeline`)."""
        statuses = code_list(self._line.vocabularies, "status")
        counts = self._counts(search, statuses)
        return timeline(counts, [code.key for code in statuses], bins, shown=shown, unit=unit)

    def _counts(self, search: Search | None, statuses: Vocabulary) -> DayCounts:
        line = self._line
        state = (line.data_version(), search, line.surroundings.today())
        if self._kept is None or self._kept[0] != state:
            self._kept = None
            grouped = _grouped(line, search)
            counts = _told(line.all(grouped)) if grouped is not None else _of_found(line, search, statuses)
            self._kept = state, counts
        return self._kept[1]


def _grouped(line: ReadLine, search: Search | None) -> Select[Any] | None:
    """The counts off an index that has the same order, where the search asks for no more than it holds: nothing is
    sorted, and what falls on the same days is one row of the answer. None where it does not."""
    if not line.has_days_index or (search is not None and search.asks_for_trash):
        return None
    incident = table("incident")
    keys = (incident.c.day_from, incident.c.day_to, incident.c.status)
    met = conditions(search, line.surroundings)
    asked = select(*keys, func.count()).select_from(incident).where(*met).group_by(*keys)
    read = {part.name for part in visitors.iterate(asked) if isinstance(part, Column)}
    if not read <= _HELD:
        return None
    return asked.with_hint(incident, f"INDEXED BY {DAYS_INDEX}", "sqlite")


def _of_found(line: ReadLine, search: Search | None, statuses: Vocabulary) -> DayCounts:
    """First day, number of days after it and place of the status are packed into one whole number by the database and
    counted here: GROUP BY would sort them all first."""
    c = table("incident").c
    packed = ((c.day_from - _FIRST) * _DAYS + (c.day_to - c.day_from)) * _STATUSES + position_of(c.status, statuses)
    tallied = line.tallied(found(line, search, packed))
    keys = [code.key for code in statuses]
    untimed = tallied.pop(None, 0)
    apart = ((key, *divmod(key // _STATUSES, _DAYS), count) for key, count in tallied.items() if key is not None)
    return DayCounts(
        tuple(
            (first + _FIRST, first + _FIRST + more, keys[key % _STATUSES], count)
            for key, first, more, count in apart
            if key % _STATUSES < len(keys)
        ),
        untimed,
    )


def _told(rows: Iterable[tuple[int | None, int, str, int]]) -> DayCounts:
    timed, untimed = [], 0
    for first, last, status, count in rows:
        if first is None:
            untimed += count
        else:
            timed.append((first, last, status, count))
    return DayCounts(timed, untimed)
