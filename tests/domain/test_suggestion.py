from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Affiliation, Role, Stance, Status
from ascertain.domain.records import ActorInRole, Assertion, IncidentContent, NamedRef, Source, Statement
from ascertain.domain.suggestion import Evidence, Suggestion, evidence_of_content, suggest_status
from ascertain.domain.suggestion import Testimony as Said

TODAY = date(2023, 10, 20)
_RANK = [Status.REFUTED, Status.DISPUTED, Status.UNCONFIRMED, Status.CLAIMED, Status.PARTLY_CONFIRMED, Status.CONFIRMED]

_testimonies = st.builds(
    Said,
    st.sampled_from(Stance),
    st.sampled_from(["Radio", "Agency", "Command", "Group"]),
    st.sampled_from(["a", "b", "c", "d"]),
    st.sampled_from([None, *"ABCDEF"]),
    st.none() | st.integers(1, 6),
    st.booleans(),
    st.sampled_from(["attacked", "perpetrator", "other"]),
    st.booleans(),
)
_evidence = st.lists(_testimonies, max_size=6)


def _suggest(statements: Iterable[Said]) -> Suggestion:
    return suggest_status(Evidence(tuple(statements), TODAY))


_REPORT = Said(Stance.REPORTS, "Radio", "radio", "D")
_GOOD = Said(Stance.REPORTS, "Agency", "agency", "B")
_CLAIM = Said(Stance.CLAIMS_RESPONSIBILITY, "Group", "group", "E", side="perpetrator")
_OFFICIAL = Said(Stance.CONFIRMS, "Command", "command", "C", is_official=True, side="attacked")
_PART = Said(Stance.CONFIRMS_IN_PART, "Ministry", "ministry", "B", is_official=True)
_DENIAL = Said(Stance.DENIES, "Governor", "governor", "C", 3)
_PROOF = Said(Stance.DENIES, "Inspectors", "inspectors", "A", 1)
_SILENCE = Said(Stance.NO_COMMENT, "Command", "command", "B", is_official=True, side="attacked")


@pytest.mark.parametrize(
    ("statements", "status"),
    [
        ([], Status.UNCONFIRMED),
        ([_REPORT], Status.UNCONFIRMED),
        ([_REPORT, _SILENCE], Status.UNCONFIRMED),
        ([_GOOD], Status.UNCONFIRMED),
        ([_GOOD, replace(_GOOD, source_name="Paper")], Status.UNCONFIRMED),
        ([_REPORT, replace(_REPORT, origin_key="tv")], Status.UNCONFIRMED),
        ([_DENIAL], Status.UNCONFIRMED),
        ([_CLAIM], Status.CLAIMED),
        ([_CLAIM, _REPORT], Status.CLAIMED),
        ([_CLAIM, replace(_CLAIM, stance=Stance.CONFIRMS, is_official=True, reliability="A")], Status.CLAIMED),
        ([_GOOD, replace(_GOOD, origin_key="tv")], Status.CONFIRMED),
        ([_GOOD, replace(_GOOD, origin_key="tv", credibility=5)], Status.UNCONFIRMED),
        ([_OFFICIAL], Status.CONFIRMED),
        ([replace(_OFFICIAL, stance=Stance.DECLINES_TO_ATTRIBUTE)], Status.CONFIRMED),
        ([replace(_OFFICIAL, side="other")], Status.UNCONFIRMED),
        ([_CLAIM, _PART], Status.PARTLY_CONFIRMED),
        ([_PART, _OFFICIAL], Status.CONFIRMED),
        ([_REPORT, _DENIAL], Status.DISPUTED),
        ([_CLAIM, _DENIAL], Status.DISPUTED),
        ([_OFFICIAL, _DENIAL], Status.DISPUTED),
        ([_REPORT, _PROOF], Status.REFUTED),
        ([_CLAIM, _PROOF], Status.REFUTED),
        ([_GOOD, _PROOF], Status.DISPUTED),
        ([_REPORT, replace(_DENIAL, side="perpetrator")], Status.UNCONFIRMED),
    ],
)
def test_the_table_of_the_rules(statements: list[Said], status: Status) -> None:
    suggestion = _suggest(statements)
    assert suggestion.status is status
    for sentence in (*suggestion.reasons, *suggestion.would_change):
        assert str(sentence).endswith(".")
        assert "{" not in str(sentence)
    assert suggestion.reasons
    assert suggestion.would_change


@given(_evidence, st.integers())
def test_order_never_matters(statements: list[Said], seed: int) -> None:
    shuffled = list(statements)
    Random(seed).shuffle(shuffled)
    assert _suggest(shuffled) == _suggest(statements)


@given(_evidence)
def test_the_perpetrator_alone_is_never_more_than_a_claim(statements: list[Said]) -> None:
    own = [replace(each, side="perpetrator") for each in statements]
    assert _suggest(own).status in (Status.UNCONFIRMED, Status.CLAIMED)


@given(_evidence, st.data())
def test_a_relay_without_a_better_grade_changes_nothing(statements: list[Said], data: st.DataObject) -> None:
    if statements:
        relay = replace(data.draw(st.sampled_from(statements)), source_name="A relay")
        assert _suggest([*statements, relay]).status is _suggest(statements).status


