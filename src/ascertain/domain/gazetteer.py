"""What is known of named places, as values: what a search finds, what stands near a point, what a text names."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.codes import WherePrecision
from ascertain.domain.geography import Point, distance_km
from ascertain.domain.records import Place
from ascertain.domain.transliteration import close_key

_PRECISION = {
    "country": WherePrecision.COUNTRY, "province": WherePrecision.ADMIN1, "district": WherePrecision.ADMIN2,
    "area": WherePrecision.VAGUE, "road": WherePrecision.VAGUE, "water": WherePrecision.VAGUE,
    "sea": WherePrecision.SEA_OR_AIR, "ship": WherePrecision.SEA_OR_AIR, "other": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place that fits a name: of the log where `place.id` is given, else of the gazetteer.

    `matched` is the name that fits, where it is not the place's own; `population` 0 where it is not known.
    """

    place: Place
    population: int = 0
    matched: str = ""

    @property
    def point(self) -> Point | None:
        """Where it is, as far as that is known."""
        return point_of(self.place)


@dataclass(frozen=True, slots=True)
class NearPlace:
    """A named place near a point: how far from the place the point lies, and in which direction from it (degrees)."""

    hit: PlaceHit
    km: float
    bearing: float


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A name of a place in a text: `text[start:end]` is `name`. `candidates` are the places it may mean, the likeliest
    first; never empty."""

    start: int
    end: int
    name: str
    candidates: tuple[PlaceHit, ...]


def point_of(place: Place) -> Point | None:
    """The point of a place, where it has one that can be."""
    if place.latitude is None or place.longitude is None:
        return None
    try:
        return Point(place.latitude, place.longitude)
    except ValueError:
        return None


_AREAS = frozenset(("country", "province", "district", "area", "sea"))
_SAME_KM = 25.0


def may_be_same(one: Place, other: Place) -> bool:
    """Whether two places of one name may be the same: nothing that is known of both tells them apart.

    Country, first division, the kind where one is an area, and the point where neither is; a town and a point within
    25 km of it are taken for the same.
    """
    if one.country and other.country and one.country != other.country:
        return False
    if one.kind and other.kind and one.kind != other.kind and {one.kind, other.kind} & _AREAS:
        return False
    if {one.kind, other.kind} & _AREAS:
        return True
    divisions = close_key(one.admin1), close_key(other.admin1)
    here, there = point_of(one), point_of(other)
    if here is not None and there is not None:
        return distance_km(here, there) < _SAME_KM
    return not all(divisions) or divisions[0] == divisions[1]


def proposed_precision(place: Place) -> WherePrecision | None:
    """How narrowly "where" is known when just this place is named; None where its kind does not say.

    A country is a country, a first division a first division; a town, a base, a crossing is the very place.
    """
    if place.kind is None:
        return None
    return _PRECISION.get(place.kind, WherePrecision.EXACT)
