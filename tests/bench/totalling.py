"""Totals of a large log, with links between one incident in a hundred, beside the plain sums put to SQLite alone."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ascertain.app.queries import open_queries
from ascertain.domain.search import parse
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, at_most, median_of

_ROUNDS = 5
_KINDS = ("possibly_same", "overlaps", "part_of", "same_as")
_SUMS = (
    "SELECT count(*), sum(coalesce(killed_low, killed_best, 0)), sum(coalesce(killed_high, 0)), "
    "sum(coalesce(injured_low, injured_best, 0)), sum(coalesce(injured_high, 0)), "
    "sum(coalesce(munitions_low, munitions_best, 0)), sum(coalesce(munitions_high, 0)) "
    "FROM incident INDEXED BY ix_incident_time WHERE trashed_at IS NULL"
)


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """Totals of everything, of a search, and of a choice of a thousand."""
    log = _linked(folder, generated_log(folder, incidents), incidents)
    with closing(open_queries(log)) as queries, closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as alone:
        plain = median_of(_ROUNDS, lambda: alone.execute(_SUMS).fetchall())
        whole = median_of(_ROUNDS, lambda: queries.totals(None))
        yield at_most("totals of all", incidents, whole, plain, "plain sums of SQLite alone", 500)
        found = parse("status:unconfirmed")
        some = median_of(_ROUNDS, lambda: queries.totals(found))
        yield at_most("totals of a search", incidents, some, plain, "plain sums of SQLite alone", 500)
        ids = queries.order(None, ())[:1000]
        chosen = median_of(_ROUNDS, lambda: queries.totals_of(ids))
        yield at_most("totals of 1,000 chosen", incidents, chosen, plain, "plain sums of SQLite alone", 100)


def _linked(folder: Path, log: Path, incidents: int) -> Path:
    """A copy of the log with links: pairs, and now and then a chain."""
    copy = folder / f"linked-{incidents}.ascertain"
    shutil.copyfile(log, copy)
    draw = random.Random(7)
    with closing(sqlite3.connect(copy)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM incident ORDER BY id")]
        for _ in range(len(ids) // 100):
            at = draw.randrange(max(1, len(ids) - 3))
            pair = (ids[at], ids[min(at + draw.randint(1, 2), len(ids) - 1)])
            values = (*pair, draw.choice(_KINDS), 0, draw.choice((None, 1, 2)))
            connection.execute(
                "INSERT INTO link (from_id, to_id, type, shared_low, shared_high, note) VALUES (?, ?, ?, ?, ?, '')",
                values,
            )
        connection.commit()
    return copy
