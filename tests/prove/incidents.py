"""Incidents that say in themselves how much belongs to them, so that half an operation can be told from a whole one.

The title of an incident names its statements and tags, the reason of a status how many incidents it was set on.
"""

from __future__ import annotations

import random

from ascertain.domain.codes import Role, Stance
from ascertain.domain.records import ActorInRole, IncidentContent, NamedRef, ReportedTime, Statement


def title_of(name: str, statements: int, tags: int) -> str:
    """A title that says what belongs to the incident."""
    return f"{name} with {statements} statements and {tags} tags"


def reason_of(name: str, incidents: int) -> str:
    """A reason that says how many incidents it is for."""
    return f"{name} for {incidents} incidents"


def content_of(name: str, draw: random.Random) -> IncidentContent:
    """An incident with up to three statements and two tags, from few sources, places and forces."""
    statements, tags = draw.randrange(4), draw.randrange(3)
    return IncidentContent(
        title=title_of(name, statements, tags),
        kind="air_drone_strike",
        when=ReportedTime("17 Oct 2023", t_from=1_697_490_000, t_to=1_697_576_400),
        place=NamedRef(f"Place {draw.randrange(40)}"),
        actors=(ActorInRole(NamedRef(f"Force {draw.randrange(20)}"), Role.TARGET),),
        statements=tuple(
            Statement(NamedRef(f"Source {draw.randrange(30)}"), Stance.REPORTS, quote="It came down. " * 9)
            for _ in range(statements)
        ),
        tags=tuple(f"tag {each}" for each in draw.sample(range(12), tags)),
    )
