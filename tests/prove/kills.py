"""`kill -9` while the program saves: a real process with the real window, killed at any moment, and its log reopened.

A child says of each operation that it was acknowledged at the earliest moment anybody could know. After each kill
everything acknowledged must be in the log, every operation there must be whole, and file, journal, tables and search
index must agree. The log grows from kill to kill, and is left now with and now without its write-ahead log.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ascertain.app.session import LogSession, create_session
from tests.prove.figure import Figure, at_least, exactly
from tests.prove.killing import CLOSED, Round, Server, watched
from tests.prove.soundness import Ledger, faults_of_file, faults_of_index, missing

_DEEP = 25
_TYPED = 5
"""Every so many rounds the form is typed."""
_OPENING, _CLOSING = 10, 8
"""Every so many rounds the kill comes while the log is opened, or while the window closes."""
_MOST_TOLD = 5


def run(folder: Path, *, kills: int, seed: int = 7) -> Iterator[Figure]:
    """Kill so many programs and look at the log after each."""
    log = folder / "killed.ascertain"
    create_session(log).close()
    found: Counter[str] = Counter()
    details: list[str] = []
    acknowledged: set[int] = set()
    moments: Counter[str] = Counter()
    ledger, draw = Ledger(), random.Random(seed)
    number = 0
    with closing(Server(folder / "home")) as server:
        # A program that had closed before its moment came was not killed: it does not count.
        while moments.total() - moments[CLOSED] < kills:
            number += 1
            done = watched(server, _round(number, draw, log))
            moments[done.moment] += 1
            acknowledged |= done.saved
            deep = number % _DEEP == 0 or number == kills
            for kind, faults in look(log, folder, ledger, acknowledged if deep else done.saved, number, deep=deep):
                found[kind] += len(faults)
                details += [f"kill {number}, {done.moment}: {fault}" for fault in faults]
    told = "; ".join(details[:_MOST_TOLD])
    when = ", ".join(f"{count} {moment}" for moment, count in sorted(moments.items()))
    yield at_least("kills while the program ran", moments.total() - moments[CLOSED], kills, when)
    yield exactly("acknowledged operations lost", found["lost"], 0, f"of {len(acknowledged):,}; {told}".strip("; "))
    yield exactly("half-operations", found["half"], 0, f"of {ledger.last_operation:,} operations in the log")
    yield exactly("faults of file or schema", found["file"], 0, "integrity_check after every kill")
    yield exactly("faults of the search index", found["index"], 0, f"rebuilt and compared every {_DEEP} kills")


def _round(number: int, draw: random.Random, log: Path) -> Round:
    hands = number % _TYPED == 0
    if number % _OPENING == 3:
        return Round(number, log, hands=False, moment="while it opened", wait_for="started", delay=draw.uniform(0, 0.5))
    if number % _CLOSING == 6:
        return Round(
            number, log, hands=False, moment="while it closed", wait_for="closing", delay=draw.uniform(0, 0.03), end=9
        )
    moment = "while it was typed into" if hands else "while it saved"
    delay = draw.uniform(0, 0.8 if hands else 0.4)
    return Round(number, log, hands=hands, moment=moment, wait_for="saved", delay=delay)


def look(
    log: Path, folder: Path, ledger: Ledger, acknowledged: set[int], number: int, *, deep: bool
) -> Iterator[tuple[str, list[str]]]:
    """What is wrong with the log now, by kind."""
    with closing(LogSession.open(log, read_only=bool(number % 2))) as session:
        if not session.read_only:
            session.warm().result()
        yield "lost", [f"operation {each}" for each in missing(log, acknowledged)]
        yield "half", ledger.faults(log, deep=deep)
        yield "file", faults_of_file(log)
        if deep:
            yield "index", faults_of_index(log, folder)
