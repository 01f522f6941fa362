"""Plain texts: in which encoding they are, and which day stands at their head."""

from __future__ import annotations

from datetime import date

import pytest

from ascertain.exchange.documents.datelines import find_dateline
from ascertain.exchange.documents.decoding import decode
from ascertain.exchange.documents.facts import Clue, Doubt, Facts, Lack, Where, from_json
from ascertain.exchange.documents.plain import read_plain, read_text
from tests.domain.test_document_text import WRITTEN

ENCODED = [
    ("en", "utf-8"), ("en", "utf-8-sig"), ("en", "utf-16"), ("en", "utf-16-le"), ("en", "utf-32"), ("fr", "cp1252"),
    ("de", "cp1252"), ("ar", "cp1256"), ("ar", "iso8859_6"), ("ar", "utf-16-be"), ("fa", "utf-16"), ("he", "cp1255"),
    ("he", "iso8859_8"), ("ru", "cp1251"), ("ru", "koi8_r"), ("tr", "cp1254"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
def test_a_text_is_read_in_its_encoding_and_the_encoding_told(language: str, encoding: str) -> None:
    text = WRITTEN[language]
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.encoding


def test_what_the_sender_names_counts_unless_the_bytes_say_otherwise() -> None:
    assert decode("naïve".encode("cp1252"), "windows-1252").certain
    assert decode("naïve".encode(), "windows-1252").encoding == "UTF-8"
    for codec in ("hex", "zip", "utf-7", "rot13", "no such", "\x00"):
        assert decode(b"na\xefve", codec).text.startswith("na")


DATED = [
    ("BAGHDAD, 18 October 2023 (Agency) — Two boats", date(2023, 10, 18), Doubt.NONE),
    ("October 19th, 2023", date(2023, 10, 19), Doubt.NONE),
    ("Published: 2023-10-18 14:05", date(2023, 10, 18), Doubt.NONE),
    ("الأربعاء 18 تشرين الأول/أكتوبر 2023", date(2023, 10, 18), Doubt.NONE),
    ("١٨ أكتوبر ٢٠٢٣", date(2023, 10, 18), Doubt.NONE),
    ("3 ربيع الآخر 1445", date(2023, 10, 18), Doubt.NONE),
    ("چهارشنبه ۲۶ مهر ۱۴۰۲", date(2023, 10, 18), Doubt.NONE),
    ("۱۴۰۲/۰۷/۲۶", date(2023, 10, 18), Doubt.NONE),
    ("18 באוקטובר 2023", date(2023, 10, 18), Doubt.NONE),
    ("le 3 août 2023", date(2023, 8, 3), Doubt.NONE),
    ("3. März 2023", date(2023, 3, 3), Doubt.NONE),
    ("18 de octubre de 2023", date(2023, 10, 18), Doubt.NONE),
    ("18 Ekim 2023", date(2023, 10, 18), Doubt.NONE),
    ("18 октября 2023 года", date(2023, 10, 18), Doubt.NONE),
    ("18.10.2023", date(2023, 10, 18), Doubt.NONE),
    ("10/18/2023", date(2023, 10, 18), Doubt.NONE),
    ("03/04/2023", date(2023, 4, 3), Doubt.TWO_WAYS),
    ("18 October 2023, updated 20 October 2023", date(2023, 10, 18), Doubt.OTHER_DAY),
]


@pytest.mark.parametrize(("head", "day", "doubt"), DATED)
def test_the_day_at_the_head_is_found(head: str, day: date, doubt: Doubt) -> None:
    found = find_dateline(f"Harbour closed\n{head}\n\nThe text.")
    assert found is not None
    assert (found.day, found.doubt) == (day, doubt)
    assert found.phrase in head


@pytest.mark.parametrize("head", ["", "18 October", "in 2023", "30 February 2023", "99/99/2023", "1445", "v2023.1"])
def test_no_day_is_made_up(head: str) -> None:
    assert find_dateline(head) is None


def test_a_day_far_below_is_of_what_is_told() -> None:
    assert find_dateline("word " * 500 + "18 October 2023") is None
    assert find_dateline("\n".join(["line"] * 40 + ["18 October 2023"])) is None


def test_a_text_without_words_says_so() -> None:
    assert read_text(" \x00 ").lacks == ((Lack.NO_TEXT, 0),)
    assert read_plain(b"\xff\xfe").lacks == ((Lack.NO_TEXT, 0),)


def test_what_a_reader_writes_is_read_again_and_nothing_else() -> None:
    facts = Facts(
        "html", "text", (Clue("title", "T", Where.META, "og:title", Doubt.GUESSED),), ((Lack.CUT, 7),), "UTF-8"
    )
    assert from_json(facts.to_json()) == facts
    for line in ("[]", "{}", "null", '{"form":"html","text":3,"clues":[],"lacks":[]}', "x", '{"clues":[1]}'):
        with pytest.raises(ValueError):
            from_json(line)
