"""Opening the review queue in each order, and taking the next incident, beside the same questions to SQLite alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from ascertain.app.queries import Queries, open_queries
from ascertain.domain.review import ReviewOrder
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, at_most, median_of

_ROUNDS = 7
_HEAD = 200
_WAITS = (
    "trashed_at IS NULL AND (status IN ('unconfirmed', 'claimed', 'partly_confirmed', 'disputed') "
    "OR coalesce(follow_up_on <= '2023-10-25', 0))"
)
_BY_AGE = f"SELECT id FROM incident INDEXED BY ix_incident_time WHERE {_WAITS} ORDER BY created_at, id"


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """The head of the queue, which stands on the screen first; the whole queue; and the next incident."""
    log = generated_log(folder, incidents)
    with closing(open_queries(log)) as queries, closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as alone:
        head = median_of(_ROUNDS, lambda: alone.execute(f"{_BY_AGE} LIMIT {_HEAD}").fetchall())
        whole = median_of(_ROUNDS, lambda: alone.execute(_BY_AGE).fetchall())
        for order in ReviewOrder:
            yield against_limit(
                f"open the review queue by {order.value}, first rows",
                incidents,
                median_of(_ROUNDS, partial(_first, queries, order)),
                head,
                "the head of the queue by age from SQLite alone",
                6,
            )
        yield against_limit(
            "whole review queue by weight",
            incidents,
            median_of(_ROUNDS, lambda: queries.review_queue(ReviewOrder.WEIGHT)),
            whole,
            "the whole queue by age from SQLite alone",
            4,
        )
        ids = queries.review_queue(ReviewOrder.WAITING, _HEAD).ids
        waiting = iter(list(ids) * 2)
        rows = f"SELECT * FROM incident WHERE id = {ids[0] if ids else 0}"
        yield at_most(
            "next incident of the review",
            incidents,
            median_of(_ROUNDS, lambda: _next(queries, next(waiting, 0))),
            median_of(_ROUNDS, lambda: alone.execute(rows).fetchall()),
            "its row from SQLite alone",
            50,
        )


def _first(queries: Queries, order: ReviewOrder) -> None:
    found = queries.review_queue(order, _HEAD)
    queries.tally("nobody", 0)
    queries.rows(found.ids[:64])


def _next(queries: Queries, incident_id: int) -> None:
    queries.incident(incident_id)
    queries.evidence(incident_id)
    queries.history(incident_id)
    queries.since_review(incident_id)
    queries.used_reasons()
