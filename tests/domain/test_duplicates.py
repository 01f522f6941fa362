"""How far two incidents may be one: symmetric, bounded, total, with reasons that add up."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Role, WherePrecision
from ascertain.domain.duplicates import (
    LIKELY,
    POSSIBLE,
    Described,
    Likelihood,
    Telling,
    compare,
    rough_bits,
    score,
    words_of,
)
from ascertain.domain.duplicates.weights import PRIOR
from ascertain.domain.figure import Figure
from ascertain.domain.geography import Point

_DAY = 86_400
_OCT_17 = 1_697_500_800
_SOME = st.none() | st.integers(0, 6)
_FIGURES = st.builds(Figure, _SOME, _SOME, _SOME, st.booleans())
_WORDS = st.frozensets(st.sampled_from(("drone", "attack", "base", "قصف", "هجوم", "ירי")), max_size=4)
_DESCRIBED = st.builds(
    Described,
    id=st.integers(1, 9),
    t_from=st.none() | st.integers(_OCT_17 - 3 * _DAY, _OCT_17 + 3 * _DAY),
    t_to=st.none() | st.integers(_OCT_17 - 2 * _DAY, _OCT_17 + 9 * _DAY),
    place_id=st.none() | st.integers(1, 3),
    country=st.sampled_from((None, "IQ", "SY")),
    admin1=st.sampled_from(("", "Anbar", "Erbil")),
    point=st.none() | st.builds(Point, st.floats(33, 34), st.floats(42, 43)),
    where_precision=st.none() | st.sampled_from([each.value for each in WherePrecision]),
    kind=st.sampled_from((None, "air_drone_strike", "armed_clash")),
    group=st.sampled_from((None, "explosions_remote_violence", "battles")),
    means=st.sampled_from((None, "unknown", "uas_unknown", "uas_armed", "rocket", "of one's own")),
    outcome=st.sampled_from((None, "unknown", "hit", "failed")),
    is_aggregate=st.booleans(),
    munitions=_FIGURES,
    killed=_FIGURES,
    injured=_FIGURES,
    parties=st.frozensets(st.tuples(st.sampled_from([each.value for each in Role]), st.integers(1, 3)), max_size=4),
    words=_WORDS,
    keys=_WORDS,
    tellings=st.frozensets(st.builds(Telling, _SOME, _SOME, _SOME, _SOME), max_size=3),
)


def _attack(**changes: Any) -> Described:
    words, keys = words_of("Drone attack on the base")
    values: dict[str, Any] = {
        "id": 1, "t_from": _OCT_17, "t_to": _OCT_17 + _DAY, "place_id": 1, "country": "IQ", "admin1": "Anbar",
        "point": Point(33.79, 42.44), "where_precision": "exact", "kind": "air_drone_strike",
        "group": "explosions_remote_violence", "means": "uas_unknown", "words": words, "keys": keys,
    }  # fmt: skip
    return Described(**(values | changes))


@given(_DESCRIBED, _DESCRIBED, st.integers(0, 400))
def test_the_score_is_symmetric_and_bounded_and_its_reasons_add_up(
    one: Described, other: Described, crowd: int
) -> None:
    found, turned = compare(one, other, crowd), compare(other, one, crowd)
    assert found == turned
    assert 0 < found.score < 1
    assert 1 <= found.percent <= 99
    assert found.score == score(one, other, crowd)
    bits = math.fsum((math.log2(PRIOR), *(each.bits for each in found.reasons)))
    assert found.score == pytest.approx(1 / (1 + 2 ** -max(-30.0, min(30.0, bits))))
    weights = [abs(each.bits) for each in found.reasons]
    assert weights == sorted(weights, reverse=True)
    assert all("{" not in str(each.text) for each in found.reasons)


@given(_DESCRIBED, _DESCRIBED)
def test_more_around_makes_it_less_likely_and_the_rough_part_is_a_part(one: Described, other: Described) -> None:
    assert score(one, other, 30) <= score(one, other, 1) == score(one, other, 0)
    plain = [
        replace(each, parties=frozenset(), words=frozenset(), keys=frozenset(), tellings=frozenset())
        for each in (one, other)
    ]
    assert score(plain[0], plain[1]) == pytest.approx(_probability(math.log2(PRIOR) + rough_bits(one, other)))


def _probability(bits: float) -> float:
    return 1 / (1 + 2 ** -max(-30.0, min(30.0, bits)))


def test_the_same_told_again_is_likely_and_nothing_known_is_not() -> None:
    assert compare(_attack(), _attack(id=2)).likelihood is Likelihood.LIKELY
    assert compare(Described(1), Described(2)).likelihood is Likelihood.UNLIKELY
    assert POSSIBLE < LIKELY


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"t_from": _OCT_17 + 9 * _DAY, "t_to": _OCT_17 + 10 * _DAY}, "The times lie days apart."),
        ({"place_id": 2, "country": "SY", "admin1": "Homs", "point": None}, "Two countries."),
        (
            {"place_id": 2, "admin1": "Erbil", "point": Point(36.5, 44.3)},
            "Two places of one country, far from each other.",
        ),
        ({"kind": "armed_clash", "group": "battles"}, "Different types."),
        ({"means": "ied"}, "Different means."),
    ],
)
def test_what_speaks_against_is_a_reason_and_lowers_the_score(changes: dict[str, object], reason: str) -> None:
    found = compare(_attack(), _attack(id=2, **changes))
    assert reason in [str(each.text) for each in found.reasons if each.bits < 0]
    assert found.score < compare(_attack(), _attack(id=2)).score


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"place_id": 2, "where_precision": "country"}, "One place lies in the area that the other names."),
        ({"place_id": 2, "point": Point(33.80, 42.45)}, "The places lie 1.4 km apart."),
        ({"means": "uas_armed"}, "The means may be the same: one account names it no closer."),
    ],
)
def test_what_may_agree_is_told_as_that(changes: dict[str, object], reason: str) -> None:
    assert reason in [str(each.text) for each in compare(_attack(), _attack(id=2, **changes)).reasons]


def test_a_claim_is_never_held_against_an_attribution() -> None:
    claimed = _attack(parties=frozenset({(Role.CLAIMED_BY.value, 7)}))
    blamed = _attack(id=2, parties=frozenset({(Role.ATTRIBUTED_TO.value, 8)}))
    assert compare(claimed, blamed) == compare(_attack(), _attack(id=2))
    rival = _attack(id=2, parties=frozenset({(Role.CLAIMED_BY.value, 8)}))
    assert "Different ones claim it." in [str(each.text) for each in compare(claimed, rival).reasons]


def test_titles_are_known_again_in_another_script_and_the_place_counts_once() -> None:
    latin = words_of("Hezbollah near Deir ez-Zor", ("Deir ez-Zor", "دير الزور"))
    arabic = words_of("حزب الله دير الزور", ("Deir ez-Zor", "دير الزور"))
    assert not latin[0] & {"deir", "zor"}
    assert not arabic[0] & {"دير", "الزور"}
    one, other = words_of("Kirkuk road"), words_of("كركوك")
    assert one[1] & other[1]


def test_one_document_that_tells_of_both_in_two_passages_speaks_against() -> None:
    one = _attack(tellings=frozenset({Telling(1, 5, 10, 3)}))
    two = _attack(id=2, tellings=frozenset({Telling(2, 5, 90, 3)}))
    again = _attack(id=2, tellings=frozenset({Telling(3, 5, 10, 4)}))
    plain = compare(_attack(), _attack(id=2)).score
    assert compare(one, two).score < plain < compare(one, again).score
