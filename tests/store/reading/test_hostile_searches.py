"""Twenty thousand random and hostile texts: each is read, shown and read again as the same, and asked of a log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.search import (
    FieldTerm,
    Or,
    Phrase,
    Search,
    Term,
    Words,
    parse,
    search_keys,
    show,
    show_term,
    walk,
)
from ascertain.domain.search.matching import sought_by
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample

COUNT = 20_000
WHOLE, TOGETHER = 50, 100
"""Every so many texts are asked whole; the parts of all are asked so many at a time."""
OWN = Fields((OwnField("Weather", OwnType.TEXT, key="weather"), OwnField("Depth", OwnType.NUMBER, key="depth")))

_SYNTAX = [
    '"', "'", '""', "*", "^", "+", "-", "(", ")", "{", "}", ":", ",", "،", ";", "|", "||", "&&", "\\", "/",
    "//", "=", "<", ">", "..", "…", "?", "%", "_", "~", "`", "“", "”", "„", "«", "»", " ", " ", " ", "\t",
    "\n", "\r", "AND ", "OR ", "NOT ", "NEAR(", "NEAR/3 ", "OR", "rowid:", "{title names}:", "title:",
    "incident_search", "MATCH ", "rank", "bm25(", "highlight(",
]  # fmt: skip
_SQL = [
    "'; DROP TABLE incident; --", "1 OR 1=1", "UNION SELECT * FROM operation", "/*", "*/", "--",
    "x' AND 1=(", "char(0)", "randomblob(1000000000)", ":name", "?1", "$x", "@y", "%s", "{0}", "%(a)s",
]  # fmt: skip
_LETTERS = [
    "\x00", "\x1a", "\x7f", "\ud800", "\udfff", "\ufeff", "\ufffe", "\u200b", "\u200c", "\u200d", "\u200e",
    "\u200f", "\u202a", "\u202e", "\u2066", "\u2068", "\u2069", "\u00ad", "\u0301", "\u0640", "ﷺ", "ﬁ", "ß",
    "İ", "ı", "ǆ", "½", "①", "Ⅷ", "٣", "۴", "é", "Å", "ø", "الأسد", "دير الزور", "می‌روند", 'צה"ל', "ת״א",
    "한글", "漢字", "क़", "กำ", "😀", "👩‍👩‍👧", "🇮🇶", "𝕏", "\U0010ffff",
]  # fmt: skip
_WORDS = [
    "drone", "Drone", "al-Asad", "Deir ez-Zor", "Ezzor", "U.S.", "o'clock", "2023", "2023-10", "2023-10-17",
    "2023-13-99", "0", "-1", "1e308", "9" * 40, "0x10", "٢٠٢٣", "none", "any", "unknown", "yes", "no",
    "review", "trash", "killed=0", "means=declined", "a", "x" * 300, "al al al al", "-" * 20, "(" * 40,
    ")" * 40, "\\" * 9, '"' * 9,
]  # fmt: skip
_KEYS = [f"{name}:" for key in search_keys(OWN) for name in (key.name, *key.aliases)]


def hostile(count: int) -> Iterator[str]:
    """Texts of every kind, the same in each run."""
    random = Random(20231017)
    pieces = [*_SYNTAX, *_SQL, *_LETTERS, *_WORDS, *_KEYS]
    for number in range(count):
        if number % 4 == 0:
            ends = random.choices((0x250, 0x110000), k=random.randrange(14))
            yield "".join(chr(random.randrange(end)) for end in ends)
        else:
            yield "".join(random.choices(pieces, k=random.randrange(1, 7)))
    yield from ("(" * 50_000, "-(" * 20_000 + "a", "a OR " * 20_000, "al-" * 30_000, "x" * 100_000, "ez zor " * 9_999)


@pytest.fixture
def queries(tmp_path: Path) -> Iterator[Queries]:
    sample = Sample(tmp_path / "small.ascertain")
    for number in range(4):
        base = sample.place(f"Base {number}")
        incident = sample.incident(title=f"Drone {number} at al-Asad", t_from=number, country="IQ", place_id=base)
        sample.statement(incident, "Outlet")
    for own in OWN.made:
        sample.insert("own_field", key=own.key, label=own.label, type=own.type.value)
    sample.close()
    asked = Queries(sample.path, lambda: date(2023, 10, 20))
    yield asked
    asked.close()


def test_any_text_is_read_shown_and_asked_without_harm(queries: Queries) -> None:
    asked: dict[Term, None] = {}
    for number, text in enumerate(hostile(COUNT)):
        search = parse(text, OWN)
        shown = show(search)
        again = search if shown == text else parse(shown, OWN)
        assert again.terms == search.terms, text
        assert show(again) == shown, text
        asked.update(dict.fromkeys(walk(search.terms)))
        if number % WHOLE == 0:
            assert len(queries.order(search)) <= 4, text
            assert all(start < end for start, end in sought_by(search).spans("Drone 1 at al-Asad, قاعدة الأسد"))
    plain = {show_term(term): term for term in asked if isinstance(term, Words | Phrase | FieldTerm)}
    assert len(plain) > COUNT / 2
    terms = list(plain.values())
    for start in range(0, len(terms), TOGETHER):
        # What is wrong with one of them is wrong with all.
        assert len(queries.order(Search((Or(tuple(terms[start : start + TOGETHER])),)))) <= 4


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*_WORDS, *_KEYS, *_LETTERS, "drnoe", "asd", "statu:x", " ", " "]), max_size=6).map(
        "".join
    )
)
def test_any_text_that_finds_little_can_be_asked_what_was_meant(queries: Queries, text: str) -> None:
    for offer in queries.offers(parse(text, OWN)).instead:
        assert queries.count(parse(offer.search, OWN)), offer
