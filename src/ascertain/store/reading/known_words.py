"""The words that the log knows, for what was typed otherwise: those of the full-text index, and those of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Table, column, func, select, union_all
from sqlalchemy import table as plain_table

from ascertain.domain.folded_words import folded_words
from ascertain.domain.transliteration import bare_key, close_key
from ascertain.store.connection import WORDS, know_words
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table

MOST_NAMES = 20_000
"""Names that are compared, those that were made last."""
_NAMED = ("place", "place_name", "actor", "actor_name", "source", "source_name", "tag")
_SAME_SOUND, _OTHER_SCRIPT, _LIKE_SOUND = 0.5, 1.6, 2.0
"""How far a word is that sounds alike, is written in another script, or shares the consonants; a letter counts 1."""
SHORTEST = 3
"""Letters of a word for which others are looked for."""


@dataclass(slots=True)
class KnownNames:
    """The names of a log, and the words that they are made of, each as it is spelt."""

    names: list[str]
    words: dict[str, str] = field(default_factory=dict)
    by_close: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_bare: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for name in self.names:
            self._add(name)
            for word in folded_words(name):
                self.words.setdefault(word.token, name[word.start : word.last + 1])
        for spelt in list(self.words.values()):
            self._add(spelt)

    def sounding(self, text: str) -> Iterator[tuple[float, str]]:
        """Names, and words of names, that sound as `text` does, in any script."""
        close, bare = close_key(text), bare_key(text)
        if len(close) > 2:
            yield from ((_SAME_SOUND, each) for each in self.by_close.get(close, ()))
        if len(bare) > 2:
            ascii_text = text.isascii()
            yield from (
                (_OTHER_SCRIPT if each.isascii() != ascii_text else _LIKE_SOUND, each)
                for each in self.by_bare.get(bare, ())
            )

    def _add(self, text: str) -> None:
        for key, those in ((close_key(text), self.by_close), (bare_key(text), self.by_bare)):
            if key and text not in those[key]:
                those[key].append(text)


def known_names_of(line: ReadLine) -> KnownNames:
    """All names of places, actors, sources and tags."""
    kinds: Iterable[Table] = (table(name) for name in _NAMED)
    asked = union_all(*(select(each.c.id, each.c.name) for each in kinds)).subquery()
    rows = line.all(select(asked.c.name).distinct().order_by(asked.c.id.desc()).limit(MOST_NAMES))
    return KnownNames([row[0] for row in rows])


def words_like(line: ReadLine, word: str, names: KnownNames) -> list[str]:
    """Words that were meant, perhaps: the nearest first, of those the most frequent."""
    from rapidfuzz.distance import OSA

    pause = line.pause()
    most = _most_letters(word)
    found: dict[str, tuple[float, int]] = {}

    def add(shown: str, far: float, often: int) -> None:
        if shown not in found or far < found[shown][0]:
            found[shown] = (far, -often)

    for far, spelt in names.sounding(word):
        add(spelt, far, 0)
    for token, spelt in names.words.items():
        if len(token) >= SHORTEST and (letters := OSA.distance(word, token, score_cutoff=most)) <= most:
            add(spelt, letters, 1)
    pause()
    spelt_in_names = names.words
    for first in dict.fromkeys(word[:2]):
        for token, often in _vocabulary(line, first, max(len(word) - most, SHORTEST), len(word) + most):
            if (letters := OSA.distance(word, token, score_cutoff=most)) <= most:
                add(spelt_in_names.get(token, token), letters + 0.1, often)
        if found:
            break
        pause()
    return [shown for shown in sorted(found, key=lambda each: (found[each], each)) if shown.casefold() != word]


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """Those of some short names that differ from `wanted` by a letter or two, the nearest first."""
    from rapidfuzz.distance import OSA

    most = _most_letters(wanted)
    far = {name: OSA.distance(wanted, name, score_cutoff=most) for name in known}
    return sorted((name for name, letters in far.items() if letters <= most), key=lambda name: (far[name], name))


def _most_letters(word: str) -> int:
    return 1 if len(word) <= 5 else 2 if len(word) <= 8 else 3


def _vocabulary(line: ReadLine, first: str, shortest: int, longest: int) -> Iterable[tuple[str, int]]:
    """The words of the index that begin with a letter, and in how many incidents each stands."""
    know_words(line.raw)
    term: ColumnElement[str] = column("term")
    often: ColumnElement[int] = column("doc")
    asked = select(term, often).select_from(plain_table(WORDS, schema="temp"))
    within = (term >= first, term < chr(ord(first) + 1), func.length(term).between(shortest, longest))
    return [(row[0], row[1]) for row in line.all(asked.where(*within))]
