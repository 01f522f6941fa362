from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.transliteration import bare_key, close_key, without_articles


@pytest.mark.parametrize(
    "spellings",
    [
        ("Deir ez-Zor", "Dayr az-Zawr", "Deir al-Zor", "Deir al-Zour", "Dair az-Zaur", "Deir Ezzor"),
        ("Ain al-Asad", "Ayn al-Asad", "Ein al-Asad"),
        ("Rutba", "Ar Rutbah", "ar-Ruṭba", "Rutbah"),
        ("Al Hudaydah", "Hodeidah", "Hodeida"),
        ("Qamishli", "Al-Qāmishlī", "Kamishli"),
        ("Ash Sharqat", "Al-Sharqat", "Sharqat"),
    ],
)
def test_latin_spellings_have_one_close_key(spellings: tuple[str, ...]) -> None:
    assert len({close_key(each) for each in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("Deir ez-Zor", "Deirezzor", "دير الزور", "دیرالزور", "דיר א-זור"),
        ("Ain al-Assad", "Ayn al-Asad", "عين الأسد", "عین الاسد"),
        ("Tehran", "Teheran", "طهران", "تهران", "טהראן"),
        ("Baghdad", "Bagdad", "بغداد", "בגדאד"),
        ("Mosul", "Al Mawsil", "الموصل"),
        ("Sanaa", "Ṣan‘ā’", "صنعاء"),
        ("Tel Aviv", "תל אביב", "تل أبيب"),
        ("Khorramshahr", "خرمشهر", "Khoramshahr"),
        ("Taiz", "Ta'izz", "تعز"),
    ],
)
def test_scripts_have_one_bare_key(spellings: tuple[str, ...]) -> None:
    assert len({bare_key(each) for each in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Homs", "Hama"), ("Basra", "Baghdad"), ("الرقة", "الرطبة"), ("Erbil", "Arar")]
)
def test_other_places_have_other_keys(one: str, other: str) -> None:
    assert close_key(one) != close_key(other)
    assert bare_key(one) != bare_key(other)


def test_articles_stand_for_nothing_but_an_article_alone_is_a_name() -> None:
    assert without_articles("Deir ez-Zor") == "deir zor"
    assert without_articles("الرطبة") == "رطبه"
    assert close_key("Al") == "al"


@given(st.text(max_size=60))
def test_any_text_has_keys_without_spaces(text: str) -> None:
    for key in (close_key(text), bare_key(text)):
        assert " " not in key
        assert "\t" not in key
        assert "\n" not in key
