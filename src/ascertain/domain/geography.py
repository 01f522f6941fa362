"""Points on the earth: how far apart, in which direction, and where one comes to.

The earth is taken as a sphere of the mean radius R1 of WGS 84 (6371.0088 km; Moritz, Geodetic Reference System 1980),
which differs from the ellipsoid by at most 0.6 %. Distances after the haversine formula (Sinnott, "Virtues of the
Haversine", Sky and Telescope 68, 1984); initial bearings and destinations after the solution of the spherical triangle
(Williams, Aviation Formulary, 1.47).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ascertain.domain.messages import Message, say

EARTH_RADIUS_KM = 6371.0088

_EIGHT = (
    say("north"), say("northeast"), say("east"), say("southeast"),
    say("south"), say("southwest"), say("west"), say("northwest"),
)  # fmt: skip
_LETTERS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees (WGS 84): latitude -90 to 90, longitude -180 to 180. Raises ValueError beyond those."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # Written so that not-a-number fails too.
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"there is no point {self.latitude}, {self.longitude}")


def distance_km(one: Point, other: Point) -> float:
    """The way along the great circle, in kilometres."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def bearing(start: Point, end: Point) -> float:
    """The direction in which the way to `end` begins: degrees from north, clockwise, 0 to below 360."""
    lat1, lat2 = math.radians(start.latitude), math.radians(end.latitude)
    turn = math.radians(end.longitude - start.longitude)
    east = math.sin(turn) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360


def destination(start: Point, towards: float, km: float) -> Point:
    """Where one comes to from `start`, setting out at `towards` degrees and going `km` along a great circle."""
    lat1, lon1 = math.radians(start.latitude), math.radians(start.longitude)
    angle, course = km / EARTH_RADIUS_KM, math.radians(towards)
    sine = math.sin(lat1) * math.cos(angle) + math.cos(lat1) * math.sin(angle) * math.cos(course)
    lat2 = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(course) * math.sin(angle) * math.cos(lat1)
    lon2 = lon1 + math.atan2(east, math.cos(angle) - math.sin(lat1) * math.sin(lat2))
    longitude = (math.degrees(lon2) + 540) % 360 - 180
    return Point(max(-90.0, min(90.0, math.degrees(lat2))), longitude)


def compass_letters(degrees: float, points: int = 16) -> str:
    """The direction as letters: `N`, `NNE`, ... of 16 points, or of 8."""
    step = 16 // points
    return _LETTERS[round(degrees % 360 / (22.5 * step)) * step % 16]


def compass_word(degrees: float) -> Message:
    """The nearest of the eight directions, as a word."""
    return _EIGHT[round(degrees % 360 / 45) % 8]


def plain_km(km: float) -> str:
    """A distance as people say it: to 0.1 km below 10, to 1 km below 100, to 10 km beyond."""
    if km < 10:
        return f"{km:.1f}".removesuffix(".0")
    return str(round(km)) if km < 100 else str(round(km / 10) * 10)


def told_from(point: Point, place: Point, name: str) -> str:
    """Where a point lies, told from a named place: `20 km E of Rutba`; the name alone within 100 m.

    English, because it becomes the name of a place in the log, which `read_offset` understands again.
    """
    km = distance_km(place, point)
    if km < 0.1:
        return name
    return f"{plain_km(km)} km {compass_letters(bearing(place, point), 8)} of {name}"
