"""A search made of anything that the language knows is shown as text that is read as the same search."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.domain.fields import ASSERTABLE, FieldType
from ascertain.domain.folding import tokens
from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.search import (
    And,
    FieldTerm,
    Not,
    Op,
    Or,
    Phrase,
    Range,
    Search,
    SearchKey,
    Term,
    Words,
    parse,
    search_keys,
    show,
)

OWN = Fields(OwnField(kind.name, kind, key=f"own_{kind.value}") for kind in OwnType)
_WHOLE, _DAYS = st.integers(0, 10**12 - 1), st.dates()
_REALS = st.floats(-1e14, 1e14, allow_nan=False).map(lambda number: round(number, 6) + 0.0)


def _is_kept(text: str) -> bool:
    """Whether a text is as it is typed: no marks that are not seen, no space at its ends, a word in it."""
    harmless = all(
        unicodedata.category(letter) not in ("Cc", "Cs", "Cf", "Zl", "Zp") or letter == "\u200c" for letter in text
    )
    return harmless and text.strip() == text and bool(tokens(text))


_TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(_is_kept) | st.sampled_from(
    [
        "al-Asad",
        "none",
        "any",
        "Any",
        'a "quote"',
        "back\\slash",
        "a,b",
        "//x y",
        "(a)",
        "دير الزور",
        'צה"ל',
        "می‌روند",
        "a:b",
    ]
)
_WORDS = st.from_regex(r"[^\W_]+(-[^\W_]+)?", fullmatch=True).filter(
    lambda word: word not in ("OR", "AND", "NOT") and bool(tokens(word)) and _is_kept(word)
)


def _ranges(ends: st.SearchStrategy[Any]) -> st.SearchStrategy[Range]:
    both = st.lists(ends, min_size=2, max_size=2).map(sorted).map(lambda pair: Range(*pair))
    return both | ends.map(lambda end: Range(end, None)) | ends.map(lambda end: Range(None, end))


@cache
def _values(key: SearchKey) -> st.SearchStrategy[str | Range]:
    """What can stand behind the colon."""
    if key.key == "says":
        what = ["", "=0", "=declined", "=silent", "=unknown", "=2–3", "=a, b"]
        return st.sampled_from([f"{field}{each}" for field in (*ASSERTABLE, "killed") for each in what])
    if key.key in ("declined", "silent"):
        return st.sampled_from(list(ASSERTABLE))
    if key.values:
        return st.sampled_from(key.values)
    match key.type:
        case FieldType.FIGURE:
            return _ranges(_WHOLE) | st.just("unknown")
        case FieldType.INTEGER:
            return _ranges(_WHOLE)
        case FieldType.NUMBER:
            return _ranges(_REALS)
        case FieldType.TIME | FieldType.DATE | FieldType.INSTANT:
            return _ranges(_DAYS)
    return _TEXTS


@st.composite
def _field_terms(draw: st.DrawFn) -> FieldTerm:
    key = draw(st.sampled_from(search_keys(OWN)))
    op = draw(st.sampled_from([Op.IS, Op.IS, Op.IS, Op.EMPTY, Op.STATED]))
    values = draw(st.lists(_values(key), min_size=1, max_size=3, unique=True)) if op is Op.IS else []
    return FieldTerm(key.key, op, tuple(values))


_LEAVES: st.SearchStrategy[Term] = _WORDS.map(Words) | _TEXTS.map(Phrase) | _field_terms()


def _joined(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=2, max_size=3)
    return (
        several.filter(lambda terms: not any(isinstance(term, And) for term in terms)).map(lambda t: And(tuple(t)))
        | several.filter(lambda terms: not any(isinstance(term, Or) for term in terms)).map(lambda t: Or(tuple(t)))
        | inner.filter(lambda term: not isinstance(term, Not)).map(Not)
    )


_TERMS = st.recursive(_LEAVES, _joined, max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(_TERMS.filter(lambda term: not isinstance(term, And)), max_size=4))
def test_what_is_shown_is_read_as_the_same_search(terms: list[Term]) -> None:
    search = Search(tuple(terms))
    shown = show(search)
    again = parse(shown, OWN)
    assert again == search, shown
    assert show(again) == shown


def test_every_key_with_every_kind_of_value_is_among_them() -> None:
    kinds = {key.type for key in search_keys(OWN)}
    assert kinds >= {
        FieldType.NUMBER,
        FieldType.YES_NO,
        FieldType.LINK,
        FieldType.CODE,
        FieldType.TIME,
        FieldType.FIGURE,
    }
