"""Search for places by name, by nearness, and in running text."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from ascertain.app.gazetteer.finding import find_in
from ascertain.app.gazetteer.own import OwnPlaces
from ascertain.app.gazetteer.ranking import Match, Tier, in_order
from ascertain.app.gazetteer.world import World, load_world
from ascertain.domain.gazetteer import FoundPlace, NearPlace, PlaceHit, may_be_same
from ascertain.domain.geography import Point, bearing, distance_km
from ascertain.domain.records import Place
from ascertain.domain.transliteration import bare_key, close_key

_FEWEST_CONSONANTS = 2
_LOOKED_AT = 60


class Gazetteer:
    """The places of the program together with those of a log. Never changes; safe to ask from any thread.

    The first question loads what comes with the program (a tenth of a second): never ask on the thread that paints.
    """

    def __init__(self, own: Iterable[Place] = ()) -> None:
        self._own = OwnPlaces(own)

    @property
    def own(self) -> tuple[Place, ...]:
        """The places of the log that it knows."""
        return self._own.places

    def search(self, text: str, limit: int = 12) -> list[PlaceHit]:
        """Places with a name like `text`, in any script and spelling: those of the log first, then names that are the
        same, begin alike, sound the same, and are nearly the same; within each the larger place first."""
        typed = " ".join(text.split())
        key = close_key(typed)
        if not key or limit < 1:
            return []
        own = self._own.search(typed, limit)
        hits = [self._own.hit(match.number, typed) for match in own]
        world = load_world()
        for match in _matches(world, typed, key, limit + len(hits)):
            hit = world.hit(match.number, _matched(world.called(match.number), typed))
            if not any(_same(hit.place, mine.place) for mine in hits if mine.place.id is not None):
                hits.append(hit)
        return hits[:limit]

    def nearest(self, point: Point, limit: int = 3, least: int = 0) -> list[NearPlace]:
        """The named places that lie nearest to a point, the nearest first: places of the log, and populated places of
        at least `least` people."""
        world = load_world()
        own = [PlaceHit(place) for place in self._own.with_points]
        near = (world.hit(number) for number in world.nearest(point, limit, least))
        found = []
        for hit in (*own, *near):
            at = hit.point
            if at is not None:
                found.append(NearPlace(hit, distance_km(at, point), bearing(at, point)))
        return heapq.nsmallest(limit, found, key=lambda each: each.km)

    def find_in(self, text: str) -> tuple[FoundPlace, ...]:
        """The names of places in a running text, in the order in which they stand; none overlaps another."""
        return find_in(text, load_world(), self._own)


def _matches(world: World, typed: str, key: str, limit: int) -> list[Match]:
    """The places of the world that fit, best first."""
    found: dict[int, Match] = {}

    def add(numbers: Iterable[int], tier: Tier, most: int) -> None:
        for number in heapq.nsmallest(most, set(numbers), key=world.rank):
            found.setdefault(number, Match(number, tier))

    same = world.names.same(key)
    add(same.numbers if same else (), Tier.SAME, _LOOKED_AT)
    add(world.names.beginning(key), Tier.BEGINS, _LOOKED_AT)
    bare = bare_key(typed)
    if len(bare) >= _FEWEST_CONSONANTS:
        add(world.names.sounding(bare), Tier.SOUNDS, _LOOKED_AT)
        if len(found) < limit and len(bare) > _FEWEST_CONSONANTS:
            add(world.names.sounding_beginning(bare), Tier.SOUNDS_BEGINNING, _LOOKED_AT)
        if not any(match.tier <= Tier.SOUNDS for match in found.values()):
            for number, share in world.names.alike(bare, _LOOKED_AT):
                found.setdefault(number, Match(number, Tier.ALIKE, share))
    return in_order(found.values(), typed, world.called, world.rank)[:limit]


def _matched(names: list[str], typed: str) -> str:
    """The name of a place that fits what was typed."""
    key, bare = close_key(typed), bare_key(typed)
    keyed = [(name, close_key(name)) for name in names]
    ways = (
        [name for name, each in keyed if each == key],
        [name for name, each in keyed if each.startswith(key)],
        [name for name in names if bare_key(name) == bare],
    )
    return next((found[0] for found in ways if found), "")


def _same(place: Place, own: Place) -> bool:
    """Whether a place of the gazetteer is one that the log has."""
    names = {close_key(each) for each in (own.name, *(other.name for other in own.names))}
    return close_key(place.name) in names and may_be_same(place, own)
