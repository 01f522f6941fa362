"""The folded words of a text with the places of their letters in it, so that what folding finds can be shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ascertain.domain.folding import ABBREVIATION, JOINING, TOKEN, fold_characters

_DROPPED = "'`."
"""ASCII that folding may take out of a word."""
_TATWEEL = "ـ"


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """One word: folded, as `domain.folding.tokens` gives it, and where in the text each of its letters stands."""

    token: str
    places: Sequence[int]

    @property
    def start(self) -> int:
        """Where the word begins in the text."""
        return self.places[0]

    @property
    def last(self) -> int:
        """Where its last letter stands in the text."""
        return self.places[-1]


def folded_words(text: str) -> list[FoldedWord]:
    """The words of `tokens(text)`, in their order, each with the places of its letters."""
    if text.isascii() and not any(mark in text for mark in _DROPPED):
        # What the rest does, letter for letter, and much quicker.
        return [FoldedWord(found[0], range(*found.span())) for found in TOKEN.finditer(text.lower())]
    letters: list[str] = []
    places: list[int] = []
    for at, folded in enumerate(fold_characters(text)):
        letters.extend(folded)
        places.extend([at] * len(folded))
    folded_text = "".join(letters)
    for found in reversed(list(ABBREVIATION.finditer(folded_text)) if "." in folded_text else []):
        for at in range(found.end() - 1, found.start() - 1, -1):
            if letters[at] == ".":
                del letters[at], places[at]
    folded_text = "".join(letters)
    return [FoldedWord(found[0], tuple(places[found.start() : found.end()])) for found in TOKEN.finditer(folded_text)]


def pieces(text: str) -> list[tuple[str, ...]]:
    """The words of `text`, those together that only a hyphen or a mark without width parts: `al-Asad`."""
    found: list[list[str]] = []
    words = folded_words(text)
    for before, word in pairwise([None, *words]):
        if word is None:
            continue
        between = text[before.last + 1 : word.start] if before is not None else None
        if found and between is not None and all(_joins(character) for character in between):
            found[-1].append(word.token)
        else:
            found.append([word.token])
    return [tuple(each) for each in found]


def end_of(text: str, word: FoldedWord, letters: int) -> int:
    """Where the first `letters` of a word end in the text, with the diacritics that stand on the last of them."""
    end = word.places[letters - 1] + 1
    while end < len(text) and (text[end] == _TATWEEL or unicodedata.category(text[end]) in ("Mn", "Me")):
        end += 1
    return end


def _joins(character: str) -> bool:
    return character in JOINING or unicodedata.category(character) in ("Mn", "Me", "Cf")
