"""What the evidence suggests, and what it never may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Affiliation, Role, Stance, Status
from ascertain.domain.records import ActorInRole, IncidentContent, NamedRef, Source, Statement
from ascertain.domain.suggestion import Evidence, Side, evidence_in, suggest_status
from ascertain.domain.suggestion import Testimony as Witness  # under its own name pytest would collect it

TODAY = date(2023, 10, 19)


def told(stance: Stance, name: str, **known: object) -> Witness:
    return replace(Witness(stance, name, name, name), **known)  # type: ignore[arg-type]  # field values by name


def suggested(*statements: Witness, kind: str | None = None) -> Status:
    return suggest_status(Evidence(statements, TODAY, kind)).status


CLAIM = told(Stance.CLAIMS_RESPONSIBILITY, "Armed group", side=Side.PERPETRATOR, weight="E")
NETWORK = told(Stance.REPORTS, "Network", weight="D")
AGENCY = told(Stance.REPORTS, "Agency", weight="B", credibility=2)
COMMAND = told(Stance.CONFIRMS, "Command", weight="B", is_official=True, side=Side.ATTACKED)
LOCAL = told(Stance.CONFIRMS_IN_PART, "Local service", weight="B", is_official=True, side=Side.ATTACKED)
DENIAL = told(Stance.DENIES, "Ministry", weight="C")

WITNESSES = st.builds(
    Witness,
    st.sampled_from(Stance),
    st.sampled_from("abcd"),
    st.sampled_from("abcd"),
    st.sampled_from("abcd"),
    weight=st.sampled_from([None, *"ABCDEF"]),
    credibility=st.sampled_from([None, 1, 2, 3, 6]),
    is_official=st.booleans(),
    side=st.sampled_from(Side),
)


def test_the_rules_by_example() -> None:
    assert suggested() is Status.UNCONFIRMED
    assert suggested(NETWORK) is Status.UNCONFIRMED
    assert suggested(AGENCY) is Status.UNCONFIRMED
    assert suggested(AGENCY, told(Stance.REPORTS, "Paper", weight="A")) is Status.CONFIRMED
    assert suggested(CLAIM) is Status.CLAIMED
    assert suggested(CLAIM, NETWORK) is Status.CLAIMED
    assert suggested(COMMAND) is Status.CONFIRMED
    assert suggested(CLAIM, LOCAL) is Status.PARTLY_CONFIRMED
    assert suggested(NETWORK, DENIAL) is Status.DISPUTED
    assert suggested(NETWORK, replace(DENIAL, weight="A", credibility=1)) is Status.REFUTED
    assert suggested(COMMAND, replace(DENIAL, weight="A", credibility=1)) is Status.DISPUTED
    assert suggested(told(Stance.GIVES_CONTEXT, "Item")) is Status.UNCONFIRMED
    assert suggested(told(Stance.THREATENS, "Armed group"), kind="threat") is Status.CONFIRMED


def test_ten_outlets_of_one_origin_are_one() -> None:
    relays = [told(Stance.REPORTS, f"Outlet {at}", origin_key="Agency", weight="B") for at in range(10)]
    assert suggested(*relays) is Status.UNCONFIRMED


def test_every_suggestion_explains_itself() -> None:
    for statements in (
        (),
        (NETWORK,),
        (CLAIM,),
        (COMMAND,),
        (CLAIM, LOCAL),
        (NETWORK, DENIAL),
        (DENIAL,),
        (AGENCY, DENIAL),
    ):
        suggestion = suggest_status(Evidence(statements, TODAY))
        assert suggestion.reasons
        assert suggestion.would_change
        for sentence in (*suggestion.reasons, *suggestion.would_change):
            assert str(sentence).endswith(".")
            assert "{" not in str(sentence)


@given(st.lists(WITNESSES, max_size=6), st.randoms())
def test_the_order_of_statements_decides_nothing(statements: list[Witness], chance: object) -> None:
    mixed = list(statements)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    assert suggest_status(Evidence(tuple(mixed), TODAY)) == suggest_status(Evidence(tuple(statements), TODAY))


@given(st.lists(WITNESSES, min_size=1, max_size=5), st.data())
def test_a_relay_changes_nothing(statements: list[Witness], data: st.DataObject) -> None:
    again = replace(data.draw(st.sampled_from(statements)), source_name="Relay")
    assert suggested(*statements, again) is suggested(*statements)


@given(st.lists(WITNESSES.map(lambda each: replace(each, stance=Stance.CLAIMS_RESPONSIBILITY)), min_size=1, max_size=5))
def test_claims_alone_are_never_more_than_claimed(claims: list[Witness]) -> None:
    assert suggested(*claims) is Status.CLAIMED


@given(st.lists(WITNESSES.filter(lambda each: each.stance is not Stance.DENIES), max_size=5))
def test_an_official_word_of_the_attacked_side_confirms_what_nobody_denies(statements: list[Witness]) -> None:
    assert suggested(*statements, replace(COMMAND, origin_key="command")) is Status.CONFIRMED


def test_sides_follow_from_roles_and_from_what_a_source_speaks_for() -> None:
    sources = {
        1: Source(
            "Command",
            reliability="B",
            is_official=True,
            actor=NamedRef("US forces", 7),
            affiliation=Affiliation.SPEAKS_FOR,
            id=1,
        ),
        2: Source("Network", reliability="D", actor=NamedRef("Iran", 8), affiliation=Affiliation.CLOSE_TO, id=2),
    }
    content = IncidentContent(
        "Attack",
        actors=(
            ActorInRole(NamedRef("US forces", 7), Role.TARGET),
            ActorInRole(NamedRef("Iran", 8), Role.ATTRIBUTED_TO),
        ),
        statements=(
            Statement(NamedRef("Network", 2)),
            Statement(NamedRef("Network", 2), origin=NamedRef("Command", 1)),
            Statement(NamedRef("Channel"), Stance.CLAIMS_RESPONSIBILITY),
        ),
    )
    first, relayed, claim = evidence_in(content, sources, TODAY).statements
    assert (first.side, first.weight, first.is_official) == (Side.OTHER, "D", False)
    assert (relayed.side, relayed.reliability, relayed.weight, relayed.is_official) == (Side.ATTACKED, "D", "B", True)
    assert claim.side is Side.PERPETRATOR


def test_blame_by_itself_is_no_confirmation_of_who_did_it() -> None:
    blamed = told(Stance.ATTRIBUTES, "Network", weight="D")
    assert suggested(blamed) is Status.UNCONFIRMED
