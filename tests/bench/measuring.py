"""How a figure is taken and what is said of it."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

PROCESSOR = os.environ.get("BENCH_CLOCK") == "processor"
"""Whether processor time of this process is taken in place of time on the wall: on a machine that others use, too."""
_now = time.process_time if PROCESSOR else time.perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, the limit or peer measured in the same run (both in `unit`), and the aim for their ratio or
    the value."""

    name: str
    incidents: int
    value: float
    unit: str
    limit: float | None
    against: str
    ratio: float | None
    aim: str
    met: bool

    def as_json(self) -> dict[str, object]:
        """The figure for a JSON list."""
        return asdict(self)


def against_limit(name: str, incidents: int, value: float, limit: float, against: str, most: float) -> Figure:
    """A figure whose ratio to `limit` shall be at most `most`. Both in milliseconds."""
    ratio = value / limit if limit else float("inf")
    return Figure(
        name,
        incidents,
        round(value, 3),
        "ms",
        round(limit, 3),
        against,
        round(ratio, 2),
        f"ratio <= {most:g}",
        ratio <= most,
    )


def at_most(name: str, incidents: int, value: float, limit: float, against: str, most: float) -> Figure:
    """A figure that shall be at most `most` milliseconds, told beside `limit`."""
    ratio = round(value / limit, 2) if limit else None
    return Figure(
        name, incidents, round(value, 3), "ms", round(limit, 3), against, ratio, f"value <= {most:g} ms", value <= most
    )


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = _now()
    call()
    return (_now() - begun) * 1000


def median_of(times: int, call: Callable[[], object]) -> float:
    """The median of several calls, in milliseconds, after one that is not counted."""
    call()
    return statistics.median(milliseconds(call) for _ in range(times))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0-1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
