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


def run(folder: Path, *, kills: int, shared: int, seed: int = 7) -> Iterator[Figure]:
    """Kill so many programs on one log, and `shared` on one in a synchronised folder, which has a rollback journal
    instead of a write-ahead log; look at the log after each."""
    draw = random.Random(seed)
    with closing(Server(folder / "home")) as server:
        for count, where in ((kills, ""), (shared, ", in a synchronised folder")):
            killed = _Killed(_log_in(folder / f"of {count}", shared=bool(where)))
            killed.kill(server, count, draw)
            yield from killed.figures(count, where)


def _log_in(folder: Path, *, shared: bool) -> Path:
    folder.mkdir()
    if shared:
        (folder / ".stfolder").mkdir()  # the mark by which a service knows its folder
    log = folder / "killed.ascertain"
    create_session(log).close()
    return log


class _Killed:
    """What became of one log."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.found: Counter[str] = Counter()
        self.details: list[str] = []
        self.acknowledged: set[int] = set()
        self.moments: Counter[str] = Counter()
        self.ledger = Ledger()

    @property
    def kills(self) -> int:
        """A program that had closed before its moment came was not killed: it does not count."""
        return self.moments.total() - self.moments[CLOSED]

    def kill(self, server: Server, kills: int, draw: random.Random) -> None:
        """Kill programs, and look at the log each time."""
        number = 0
        while self.kills < kills:
            number += 1
            done = watched(server, _round(number, draw, self.log))
            self.moments[done.moment] += 1
            self.acknowledged |= done.saved
            deep = number % _DEEP == 0 or self.kills == kills
            saved = self.acknowledged if deep else done.saved
            for kind, faults in look(self.log, self.log.parent.parent, self.ledger, saved, number, deep=deep):
                self.found[kind] += len(faults)
                self.details += [f"kill {number}, {done.moment}: {fault}" for fault in faults]

    def figures(self, kills: int, where: str) -> Iterator[Figure]:
        """What came of it."""
        told = "; ".join([f"of {len(self.acknowledged):,}", *self.details[:_MOST_TOLD]])
        when = ", ".join(f"{count} {moment}" for moment, count in sorted(self.moments.items()))
        operations = f"of {self.ledger.last_operation:,} operations in the log"
        yield at_least(f"kills while the program ran{where}", self.kills, kills, when)
        yield exactly(f"acknowledged operations lost{where}", self.found["lost"], 0, told)
        yield exactly(f"half-operations{where}", self.found["half"], 0, operations)
        yield exactly(f"faults of file or schema{where}", self.found["file"], 0, "checked after every kill")
        yield exactly(
            f"faults of the search index{where}",
            self.found["index"],
            0,
            f"built anew every {_DEEP} kills",
        )


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
