"""A real log with a handful of incidents that wait for review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import Stance, Status
from ascertain.domain.records import IncidentContent, NamedRef, Statement
from ascertain.ui.bridge import Bridge


class StandingClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.at = int(datetime(2023, 10, 18, 12, tzinfo=UTC).timestamp())

    def now(self) -> int:
        return self.at

    def today(self) -> date:
        return datetime.fromtimestamp(self.at, UTC).date()


def waiting(title: str, status: Status = Status.UNCONFIRMED) -> IncidentContent:
    told = Statement(NamedRef("Al-Mayadeen"), Stance.REPORTS, quote="as told")
    return IncidentContent(title=title, status=status, statements=(told,))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    clock = StandingClock()
    made = create_session(tmp_path / "log.ascertain", clock=clock, author="Analyst")
    yield made
    made.close()


@pytest.fixture
def filled(session: LogSession) -> LogSession:
    clock = session.clock
    assert isinstance(clock, StandingClock)
    for title, status in (
        ("First", Status.UNCONFIRMED),
        ("Second", Status.CLAIMED),
        ("Settled", Status.CONFIRMED),
        ("Third", Status.DISPUTED),
    ):
        session.ledger.run(LogIncident(waiting(title, status))).result(30)
        clock.at += 86_400
    clock.at = int(datetime(2023, 10, 24, 12, tzinfo=UTC).timestamp())
    return session


@pytest.fixture
def bridge(qtbot: QtBot, session: LogSession) -> Iterator[Bridge]:
    made = Bridge(session)
    with qtbot.assertNotEmitted(made.trouble):
        yield made
    made.close()
