"""What is asked beside lists: what changed, the library, uses of codes, the last that was logged; and how soon a newer
question is answered while totals are made."""

from __future__ import annotations

import sqlite3
import statistics
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession, Reader
from ascertain.domain.review import ReviewOrder
from ascertain.domain.rows import Shelf
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, at_most, median_of, milliseconds

_ROUNDS = 5
_SHARES = (0.2, 0.5, 0.8)
"""Where in its time a question is replaced by a newer one."""
_MOST_MS, _WINS_MS = 300, 100
_PLAIN = "one count of all incidents by SQLite alone"


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """First rows beside a plain count; code uses beside the same by GROUP BY; and the newest question."""
    log = generated_log(folder, incidents)
    with closing(open_queries(log)) as queries, closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as alone:
        plain = median_of(_ROUNDS, lambda: alone.execute("SELECT count(*) FROM incident").fetchall())
        for name, ask in _first_rows(queries).items():
            yield at_most(name, incidents, median_of(_ROUNDS, ask), plain, _PLAIN, _MOST_MS)
        sources = median_of(3, lambda: queries.shelf_order(Shelf.SOURCES))
        yield at_most("order of the sources", incidents, sources, plain, _PLAIN, _MOST_MS)
        for name, sql in _GROUPED.items():
            yield against_limit(
                f"code uses of {name}",
                incidents,
                median_of(3, partial(queries.code_uses, name)),
                median_of(3, partial(_all, alone, sql)),
                "GROUP BY by SQLite alone",
                1.5,
            )
    with closing(LogSession.open(log, read_only=True)) as session:
        reader = session.reader()
        whole = milliseconds(lambda: reader.ask(lambda queries: queries.totals(None)).result())
        waits = [_until_answered(reader, whole * share / 1000) for share in _SHARES]
        yield at_most("newest question during totals", incidents, max(waits), whole, "the totals", _WINS_MS)


_GROUPED = {
    "assertion_state": "SELECT state, count(*) FROM assertion GROUP BY state",
    "role": "SELECT role, count(*) FROM incident_actor GROUP BY role",
}


def _first_rows(queries: Queries) -> dict[str, Callable[[], object]]:
    return {
        "what changed since its last review": lambda: queries.review_queue(ReviewOrder.WAITING, 0),
        "the incident that was logged last": queries.last_logged,
        "rows of the sources, not counted": lambda: queries.shelf_rows(Shelf.SOURCES, range(1, 65), counted=False),
    }


def _all(alone: sqlite3.Connection, sql: str) -> list[object]:
    return alone.execute(sql).fetchall()


def _until_answered(reader: Reader, after: float) -> float:
    """How long a question takes that replaces the totals of all after so many seconds."""
    taken = []
    for _ in range(3):
        reader.ask(lambda queries: queries.totals(None))
        threading.Event().wait(after)
        begun = time.perf_counter()
        reader.ask(lambda queries: queries.saved_views()).result()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
