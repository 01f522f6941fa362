"""Which words a search asks for, with their other spellings: what the index is asked, and what is shown as found.

Hyphens are typed or not, and the articles of Arabic names are written apart, with a hyphen, or as one word, with the
sound that they take on (`al-Asad`, `al Asad`, `alAsad`; `Deir ez-Zor`, `Deir Ezzor`); the half-space of Persian is
typed or not, and an Arabic word is found with its article too. So what is asked is a run of words side by side, and its
other spellings are further runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ascertain.domain.folded_words import pieces
from ascertain.domain.search.terms import And, Not, Or, Phrase, Term, Words

MOST_TOKENS = 100
"""Words of one part of a search that are asked; the full-text index takes no expression of any size."""
MOST_SPELLINGS = 6

ARTICLES = frozenset(
    (
        "al", "el", "il", "ul", "as", "es", "ash", "esh", "at", "et", "ad", "ed", "adh", "edh", "an", "en", "ar", "er",
        "az", "ez", "ath", "eth",
    )
)  # fmt: skip
_JOINED = re.compile(r"([aeiu]l)([a-z]{3,})|([aeiu](sh|th|dh|[tdrzsn]))(?=\4)([a-z]{3,})")
_HALF_SPACE = re.compile("(ن?مي)([\u0620-\u06d3]{3,})|([\u0620-\u06d3]{3,})(ها|هاي|هايي|ترين)")
_ARABIC_ARTICLE = "ال"
_ARABIC = re.compile("[\u0620-\u06d3]{3,}")

Run = tuple[str, ...]
"""Folded words that stand side by side."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked: found where any of the runs is. The last word of a run begins a word, or is one where
    `whole`."""

    runs: tuple[Run, ...]
    whole: bool = False

    def where(self, tokens: Sequence[str]) -> Iterator[tuple[int, Run]]:
        """Each place among the words of a text, folded, where a run is found, and the run."""
        for run in self.runs:
            last = len(run) - 1
            for at in range(len(tokens) - last):
                end = tokens[at + last]
                ends = end == run[-1] if self.whole else end.startswith(run[-1])
                if ends and tuple(tokens[at : at + last]) == run[:-1]:
                    yield at, run

    def found_in(self, tokens: Sequence[str]) -> bool:
        """Whether a text with these words, folded, has it."""
        return any(True for _ in self.where(tokens))


@lru_cache(maxsize=512)
def asked_by(text: str) -> tuple[Asked, ...]:
    """What a plain word asks, all of it: what is typed with a hyphen stands side by side, the rest anywhere."""
    return tuple(Asked(_spellings(piece, whole=False)) for piece in pieces(text)[:MOST_TOKENS])


@lru_cache(maxsize=512)
def asked_by_quote(text: str) -> tuple[Asked, ...]:
    """What a quote asks: its words side by side."""
    found = pieces(text)
    words = tuple(token for piece in found for token in piece)[:MOST_TOKENS]
    if not words:
        return ()
    parted = _spellings(words, whole=True)
    written_as_one = tuple("".join(piece) for piece in found)
    return (Asked(tuple(dict.fromkeys((*parted, written_as_one[:MOST_TOKENS]))), whole=True),)


def asked_together(terms: Iterable[Words | Phrase]) -> list[tuple[Asked, ...]]:
    """What each of some terms asks that are all asked: an article and the name after it may be one word."""
    asked: list[tuple[Asked, ...]] = []
    article = ""
    for term in terms:
        if isinstance(term, Phrase):
            asked.append(asked_by_quote(term.text))
            article = ""
            continue
        found = asked_by(term.text)
        if article and found and len(found[0].runs[0][0]) > 2:
            first = found[0]
            first = replace(first, runs=(*first.runs, (article + first.runs[0][0], *first.runs[0][1:])))
            found = (first, *found[1:])
        asked.append(found)
        is_article = len(found) == 1 and found[0].runs[0][0] in ARTICLES and len(found[0].runs[0]) == 1
        article = found[0].runs[0][0] if is_article else ""
    return asked


def words_in(terms: Iterable[Term]) -> Iterator[Words | Phrase]:
    """The words and quotes that a search looks for, in their order: not those that it leaves out."""
    for term in terms:
        if isinstance(term, Words | Phrase):
            yield term
        elif isinstance(term, And | Or):
            yield from words_in(term.terms)
        elif isinstance(term, Not) and isinstance(term.term, Not):
            yield from words_in((term.term.term,))


def _spellings(words: Run, *, whole: bool) -> tuple[Run, ...]:
    """A run and its other spellings, the typed one first."""
    found = [words]
    for at, word in enumerate(words):
        rest = words[at + 1 :]
        if rest and word in ARTICLES and len(rest[0]) > 2:
            found.append((*words[:at], word + rest[0], *rest[1:]))
        elif parts := _parted(word):
            found.append((*words[:at], *parts, *rest))
    if not whole and len(words) > 1:
        found.append(("".join(words),))
    if not whole and len(words) == 1 and _ARABIC.fullmatch(words[0]) and not words[0].startswith(_ARABIC_ARTICLE):
        found.append((_ARABIC_ARTICLE + words[0],))
    return tuple(dict.fromkeys(found))[:MOST_SPELLINGS]


def _parted(word: str) -> Run:
    """The two words that are written as one: an article and a name, or a Persian word that a half-space parts; nothing
    for another word."""
    if found := _JOINED.fullmatch(word):
        return (found[1], found[2]) if found[1] else (found[3], found[5])
    found = _HALF_SPACE.fullmatch(word)
    return () if found is None else (found[1], found[2]) if found[1] else (found[3], found[4])
