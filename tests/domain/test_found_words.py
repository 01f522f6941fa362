"""What of a shown text a search finds, whatever folding does to its length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.domain.folded_words import folded_words, pieces
from ascertain.domain.folding import fold_characters, tokens
from ascertain.domain.search import parse
from ascertain.domain.search.asked import asked_by
from ascertain.domain.search.matching import sought_by

_PIECES = [
    "a", "B", "é", "ß", "ﬁ", "Æ", "٣", "אל", '"', "״", "'", "-", "־", "\u200c", "\u200d", "\u0301", "ـ", "أ", "ً",
    "الأسد",
    "U.S.", "u.", ".", " ", "\n", "\x00", "\ud800", "\u202e", "_", "ک", "①", "½", "กำ", "한", "😀", "ؤ", "ﷺ", "İ",
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join) | st.text(st.characters(codec=None), max_size=30)


def marked(text: str, search: str, key: str = "") -> str:
    """The text with brackets around what is found."""
    out, at = [], 0
    for start, end in sought_by(parse(search)).spans(text, key):
        out += [text[at:start], "[", text[start:end], "]"]
        at = end
    return "".join([*out, text[at:]])


@settings(max_examples=400)
@given(_TEXTS)
def test_the_words_of_a_text_are_those_that_folding_gives_with_their_places(text: str) -> None:
    words = folded_words(text)
    assert [word.token for word in words] == tokens(text)
    for word in words:
        assert len(word.token) == len(word.places)
        assert list(word.places) == sorted(word.places)
        assert all(letter in fold_characters(text)[at] for letter, at in zip(word.token, word.places, strict=True))


@settings(max_examples=200)
@given(_TEXTS, _TEXTS)
def test_what_is_found_lies_within_the_text_and_does_not_overlap(text: str, search: str) -> None:
    at = -1
    for start, end in sought_by(parse(search)).spans(text):
        assert at < start < end <= len(text)
        at = end


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_every_word_of_a_text_finds_itself(text: str) -> None:
    words = tokens(text)
    for word in words:
        assert all(each.found_in(words) for each in asked_by(word))


@pytest.mark.parametrize(
    ("text", "search", "told"),
    [
        ("Drones near Ain al-Asad", "drone", "[Drone]s near Ain al-Asad"),
        ("Drones near Ain al-Asad", "al-Asad", "Drones near Ain [al-Asad]"),
        ("Also near Asad", "al-Asad", "Also near Asad"),
        ("Drones near Ain alAsad base", "al-asad", "Drones near Ain [alAsad] base"),
        ("Drones near Ain al-Asad", "alasad", "Drones near Ain [al-Asad]"),
        ("Drones near Ain Al Asad", "alAsad", "Drones near Ain [Al] [Asad]"),
        ("Shelling of Deir ez-Zor", "deir ezzor", "Shelling of [Deir] [ez-Zor]"),
        ("Shelling of Deir Ezzor", "Deir ez-Zor", "Shelling of [Deir] [Ezzor]"),
        ("Shelling of Deir Ezzor", '"Deir ez-Zor"', "Shelling of [Deir] [Ezzor]"),
        ("قصف قاعدة الأسد", "الاسد", "قصف قاعدة [الأسد]"),
        ("قصف قاعدة الأَسَدِ", "الاسد", "قصف قاعدة [الأَسَدِ]"),
        ("قصف الأســد", "اسد", "قصف [الأســد]"),
        ("هجوم ١٧ أكتوبر", "17", "هجوم [١٧] أكتوبر"),
        ("گزارش‌ها می‌روند", "گزارشها میروند", "[گزارش‌ها] [می‌روند]"),
        ("گزارشها", "گزارش‌ها", "[گزارشها]"),
        ('דובר צה"ל בחיפה', "צהל", 'דובר [צה"ל] בחיפה'),
        ("The U.S. base", "us", "The [U.S]. base"),
        ("ﬁre at Çeşme", "fi cesme", "[ﬁ]re at [Çeşme]"),
        ("Two drones, two bases", '"two bases"', "Two drones, [two] [bases]"),
        ("Two drones", '"two drone"', "Two drones"),
        ("Two drones", "-two drones", "Two [drones]"),
        ("Two drones", "two OR drone", "[Two] [drone]s"),
        ("Two drones", "-(two drones)", "Two drones"),
        ("Sana’a airport", "sanaa", "[Sana’a] airport"),
        ("😀 drone", "drone", "😀 [drone]"),
        ("2023-0107", "2023-01", "[2023-01]07"),
    ],
)  # fmt: skip
def test_what_a_search_finds_is_marked(text: str, search: str, told: str) -> None:
    assert marked(text, search) == told


def test_what_is_asked_of_a_field_is_marked_in_that_field_alone() -> None:
    assert marked("Erbil airport", "place:erbil", "place") == "[Erbil] airport"
    assert marked("Erbil airport", "place:erbil", "title") == "Erbil airport"
    assert marked("Kataib", "actor:kataib", "claimed_by") == "[Kataib]"
    assert marked("claimed", "status:claimed", "status") == "claimed"


def test_the_parts_of_a_word_stand_together_where_a_hyphen_joins_them() -> None:
    assert pieces("Ain al-Asad, foo:bar al'Umar") == [("ain",), ("al", "asad"), ("foo",), ("bar",), ("alumar",)]
