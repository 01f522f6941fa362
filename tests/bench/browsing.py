"""Opening, sorting, filtering and searching a large log, beside the same question put to SQLite alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from ascertain.app.queries import open_queries
from ascertain.app.session import LogSession
from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, at_most, median_of

_ROUNDS = 7
_PAGE = 100
_LIVE = "trashed_at IS NULL"
_SORTS = {
    "t_from": "t_from IS NULL, t_from DESC, id DESC",
    "title": "title_key IS NULL, title_key DESC, id DESC",
    "killed": "killed_best IS NULL, killed_best DESC, id DESC",
}


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """Open to first rows, whole orders by column, filters with a sort, full-text search, and a page by ids."""
    log = generated_log(folder, incidents)
    small = generated_log(folder, min(incidents, _PAGE))  # reads a page too, as an empty log would not
    yield against_limit(
        "open to first rows",
        incidents,
        median_of(_ROUNDS, lambda: _open(log)),
        median_of(_ROUNDS, lambda: _open(small)),
        "a log of one page",
        1.5,
    )
    with closing(open_queries(log)) as queries, closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as alone:

        def compare(name: str, ours: Callable[[], object], sql: str, most: float) -> Figure:
            limit = median_of(_ROUNDS, lambda: alone.execute(sql).fetchall())
            return against_limit(
                name, incidents, median_of(_ROUNDS, ours), limit, "the same question to SQLite alone", most
            )

        for field, order in _SORTS.items():
            key = SortKey(field, descending=True)
            yield compare(
                f"whole order by {field}",
                partial(queries.order, None, (key,)),
                f"SELECT id FROM incident WHERE {_LIVE} ORDER BY {order}",
                4,
            )
        found = parse("status:unconfirmed country:IQ")
        where = (
            f"SELECT id FROM incident WHERE {_LIVE} AND status = 'unconfirmed' AND country = 'IQ' "
            "ORDER BY title_key, id"
        )
        yield compare("filter and whole order by title", lambda: queries.order(found, (SortKey("title"),)), where, 4)
        words = parse("drone baghdad")
        text = (
            "SELECT id FROM incident WHERE trashed_at IS NULL AND id IN "
            "(SELECT rowid FROM incident_search WHERE incident_search MATCH "
            '\'"drone"* "baghdad"*\') ORDER BY t_from DESC, id DESC'
        )
        yield compare("search two words, whole order", lambda: queries.order(words, ()), text, 4)
        first = median_of(_ROUNDS, lambda: queries.rows(queries.first(words, (), 100)))
        yield at_most(
            "search two words, first rows",
            incidents,
            first,
            median_of(_ROUNDS, lambda: alone.execute(text + " LIMIT 100").fetchall()),
            "SQLite alone",
            100,
        )
        page = queries.order(None, ())[incidents // 2 : incidents // 2 + 100]
        bare = f"SELECT * FROM incident WHERE id IN ({','.join(map(str, page)) or 'NULL'})"
        yield at_most(
            "a page of 100 rows by id",
            incidents,
            median_of(_ROUNDS, lambda: queries.rows(page)),
            median_of(_ROUNDS, lambda: alone.execute(bare).fetchall()),
            "SQLite alone",
            33,
        )


def _open(log: Path) -> None:
    with closing(LogSession.open(log, read_only=True)) as session:
        session.pages.rows(session.pages.first_ids(_PAGE))
