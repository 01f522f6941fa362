"""The places that come with the program: read once, when they are first asked for."""

from __future__ import annotations

import gzip
import heapq
import math
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from ascertain import resources
from ascertain.app.gazetteer.names import NameIndex
from ascertain.domain.gazetteer import PlaceHit
from ascertain.domain.geography import Point
from ascertain.domain.records import AlternateName, Place

_DIVISION_RANKS_AS = 100_000
"""A first division stands among the towns of this many people."""


class UnreadableGazetteer(ValueError):
    """The gazetteer of the program is not as it should be."""

    def __init__(self, wrong: str) -> None:
        super().__init__(
            f"The gazetteer of the program cannot be used: {wrong}. Install the program again to repair it."
        )


@dataclass
class World:
    """Countries, first divisions and populated places by number. `lines` are as `packaging/gazetteer.py` tells."""

    lines: list[str]
    names: NameIndex
    countries: int
    """How many there are: they have the first numbers, then come the divisions, then the rest by population."""
    divisions: int
    _pivot: int = 0
    _vectors: tuple[array[float], array[float], array[float]] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        low, high = self.countries + self.divisions, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.population(middle) >= _DIVISION_RANKS_AS:
                low = middle + 1
            else:
                high = middle
        self._pivot = low

    def rank(self, number: int) -> int:
        """Which of two places is meant rather: the one with the lower rank. Countries first, then by population."""
        return self._pivot if self.countries <= number < self.countries + self.divisions else number

    def population(self, number: int) -> int:
        """How many people live there; 0 where it is not known."""
        return int(self.lines[number].split("\t", 6)[5])

    def hit(self, number: int, matched: str = "") -> PlaceHit:
        """One place."""
        kind, country, division, latitude, longitude, population, name, others = self.lines[number].split("\t")
        admin1 = self.lines[int(division)].split("\t", 7)[6] if division else name if kind == "province" else ""
        names = tuple(AlternateName(*reversed(other.split(":", 1))) for other in others.split("|") if other)
        place = Place(name, kind, country, admin1, latitude=float(latitude), longitude=float(longitude), names=names)
        return PlaceHit(place, int(population), "" if matched == name else matched)

    def called(self, number: int) -> list[str]:
        """All names of a place, its own first."""
        *_, name, others = self.lines[number].split("\t")
        return [name, *(other.split(":", 1)[1] for other in others.split("|") if other)]

    def nearest(self, point: Point, most: int, least: int = 0) -> list[int]:
        """The populated places of at least `least` people that lie nearest to a point, the nearest first."""
        xs, ys, zs = self._vectors = self._vectors or self._make_vectors()
        x, y, z = _vector(point.latitude, point.longitude)
        first = self.countries + self.divisions
        counted = bisect_left(range(first, len(self.lines)), 1 - least, key=lambda at: -self.population(at))
        within = zip(xs[:counted], ys[:counted], zs[:counted], strict=True) if least else zip(xs, ys, zs, strict=True)
        near = heapq.nlargest(most, ((a * x + b * y + c * z, -at) for at, (a, b, c) in enumerate(within)))
        return [first - at for _, at in near]

    def _make_vectors(self) -> tuple[array[float], array[float], array[float]]:
        xs, ys, zs = array("d"), array("d"), array("d")
        for line in self.lines[self.countries + self.divisions :]:
            _, _, _, latitude, longitude, _ = line.split("\t", 5)
            x, y, z = _vector(float(latitude), float(longitude))
            xs.append(x)
            ys.append(y)
            zs.append(z)
        return xs, ys, zs


@cache
def load_world() -> World:
    """The gazetteer of the program. Takes a tenth of a second: never ask on the thread that paints.

    Raises `resources.MissingResource` or `UnreadableGazetteer`.
    """
    try:
        text = gzip.decompress(resources.path("gazetteer", "places.txt.gz").read_bytes()).decode()
        about, lines, close, bare = (part.split("\n") for part in text.split("\n\f\n"))
    except (OSError, EOFError, ValueError) as fault:
        if isinstance(fault, resources.MissingResource):
            raise
        raise UnreadableGazetteer(type(fault).__name__) from fault
    if not about[0].startswith("Ascertain gazetteer 1;"):
        raise UnreadableGazetteer("it is of another version")
    countries = sum(1 for line in lines[:400] if line.startswith("country\t"))
    divisions = sum(1 for line in lines if line.startswith("province\t"))
    return World(lines, NameIndex(close, bare), countries, divisions)


def _vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    across, along = math.radians(latitude), math.radians(longitude)
    return math.cos(across) * math.cos(along), math.cos(across) * math.sin(along), math.sin(across)
