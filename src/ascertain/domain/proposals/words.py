"""A text as words: each folded as it is compared, with its place, its sentence and its clause."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from ascertain.domain.folding import fold

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200d"
)
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d[\d,.٬٫]*\d|\d"
    rf"|[^\W\d_](?:[^\W\d_]|[{_MARKS}]|['’ʼʾʿ׳`\u200c](?=[^\W\d_])|(?<=[\u05d0-\u05ea])[\"“”״](?=[\u05d0-\u05ea]))*"
)
_POSSESSIVE = re.compile(r"(?:'s|’s|['’])$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[!?؟۔…]|\.[\"”’»')\]]*\s|\n\s*\n|\n\s*[-•*]|;\s|؛")
_CLAUSE_END = re.compile(r"[,،:()\[\]«»“”\"—]|\s[-–]\s")
_SHORT = frozenset(
    ("gen", "lt", "col", "maj", "capt", "sgt", "mr", "mrs", "ms", "dr", "st", "no", "approx", "ca", "brig", "adm")
)
"""Short forms after which a full stop ends no sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `text` as it is compared, `forms` with what may be written together with it taken off."""

    text: str
    forms: tuple[str, ...]
    start: int
    end: int
    sentence: int
    clause: int
    upper: bool = False
    title: bool = False


def read_words(text: str, prefixes: tuple[str, ...] = (), breaks: Collection[str] = ()) -> tuple[Word, ...]:
    """The words of `text` in their order. `prefixes` are written together with a word (as the Arabic article);
    `breaks` are words that begin a clause."""
    made: list[Word] = []
    sentence = clause = last = 0
    for found in _WORD.finditer(text):
        raw = found[0]
        plain = folded_word(raw)
        if not plain:
            continue
        between = text[last : found.start()]
        if made and _SENTENCE_END.search(between + " ") and not _abbreviated(made[-1], between, raw):
            sentence += 1
            clause += 1
        elif made and (_CLAUSE_END.search(between) or plain in breaks):
            clause += 1
        end = found.end()
        forms = (plain, *_without(plain, prefixes))
        made.append(Word(plain, forms, found.start(), end, sentence, clause, _is_upper(raw), raw[0].isupper()))
        last = end
    return tuple(made)


def in_sentence(words: tuple[Word, ...], at: int, other: int) -> bool:
    """Whether two places are words of the same sentence."""
    return 0 <= other < len(words) and words[other].sentence == words[at].sentence


def quote_of(text: str, start: int, end: int) -> str:
    """The words of a passage as they are cited: in one line, not too many."""
    cited = " ".join(text[start:end].split())
    return cited if len(cited) <= 80 else f"{cited[:79]}…"


def plain_names(name: str) -> tuple[str, ...]:
    """The words of a name as those of a text are compared."""
    return tuple(plain for found in _WORD.finditer(name) if (plain := folded_word(found[0])))


@lru_cache(maxsize=20_000)
def folded_word(raw: str) -> str:
    """A single word as it is compared, without the possessive of English."""
    if len(raw) > 3 and raw[0].isascii():
        raw = _POSSESSIVE.sub("", raw)
    return fold(raw).replace(" ", "")


def _abbreviated(before: Word, between: str, raw: str) -> bool:
    """Whether the full stop belongs to a short form: `Lt. Gen.`, or a name follows in lower case."""
    if between.strip() != ".":
        return False
    return before.text in _SHORT or (raw[0].isascii() and raw[0].islower())


def _without(word: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word[len(each) :] for each in prefixes if word.startswith(each) and len(word) - len(each) >= 2)


def _is_upper(raw: str) -> bool:
    return raw.replace(".", "").isupper()
