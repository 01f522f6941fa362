"""Saving one incident, durable (synchronous FULL), beside one bare insert that is as durable."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.codes import Role, Stance
from ascertain.domain.records import ActorInRole, Figure, IncidentContent, NamedRef, ReportedTime, Statement
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure as Measured
from tests.bench.measuring import at_most, milliseconds, percentile

_SAVES = 1_000
_MOST_MS = ((0.95, 50), (0.99, 150))
"""How long the given share of all saves may take at most."""
_BYTES = 4_000
"""What one saved incident with two statements and its history takes, about."""


def measure(folder: Path, incidents: int, saves: int = _SAVES) -> Iterable[Measured]:
    """p95 and p99 of saving an incident with two statements, in an empty log and in a large one."""
    for count in dict.fromkeys((0, incidents)):
        log = folder / "saving.ascertain"
        shutil.copy(generated_log(folder, count), log)
        peer = _bare_inserts(folder / "bare.sqlite", saves)
        with closing(LogSession.open(log)) as session:
            session.ledger.run(LogIncident(_content(0))).result()
            taken = [milliseconds(partial(_save, session, _content(at))) for at in range(saves)]
        for share, most in _MOST_MS:
            yield at_most(
                f"save one incident, p{share * 100:.0f}",
                count,
                percentile(taken, share),
                percentile(peer, share),
                "a bare insert",
                most,
            )


def _save(session: LogSession, content: IncidentContent) -> None:
    session.ledger.run(LogIncident(content)).result()


def _bare_inserts(path: Path, times: int) -> list[float]:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB)")
        return [
            milliseconds(lambda: connection.execute("INSERT INTO bare (body) VALUES (zeroblob(?))", (_BYTES,)))
            for _ in range(times)
        ]


def _content(number: int) -> IncidentContent:
    return IncidentContent(
        title=f"Drone attack on a base, number {number}",
        kind="air_drone_strike",
        means="uas_unknown",
        when=ReportedTime("17 Oct 2023", t_from=1_697_490_000, t_to=1_697_576_400),
        place=NamedRef("A place of the benchmark"),
        actors=(ActorInRole(NamedRef("A force of the benchmark"), Role.TARGET),),
        injured_unknown=Figure.exactly(0),
        statements=(
            Statement(
                NamedRef("A channel of the benchmark"),
                Stance.REPORTS,
                quote="It spoke of a drone. " * 8,
                said_on=date(2023, 10, 18),
            ),
            Statement(
                NamedRef("A command of the benchmark"),
                Stance.CONFIRMS_IN_PART,
                credibility=2,
                quote="It came down. " * 8,
            ),
        ),
        tags=("benchmark",),
    )
