"""Taking in a table of events in the columns of ACLED, beside Python's csv and `executemany` into one plain table."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tests.bench.measuring import PROCESSOR, Figure, against_limit, at_most, milliseconds

ROWS = 240_000
_MOST_MS, _MOST_RATIO, _MOST_MEGABYTES = 60_000, 8, 1_000
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country",
    "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "timestamp",
)  # fmt: skip
"""The 29 columns that an import has to read (ACLED Codebook 2023 names 31: two say what others do)."""
_WORDS = (
    "the", "on", "near", "a", "strike", "drone", "forces", "reported", "town", "village", "district", "soldiers",
    "attacked", "killed", "civilians", "road", "market", "police", "clash", "protest", "shelling", "rocket",
)  # fmt: skip
_KINDS = ("Air/drone strike", "Shelling/artillery/missile attack", "Armed clash", "Attack")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July")


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """Time, against the peer of the same run, and the most memory of an import of 240,000 rows (of `incidents` where
    that is fewer)."""
    rows = min(ROWS, incidents) if incidents != 100_000 else ROWS
    table = folder / "events.csv"
    write_events(table, rows)
    peer = milliseconds(lambda: _plain_table(table, folder / "plain.sqlite"))
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.imported_table", str(table), str(folder / "taken.ascertain")],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(told.stdout)
    taken = found["processor_ms" if PROCESSOR else "wall_ms"]
    yield at_most("import of a table", rows, taken, peer, "csv and executemany into one table", _MOST_MS)
    yield against_limit("import of a table", rows, taken, peer, "csv and executemany into one table", _MOST_RATIO)
    most = found["megabytes"]
    yield Figure(
        "memory of an import", rows, most, "MB", None, "", None, f"value <= {_MOST_MEGABYTES} MB",
        most <= _MOST_MEGABYTES,
    )  # fmt: skip


def write_events(path: Path, rows: int) -> None:
    """A table of so many events, the same for the same number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_events(random.Random(7), rows))


def _events(chance: random.Random, rows: int) -> Iterator[list[object]]:
    places = [
        (f"Province {at % 60}", f"District {at % 400}", "", f"Place {at}", round(chance.uniform(-30, 40), 4),
         round(chance.uniform(-10, 60), 4))
        for at in range(9_000)
    ]  # fmt: skip
    actors = [f"Group {at} ({2000 + at % 20}-)" for at in range(800)]
    sources = [f"Source {at}" for at in range(1_500)]
    for at in range(rows):
        year = chance.randint(1997, 2023)
        day = f"{chance.randint(1, 28):02d} {chance.choice(_MONTHS)} {year}"
        second = chance.choice(actors) if chance.random() < 0.7 else ""
        said = "; ".join(chance.sample(sources, chance.choice((1, 1, 1, 2, 2, 3))))
        notes = f"On {day}, {' '.join(chance.choices(_WORDS, k=chance.randint(20, 60)))}."
        yield [
            f"XYZ{at + 1}", day, year, chance.choice((1, 1, 1, 2, 3)), "Explosions/Remote violence",
            chance.choice(_KINDS), chance.choice(actors), "", "State forces", second, "", "Rebel group", 12,
            "Civilian targeting" if chance.random() < 0.2 else "", 706, "Eastern Africa", "Somalia",
            *chance.choice(places), chance.choice((1, 1, 2, 3)), said, "National", notes,
            chance.choice((0, 0, 0, 0, 1, 2, 5, 12)), 1_700_000_000 + at,
        ]  # fmt: skip


def _plain_table(table: Path, out: Path) -> None:
    """The same cells as texts in one table without an index, as durable as the log."""
    with table.open(encoding="utf-8", newline="") as file, closing(sqlite3.connect(out, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("PRAGMA synchronous=FULL")
        rows = csv.reader(file)
        next(rows)
        made.execute(f"CREATE TABLE events ({', '.join(COLUMNS)})")
        made.execute("BEGIN")
        made.executemany(f"INSERT INTO events VALUES ({', '.join('?' * len(COLUMNS))})", rows)
        made.execute("COMMIT")
    out.unlink()
