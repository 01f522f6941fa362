"""Names of places in running text, with the boundaries of words, and without taking common words for names.

Text is read from left to right and the longest name wins. A name of the log, of a country, a first division or a larger
town stands for itself. What is less sure needs a word before or after it that speaks of places ("in", "near", "قرب"):
names of villages, names that are common words too ("Reading", "Of"), and short ones; and a name that only sounds like a
common word must be spelt as in the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ascertain.app.gazetteer.own import OwnPlaces
from ascertain.app.gazetteer.place_words import (
    ARTICLES,
    DIVISION_AFTER,
    DIVISION_BEFORE,
    attached,
    speaks_of_others_after,
    speaks_of_places_after,
    speaks_of_places_before,
)
from ascertain.app.gazetteer.world import World
from ascertain.domain.folding import fold
from ascertain.domain.gazetteer import FoundPlace, PlaceHit
from ascertain.domain.transliteration import close_key

_WORD = re.compile(r"[^\W_]+(?:['’ʿʾ‘ʼ`][^\W\d_]+)*")
_BETWEEN = re.compile("[ \t\u00a0\u200c\r]*[-‐‑–]?[ \t\u00a0\u200c\r]*\n?[ \t]*|['’]")
_LISTED = re.compile(r"\s*[,،/(–-]\s*")
_MOST_WORDS = 6
_MOST_CANDIDATES = 6
_SURE_FROM = 20_000
"""From this many people on the name of a town is taken without a word beside it that speaks of places."""
_KNOWN_FROM = 300_000
"""From this many people on, also by a name that is not the usual one."""
_SHORTEST = 3
"""Letters of a name that stands for itself, and that is told from others by its spelling."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """What a stretch of words may be: the numbers of places of the log and of the world."""

    own: tuple[int, ...]
    world: tuple[int, ...]
    mark: str

    @property
    def any(self) -> bool:
        return bool(self.own or self.world)


def find_in(text: str, world: World, own: OwnPlaces) -> tuple[FoundPlace, ...]:
    """The names of places in `text`, in order; none overlaps another."""
    return _Reading(text, world, own).places()


class _Reading:
    def __init__(self, text: str, world: World, own: OwnPlaces) -> None:
        self._text, self._world, self._own = text, world, own
        self._words = [
            _Word(found.start(), found.end(), fold(found[0]), _may_begin_a_name(found[0]))
            for found in _WORD.finditer(text)
        ]
        self._countries: set[str] = set()

    def places(self) -> tuple[FoundPlace, ...]:
        """Every name, each with the places that it may mean."""
        found = list(self._spans())
        for _, _, name in found:
            self._countries |= {c for c in map(self._country_named, name.world) if c}
            self._countries |= {c for number in name.own if (c := self._own.places[number].country)}
        return tuple(self._found(*each) for each in found)

    def _spans(self) -> Iterator[tuple[int, int, _Name]]:
        at, before = 0, -1
        while at < len(self._words):
            taken = self._longest(at, before)
            if taken is None:
                at += 1
                continue
            start, last, name = taken
            yield start, last, name
            at = before = last + 1

    # ---- one name

    def _longest(self, at: int, before: int) -> tuple[int, int, _Name] | None:
        """The longest name that begins at a word: where it begins, its last word, what it may be."""
        word = self._words[at]
        if not self._may_begin(at):
            return None
        for skipped in (0, *attached(self._text[word.start : word.end])):
            best = self._longest_from(at, word.start + skipped, bool(skipped) or self._goes_on(at, before))
            if best is not None:
                return word.start + skipped, *best
        return None

    def _may_begin(self, at: int) -> bool:
        """A name begins with a capital where the script has them, or with an article before one."""
        word = self._words[at]
        if word.folded not in ARTICLES or word.start == word.end:
            return word.capital
        if at + 1 == len(self._words) or not self._words[at + 1].capital or not self._joined(at + 1):
            return word.capital
        # "at Al Harir", "as Iraq says": other articles than these two are words too, unless tied to the name.
        return word.folded in ("al", "el") or self._text[word.end] in "-‐‑–’'"

    def _goes_on(self, at: int, before: int) -> bool:
        """Whether a list of places goes on here: the name before was one, with a comma or "and" between."""
        return (
            at == before and _LISTED.fullmatch(self._text[self._words[at - 1].end : self._words[at].start]) is not None
        )

    def _longest_from(self, at: int, start: int, placed: bool) -> tuple[int, _Name] | None:
        best = None
        for last in range(at, min(at + _MOST_WORDS, len(self._words))):
            if last > at and not self._joined(last):
                break
            key = close_key(self._text[start : self._words[last].end])
            if not key:
                continue
            name = self._named(key)
            if name.any and self._stands(name, key, at, last, start, placed):
                best = last, name
            if self._words[last].folded not in ARTICLES and not self._begins(key):
                break
        return best

    def _joined(self, last: int) -> bool:
        between = self._text[self._words[last - 1].end : self._words[last].start]
        return _BETWEEN.fullmatch(between) is not None

    def _named(self, key: str) -> _Name:
        own, world = self._own.names.same(key), self._world.names.same(key)
        return _Name(own.numbers if own else (), world.numbers if world else (), world.mark if world else "")

    def _begins(self, key: str) -> bool:
        return self._world.names.begins(key) or self._own.names.begins(key)

    def _stands(self, name: _Name, key: str, at: int, last: int, start: int, placed: bool) -> bool:
        """Whether words that have the key of a name are one here."""
        spelt = fold(self._text[start : self._words[last].end])
        if name.own:
            return last > at or name.mark != "w" or self._same_spelling(name, spelt)
        if not self._words[last].capital:
            return False
        exact = not name.mark or self._same_spelling(name, spelt)
        if not exact:
            return False
        if speaks_of_others_after(self._after(last)):
            return False
        unsure = name.mark == "w" or (last == at and len(spelt) < _SHORTEST) or not self._large(name, key)
        return not (unsure or self._among_capitals(at, last)) or placed or self._placed(name, key, at, last)

    def _same_spelling(self, name: _Name, spelt: str) -> bool:
        called = (each for number in name.world for each in self._world.called(number))
        mine = (each for number in name.own for each in self._own.called(number))
        return any(fold(each) == spelt for each in (*mine, *called))

    def _large(self, name: _Name, key: str) -> bool:
        """Whether a place of this name is known far and wide; by a name that is not its own only a large one."""
        for number in name.world:
            if number < self._world.countries:
                return True
            own = self._own_name(number, key)
            people = self._world.population(number)
            division = number < self._world.countries + self._world.divisions
            if (own and (division or people >= _SURE_FROM)) or people >= _KNOWN_FROM:
                return True
        return False

    def _own_name(self, number: int, key: str) -> bool:
        """Whether it is the usual name of a place; one that is not in Latin letters counts as such."""
        return not key.isascii() or close_key(self._world.lines[number].split("\t", 7)[6]) == key

    def _among_capitals(self, at: int, last: int) -> bool:
        """Whether another name goes on right before or after: then it may be one of a person."""
        words = self._words
        if not words[last].folded.isascii():
            return False
        before = at > 0 and self._joined(at) and words[at - 1].capital and words[at - 1].folded.isascii()
        if before and (at == 1 or not self._same_sentence(at - 1)):
            # The word before begins a sentence, where everything has a capital.
            before = not speaks_of_places_before([words[at - 1].folded])
        after = last + 1 < len(words) and self._joined(last + 1) and words[last + 1].capital
        return before or after

    def _placed(self, name: _Name, key: str, at: int, last: int) -> bool:
        """Whether a word beside the name speaks of places."""
        words = self._words
        before = [word.folded for word in words[max(0, at - 3) : at]] if at and self._same_sentence(at) else []
        known = any(self._own_name(number, key) for number in name.world)
        return speaks_of_places_before(before, known=known) or speaks_of_places_after(self._after(last))

    def _after(self, last: int) -> str:
        """The word after a name, where nothing stands between."""
        return self._words[last + 1].folded if last + 1 < len(self._words) and self._joined(last + 1) else ""

    def _same_sentence(self, at: int) -> bool:
        between = self._text[self._words[at - 1].end : self._words[at].start]
        return not re.search(r"[.!?؟:;\n]", between)

    # ---- what it may mean

    def _country_named(self, number: int) -> str:
        return self._world.lines[number].split("\t", 2)[1] if number < self._world.countries else ""

    def _found(self, start: int, last: int, name: _Name) -> FoundPlace:
        end = self._words[last].end
        mine = [self._own.hit(number) for number in name.own]
        division = self._division_told(start, last)
        spelt = fold(self._text[start:end])
        order = sorted(name.world, key=lambda number: self._order(number, division, spelt))
        rest = [self._world.hit(number) for number in order[:_MOST_CANDIDATES]]
        return FoundPlace(start, end, self._text[start:end], (*mine, *_unlike(rest, mine)))

    def _order(self, number: int, division: bool, spelt: str) -> tuple[bool, bool, bool, int]:
        kind, country, _ = self._world.lines[number].split("\t", 2)
        named = kind == "country" or country in self._countries
        other = len(spelt) <= _SHORTEST and spelt not in map(fold, self._world.called(number))
        return division and kind != "province", bool(self._countries) and not named, other, self._world.rank(number)

    def _division_told(self, start: int, last: int) -> bool:
        """Whether the text says that a first division is meant: "Deir al-Zor province"."""
        before = next((word.folded for word in reversed(self._words[:last]) if word.end <= start), "")
        return self._after(last) in DIVISION_AFTER or before in DIVISION_BEFORE


def _may_begin_a_name(word: str) -> bool:
    """Whether a name may begin with a word: in a script with capitals it needs one."""
    first = word[0]
    return first.isupper() or not first.islower()


def _unlike(hits: list[PlaceHit], mine: list[PlaceHit]) -> list[PlaceHit]:
    """What of the world is not a place of the log too, by name, country and kind."""
    known = {(close_key(hit.place.name), hit.place.country, hit.place.kind) for hit in mine}
    return [hit for hit in hits if (close_key(hit.place.name), hit.place.country, hit.place.kind) not in known]
