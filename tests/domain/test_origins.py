from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Stance
from ascertain.domain.origins import chains, count_origins, origin_keys
from ascertain.domain.records import NamedRef, Statement

_names = st.sampled_from(["Radio One", "radio one", "Agency", "Command", "Witness", "الأسد", "الاسد"])
_refs = st.builds(NamedRef, _names) | st.integers(1, 4).map(lambda i: NamedRef(f"Source {i}", i))
_statements = st.builds(Statement, _refs, st.sampled_from(Stance), origin=st.none() | _refs)


def _said(source: str, stance: Stance = Stance.REPORTS, origin: str | None = None) -> Statement:
    return Statement(NamedRef(source), stance, origin=NamedRef(origin) if origin else None)


def test_statements_with_one_origin_count_once() -> None:
    assert count_origins([]) == 0
    assert count_origins([_said("Radio"), _said("radio")]) == 1
    assert count_origins([_said("Radio"), _said("Agency", origin="Radio"), _said("Paper", origin="Radio")]) == 1
    assert count_origins([_said("Radio"), _said("Agency")]) == 2
    assert count_origins([_said("Radio"), _said("Ministry", Stance.DENIES)]) == 2


def test_what_says_nothing_of_the_event_makes_no_origin() -> None:
    silent = (Stance.NO_COMMENT, Stance.GIVES_CONTEXT, Stance.THREATENS)
    assert count_origins([_said(str(stance), stance) for stance in silent]) == 0
    assert count_origins([_said("Group", Stance.THREATENS)], kind="threat") == 1


def test_a_relay_of_a_relay_goes_back_to_the_first() -> None:
    assert count_origins([_said("Paper", origin="Agency"), _said("Agency", origin="Radio"), _said("Radio")]) == 1
    assert count_origins([_said("A", origin="B"), _said("B", origin="A")]) == 1


def test_a_name_without_an_id_is_the_source_that_has_it() -> None:
    assert count_origins([Statement(NamedRef("Radio", 7)), Statement(NamedRef("RADIO"))]) == 1


@given(st.lists(_statements, max_size=8), st.randoms(use_true_random=False))
def test_order_never_matters(statements: list[Statement], random: object) -> None:
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert count_origins(shuffled) == count_origins(statements)


@given(st.lists(_statements, min_size=1, max_size=8), st.data())
def test_a_relay_never_adds_an_origin(statements: list[Statement], data: st.DataObject) -> None:
    told = data.draw(st.sampled_from(statements))
    relay = replace(told, source=NamedRef("A relay not named before"), origin=told.origin or told.source)
    assert count_origins([*statements, relay]) == count_origins(statements)


def test_the_chain_of_relays_is_told_to_its_end() -> None:
    said = [_said("Paper", origin="Agency"), _said("Agency", origin="Radio"), _said("Radio"), _said("Command")]
    assert chains(said) == [("Paper", "Agency", "Radio"), ("Agency", "Radio"), ("Radio",), ("Command",)]
    assert chains([_said("A", origin="B"), _said("B", origin="A")]) == [("A", "B"), ("B", "A")]
    assert chains([_said("C", origin="A"), _said("A", origin="B"), _said("B", origin="A")])[0] == ("C", "A", "B")


def test_ten_outlets_that_relay_one_network_count_as_one() -> None:
    outlets = [_said(f"Outlet {at}", origin="Network") for at in range(10)]
    assert count_origins(outlets) == count_origins([*outlets, _said("Network")]) == 1
    assert count_origins([*outlets, _said("Command", Stance.CONFIRMS)]) == 2
    through = [*outlets, _said("Network", origin="Agency"), _said("Agency")]
    assert count_origins(through) == 1, "the network itself has it from an agency"


def test_a_source_that_also_speaks_first_hand_is_an_origin_of_its_own() -> None:
    said = [_said("Paper", origin="Agency"), _said("Agency", origin="Radio"), _said("Agency"), _said("Radio")]
    assert count_origins(said) == 2
    assert chains(said)[0] == ("Paper", "Agency")


@given(st.lists(_statements, max_size=8))
def test_every_chain_begins_with_who_speaks_and_names_nobody_twice(statements: list[Statement]) -> None:
    for statement, chain in zip(statements, chains(statements), strict=True):
        assert chain
        assert len(chain) <= 2 * len(statements)
        if statement.origin is None:
            assert len(chain) == 1 or chain[0] != chain[1]


@given(st.lists(_statements, min_size=1, max_size=8), st.data())
def test_saying_it_again_changes_nothing(statements: list[Statement], data: st.DataObject) -> None:
    again = [*statements, data.draw(st.sampled_from(statements))]
    assert count_origins(again) == count_origins(statements)
    assert set(origin_keys(again)) == set(origin_keys(statements))
