"""How long a save takes, with synchronous FULL, in a log of years. Measured by the benchmark of the same name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.saving import measure
from tests.prove.figure import Figure


def run(folder: Path, *, incidents: int, saves: int) -> Iterator[Figure]:
    """p95 and p99 of saving an incident with two statements, in an empty log and in one of `incidents`."""
    for taken in measure(folder, incidents, saves):
        yield Figure(
            f"{taken.name}, {taken.incidents:,} incidents",
            f"{taken.value:.1f} {taken.unit}",
            taken.aim.removeprefix("value ").replace("<=", "≤"),
            taken.met,
            f"{taken.against} takes {taken.limit:.1f} {taken.unit}" if taken.limit is not None else "",
        )
