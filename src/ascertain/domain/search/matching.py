"""What of a shown text a search finds: the places of the letters, in the text as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ascertain.domain.fields import BY_KEY, Field, FieldType
from ascertain.domain.folded_words import FoldedWord, end_of, folded_words
from ascertain.domain.folding import tokens
from ascertain.domain.search.accounts import ACCOUNT_KEYS
from ascertain.domain.search.asked import Asked, asked_by, asked_together, words_in
from ascertain.domain.search.terms import And, FieldTerm, Or, Search, Term

Span = tuple[int, int]
"""From the first letter to the one after the last, in characters."""

_FOUND_BY_WORDS = frozenset(
    (
        FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PLACE, FieldType.ACTORS, FieldType.TAGS, FieldType.STATEMENTS,
        FieldType.LINK,
    )
)  # fmt: skip
_WITHIN = {"actor": ("claimed_by", "attributed_to", "target", "host", "interceptor")}
"""Keys of the search language that ask in several fields."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The words that a search looks for: anywhere, and in single fields."""

    anywhere: tuple[Asked, ...] = ()
    within: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.anywhere or self.within)

    def spans(self, text: str, key: str = "") -> tuple[Span, ...]:
        """What of the text of a field is found, from its beginning to its end; no two touch each other."""
        asked = (*self.anywhere, *self.within.get(key, ()))
        if not asked or not text:
            return ()
        plain = tokens(text)
        asked = tuple(each for each in asked if each.found_in(plain))
        if not asked:
            return ()
        words = folded_words(text)
        return _merged(span for each in asked for span in _spans(text, words, each))

    def all_found_in(self, text: str) -> bool:
        """Whether one text has all that is looked for anywhere."""
        words = tokens(text)
        return all(each.found_in(words) for each in self.anywhere)

    def found_in(self, text: str, key: str = "") -> bool:
        """Whether any of it is found in the text of a field."""
        asked = (*self.anywhere, *self.within.get(key, ()))
        if not asked or not text:
            return False
        words = tokens(text)
        return any(each.found_in(words) for each in asked)


NOTHING = Sought()


def sought_by(search: Search | None) -> Sought:
    """What a search looks for; not what it leaves out."""
    terms = search.terms if search is not None else ()
    anywhere = dict.fromkeys(asked for each in asked_together(words_in(terms)) for asked in each)
    within: dict[str, tuple[Asked, ...]] = {}
    for term in _field_terms(terms):
        if term.field in ACCOUNT_KEYS or (term.field in BY_KEY and not found_by_words(BY_KEY[term.field])):
            continue
        texts = [value for value in term.values if isinstance(value, str)]
        asked = tuple(each for text in texts for each in asked_by(text))
        for key in _WITHIN.get(term.field, (term.field,)) if asked else ():
            within[key] = (*within.get(key, ()), *asked)
    return Sought(tuple(anywhere), within)


def found_by_words(described: Field) -> bool:
    """Whether a search for words looks into what a field shows."""
    return described.type in _FOUND_BY_WORDS


def _field_terms(terms: Iterable[Term]) -> Iterator[FieldTerm]:
    for term in terms:
        if isinstance(term, FieldTerm):
            yield term
        elif isinstance(term, And | Or):
            yield from _field_terms(term.terms)


def _spans(text: str, words: list[FoldedWord], asked: Asked) -> Iterator[Span]:
    for at, run in asked.where([word.token for word in words]):
        side_by_side = words[at : at + len(run)]
        start = side_by_side[0].start
        for word, following in pairwise(side_by_side):
            end = end_of(text, word, len(word.token))
            if any(character.isspace() for character in text[end : following.start]):
                yield start, end
                start = following.start
        last = side_by_side[-1]
        yield start, end_of(text, last, len(last.token) if asked.whole else len(run[-1]))


def _merged(spans: Iterator[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
