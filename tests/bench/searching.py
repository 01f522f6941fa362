"""Searching as one types in a large log: first rows of letters, beginnings, words and names, what is offered instead,
and how long it takes to find in a text what is marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from ascertain.app.queries import open_queries
from ascertain.domain.search import parse, show
from ascertain.domain.search.matching import sought_by
from ascertain.store.searching_text import words_expression
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, at_most, median_of, milliseconds, percentile

_ROUNDS = 5
_ROWS = 200
_TYPED = (
    "d", "dr", "dro", "dron", "drone", "a", "al", "al-asad", "alasad", "h", "ha", "hari", "harir", "khan yunis",
    "drone b", "drone ba", "drone baghdad", "r", "rocket -drone", '"drone attack"', "ق", "قص", "قصف", "حم", "حمله",
    "مسيرة", "zz", "2019-00",
)  # fmt: skip
_SLIPS = ("drnoe", "bagdhad", "Ayn Asad", "statu:claimed", "xyzzyq")
_TITLE = "Claimed drone attack on Ain al-Asad air base; drone came down in the desert"


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """First rows while typing (p95 over all that is typed), offers, and marks."""
    log = generated_log(folder, incidents)
    with closing(open_queries(log)) as queries, closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as alone:
        taken, limits = [], []
        for typed in _TYPED:
            search = parse(typed)
            taken += [milliseconds(partial(queries.first, search, (), _ROWS)) for _ in range(_ROUNDS)]
            words = words_expression(show(search).replace("-", " ").replace('"', " "))
            limits.append(median_of(_ROUNDS, partial(_bare, alone, words)))
        yield at_most(
            "search as you type, first rows, p95",
            incidents,
            percentile(taken, 0.95),
            percentile(limits, 0.95),
            "rows of the index in no order",
            100,
        )
        slips = [milliseconds(partial(queries.offers, parse(slip))) for slip in _SLIPS for _ in range(_ROUNDS)]
        yield at_most(
            "what was meant, p95",
            incidents,
            percentile(slips, 0.95),
            percentile(limits, 0.95),
            "rows of the index in no order",
            500,
        )
    sought = sought_by(parse("drone al-asad"))
    thousand = median_of(_ROUNDS, lambda: [sought.spans(_TITLE) for _ in range(1_000)])
    fold = median_of(_ROUNDS, lambda: [sought.found_in(_TITLE) for _ in range(1_000)])
    yield at_most("marks in 1,000 titles", incidents, thousand, fold, "whether they are found", 200)


def _bare(alone: sqlite3.Connection, words: str) -> object:
    return alone.execute(
        f"SELECT rowid FROM incident_search WHERE incident_search MATCH ? LIMIT {_ROWS}", (words,)
    ).fetchall()
