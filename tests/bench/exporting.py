"""Export of a whole log, beside libraries that write the very same cells from memory."""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from ascertain.app.exporting import Wanted, export, outgoing_of
from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession
from ascertain.domain.conduct import Conduct
from ascertain.exchange.csv_file import write_csv
from ascertain.exchange.own_sheets.writing import incidents_workload
from ascertain.exchange.sheet_files import MOST_ROWS
from ascertain.exchange.sheets import Block, Cell, Workload
from ascertain.exchange.workload import workload_of
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, against_limit, milliseconds

_MOST = 20_000
"""Incidents of a log that was generated for this; of one that is given all."""
_AT_ONCE = 2_000
_MOST_MEMORY = 400
"""Megabytes, whatever the size of the log: the sorted ids and the labels are in them, and no incidents."""


def measure(folder: Path, incidents: int, log: Path | None = None) -> Iterable[Figure]:
    """XLSX, ODS and CSV: processor or wall time, and the memory of a process that does nothing else."""
    path, most = (log, incidents) if log else (generated_log(folder, incidents), min(incidents, _MOST))
    with closing(LogSession.open(path, read_only=True)) as session:
        vocabularies = session.vocabularies
    told = {suffix: _apart(path, folder / f"out{suffix}", most) for suffix in (".xlsx", ".ods", ".csv")}
    with closing(open_queries(path)) as queries:
        wanted = Wanted(queries.order(None, ())[:most], vocabularies)
        count = len(wanted.ids)
        book = _xlsxwriter(_workload(queries, wanted), folder / "peer.xlsx")
        for suffix in (".xlsx", ".ods"):
            against = "XlsxWriter writing the same cells from memory"
            yield against_limit(f"export to {suffix}", count, told[suffix]["ms"], book, against, 1)
        ours, lines = _csv(incidents_workload(outgoing_of(queries, wanted)), folder)
        against = "Python's csv writing the same cells from memory"
        yield against_limit("write .csv from memory", count, ours, lines, against, 1.5)
        yield against_limit("export to .csv", count, told[".csv"]["ms"], lines, against, 1.5)
        reading = milliseconds(lambda: sum(1 for _ in queries.incidents(wanted.ids)))
        against = "reading the incidents, and Python's csv writing the same cells from memory"
        yield against_limit("export to .csv", count, told[".csv"]["ms"], reading + lines, against, 1.5)
    for suffix, found in told.items():
        peak = found["peak"]
        yield Figure(
            f"memory of an export to {suffix}",
            count,
            peak,
            "MB",
            None,
            "",
            None,
            f"<= {_MOST_MEMORY} MB",
            peak <= _MOST_MEMORY,
        )


def _workload(queries: Queries, wanted: Wanted) -> Workload:
    return workload_of(outgoing_of(queries, wanted))


def _some(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks in memory, some at a time: a million incidents have no room there."""
    remaining = iter(blocks)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some


def _apart(log: Path, out: Path, most: int) -> dict[str, float]:
    words = [sys.executable, "-m", "tests.bench.exporting", str(log), str(out), str(most)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _alone(log: Path, out: Path, most: int) -> dict[str, float]:
    """One export in this process, with the most memory that it ever had."""
    with closing(LogSession.open(log, read_only=True)) as session:
        vocabularies = session.vocabularies
    with closing(open_queries(log)) as queries:
        wanted = Wanted(queries.order(None, ())[:most], vocabularies)
        taken = milliseconds(partial(export, queries, wanted, out))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ms": taken, "peak": round(peak, 1), "size": out.stat().st_size}


def _xlsxwriter(workload: Workload, path: Path) -> float:
    """How long the library takes for these cells, not for making them."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    # A million incidents make sheets of more than 4 GB before they are packed.
    book.use_zip64()
    pens = [_Pen(book, plan.name) for plan in workload.plans]
    taken = sum(milliseconds(partial(_write_all, pens, some)) for some in _some(workload.blocks))
    return taken + milliseconds(book.close)


def _write_all(pens: list[_Pen], blocks: list[Block]) -> None:
    for block in blocks:
        for pen, rows in zip(pens, block, strict=True):
            for row in rows:
                pen.write(row)


class _Pen:
    """A sheet of the library, and another one when it is full."""

    def __init__(self, book: Any, name: str) -> None:
        self._book, self._name, self._number, self._line = book, name, 1, 1
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheet = book.add_worksheet(name)

    def write(self, row: tuple[Cell, ...]) -> None:
        """Write a row, each cell in its type."""
        if self._line == MOST_ROWS:
            self._number, self._line = self._number + 1, 1
            self._sheet = self._book.add_worksheet(f"{self._name} ({self._number})")
        sheet, line = self._sheet, self._line
        for at, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                sheet.write_string(line, at, cell)
            elif isinstance(cell, date):
                self._date(line, at, cell)
            else:
                sheet.write_number(line, at, cell)
        self._line += 1

    def _date(self, line: int, at: int, cell: date) -> None:
        if cell.year > 1900:
            self._sheet.write_datetime(line, at, cell, self._day)
        else:
            self._sheet.write_string(line, at, cell.isoformat())


def _csv(workload: Workload, folder: Path) -> tuple[float, float]:
    """How long our writer and Python's take for the same lines, not for making them."""
    ours = lines = 0.0
    plans = workload.plans[:1]
    with (folder / "peer.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        for at, some in enumerate(_some(workload.blocks)):
            rows = [row for block in some for row in block[0]]
            lines += milliseconds(partial(writer.writerows, rows))
            held = Workload(plans, [((row,),) for row in rows], len(rows))
            ours += milliseconds(partial(write_csv, held, folder / f"{at}.csv", Conduct()))
            (folder / f"{at}.csv").unlink()
    return ours, lines


if __name__ == "__main__":
    log_path, out_path, most_incidents = sys.argv[1:]
    print(json.dumps(_alone(Path(log_path), Path(out_path), int(most_incidents))))
