"""An incident with three accounts, made in code: what the detail pane and the review desk are tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.codes import AnchorKind, AssertionState, Role, Stance, Status, TimePrecision
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Assertion,
    Figure,
    Incident,
    IncidentContent,
    NamedRef,
    Passage,
    Place,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.suggestion import evidence_of
from ascertain.ui.detail.opened import Opened

LISTS = shipped_vocabularies()
TODAY = date(2023, 10, 24)
GROUPS = NamedRef("Armed-group channels", 1)
SERVICE = NamedRef("Counter-terrorism service", 2)
NETWORK = NamedRef("الميادين", 3)
ITEM = NamedRef("Attacks reported on bases", 9)


def instant(day: int, hour: int = 0) -> int:
    return int(datetime(2023, 10, day, hour, tzinfo=UTC).timestamp())


def claim() -> Statement:
    return Statement(
        GROUPS,
        Stance.CLAIMS_RESPONSIBILITY,
        ITEM,
        credibility=3,
        quote="The second was directed at Al-Harir.",
        passage=Passage(10, 46, "the groups wrote: ", " No detail followed."),
        said_on=date(2023, 10, 17),
        assertions=(
            Assertion("target", value="the base"),
            Assertion("outcome", value="hit"),
            Assertion("injured_target_force", AssertionState.NOT_STATED),
        ),
    )


def confirmation() -> Statement:
    return Statement(
        SERVICE,
        Stance.CONFIRMS_IN_PART,
        ITEM,
        credibility=2,
        quote="It came down in open desert; nobody was hurt.",
        said_on=date(2023, 10, 18),
        assertions=(
            Assertion("target", AssertionState.NOT_STATED),
            Assertion("outcome", value="crashed", adopted=True),
            Assertion("injured_target_force", AssertionState.EXPLICIT_ZERO, adopted=True),
        ),
    )


def relay() -> Statement:
    return Statement(
        NETWORK,
        Stance.REPORTS,
        ITEM,
        origin=GROUPS,
        assertions=(
            Assertion("target", AssertionState.DECLINED),
            Assertion("injured_target_force", AssertionState.UNKNOWN),
        ),
    )


def content() -> IncidentContent:
    return IncidentContent(
        title="Drone attack on Al-Harir air base",
        kind="air_drone_strike",
        means="uas_armed",
        outcome="crashed",
        munitions=Figure.exactly(1),
        when=ReportedTime(
            "yesterday",
            Anchor(AnchorKind.PUBLICATION, date(2023, 10, 18)),
            "Asia/Baghdad",
            instant(16, 21),
            instant(17, 21),
            TimePrecision.DAY,
        ),
        place=NamedRef("Al-Harir air base", 4),
        where_precision="exact",
        actors=(
            ActorInRole(NamedRef("US and coalition forces"), Role.TARGET),
            ActorInRole(NamedRef("Iraqi armed groups"), Role.CLAIMED_BY),
        ),
        injured_target_force=Figure.exactly(0),
        killed_civilian=Figure(unknown=True),
        statements=(claim(), confirmation(), relay()),
        status=Status.PARTLY_CONFIRMED,
        status_reason="crash acknowledged, target not",
        follow_up_on=date(2023, 10, 23),
        tags=("bases", "claim"),
    )


def opened(changed: IncidentContent | None = None) -> Opened:
    given = changed or content()
    incident = Incident(
        id=7,
        uid="u",
        ref="2023-0107",
        version=2,
        content=given,
        links=(),
        country="IQ",
        origins=2,
        status_at=instant(19, 12),
        created_at=instant(18, 12),
        updated_at=instant(19, 12),
        trashed_at=None,
    )
    sources = {
        1: Source(GROUPS.name, reliability="E"),
        2: Source(SERVICE.name, reliability="B", is_official=True),
        3: Source(NETWORK.name, reliability="D"),
    }
    return Opened(
        incident, evidence_of(incident, sources, TODAY), Place("Al-Harir air base", admin1="Erbil", country="IQ", id=4)
    )


def without_statements() -> Opened:
    return opened(replace(content(), statements=()))


def fresh() -> IncidentContent:
    """The same content for a log that has none of its names yet."""

    def bare(ref: NamedRef | None) -> NamedRef | None:
        return None if ref is None else NamedRef(ref.name)

    statements = tuple(
        replace(each, source=NamedRef(each.source.name), document=bare(each.document), origin=bare(each.origin))
        for each in content().statements
    )
    return replace(content(), place=bare(content().place), statements=statements)
