"""A full incident, and what tests of commands do with a log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ascertain.app.commands import (
    LogIncident,
)
from ascertain.domain.codes import AnchorKind, AssertionState, Role, Stance, TimePrecision
from ascertain.domain.problems import Refused
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Assertion,
    Figure,
    IncidentContent,
    NamedRef,
    ReportedTime,
    Statement,
)


def instant(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


FULL = IncidentContent(
    title="Two drones reach the base",
    when=ReportedTime(
        "yesterday",
        Anchor(AnchorKind.DATE, date(2023, 10, 18)),
        "UTC",
        instant(2023, 10, 17),
        instant(2023, 10, 18),
        TimePrecision.DAY,
    ),
    munitions=Figure.exactly(2),
    place=NamedRef("North base"),
    place_text="a base in the north",
    actors=(
        ActorInRole(NamedRef("Group of the River"), Role.CLAIMED_BY),
        ActorInRole(NamedRef("The army"), Role.TARGET),
    ),
    killed_civilian=Figure(0, 1, 2),
    killed_target_force=Figure.exactly(3),
    injured_unknown=Figure(unknown=True),
    statements=(
        Statement(
            NamedRef("Channel One"),
            Stance.REPORTS,
            document=NamedRef("Evening bulletin"),
            origin=NamedRef("A spokesman"),
            credibility=3,
            quote="two of them came down",
            assertions=(
                Assertion("munitions", value="2", adopted=True),
                Assertion("killed_civilian", AssertionState.NOT_STATED),
            ),
        ),
        Statement(NamedRef("Group of the River office"), Stance.CLAIMS_RESPONSIBILITY),
    ),
    tags=("drones", "base"),
    notes="Seen from the road.",
    follow_up_on=date(2023, 11, 1),
)


def refusal(log: Any, command: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        log.run(command)
    return caught.value


def logged(log: Any, content: IncidentContent = FULL) -> int:
    made = log.run(LogIncident(content)).made
    assert len(made) == 1
    return int(made[0])


def without_ids(content: IncidentContent) -> IncidentContent:
    def bare(ref: NamedRef | None) -> NamedRef | None:
        return None if ref is None else NamedRef(ref.name)

    def plain(ref: NamedRef) -> NamedRef:
        return NamedRef(ref.name)

    return replace(
        content,
        place=bare(content.place),
        actors=tuple(replace(each, actor=plain(each.actor)) for each in content.actors),
        statements=tuple(
            replace(
                each,
                id=None,
                source=plain(each.source),
                document=bare(each.document),
                origin=bare(each.origin),
                assertions=tuple(sorted((replace(a, id=None) for a in each.assertions), key=lambda a: a.field)),
            )
            for each in content.statements
        ),
        tags=tuple(sorted(content.tags)),
    )
