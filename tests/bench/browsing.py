"""Opening, sorting, filtering, counting and searching a large log, beside the same question put to SQLite alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from itertools import count, product
from pathlib import Path

from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession
from ascertain.domain.fields import FIELDS
from ascertain.domain.rows import SortKey
from ascertain.domain.search import Search, parse
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, at_most, median_of, milliseconds

_ROUNDS = 5
_PAGE = 200
_AGAIN = 6
_FIRST_MS, _WHOLE_MS, _COUNTED_MS, _PAGE_MS = 200, 1_000, 300, 33
_SAME = "the same question to SQLite alone"
_LIVE = "FROM incident INDEXED BY {} WHERE trashed_at IS NULL"
_NARROW = _LIVE.format("ix_incident_time")
_TOLD = "coalesce(killed_best, killed_low, killed_high)"
_SORTS = {
    "t_from": f"SELECT id {_NARROW} ORDER BY t_from DESC NULLS LAST, id DESC",
    "title": f"SELECT id {_LIVE.format('ix_incident_title_key')} ORDER BY title_key DESC, id DESC",
    "updated_at": f"SELECT id {_LIVE.format('ix_incident_updated_at')} ORDER BY updated_at DESC, id DESC",
    "killed": f"SELECT id {_NARROW} ORDER BY {_TOLD} DESC NULLS LAST, id DESC",
}
"""Orders that an index holds, and how SQLite is asked for them without further ado."""
_PLAIN_SORT = f"SELECT id {_NARROW} ORDER BY origins DESC, id DESC"
_FILTERS = ("", "status:unconfirmed", "-status:refuted", "country:IQ killed:>0")
"""None, and those that leave much, nearly all and little."""
_COUNTED = (
    "status", "kind", "means", "outcome", "country", "where_precision", "origins", "is_aggregate", "place", "tags",
    "source", "target", "origin", "stance", "grade",
)  # fmt: skip
_GROUPED = f"SELECT kind, count(*) {_NARROW} GROUP BY kind"
_BARS = f"SELECT day_from, day_to, status, count(*) {_NARROW} GROUP BY day_from, day_to, status"
_BY_STATUS = "SELECT status, count(*) FROM incident WHERE trashed_at IS NULL GROUP BY status"
_WORDS = "drone baghdad"
_FOUND = (
    "SELECT id FROM incident WHERE trashed_at IS NULL AND id IN (SELECT rowid FROM incident_search "
    'WHERE incident_search MATCH \'"drone"* "baghdad"*\') ORDER BY t_from DESC, id DESC'
)


def measure(folder: Path, incidents: int, log: Path | None = None) -> Iterable[Figure]:
    """Open to first rows; whole orders that an index holds; every sort under every filter, the slowest told; choices
    of a filter, bars and numbers of the sidebar; full-text search; and a page by ids. `log`: the log to read instead of
    a generated one."""
    log = log or generated_log(folder, incidents)
    small = generated_log(folder, min(incidents, _PAGE))  # reads a page too, as an empty log would not
    opened, bare = median_of(_ROUNDS, lambda: _open(log)), median_of(_ROUNDS, lambda: _open(small))
    yield against_limit("open to first rows", incidents, opened, bare, "a log of one page", 1.5)
    with closing(open_queries(log)) as queries, closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as alone:
        limit = partial(_alone, alone)
        for field, sql in _SORTS.items():
            whole = median_of(_ROUNDS, partial(queries.order, None, (SortKey(field, descending=True),)))
            yield against_limit(f"whole order by {field}", incidents, whole, limit(sql), _SAME, 4)
        yield from _every_sort(queries, incidents, limit(_PLAIN_SORT))
        yield from _every_choice(queries, incidents, limit(_GROUPED))
        yield from _overview(queries, incidents, limit)
        yield from _words_and_pages(queries, incidents, limit)


def _every_sort(queries: Queries, incidents: int, limit: float) -> Iterator[Figure]:
    """The slowest of all sorts under all filters, named; and how long half of them take at most."""
    up, down = ([SortKey(field.key, each) for field in FIELDS if field.sorts] for each in (False, True))
    ways: tuple[tuple[str, Callable[..., object], list[SortKey], int], ...] = (
        ("first rows", lambda search, sort: queries.first(search, sort, _PAGE), up + down, _FIRST_MS),
        ("whole order", queries.order, down, _WHOLE_MS),
    )
    for name, ask, sorts, most in ways:
        asked = [(text, key, partial(ask, parse(text), (key,))) for text, key in product(_FILTERS, sorts)]
        taken = sorted(((milliseconds(call), at) for at, (_, _, call) in enumerate(asked)), reverse=True)
        # Asked once, the slowest is the one that something else held up: those that seem slow are asked again.
        slowest, at = max((median_of(3, asked[at][2]), at) for _, at in taken[:_AGAIN])
        which = f"{asked[at][1].field} under {asked[at][0] or 'no filter'}"
        against = f"a sort of all by one column by SQLite alone; {which}"
        yield at_most(f"{name}, slowest of {len(asked)} filters and sorts", incidents, slowest, limit, against, most)
        half = taken[len(taken) // 2][0]
        yield at_most(f"{name}, half of them", incidents, half, limit, "a sort of all by SQLite alone", most)


def _every_choice(queries: Queries, incidents: int, limit: float) -> Iterator[Figure]:
    # What was asked before is kept: each time as many choices are asked for as never before.
    limits = count(50)
    for key in _COUNTED:
        for text in ("", "status:unconfirmed"):
            taken = median_of(3, partial(_choices, queries, key, parse(text), limits))
            name = f"choices of {key}" + (" under a filter" if text else "")
            yield at_most(name, incidents, taken, limit, "GROUP BY kind by SQLite alone", _COUNTED_MS)


def _choices(queries: Queries, key: str, search: Search, limits: Iterator[int]) -> object:
    return queries.facet(key, search, next(limits))


def _overview(queries: Queries, incidents: int, limit: Callable[[str], float]) -> Iterator[Figure]:
    bars, counted, many = limit(_BARS), limit(_BY_STATUS), "-status:refuted"
    first = milliseconds(lambda: queries.timeline(None))
    yield at_most("bars over time", incidents, first, bars, "GROUP BY by SQLite alone", _COUNTED_MS)
    filtered = milliseconds(lambda: queries.timeline(parse(many)))
    yield at_most("bars under a filter", incidents, filtered, bars, "GROUP BY by SQLite alone", _COUNTED_MS)
    sidebar = median_of(_ROUNDS, lambda: queries.counts(date(2023, 10, 25)))
    yield at_most("numbers of the sidebar", incidents, sidebar, counted, "GROUP BY status by SQLite alone", _COUNTED_MS)


def _words_and_pages(queries: Queries, incidents: int, limit: Callable[[str], float]) -> Iterator[Figure]:
    words = parse(_WORDS)
    whole = median_of(_ROUNDS, lambda: queries.order(words, ()))
    yield against_limit("search two words, whole order", incidents, whole, limit(_FOUND), _SAME, 4)
    first = median_of(_ROUNDS, lambda: queries.rows(queries.first(words, (), _PAGE)))
    yield at_most("search two words, first rows", incidents, first, limit(f"{_FOUND} LIMIT {_PAGE}"), _SAME, 100)
    page = queries.order(None, ())[incidents // 2 : incidents // 2 + 100]
    bare = f"SELECT * FROM incident WHERE id IN ({','.join(map(str, page)) or 'NULL'})"
    rows = median_of(_ROUNDS, lambda: queries.rows(page))
    yield at_most("a page of 100 rows by id", incidents, rows, limit(bare), _SAME, _PAGE_MS)


def _alone(alone: sqlite3.Connection, sql: str) -> float:
    return median_of(_ROUNDS, lambda: alone.execute(sql).fetchall())


def _open(log: Path) -> None:
    with closing(LogSession.open(log, read_only=True)) as session:
        session.pages.rows(session.pages.first_ids(_PAGE))
