"""Incidents over time, by status: counted by day here, shared out among bars by `domain.timeline`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, func, select

from ascertain.domain.search import Search
from ascertain.domain.timeline import BarUnit, DayCounts, Days, Timeline, timeline
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.incident_table import DAYS_INDEX
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import found
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import position_of
from ascertain.store.schema import table

_FIRST = date.min.toordinal() - date(1970, 1, 1).toordinal()
_DAYS = 4_194_304
"""More than the calendar has."""
_STATUSES = 64


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
            everything = search is None or not search.terms
            counts = _of_all(line) if everything and line.has_days_index else _of_found(line, search, statuses)
            self._kept = state, counts
        return self._kept[1]


def _of_all(line: ReadLine) -> DayCounts:
    """Off an index that has the same order: nothing is sorted, and a day is one row of the answer."""
    c = table("incident").c
    keys = (c.day_from, c.day_to, c.status)
    asked: Select[tuple[int | None, int, str, int]] = (
        select(*keys, func.count())
        .where(c.trashed_at.is_(None))
        .group_by(*keys)
        .with_hint(table("incident"), f"INDEXED BY {DAYS_INDEX}", "sqlite")
    )
    return _told(line.all(asked))


def _of_found(line: ReadLine, search: Search | None, statuses: Vocabulary) -> DayCounts:
    """First day, number of days after it and place of the status are packed into one whole number by the database and
    counted here: GROUP BY would sort them all first."""
    c = table("incident").c
    packed = ((c.day_from - _FIRST) * _DAYS + (c.day_to - c.day_from)) * _STATUSES + position_of(c.status, statuses)
    tallied = line.tallied(found(line, search, packed))
    keys = [code.key for code in statuses]
    untimed = tallied.pop(None, 0)
    apart = ((key, *divmod(key // _STATUSES, _DAYS), count) for key, count in tallied.items())
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
