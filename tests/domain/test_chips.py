"""Chips are terms of the search: what is asked of fields alone, however joined."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ascertain.domain.search import (
    Asked,
    FieldTerm,
    Not,
    Op,
    Or,
    Range,
    Search,
    Term,
    asked_of,
    is_chip,
    join_chips,
    joined_with_next,
    parse,
    parted,
    show,
    show_term,
    split_chips,
    turned,
)
from ascertain.domain.search.relative import NAMED, days_of, read_relative

TODAY = date(2023, 10, 18)


def _term(text: str) -> Term:
    search = parse(text)
    assert not search.problems
    (term,) = search.terms
    return term


def _as_asked(search: Search) -> set[str]:
    return {show_term(term) for term in search.terms}


_FIELD_TEXTS = st.sampled_from(
    [
        "status:claimed", "status:claimed,disputed", "country:none", "killed:0", "killed:>0,unknown", "tag:any",
        'place:"Ain al-Asad"', "when:2023-10", "when:last-7-days", "is:draft", "is:trash", "grade:A,B", "notes:heard",
        "says:killed=0", "origins:1", "actor:none",
    ]
)  # fmt: skip
_WORD_TEXTS = st.sampled_from(["drone", '"two words"', "الأسد", "al-Asad"])


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    both = st.tuples(parts, parts)
    return both.map(" ".join) | both.map("({0[0]} OR {0[1]})".format) | parts.map("-({})".format)


_TEXTS = st.recursive(_FIELD_TEXTS | _WORD_TEXTS, _joined, max_leaves=8)
_OF_FIELDS = st.recursive(_FIELD_TEXTS, _joined, max_leaves=6)


@given(_TEXTS)
def test_box_and_chips_ask_what_the_text_asked(text: str) -> None:
    search = parse(text)
    box, chips = split_chips(search)
    assert all(is_chip(term) for term in chips)
    assert not any(is_chip(term) for term in parse(box).terms)
    again = parse(show(join_chips(box, chips)))
    assert _as_asked(again) == _as_asked(search)
    assert split_chips(again) == (box, chips)


@given(_OF_FIELDS)
def test_what_asks_of_fields_alone_leaves_the_box_empty(text: str) -> None:
    box, chips = split_chips(parse(text))
    assert box == ""
    assert join_chips(box, chips) == parse(text)


@given(st.lists(_OF_FIELDS, min_size=2, max_size=5), st.data())
def test_chips_that_are_joined_and_parted_are_the_same_chips(texts: list[str], data: st.DataObject) -> None:
    chips = split_chips(parse(" ".join(f"({text})" for text in texts)))[1]
    assume(len(chips) > 1)
    at = data.draw(st.integers(0, len(chips) - 2))
    grouped = joined_with_next(chips, at)
    again = parse(show(Search(grouped)))
    assert again.terms == grouped
    assume(isinstance(grouped[at], Or))
    singles = {each for chip in chips[at : at + 2] for each in (chip.terms if isinstance(chip, Or) else (chip,))}
    assert set(parted(grouped, at)[at : at + len(singles)]) == singles
    assert parted(grouped, at)[at + len(singles) :] == chips[at + 2 :]


def test_a_group_takes_the_next_chip_in_and_lets_all_go() -> None:
    chips = (_term("status:claimed"), _term("country:IQ"), _term("killed:>0"))
    pair = joined_with_next(chips, 0)
    assert show(Search(pair)) == "(status:claimed OR country:IQ) killed:>0"
    three = joined_with_next(pair, 0)
    assert show(Search(three)) == "status:claimed OR country:IQ OR killed:>0"
    assert parted(three, 0) == chips
    with pytest.raises(IndexError):
        joined_with_next(three, 0)


def test_a_term_is_turned_and_turned_back() -> None:
    term = _term("status:refuted")
    assert show_term(turned(term)) == "-status:refuted"
    assert turned(turned(term)) == term


@given(
    st.builds(
        Asked,
        st.just("killed"),
        st.lists(st.sampled_from(["unknown", Range(0, 0), Range(1, None), Range(2, 5)]), unique=True).map(tuple),
        none=st.booleans(),
        stated=st.booleans(),
        negated=st.booleans(),
    )
)
def test_what_is_asked_of_one_field_is_a_term_and_back(asked: Asked) -> None:
    term = asked.term
    assert (term is None) == (not (asked.values or asked.none or asked.stated))
    if term is None:
        return
    assert asked_of(term) == asked
    assert parse(show_term(term)).terms == (term,)
    assert asked_of(turned(term)) == Asked("killed", asked.values, asked.none, asked.stated, not asked.negated)


def test_a_term_of_two_fields_or_of_words_is_not_asked_of_one() -> None:
    for text in ("status:claimed OR country:IQ", "drone", "-(status:claimed country:IQ)", "status:claimed OR drone"):
        assert asked_of(_term(text)) is None, text
    assert asked_of(Or((FieldTerm("status", Op.IS, ("claimed",)), Not(FieldTerm("status", Op.EMPTY))))) is None


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("today", TODAY, TODAY),
        ("yesterday", date(2023, 10, 17), date(2023, 10, 17)),
        ("last-7-days", date(2023, 10, 12), TODAY),
        ("next-7-days", TODAY, date(2023, 10, 24)),
        ("next-1-days", TODAY, TODAY),
        ("last-2-weeks", date(2023, 10, 5), TODAY),
        ("this-week", date(2023, 10, 16), date(2023, 10, 22)),
        ("last-week", date(2023, 10, 9), date(2023, 10, 15)),
        ("this-month", date(2023, 10, 1), date(2023, 10, 31)),
        ("last-month", date(2023, 9, 1), date(2023, 9, 30)),
        ("next-year", date(2024, 1, 1), date(2024, 12, 31)),
        ("last-1-months", date(2023, 9, 19), TODAY),
        ("next-3-months", TODAY, date(2024, 1, 17)),
    ],
)
def test_days_told_from_today(value: str, low: date, high: date) -> None:
    assert read_relative(value) == value
    assert days_of(value, TODAY) == Range(low, high)


def test_all_days_up_to_today_and_from_it() -> None:
    assert days_of("until-today", TODAY) == Range(None, TODAY)
    assert days_of("from-today", TODAY) == Range(TODAY, None)
    assert read_relative("Until today") == "until-today"
    assert days_of("some day", TODAY) is None


_WAYS, _UNITS = ("last", "next"), ("day", "week", "month")


@given(
    st.sampled_from(NAMED)
    | st.builds("{}-{}-{}s".format, st.sampled_from(_WAYS), st.integers(1, 9999), st.sampled_from(_UNITS)),
    st.dates(),
)
def test_days_told_from_any_day_are_a_span_near_it(value: str, today: date) -> None:
    assert read_relative(value) == value
    span = days_of(value, today)
    assert span is not None
    low, high = span.days
    assert low is not None
    assert high is not None
    assert low <= high
    if value.startswith(("this", "today")) or value[-1] == "s":
        assert low <= today <= high
    if value.endswith("-days"):
        assert (high - low) < timedelta(days=9999)
