"""Reading a long passage for what it proposes, with many names known; and making the index of the names, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from ascertain.app.proposing import shipped_books
from ascertain.domain.proposals import KnownName, NameKind, ProposalContext, index_names, propose
from ascertain.domain.time_finding import find_times
from tests.bench.measuring import Figure, at_most, milliseconds, percentile

_NAMES = 10_000
_LENGTH = 5_000
_TIMES = 20
_READ_MS, _INDEX_MS = 400, 4_000
"""What the passage, and the index of all names, may take."""

_SENTENCES = (
    "The Brigade 17 of the north said on Tuesday that at least three armed drones had hit Camp 40 near the river. ",
    "No soldiers were injured, and the ministry did not say who had sent them. ",
    "According to Reuters, rockets were fired at Camp 41 within the last 24 hours, killing two civilians. ",
    "Until last year the bases were often attacked, for which the army blamed Brigade 18 of the north. ",
)


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """p95 of reading 5,000 characters with 10,000 names known, and the time that the index of them takes."""
    del folder, incidents
    names = [*map(_actor, range(_NAMES // 2)), *map(_place, range(_NAMES - _NAMES // 2))]
    index = milliseconds(partial(index_names, names))
    yield at_most("index the names for proposals", _NAMES, index, _INDEX_MS, "its limit", _INDEX_MS)
    context = ProposalContext(shipped_books(), index_names(names), date(2023, 10, 18), find_times=find_times)
    text = ("".join(_SENTENCES) * (_LENGTH // 300))[:_LENGTH]
    taken = [milliseconds(partial(propose, text, context)) for _ in range(_TIMES)]
    read = percentile(taken, 0.95)
    yield at_most("read 5,000 characters for proposals, p95", _NAMES, read, _READ_MS, "its limit", _READ_MS)


def _actor(number: int) -> KnownName:
    return KnownName(NameKind.ACTOR, f"Brigade {number} of the north", (f"لواء {number} الشمال",))


def _place(number: int) -> KnownName:
    return KnownName(NameKind.PLACE, f"Camp {number}", (f"معسكر {number}",), "base")