@given(_evidence)
def test_a_good_independent_confirmation_never_lowers_without_a_denial(statements: list[Said]) -> None:
    undisputed = [each for each in statements if not each.denies]
    confirmation = Said(Stance.CONFIRMS, "Witness", "new", "A", 2)
    before, after = _suggest(undisputed).status, _suggest([*undisputed, confirmation]).status
    assert _RANK.index(after) >= _RANK.index(before)


@given(_evidence)
def test_a_good_independent_confirmation_leaves_nothing_refuted(statements: list[Said]) -> None:
    confirmation = Said(Stance.CONFIRMS, "Witness", "new", "B", 2)
    assert _suggest([*statements, confirmation]).status is not Status.REFUTED


@given(_evidence)
def test_silence_changes_no_status(statements: list[Said]) -> None:
    assert _suggest([*statements, _SILENCE]).status is _suggest(statements).status


_ARMY = NamedRef("Army", 1)
_COMMAND = Source("Command", is_official=True, reliability="B", actor=_ARMY, affiliation=Affiliation.SPEAKS_FOR, id=1)
_RADIO = Source("Radio", reliability="D", actor=_ARMY, affiliation=Affiliation.CLOSE_TO, id=2)
_SPEAKER = Source("Channel", reliability="E", actor=NamedRef("Group"), affiliation=Affiliation.SPEAKS_FOR, id=3)
_SOURCES = {1: _COMMAND, 2: _RADIO, 3: _SPEAKER}
_CONTENT = IncidentContent(
    title="x",
    actors=(ActorInRole(NamedRef("Army", 1), Role.TARGET), ActorInRole(NamedRef("group", 9), Role.CLAIMED_BY)),
)


def _testimony(statement: Statement) -> Said:
    return evidence_of_content(replace(_CONTENT, statements=(statement,)), _SOURCES, TODAY).statements[0]


def test_sides_follow_from_the_part_of_the_actor_that_is_spoken_for() -> None:
    assert _testimony(Statement(NamedRef("Command", 1))).side == "attacked"
    assert _testimony(Statement(NamedRef("Radio", 2))).side == "other"
    assert _testimony(Statement(NamedRef("Channel", 3))).side == "perpetrator"
    assert _testimony(Statement(NamedRef("Radio", 2), Stance.CLAIMS_RESPONSIBILITY)).side == "perpetrator"
    assert _testimony(Statement(NamedRef("Someone new"))) == Said(Stance.REPORTS, "Someone new", "someone new")


def test_a_relay_speaks_for_its_origin_and_is_graded_no_better() -> None:
    relayed = _testimony(Statement(NamedRef("Radio", 2), Stance.CONFIRMS, origin=NamedRef("Command", 1)))
    assert (relayed.source_name, relayed.speaker) == ("Radio", "Command")
    assert (relayed.side, relayed.is_official) == ("attacked", True)
    assert (relayed.reliability, relayed.weight, relayed.well_graded) == ("D", "D", False)
    upgraded = _testimony(Statement(NamedRef("Command", 1), origin=NamedRef("Radio", 2)))
    assert (upgraded.reliability, upgraded.weight, upgraded.well_graded) == ("B", "D", False)
    assert not _testimony(Statement(NamedRef("Command", 1), origin=NamedRef("Someone new"))).well_graded


def test_accounts_that_differ_are_named_in_the_reasons() -> None:
    said = [
        Statement(NamedRef(name), assertions=(Assertion("munitions", value=count),))
        for name, count in (("A", "2"), ("B", "3"))
    ]
    suggestion = suggest_status(evidence_of_content(replace(_CONTENT, statements=tuple(said)), {}, TODAY))
    assert any("differ from A, B" in str(reason) for reason in suggestion.reasons)


def test_a_threat_is_the_event_where_the_incident_is_a_threat_and_says_nothing_of_an_attack() -> None:
    threat = replace(_CONTENT, statements=(Statement(NamedRef("Channel", 3), Stance.THREATENS),))
    for kind, status in (
        ("threat", Status.CONFIRMED),
        ("demand", Status.CONFIRMED),
        ("air_drone_strike", Status.UNCONFIRMED),
    ):
        assert suggest_status(evidence_of_content(replace(threat, kind=kind), _SOURCES, TODAY)).status is status


def test_blame_by_itself_is_no_confirmation() -> None:
    assert _suggest([Said(Stance.ATTRIBUTES, "Network", "network", "D")]).status is Status.UNCONFIRMED


def test_ten_relays_of_one_origin_are_one() -> None:
    relays = [Said(Stance.REPORTS, f"Outlet {at}", "agency", "B") for at in range(10)]
    assert _suggest(relays).status is Status.UNCONFIRMED


@given(st.lists(_testimonies, max_size=6), st.sampled_from([None, "threat", "air_drone_strike"]))
def test_every_outcome_has_a_status_a_reason_and_a_way_on(statements: list[Said], kind: str | None) -> None:
    """Total: whatever the evidence, there is a status, a sentence for it, and what would change it."""
    found = suggest_status(Evidence(tuple(statements), TODAY, kind))
    assert found.status in Status
    assert found.reasons
    assert found.would_change, found.status
    told = [str(each) for each in (*found.reasons, *found.would_change)]
    assert all(each.endswith(".") and "{" not in each for each in told)
    assert len(set(told)) == len(told)
