"""Export of a whole log, beside the same number of rows written by the library alone."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

import xlsxwriter

from ascertain.app.exporting import Wanted, export
from ascertain.app.queries import open_queries
from ascertain.app.session import LogSession
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.own_fields import NO_OWN
from ascertain.exchange.own_sheets.columns import shown_targets
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, milliseconds

_MOST_ROWS = 20_000


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """XLSX and CSV of at most 20,000 incidents."""
    log = generated_log(folder, incidents)
    with closing(LogSession.open(log, read_only=True)) as session:
        vocabularies = session.vocabularies
    columns = len(shown_targets(RecordKind.INCIDENT, NO_OWN)) + 3
    with closing(open_queries(log)) as queries:
        ids = queries.order(None, ())[:_MOST_ROWS]
        for suffix, bare in ((".xlsx", _bare_xlsx), (".csv", _bare_csv)):
            taken = milliseconds(partial(export, queries, Wanted(ids, vocabularies), folder / f"out{suffix}"))
            # An export reads whole incidents and writes cells: so does the peer, with constant cells.
            limit = milliseconds(lambda: deque(queries.incidents(ids), maxlen=0))
            limit += milliseconds(partial(bare, folder / f"bare{suffix}", len(ids), columns))
            yield against_limit(
                f"export to {suffix}",
                len(ids),
                taken,
                limit,
                "reading them, and as many constant cells by the library",
                3,
            )


def _bare_xlsx(path: Path, rows: int, columns: int) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            for column in range(columns):
                sheet.write_string(row, column, "sixteen letters.")


def _bare_csv(path: Path, rows: int, columns: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows(["sixteen letters."] * columns for _ in range(rows))
