"""Own fields: the keys they get, the values they take, and how they are searched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.fields import FIELDS, FieldType, Group
from ascertain.domain.incident_validation import check_incident
from ascertain.domain.own_fields import Fields, OwnField, OwnType, check_own_field, new_key, type_refusal
from ascertain.domain.own_values import NotANumber, number_of, read_number, sort_key_of, value_fault
from ascertain.domain.records import IncidentContent, OwnValue
from ascertain.domain.search import (
    FieldTerm,
    Not,
    Op,
    Range,
    Search,
    Words,
    find_key,
    parse,
    search_keys,
    show,
    taken_names,
)
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary

FIELDS_OF_THE_LOG = Fields(
    (
        OwnField("Wind", OwnType.NUMBER, "Weather", key="wind", id=1),
        OwnField("Seen by us", OwnType.FLAG, key="seen_by_us", id=2),
        OwnField("Filed on", OwnType.DATE, "Notes", key="filed_on", id=3),
        OwnField("Shift", OwnType.CHOICE, key="shift", id=4),
        OwnField("Desk", OwnType.TEXT, key="desk", id=5, quick=True),
        OwnField("Footage", OwnType.LINK, key="footage", id=6),
        OwnField("الوحدة", OwnType.TEXT, key="الوحده", id=7),
        OwnField("Old", OwnType.TEXT, key="old", id=8, retired=True),
    )
)
LISTS = Vocabularies((Vocabulary("own:shift", "Shift", (Code("night", "Night"), Code("day", "Day"))),))


def _is(field: str, *values: str | Range) -> FieldTerm:
    return FieldTerm(field, Op.IS, values)


# ---- keys


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Wind speed (km/h)", "wind_speed_km_h"),
        ("Größe", "grosse"),
        ("نوع الطائرة", "نوع_الطايره"),
        ("2nd desk", "nd_desk"),
        ("42", "field"),
        ("!!", "field"),
        ("Status", "status_2"),
        ("When", "when_2"),
        ("Due", "due_2"),
        ("Phrase", "phrase_2"),
        ("killed low", "killed_low_2"),
    ],
)
def test_a_key_is_made_of_the_words_of_the_label_and_is_no_name_that_means_something(label: str, key: str) -> None:
    assert new_key(label, taken_names()) == key


@given(st.text(max_size=60), st.sets(st.sampled_from(("wind", "field", "field_2", "a", "a_2"))))
def test_any_label_gives_a_key_of_its_own_that_a_search_understands(label: str, taken: set[str]) -> None:
    key = new_key(label, (*taken_names(), *taken))
    assert key not in taken
    assert key not in taken_names()
    made = Fields((OwnField(label or "x", OwnType.FLAG, key=key, id=1),))
    assert parse(f"{key}:yes", made).terms == (_is(key, "yes"),)
    assert find_key(key) is None


def test_an_own_field_is_described_like_every_other() -> None:
    assert [field.key for field in FIELDS_OF_THE_LOG][: len(FIELDS)] == [field.key for field in FIELDS]
    wind, filed = FIELDS_OF_THE_LOG["wind"], FIELDS_OF_THE_LOG["filed_on"]
    assert (wind.type, wind.group, wind.heading, wind.sorts, wind.filters) == (
        FieldType.NUMBER, Group.OWN, "Weather", True, True,
    )  # fmt: skip
    assert (filed.group, filed.heading) == (Group.NOTES, "")
    assert FIELDS_OF_THE_LOG["shift"].vocabulary == "own:shift"
    assert all(field.help.endswith(".") for field in FIELDS_OF_THE_LOG.own)
    assert "old" not in {field.key for field in FIELDS_OF_THE_LOG.current}
    assert FIELDS_OF_THE_LOG.find("no such field") is None
    with pytest.raises(KeyError):
        FIELDS_OF_THE_LOG["no such field"]


def test_the_fields_of_a_log_are_renewed_in_place() -> None:
    fields = Fields()
    assert fields.find("wind") is None
    fields.take(FIELDS_OF_THE_LOG)
    assert fields.find("wind") is not None


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("", "needed"),
        ("  ", "needed"),
        ("wind", "twice"),
        ("Status", "twice"),
        ("a\nb", "line_break"),
        ("x" * 81, "too_long"),
    ],
)
def test_a_field_needs_a_name_of_its_own(label: str, code: str) -> None:
    assert code in [each.code for each in check_own_field(FIELDS_OF_THE_LOG, OwnField(label, OwnType.TEXT))]


def test_a_field_may_keep_its_own_name() -> None:
    made = FIELDS_OF_THE_LOG.find_made("wind")
    assert made is not None
    assert check_own_field(FIELDS_OF_THE_LOG, made) == ()
    assert "its type stays" in str(type_refusal(made, 1))
    assert "12 values" in str(type_refusal(made, 12))


# ---- values


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", ""), ("3", "3"), ("-2.50", "-2.5"), ("+7", "7"), ("0.0", "0"), ("-0", "0"), (".5", "0.5"), ("٣٫٥", "3.5"),
        ("۱۲۳۴", "1234"), ("1 200 000", "1200000"), ("1,200,000", "1200000"), ("1,200.5", "1200.5"), ("2,5", "2.5"),
        ("−4", "-4"), ("007", "7"), ("1200", "1200"), ("1e3", None), ("three", None), ("1.2.3", None), ("1,200", None),
        ("1234567890123456", None), ("0.1234567890123456", None), ("1..2", None), ("--1", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(NotANumber) as wrong:
            read_number(typed)
        assert str(wrong.value)
    else:
        assert read_number(typed) == value


def test_a_comma_that_may_mean_two_things_is_asked_about() -> None:
    with pytest.raises(NotANumber, match=r"Is “1,200” 1200 or 1\.200"):
        read_number("1,200")


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_is_kept_exactly(number: Decimal) -> None:
    value = read_number(str(number))
    assert Decimal(value) == number
    assert read_number(value) == value
    assert value_fault(FIELDS_OF_THE_LOG["wind"], value) is None
    assert number_of(FieldType.NUMBER, value) == float(number)


@given(st.text(max_size=30))
def test_what_is_read_as_a_number_is_one_and_all_else_is_refused_in_words(text: str) -> None:
    try:
        value, told = read_number(text), ""
    except NotANumber as wrong:
        value, told = "", str(wrong.message)
    assert told or value == "" or value_fault(FIELDS_OF_THE_LOG["wind"], value) is None


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("wind", ("0", "-2.5", "999999999999999"), ("", "2,5", "-0", "1.0", "01", "one", "٣")),
        ("seen_by_us", ("yes", "no"), ("", "maybe", "Yes", "1")),
        ("filed_on", ("2023-10-17", "0001-01-01"), ("", "2023-13-01", "17.10.2023", "2023-10")),
        ("shift", ("night", "day"), ("", "Night", "dusk")),
        ("desk", ("Gulf", "دمشق"), ("", "   ")),
        (
            "footage",
            ("https://example.org/a?b=1", "http://example.org"),
            ("", "example.org", "ftp://example.org", "https://"),
        ),
    ],
)
def test_each_type_takes_its_values_and_says_what_is_wrong_with_others(
    key: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    field = FIELDS_OF_THE_LOG[key]
    assert [value_fault(field, value, LISTS) for value in good] == [None] * len(good)
    assert all(str(value_fault(field, value, LISTS) or "").endswith(".") for value in bad)


def test_an_incident_is_checked_with_its_own_fields() -> None:
    values = (
        OwnValue("wind", "strong"), OwnValue("nothing", "x"), OwnValue("desk", "a\nb"), OwnValue("shift", "dusk"),
        OwnValue("seen_by_us", "yes"), OwnValue("seen_by_us", "no"), OwnValue("status", "claimed"),
    )  # fmt: skip
    lists = Vocabularies((*_shipped(), *LISTS))
    found = check_incident(IncidentContent("x", own=values), lists, FIELDS_OF_THE_LOG)
    assert [(each.field, each.code) for each in found] == [
        ("wind", "value"), ("nothing", "unknown_field"), ("desk", "line_break"), ("shift", "value"),
        ("seen_by_us", "twice"), ("status", "unknown_field"),
    ]  # fmt: skip


def _shipped() -> Vocabularies:
    from ascertain.app.codebook import shipped_vocabularies

    return shipped_vocabularies()


def test_texts_are_sorted_without_case_and_marks() -> None:
    assert sort_key_of(FieldType.TEXT, "Élan") < sort_key_of(FieldType.TEXT, "zebra")
    assert sort_key_of(FieldType.DATE, "2023-10-17") == "2023-10-17"


# ---- search


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("wind:3", _is("wind", Range(3.0, 3.0))),
        ("Wind:-2.5", _is("wind", Range(-2.5, -2.5))),
        ("wind:>=3", _is("wind", Range(3.0, None))),
        ("wind:2..5", _is("wind", Range(2.0, 5.0))),
        ("wind:2-5", _is("wind", Range(2.0, 5.0))),
        ("wind:-5..-2.5", _is("wind", Range(-5.0, -2.5))),
        ("wind:3+", _is("wind", Range(3.0, None))),
        ("wind:٣", _is("wind", Range(3.0, 3.0))),
        ("wind:none", FieldTerm("wind", Op.EMPTY)),
        ("-wind:none", Not(FieldTerm("wind", Op.EMPTY))),
        ("wind:any", FieldTerm("wind", Op.STATED)),
        ("seen-by-us:YES", _is("seen_by_us", "yes")),
        ("filed_on:2023-10", _is("filed_on", Range(date(2023, 10, 1), date(2023, 10, 31)))),
        ("filed_on:>2023", _is("filed_on", Range(date(2024, 1, 1), None))),
        ("shift:night,day", _is("shift", "night", "day")),
        ('desk:"Gulf and Red Sea"', _is("desk", "Gulf and Red Sea")),
        ("footage:example.org", _is("footage", "example.org")),
        ("الوحده:لواء", _is("الوحده", "لواء")),
        ("old:x", _is("old", "x")),
    ],
)
def test_own_fields_are_asked_like_the_others(text: str, term: FieldTerm) -> None:
    read = parse(text, FIELDS_OF_THE_LOG)
    assert (read.terms, read.problems) == ((term,), ())
    assert parse(show(read), FIELDS_OF_THE_LOG) == read


def test_above_a_number_is_not_from_it_on() -> None:
    above, below = parse("wind:>3", FIELDS_OF_THE_LOG), parse("wind:<3", FIELDS_OF_THE_LOG)
    (low, _), (_, high) = (each.terms[0].values[0].reals for each in (above, below))  # type: ignore[union-attr]  # as read
    assert low is not None
    assert high is not None
    assert high < 3 < low
    assert low - 3 < 1e-12
    assert (show(above), show(below)) == ("wind:>3", "wind:<3")
    assert show(parse("wind:>0", FIELDS_OF_THE_LOG)) == "wind:>0"


@pytest.mark.parametrize(
    "text", ["wind:fresh", "wind:5..2", "seen_by_us:perhaps", "filed_on:spring", "wind:", "weather:dry"]
)
def test_what_is_not_understood_is_searched_as_words_and_said(text: str) -> None:
    read = parse(text, FIELDS_OF_THE_LOG)
    assert read.terms == (Words(text),)
    assert len(read.problems) == 1


def test_without_the_fields_of_the_log_their_keys_are_words() -> None:
    assert parse("wind:3").terms == (Words("wind:3"),)


def test_keys_are_offered_but_for_those_of_retired_fields() -> None:
    offered = [key.key for key in search_keys(FIELDS_OF_THE_LOG)]
    assert {"wind", "الوحده", "footage"} <= set(offered)
    assert "old" not in offered
    for key in search_keys(FIELDS_OF_THE_LOG):
        assert parse(key.example, FIELDS_OF_THE_LOG).problems == ()


_REALS = st.floats(-1e12, 1e12).map(lambda number: round(number, 6) + 0.0)
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def _ranges(draw: st.DrawFn) -> FieldTerm:
    if draw(st.booleans()):
        low, high = sorted((draw(_REALS), draw(_REALS)))
        return _is(
            "wind", draw(st.sampled_from((Range(low, high), Range(low, None), Range(None, high), Range(low, low))))
        )
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    return _is("filed_on", draw(st.sampled_from((Range(first, last), Range(first, None), Range(None, last)))))


_KEYS = [field.key for field in FIELDS_OF_THE_LOG.own]
_TERMS = st.one_of(
    _ranges(),
    st.builds(FieldTerm, st.sampled_from(_KEYS), st.sampled_from((Op.EMPTY, Op.STATED))),
    st.sampled_from(("yes", "no")).map(lambda word: _is("seen_by_us", word)),
    st.text(min_size=1, max_size=20).filter(str.isalnum).map(lambda text: _is("desk", text)),
)  # fmt: skip


@given(st.lists(st.one_of(_TERMS, _TERMS.map(Not)), min_size=1, max_size=4))
def test_a_search_of_own_fields_is_read_as_it_was_shown(terms: list[FieldTerm | Not]) -> None:
    once = parse(show(Search(tuple(terms))), FIELDS_OF_THE_LOG)
    assert parse(show(once), FIELDS_OF_THE_LOG).terms == once.terms


@given(st.lists(_ranges(), min_size=1, max_size=3))
def test_ranges_are_shown_and_read_without_loss(terms: list[FieldTerm]) -> None:
    assert parse(show(Search(tuple(terms))), FIELDS_OF_THE_LOG) == Search(tuple(terms))
