from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.fields import FIELDS, FieldType
from ascertain.domain.search import (
    And,
    FieldTerm,
    Not,
    Op,
    Or,
    Phrase,
    Range,
    Search,
    Term,
    Words,
    find_key,
    join_chips,
    matching_codes,
    parse,
    search_keys,
    show,
    split_chips,
    with_term,
    without,
)


def _is(field: str, *values: str | Range) -> FieldTerm:
    return FieldTerm(field, Op.IS, values)


_OCTOBER = Range(date(2023, 10, 1), date(2023, 10, 31))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("drone", (Words("drone"),)),
        ("drone al-Asad", (Words("drone"), Words("al-Asad"))),
        ("قاعدة الأسد", (Words("قاعدة"), Words("الأسد"))),
        ('צה"ל חיפה', (Words('צה"ל'), Words("חיפה"))),
        ('"Ain al-Asad"', (Phrase("Ain al-Asad"),)),
        ("“Ain al-Asad”", (Phrase("Ain al-Asad"),)),
        ("„عين الأسد“", (Phrase("عين الأسد"),)),
        ("«عين الأسد»", (Phrase("عين الأسد"),)),
        ("-drone", (Not(Words("drone")),)),
        ("NOT drone", (Not(Words("drone")),)),
        ('-"two words"', (Not(Phrase("two words")),)),
        ("-status:claimed", (Not(_is("status", "claimed")),)),
        ("a OR b", (Or((Words("a"), Words("b"))),)),
        ("a b OR c", (Or((And((Words("a"), Words("b"))), Words("c"))),)),
        ("a AND (b OR c)", (Words("a"), Or((Words("b"), Words("c"))))),
        ("-(a b)", (Not(And((Words("a"), Words("b")))),)),
        ("-(-a)", (Words("a"),)),
        ("or and not", (Words("or"), Words("and"), Words("not"))),
        ("status:claimed,disputed", (_is("status", "claimed", "disputed"),)),
        ("Status:claimed", (_is("status", "claimed"),)),
        ("type:threat", (_is("kind", "threat"),)),
        ("where:Erbil", (_is("place", "Erbil"),)),
        ("by:CENTCOM", (_is("actor", "CENTCOM"),)),
        ('place:"Ain al-Asad",الأسد،Erbil', (_is("place", "Ain al-Asad", "الأسد", "Erbil"),)),
        ("tag:bases", (_is("tags", "bases"),)),
        ("claimed-by:x", (_is("claimed_by", "x"),)),
        ("killed:unknown", (_is("killed", "unknown"),)),
        ("munitions:?", (_is("munitions", "unknown"),)),
        ("killed:0,unknown", (_is("killed", Range(0, 0), "unknown"),)),
        ("says:killed_civilian=0", (_is("says", "killed_civilian=0"),)),
        ("Says:weapon=Declined", (_is("says", "means=declined"),)),
        ("says:attributed-to=not_stated", (_is("says", "attributed_to=silent"),)),
        ("says:killed=?", (_is("says", "killed=unknown"),)),
        ('says:"place=Ain al-Asad",outcome', (_is("says", "place=Ain al-Asad", "outcome"),)),
        ("declined:attributed_to", (_is("declined", "attributed_to"),)),
        ("not-stated:injured", (_is("silent", "injured"),)),
        ("silent:none", (FieldTerm("silent", Op.EMPTY),)),
        ("when:2023-10", (_is("t_from", _OCTOBER),)),
        ("when:٢٠٢٣-١٠", (_is("t_from", _OCTOBER),)),
        ("when:2023", (_is("t_from", Range(date(2023, 1, 1), date(2023, 12, 31))),)),
        ("when:2023-10-17..2023-10-19", (_is("t_from", Range(date(2023, 10, 17), date(2023, 10, 19))),)),
        ("when:2023-10-17/2023-10-19", (_is("t_from", Range(date(2023, 10, 17), date(2023, 10, 19))),)),
        ("when:>2023-10", (_is("t_from", Range(date(2023, 11, 1), None)),)),
        ("when:<2024-03", (_is("t_from", Range(None, date(2024, 2, 29))),)),
        ("when:2023-10..", (_is("t_from", Range(date(2023, 10, 1), None)),)),
        ("killed:>0", (_is("killed", Range(1, None)),)),
        ("killed:2..5", (_is("killed", Range(2, 5)),)),
        ("killed:2-5,9", (_is("killed", Range(2, 5), Range(9, 9)),)),
        ("killed:0", (_is("killed", Range(0, 0)),)),
        ("origins:1", (_is("origins", Range(1, 1)),)),
        ("killed:none", (FieldTerm("killed", Op.EMPTY),)),
        ("tag:any", (FieldTerm("tags", Op.STATED),)),
        ('tag:"none"', (_is("tags", "none"),)),
        ("is:review", (_is("is", "review"),)),
        ("is:single_source", (_is("is", "single-source"),)),
        ("draft:yes", (_is("draft", "yes"),)),
        ("when:today", (_is("t_from", "today"),)),
        ("logged:Last_7_Days,2023-10", (_is("created_at", "last-7-days", _OCTOBER),)),
        ('follow_up_on:"next ٢ weeks"', (_is("follow_up_on", "next-2-weeks"),)),
        ("when:this-month", (_is("t_from", "this-month"),)),
        ("http://example.org/a:b", (Words("http://example.org/a:b"),)),
        ("02:30", (Words("02:30"),)),
    ],
)
def test_a_search_is_read(text: str, terms: tuple[Term, ...]) -> None:
    search = parse(text)
    assert search.terms == terms
    assert not search.problems


