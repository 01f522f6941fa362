"""A small library, and an incident with something in every field."""

from __future__ import annotations

from datetime import date

from ascertain.app.commands import KeepEntry
from ascertain.app.session import LogSession
from ascertain.domain.codes import Affiliation, AnchorKind, AssertionState, Role, Stance, Status, TimePrecision
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Anchor,
    Assertion,
    Document,
    Figure,
    IncidentContent,
    NamedRef,
    Place,
    ReportedTime,
    Source,
    Statement,
)

_DAY = 1697490000  # 2023-10-17 00:00 in Baghdad


def fill_library(session: LogSession) -> None:
    """Put sources, actors, places and a document into an empty log."""
    for entry in (
        Actor("US and coalition forces", kind="coalition"),
        Actor("Iraqi armed groups", kind="armed_group", country="IQ"),
        Actor("Regional guard", kind="state_force", country="IQ"),
        Source(
            "Counter-terrorism service",
            kind="agency",
            reliability="B",
            is_official=True,
            actor=NamedRef("Regional guard"),
            affiliation=Affiliation.SPEAKS_FOR,
            country="IQ",
            names=(AlternateName("جهاز مكافحة الإرهاب", "ar"),),
        ),
        Source("Armed-group channel", kind="channel", reliability="E"),
        Source("Wire service", kind="agency", reliability="B"),
        Place(
            "Al-Harir air base",
            kind="base",
            country="IQ",
            admin1="Erbil",
            latitude=36.53,
            longitude=44.34,
            names=(AlternateName("قاعدة حرير", "ar"),),
        ),
        Place("Al-Tanf base", kind="base", country="SY", admin1="Homs"),
        Place("Iraq", kind="country", country="IQ"),
        Document("Wire summary", publisher=NamedRef("Wire service"), kind="article", published_on=date(2023, 10, 18)),
    ):
        session.ledger.run(KeepEntry(entry)).result(30)


def content() -> IncidentContent:
    """Something in every field; names without ids, as they are typed."""
    return IncidentContent(
        title="Drone attack on Al-Harir air base",
        kind="air_drone_strike",
        means="uas_one_way",
        outcome="crashed",
        munitions=Figure.exactly(1),
        is_aggregate=True,
        when=ReportedTime(
            "yesterday",
            Anchor(AnchorKind.PUBLICATION, date(2023, 10, 18)),
            "Asia/Baghdad",
            _DAY,
            _DAY + 86_400,
            TimePrecision.DAY,
        ),
        place=NamedRef("Al-Harir air base"),
        place_text="open ground north of the base",
        where_precision="near",
        actors=(
            ActorInRole(NamedRef("US and coalition forces"), Role.TARGET),
            ActorInRole(NamedRef("Iraqi armed groups"), Role.CLAIMED_BY),
            ActorInRole(NamedRef("Group of the north"), Role.ATTRIBUTED_TO),
            ActorInRole(NamedRef("Regional guard"), Role.HOST),
            ActorInRole(NamedRef("US and coalition forces"), Role.INTERCEPTOR),
        ),
        killed_attacker=Figure(unknown=True),
        killed_target_force=Figure.exactly(0),
        killed_civilian=Figure(2, 3, 5),
        killed_unknown=Figure(low=100),
        injured_attacker=Figure(high=5),
        injured_target_force=Figure(2, None, 5),
        injured_civilian=Figure(best=3),
        injured_unknown=Figure.exactly(0),
        statements=(
            Statement(
                NamedRef("Counter-terrorism service"),
                Stance.CONFIRMS_IN_PART,
                NamedRef("Wire summary"),
                None,
                2,
                "An armed drone came down in open ground and hurt nobody.",
                said_on=date(2023, 10, 18),
                note="Names no target.",
                assertions=(
                    Assertion("outcome", AssertionState.VALUE, "crashed", adopted=True),
                    Assertion("injured_target_force", AssertionState.EXPLICIT_ZERO),
                ),
            ),
            Statement(NamedRef("Armed-group channel"), Stance.CLAIMS_RESPONSIBILITY, NamedRef("Wire summary"), None, 3),
        ),
        status=Status.PARTLY_CONFIRMED,
        status_reason="Crash acknowledged, target not",
        follow_up_on=date(2023, 10, 24),
        tags=("bases", "طائرات"),
        notes="Two lines\nof notes",
        draft=False,
    )
