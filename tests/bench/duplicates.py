"""Looking for incidents that may be one: for a single one, and through the whole log until the first pairs are there,
beside what SQLite alone needs to read as much."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from ascertain.app.queries import Queries, open_queries
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, at_most, median_of

_ROUNDS = 15
_STRETCHES = 3
_BLOCK = (
    "SELECT id, day_from, day_to, country, place_id, kind, means, outcome FROM incident INDEXED BY ix_incident_time "
    "WHERE trashed_at IS NULL AND t_from BETWEEN (SELECT t_from FROM incident WHERE id = ?1) - 2764800 "
    "AND (SELECT t_to FROM incident WHERE id = ?1) + 86400"
)
_ORDER = (
    "SELECT id FROM incident INDEXED BY ix_incident_time WHERE trashed_at IS NULL AND t_from IS NOT NULL "
    "ORDER BY t_from DESC"
)


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """One incident, and the first stretches of a look through all."""
    log = generated_log(folder, incidents)
    drawn = random.Random(1)
    with closing(open_queries(log)) as queries, closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as alone:
        yield at_most(
            "what may be the same as one incident",
            incidents,
            median_of(_ROUNDS, lambda: queries.like_incident(drawn.randint(1, incidents))),
            median_of(_ROUNDS, lambda: alone.execute(_BLOCK, (drawn.randint(1, incidents),)).fetchall()),
            "the month around it from SQLite alone",
            50,
        )
        yield at_most(
            "first pairs of a look through the whole log",
            incidents,
            median_of(3, lambda: next(_stretches(queries))),
            median_of(3, lambda: alone.execute(_ORDER).fetchall()),
            "the order by time from SQLite alone",
            1000,
        )
        yield against_limit(
            f"a look through {_STRETCHES} stretches",
            incidents,
            median_of(3, lambda: list(islice(_stretches(queries), _STRETCHES))),
            median_of(3, lambda: alone.execute(_ORDER).fetchall()),
            "the order by time from SQLite alone",
            100,
        )


def _stretches(queries: Queries) -> Iterator[object]:
    return queries.duplicates_found(None)
