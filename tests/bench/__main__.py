"""`python3 run.py bench [NAME…] [--incidents N] [--log FILE] [--json FILE]`, and `bench plot FILES… --svg FILE`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tests.bench import (
    asking,
    browsing,
    bulk,
    duplicates,
    exporting,
    importing,
    own_fields,
    painting,
    places,
    plotting,
    proposing,
    reading,
    reviewing,
    saving,
    searching,
    starting,
    totalling,
)
from tests.bench.measuring import Figure

BENCHMARKS: dict[str, Callable[..., Iterable[Figure]]] = {
    "start": starting.measure,
    "save": saving.measure,
    "browse": browsing.measure,
    "paint": painting.measure,
    "search": searching.measure,
    "review": reviewing.measure,
    "ask": asking.measure,
    "export": exporting.measure,
    "import": importing.measure,
    "places": places.measure,
    "own": own_fields.measure,
    "totals": totalling.measure,
    "read": reading.measure,
    "propose": proposing.measure,
    "duplicates": duplicates.measure,
    "bulk": bulk.measure,
}

_READING_A_LOG = ("browse", "paint", "export")
"""The benchmarks that can read a log instead of a generated one."""


def main(words: Sequence[str]) -> int:
    """Run the named benchmarks (all without a name) and print a line for each figure."""
    if words[:1] == ["plot"]:
        return plotting.main(words[1:])
    parser = argparse.ArgumentParser(prog="run.py bench", description="Measure what the program costs.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(BENCHMARKS)} (default all)")
    parser.add_argument("--incidents", type=int, default=100_000, metavar="N", help="size of the generated log")
    parser.add_argument("--log", type=Path, metavar="FILE", help="browse, paint, export: use this log, of N incidents")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as a JSON list")
    arguments = parser.parse_args(words)
    unknown = [name for name in arguments.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="ascertain-bench-") as folder:
        for name in arguments.names or BENCHMARKS:
            given = {"log": arguments.log} if name in _READING_A_LOG else {}
            for figure in BENCHMARKS[name](Path(folder), arguments.incidents, **given):
                figures.append(figure)
                print(line_of(figure), flush=True)
    if arguments.json:
        arguments.json.write_text(
            json.dumps([figure.as_json() for figure in figures], indent=2) + "\n", encoding="utf-8"
        )
    return 0


def line_of(figure: Figure) -> str:
    """One figure as a line of text."""
    ratio = f" = {figure.ratio:g}x {figure.against} ({figure.limit:g})" if figure.ratio is not None else ""
    met = "met" if figure.met else "NOT MET"
    return f"{figure.name} @{figure.incidents:,}: {figure.value:g} {figure.unit}{ratio}; aim {figure.aim}: {met}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
