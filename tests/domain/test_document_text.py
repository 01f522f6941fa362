"""The one form of a document's text, and the language that it is written in."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.document_text import first_line, normalised, one_line, text_hash
from ascertain.domain.languages import language_of

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=80) | st.text(
    st.sampled_from(" \n\r\t\x85\u2028\u2029\u00a0\u200b\u200c\u200f\u202e\ufeff\x00e\u0301אمa.\ud800"), max_size=40
)

WRITTEN = {
    "en": "The command said that two boats were seen near the harbour and that nobody was hurt by the blast.",
    "fr": "Le porte-parole du commandement a déclaré que deux bateaux ont été vus près du port, sans aucun blessé.",
    "de": "Der Sprecher des Kommandos sagte, dass zwei Boote in der Nähe des Hafens gesehen wurden.",
    "es": "El portavoz del mando dijo que se vieron dos barcos cerca del puerto y que no hubo heridos.",
    "it": "Il portavoce del comando ha detto che due barche sono state viste vicino al porto della città.",
    "tr": "Komutanlık sözcüsü limanın yakınında iki tekne görüldüğünü ve patlama ile kimsenin yaralanmadığını söyledi.",
    "ru": "Представитель командования сказал, что две лодки были замечены у порта и что никто не пострадал.",
    "ar": "قال متحدث باسم القيادة إن زورقين شوهدا قرب الميناء وإن أحدا لم يصب بأذى في الانفجار.",
    "fa": "سخنگوی فرماندهی گفت که دو قایق در نزدیکی بندر دیده شده و هیچ کس در این انفجار آسیب ندیده است.",
    "ur": "کمان کے ترجمان نے کہا کہ بندرگاہ کے قریب دو کشتیاں دیکھی گئیں اور دھماکے میں کوئی زخمی نہیں ہوا۔",
    "ckb": "وتەبێژی فەرماندەیی گوتی کە دوو بەلەم لە نزیک بەندەرەکە بینراون و هیچ کەس بریندار نەبووە.",
    "he": "דובר הפיקוד אמר כי שתי סירות נראו ליד הנמל וכי איש לא נפגע מן הפיצוץ.",
    "el": "Ο εκπρόσωπος της διοίκησης είπε ότι δύο σκάφη εθεάθησαν κοντά στο λιμάνι.",
}


@given(ANY_TEXT)
def test_the_one_form_of_a_text_stays_as_it_is(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in once if sign != "\n")
    assert "\n\n\n" not in once
    once.encode()


@given(st.lists(st.text(st.characters(categories=("L", "N", "P")), max_size=20), max_size=6))
def test_the_hash_is_the_same_whatever_the_line_ends(lines: list[str]) -> None:
    hashes = {text_hash(normalised(end.join(lines))) for end in ("\n", "\r\n", "\r", "\x85", "\u2028", " \n", "\t\r\n")}
    assert len(hashes) == 1


def test_paragraphs_stay_and_what_is_not_seen_goes() -> None:
    text = "\ufeff One\u00a0two  three \r\n\r\n\r\n\r\nfour\u200b\u202efive\x00\r\n"
    assert normalised(text) == "One two three\n\nfourfive"
    persian = "می\u200cشود"
    assert normalised(persian) == persian
    assert text_hash("é") == hashlib.sha256("é".encode()).hexdigest()
    assert text_hash("") == ""


def test_a_line_is_cut_where_it_is_too_long() -> None:
    assert one_line("a\nb\t c") == "a b c"
    assert len(one_line("x" * 900)) == 500
    assert first_line("— —\n 12 \nHarbour closed\nmore") == "Harbour closed"
    assert first_line("12\n—") == ""


@pytest.mark.parametrize("language", WRITTEN)
def test_a_sentence_tells_its_language(language: str) -> None:
    found = language_of(WRITTEN[language])
    assert (found.code, found.certain) == (language, True)


@pytest.mark.parametrize("text", ["", "12:30 — 14", "ok", "\ud800", "x" * 10])
def test_where_nothing_points_to_a_language_none_is_certain(text: str) -> None:
    assert not language_of(text).certain
