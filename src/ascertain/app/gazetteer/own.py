"""The places of a log as they are searched: few beside those of the world, and every part of their names counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from ascertain.app.gazetteer.names import NameIndex, index_of
from ascertain.app.gazetteer.ranking import Match, Tier, in_order
from ascertain.domain.folding import fold
from ascertain.domain.gazetteer import PlaceHit, point_of
from ascertain.domain.records import Place
from ascertain.domain.transliteration import bare_key, close_key

_KINDS_OF_PLACE = (
    "military air base", "military base", "military airport", "air base", "airbase", "base", "international airport",
    "airport", "airfield", "border crossing", "crossing", "oil field", "gas field", "oilfield", "gasfield", "field",
    "refugee camp", "camp", "port", "قاعدة جوية", "قاعدة", "مطار", "معبر", "حقل", "مخيم", "ميناء", "معسكر",
    "پایگاه هوایی", "پایگاه", "فرودگاه", "گذرگاه", "میدان", "اردوگاه", "بندر", "בסיס חיל האוויר", "בסיס",
    "שדה התעופה", "מעבר", "נמל",
)  # fmt: skip
_KIND_WORDS = re.compile(rf"\b(?:{'|'.join(map(fold, _KINDS_OF_PLACE))})\b")


def without_kind(name: str) -> str:
    """The name folded, without words such as "base" or "airport"; as it is where nothing else would be left."""
    folded = fold(name)
    return " ".join(_KIND_WORDS.sub(" ", folded).split()) or folded


class OwnPlaces:
    """Places with an id, searched by any of their names, with and without the word that says what they are."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)

    @cached_property
    def with_points(self) -> tuple[Place, ...]:
        """Those whose point is known."""
        return tuple(place for place in self.places if point_of(place) is not None)

    @cached_property
    def names(self) -> NameIndex:
        """Every name, with and without the word that says what the place is."""
        return index_of((at, self._spellings(at)) for at in range(len(self.places)))

    @cached_property
    def _parts(self) -> NameIndex:
        """Every name from each of its words on."""
        return index_of((at, self._later_parts(at)) for at in range(len(self.places)))

    def called(self, number: int) -> list[str]:
        """All names of a place, its own first."""
        place = self.places[number]
        return [place.name, *(other.name for other in place.names)]

    def hit(self, number: int, typed: str = "") -> PlaceHit:
        """One place, with the name that fits what was typed."""
        place, key, bare = self.places[number], close_key(typed), bare_key(typed)
        fits = [name for name in self.called(number) if key in close_key(name)]
        fits = fits or [name for name in self.called(number) if bare in bare_key(name)]
        matched = fits[0] if typed and fits else ""
        return PlaceHit(place, 0, "" if matched == place.name else matched)

    def search(self, typed: str, limit: int) -> list[Match]:
        """The places that fit, best first. Their order in the log (the most used first) counts as rank."""
        found: dict[int, Match] = {}
        for name in dict.fromkeys((typed, without_kind(typed))):
            key, bare = close_key(name), bare_key(name)
            same = self.names.same(key)
            _put(found, same.numbers if same else (), Tier.SAME)
            _put(found, self.names.beginning(key), Tier.BEGINS)
            _put(found, self._parts.beginning(key), Tier.HOLDS)
            if len(bare) > 1:
                _put(found, self.names.sounding(bare), Tier.SOUNDS)
                _put(found, self.names.sounding_beginning(bare), Tier.SOUNDS_BEGINNING)
                _put(found, self._parts.sounding(bare), Tier.SOUNDS_BEGINNING)
            if len(bare) > 2 and not found:
                for number, share in self.names.alike(bare, limit):
                    found.setdefault(number, Match(number, Tier.ALIKE, share))
        return in_order(found.values(), typed, self.called, lambda number: number)[:limit]

    def _spellings(self, number: int) -> set[str]:
        names = self.called(number)
        return {*names, *map(without_kind, names)}

    def _later_parts(self, number: int) -> set[str]:
        parts = set()
        for name in self.called(number):
            words = name.replace("-", " ").split()
            parts |= {" ".join(words[at:]) for at in range(1, len(words))}
        return parts


def _put(found: dict[int, Match], numbers: Iterable[int], tier: Tier) -> None:
    for number in numbers:
        if number not in found or tier < found[number].tier:
            found[number] = Match(number, tier)
