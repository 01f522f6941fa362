"""What find and replace makes of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.text_replacing import NotAnExpression, TextSearch, replacer


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


@pytest.mark.parametrize("wrong", ["(", "(a+)+", "((a+))+", "(a|a)*b", "(a?){30}", "(a|b*)*c", "a*", r"(.*)(.*)(.*)x"])
def test_a_wrong_expression_is_told(wrong: str) -> None:
    with pytest.raises(NotAnExpression) as told:
        replacer(TextSearch(wrong, "", expression=True))
    assert str(told.value).endswith(".")


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