@pytest.mark.parametrize(
    ("text", "terms", "code"),
    [
        ("foo:bar", (Words("foo:bar"),), "unknown_key"),
        ('foo:"bar baz" x', (Words('foo:"bar baz"'), Words("x")), "unknown_key"),
        ("killed:many", (Words("killed:many"),), "value"),
        ("when:05/03/2026", (Words("when:05/03/2026"),), "value"),
        ("when:2023-13", (Words("when:2023-13"),), "value"),
        ("when:last-0-days", (Words("when:last-0-days"),), "value"),
        ("when:next-time", (Words("when:next-time"),), "value"),
        ("killed:5..2", (Words("killed:5..2"),), "value"),
        ("killed:<0", (Words("killed:<0"),), "value"),
        ("is:odd", (Words("is:odd"),), "value"),
        ("status:", (Words("status:"),), "value"),
        ('"open end', (Phrase("open end"),), "quote"),
        ("(a b", (Words("a"), Words("b")), "parenthesis"),
        ("a) b", (Words("a"), Words("b")), "parenthesis"),
        ("a OR", (Words("a"),), "or"),
        ("OR a", (Words("a"),), "or"),
        ("a -", (Words("a"),), "nothing"),
        ("a ***", (Words("a"),), "nothing"),
    ],
)
def test_what_is_not_understood_is_searched_as_words_and_told(text: str, terms: tuple[Term, ...], code: str) -> None:
    search = parse(text)
    assert search.terms == terms
    assert [problem.code for problem in search.problems] == [code]
    assert str(search.problems[0].text).endswith((".", "words."))
    assert "{" not in str(search.problems[0].text)


_PIECES = [
    " ", " ", " ", " ", "-", "(", ")", '"', "“", "”", "«", "»", ":", ",", "،", "..", ">", "<", "=", "OR", "AND",
    "NOT", "|", "\\", "/", "'", "*", "status", "status:", "when:", "killed:", "is:", "place:", "tag:", "foo:", "none",
    "any", "says:", "declined:", "silent:", "killed=", "means=", "unknown", "?", "today", "last-7-days", "grade:",
    "review", "trash", "2023", "2023-10-17", "0", "5", "drone", "الأسد", 'צה"ל', "\x00", "\ud800", "\u202e",
    "\u200c", "é", "a;DROP",     "NEAR(", "%", "_", "rowid:", "{x}",
]  # fmt: skip
_HOSTILE = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join) | st.text(
    st.characters(codec=None), max_size=60
)


def _assert_shown_asks_the_same(text: str) -> None:
    search = parse(text)
    shown = show(search)
    again = parse(shown)
    assert again.terms == search.terms
    assert show(again) == shown
    shown.encode()


@settings(max_examples=500)
@given(_HOSTILE)
@example('place:"//OR')
def test_any_text_is_a_search_and_what_is_shown_asks_the_same(text: str) -> None:
    _assert_shown_asks_the_same(text)


@given(_HOSTILE)
def test_box_and_chips_together_ask_the_same(text: str) -> None:
    search = parse(text)
    box, chips = split_chips(search)
    joined = join_chips(box, chips)
    assert set(joined.terms) == set(search.terms)
    assert split_chips(joined) == (box, chips)


def test_endless_nesting_and_length_are_borne() -> None:
    for text in ("(" * 50_000, "-(" * 20_000 + "a", "a OR " * 20_000, "a " * 100_000, '"' * 9_999, "x" * 100_000):
        search = parse(text)
        assert search.problems
        assert parse(show(search)).terms == search.terms


def test_a_term_takes_the_place_of_its_field() -> None:
    search = with_term(parse("drone status:claimed killed:>0 status:disputed"), _is("status", "confirmed"))
    assert show(search) == "drone status:confirmed killed:>0"
    assert show(with_term(search, _is("country", "IQ"))) == "drone status:confirmed killed:>0 country:IQ"
    assert show(without(search, 1)) == "drone killed:>0"


def test_an_alternative_keeps_its_parentheses_beside_a_chip() -> None:
    assert show(join_chips("a OR b", (_is("status", "claimed"),))) == "(a OR b) status:claimed"


def test_the_trash_is_asked_for_by_name() -> None:
    assert parse("(a OR is:trash)").asks_for_trash
    assert not parse("trash is:review").asks_for_trash


def test_days_become_instants_of_utc() -> None:
    (term,) = parse("when:2023-10-17").terms
    assert isinstance(term, FieldTerm)
    (value,) = term.values
    assert isinstance(value, Range)
    assert value.instants == (1697500800, 1697587200)
    assert Range(None, None).instants == (None, None)


def test_every_field_has_a_key_with_an_example_that_is_understood() -> None:
    keys = search_keys()
    assert {key.key for key in keys} >= {field.key for field in FIELDS if field.type is not FieldType.STATEMENTS}
    for key in keys:
        assert find_key(key.key) is find_key(key.name) is key
        search = parse(key.example)
        assert not search.problems, key.example
        assert isinstance(search.terms[0], FieldTerm)
        assert search.terms[0].field == key.key


def test_codes_are_meant_by_key_or_label_with_all_below() -> None:
    shipped = shipped_vocabularies()
    assert matching_codes(shipped["status"], "Partly confirmed") == {"partly_confirmed"}
    assert matching_codes(shipped["status"], "partly-confirmed") == {"partly_confirmed"}
    assert matching_codes(shipped["country"], "iraq") == matching_codes(shipped["country"], "iq") == {"IQ"}
    assert matching_codes(shipped["kind"], "battles") > {"battles", "armed_clash"}
    assert matching_codes(shipped["kind"], "nonsense") == frozenset()


def test_an_empty_search_shows_as_nothing() -> None:
    assert show(Search()) == ""
