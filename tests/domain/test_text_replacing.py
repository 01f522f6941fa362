"""What find and replace makes of a text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.domain.expression_shape import longest_text
from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.records import IncidentContent
from ascertain.domain.text_replacing import NotAnExpression, TextSearch, passed_over, replacer


@pytest.mark.parametrize(
    ("search", "text", "after"),
    [
        (TextSearch("base", "camp"), "The Base, a base", "The camp, a camp"),
        (TextSearch("base", "camp", exact=True), "The Base, a base", "The Base, a camp"),
        (TextSearch("base", "camp", whole_words=True), "database base", "database camp"),
        (TextSearch("الاسد", "الرمادي"), "قرب عين الأسَد اليوم", "قرب عين الرمادي اليوم"),
        (TextSearch("al asad", "Ramadi"), "Ain al-Asad", "Ain Ramadi"),
        (TextSearch("دير الزور", "الرقة"), "دير‌الزور", "الرقة"),
        (TextSearch(r"(\d+) drones", r"\1 UAS", expression=True), "3 drones, 12 drones", "3 UAS, 12 UAS"),
        (TextSearch("DRONE", "UAS", expression=True, any_case=True), "drone", "UAS"),
        (TextSearch(".", "!", exact=True), "a.b", "a!b"),
        (TextSearch("x", r"\1"), "x", r"\1"),
    ],
)
def test_it_finds_what_is_meant(search: TextSearch, text: str, after: str) -> None:
    assert replacer(search)(text).text == after


@pytest.mark.parametrize(
    "wrong",
    ["(", "(a+)+", "((a+))+", "(a|a)*b", "(a?){30}", "(a|b*)*c", "a*", r"(.*)(.*)(.*)x", "(?x)(a+) +", "a{0,8}" * 10],
)
def test_a_wrong_expression_is_told(wrong: str) -> None:
    with pytest.raises(NotAnExpression) as told:
        replacer(TextSearch(wrong, "", expression=True))
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("expression", "longest"),
    [
        ("drones?", 20_000),
        (r"[\]+*]a{3}\+(?#x+)", 20_000),
        (r"(?P<n>\d+) (?:of|from) (?P=n)", 10_000),
        (r"(?<=no )\w+ and \w+?", 584),
        (r"\{a{x}", 20_000),
    ],
)
def test_an_expression_looks_as_far_as_it_comes_in_a_second(expression: str, longest: int) -> None:
    assert longest_text(expression) == longest
    content = IncidentContent("x" * (longest + 1), notes="x" * longest)
    search = TextSearch(expression, expression=True)
    assert passed_over(content, ("title", "notes"), search, NO_OWN) == 1
    assert passed_over(content, ("title", "notes"), replace(search, expression=False), NO_OWN) == 0


@given(st.from_regex(r"([ab(|)*+?]|\\[+]|\[a+\]){1,12}", fullmatch=True))
@settings(deadline=None)
def test_what_is_read_of_an_expression_never_fails(expression: str) -> None:
    try:
        found = replacer(TextSearch(expression, "x", expression=True))
    except NotAnExpression:
        return
    assert found("ab" * 150).text is not None


def test_a_group_that_is_not_there_is_told() -> None:
    with pytest.raises(NotAnExpression):
        replacer(TextSearch("a", r"\2", expression=True))


@given(st.text(), st.text(min_size=1), st.text(), st.booleans(), st.booleans())
def test_the_marked_parts_are_all_that_differs(text: str, find: str, new: str, exact: bool, words: bool) -> None:
    found = replacer(TextSearch(find, new, words, exact))(text)
    assert len(found.before) == len(found.after)
    kept = _without(text, found.before)
    assert kept == _without(found.text, found.after)
    assert all(found.text[first:last] == new for first, last in found.after)
    if not found.before:
        assert found.text == text


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    parts, end = [], 0
    for first, last in spans:
        parts.append(text[end:first])
        end = last
    return "".join((*parts, text[end:]))
