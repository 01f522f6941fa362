"""Sorting and filtering a large log by a number of the user's own, beside the same by a count of the program."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from ascertain.app.commands import KeepOwnField
from ascertain.app.queries import open_queries
from ascertain.app.session import LogSession
from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, median_of

_ROUNDS = 7
_EVERY = 4
"""One incident in so many holds nothing."""


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """The whole order by an own number, a filter on one, and a page of rows with own values."""
    log, fields = _with_numbers(folder, incidents)
    with closing(open_queries(log)) as queries:
        own, built_in = SortKey("wind", descending=True), SortKey("munitions", descending=True)
        yield against_limit(
            "whole order by an own number",
            incidents,
            median_of(_ROUNDS, partial(queries.order, None, (own,))),
            median_of(_ROUNDS, partial(queries.order, None, (built_in,))),
            "by munitions",
            4,
        )
        asked, beside = parse("wind:>500", fields), parse("munitions:>1")
        yield against_limit(
            "filter by an own number, whole order",
            incidents,
            median_of(_ROUNDS, partial(queries.order, asked, ())),
            median_of(_ROUNDS, partial(queries.order, beside, ())),
            "by munitions",
            4,
        )
        page = queries.order(None, ())[:100]
        yield against_limit(
            "a page of 100 rows with own values",
            incidents,
            median_of(_ROUNDS, partial(queries.rows, page, own=True)),
            median_of(_ROUNDS, partial(queries.rows, page)),
            "without them",
            2,
        )


def _with_numbers(folder: Path, incidents: int) -> tuple[Path, Fields]:
    """A copy of a generated log with an own field that most incidents hold a number in."""
    log = folder / f"own-{incidents}.ascertain"
    shutil.copy(generated_log(folder, incidents), log)
    with closing(LogSession.open(log)) as session:
        (made,) = session.ledger.run(KeepOwnField(OwnField("Wind", OwnType.NUMBER))).result().made
        fields = session.fields
    with closing(sqlite3.connect(log)) as connection, connection:
        connection.execute(
            "INSERT INTO own_value (incident_id, field_id, value, number, sort_key) "
            "SELECT id, ?, CAST(id * 7919 % 1000 AS TEXT), id * 7919 % 1000, CAST(id * 7919 % 1000 AS TEXT) "
            "FROM incident WHERE id % ? <> 0",
            (made, _EVERY),
        )
    return log, fields
