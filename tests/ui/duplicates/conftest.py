"""The same real log as at the review desk, with an attack told three times and one that is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ascertain.app.commands import KeepEntry, LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.codes import Role, Stance, TimePrecision
from ascertain.domain.records import (
    ActorInRole,
    Figure,
    IncidentContent,
    NamedRef,
    Place,
    ReportedTime,
    Statement,
)
from tests.ui.review.conftest import bridge, session

__all__ = ["bridge", "session"]

_DAY = 86_400
_OCT_17 = int(datetime(2023, 10, 17, tzinfo=UTC).timestamp())

ATTACK = IncidentContent(
    "Drone attack on the base",
    kind="air_drone_strike",
    means="uas_unknown",
    munitions=Figure.exactly(3),
    when=ReportedTime("17 Oct", t_from=_OCT_17, t_to=_OCT_17 + _DAY, precision=TimePrecision.DAY),
    place=NamedRef("North base"),
    where_precision="exact",
    actors=(ActorInRole(NamedRef("The army"), Role.TARGET),),
    statements=(Statement(NamedRef("Channel One"), Stance.REPORTS, quote="three of them"),),
    notes="Seen from the road.",
)


@pytest.fixture
def told(session: LogSession) -> list[int]:
    """The ids: first, again, once more, elsewhere."""
    session.ledger.run(KeepEntry(Place("North base", country="IQ"))).result(30)
    contents = [
        ATTACK,
        replace(
            ATTACK,
            title="Drones come down at the base",
            munitions=Figure.exactly(2),
            statements=(Statement(NamedRef("Channel Two"), Stance.CONFIRMS),),
            notes="Heard in the town.",
            tags=("night",),
        ),
        replace(ATTACK, title="Drone attack", statements=(Statement(NamedRef("Radio"), Stance.REPORTS),), notes=""),
        replace(
            ATTACK,
            title="Rockets at the port",
            kind="shelling_artillery_missile",
            means="rocket",
            place=NamedRef("Port"),
        ),
    ]
    return [session.ledger.run(LogIncident(each)).result(30).made[0] for each in contents]
