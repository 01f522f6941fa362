"""What holds for proposals from any text, and the rules one by one where they are easily got wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import AssertionState, Role, Stance
from ascertain.domain.fields import BY_KEY
from ascertain.domain.proposals import (
    STATEMENT_FIELDS,
    Certainty,
    KnownName,
    NameKind,
    Proposal,
    ProposalContext,
    UnreadableCues,
    index_names,
    propose,
    read_book,
)
from tests.domain.proposal_library import LANGUAGES, NAMES, books, context

_PIECES = [
    "three", "drones", "attacked", "the", "base", "said", "CENTCOM", "no", "claimed responsibility", "blamed", "for",
    "killed", "2", "soldiers", "yesterday", ",", ".", "\n\n", "“", "”", "Iraq", "near", "according to", "citing",
    "ثلاث", "طائرات", "مسيرة", "قال", "لم", "أعلنت", "كتائب حزب الله", "پهپاد", "گفت", "ارتش عراق", "نشد",
    "בדיחה", "טילים", "אמר", "לא", "כ-3", "\u200f", "\u200c", "5+", "~", "could", "threatened",
    "2,500", "troops", "stationed", "ﷺ", "\ud800",
]  # fmt: skip

anything = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join),
)


def values(text: str, **beside: str) -> dict[str, Proposal]:
    return {each.field: each for each in propose(text, context(**beside))}


# ---- any text


@given(anything)
def test_whatever_is_read_gives_proposals_of_fields_with_a_reason_and_words_within_the_passage(text: str) -> None:
    given_ = propose(text, context())
    for each in given_:
        assert each.field in BY_KEY or each.field in STATEMENT_FIELDS
        assert 0 <= each.start < each.end <= len(text)
        assert str(each.why).strip()
        assert "{" not in str(each.why).replace(text, "") or "{" in text
        assert bool(each.value) or each.state is not AssertionState.VALUE
    fields = [each.field for each in given_ if each.field not in set(Role)]
    assert len(fields) == len(set(fields))


@given(anything)
def test_the_same_passage_gives_the_same_proposals(text: str) -> None:
    assert propose(text, context()) == propose(text, context())


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_without_any_names_no_actor_is_proposed(text: str, language: str) -> None:
    bare = ProposalContext(books(), index_names(()), language=language)
    assert not [each for each in propose(text, bare) if each.field in set(Role)]


# ---- the wall between a claim and who did it


@pytest.mark.parametrize("name", [each.name for each in NAMES if each.kind is NameKind.ACTOR])
def test_a_claim_is_never_an_attribution(name: str) -> None:
    found = values(f"{name} claimed responsibility for a drone attack on the Al-Tanf base yesterday.")
    assert found["claimed_by"].value == name
    assert found["stance"].value == Stance.CLAIMS_RESPONSIBILITY
    assert "attributed_to" not in found


@pytest.mark.parametrize(
    "past",
    [
        "In the past, CENTCOM has blamed the Hezbollah Brigades for similar attacks.",
        "CENTCOM has often blamed the Hezbollah Brigades.",
        "Last year CENTCOM blamed the Hezbollah Brigades for such strikes.",
    ],
)
def test_blame_for_earlier_attacks_says_nothing_of_this_one(past: str) -> None:
    found = values(f"A drone hit the Al-Tanf base on Tuesday. {past}")
    assert "attributed_to" not in found
    assert found["means"].value == "uas_unknown"


# ---- negation, threats, context


@pytest.mark.parametrize(
    "text",
    [
        "No drone was used in Iraq, the ministry said.",
        "The drone did not crash, the ministry said.",
        "The army could shoot the drone down.",
        "The Hezbollah Brigades threatened to launch drones at the base.",
    ],
)
def test_what_did_not_happen_has_no_outcome(text: str) -> None:
    assert "outcome" not in values(text)


def test_a_threat_is_no_attack() -> None:
    found = values("The Hezbollah Brigades threatened to attack US forces with rockets and drones.")
    assert found["kind"].value == "threat"
    assert "means" not in found
    assert "munitions" not in found


def test_force_levels_are_context() -> None:
    found = values("About 900 US troops are deployed in Syria.")
    assert found["stance"].value == Stance.GIVES_CONTEXT
    assert set(found) == {"stance", "kind"}


# ---- what depends on what is known beside the passage


def test_a_code_that_the_log_does_not_offer_is_not_proposed() -> None:
    known = context()
    lists = {"means": frozenset({"rocket"}), "kind": frozenset({"armed_clash"})}
    narrow = ProposalContext(known.books, known.names, codes=lists)
    found = {each.field for each in propose("Two drones hit the Al-Tanf base.", narrow)}
    assert "means" not in found
    assert "kind" not in found
    assert "munitions" in found


def test_an_outlet_that_the_publisher_relays_is_the_origin() -> None:
    text = "A drone hit the Al-Tanf base, Al-Mayadeen reported."
    assert values(text, publisher="Reuters")["origin"].value == "Al-Mayadeen"
    assert values(text, publisher="Reuters")["source"].value == "Reuters"
    assert values(text)["source"].value == "Al-Mayadeen"
    assert "origin" not in values(text, publisher="Al-Mayadeen")


def test_a_speaker_whom_the_log_does_not_have_is_uncertain() -> None:
    found = values("Two rockets hit the camp, a police spokesman said.")["source"]
    assert (found.value, found.certainty) == ("police spokesman", Certainty.WEAK)


def test_capitals_tell_a_short_name_from_a_word() -> None:
    names = index_names([KnownName(NameKind.ACTOR, "United States", ("US",))])
    known = ProposalContext(books(), names)
    assert [e.value for e in propose("Rockets were fired at US positions.", known) if e.field == "target"]
    assert not [e for e in propose("They fired rockets at us.", known) if e.field == "target"]


# ---- the words of a language


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"language": {"key": 3}},
        {"language": {"key": "en"}, "speech": "said"},
        {"language": {"key": "en"}, "speech": ["_ said"]},
        {"language": {"key": "en"}, "speech": ["sa?id"]},
        {"language": {"key": "en"}, "speech": [""]},
    ],
)
def test_a_table_of_cues_that_cannot_be_used_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(UnreadableCues):
        read_book(table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stance_of_the_cues_is_a_stance(language: str) -> None:
    import tomllib

    from ascertain import resources

    table = tomllib.loads(resources.text("cues", f"{language}.toml"))
    for category in ("speech", "told_by"):
        for stance in table[category]:
            Stance(stance)
    for state, fields in table["silence"].items():
        AssertionState(state)
        assert set(fields) <= set(BY_KEY) | {"harm", "killed", "injured", "rest"}
