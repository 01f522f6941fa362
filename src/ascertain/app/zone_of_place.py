"""The time zone in which a place lies, from the table of zones by country of the IANA time zone database.

https://data.iana.org/time-zones/tz-link.html: `zone.tab` gives each zone with its country (ISO 3166-1) and the position
of its principal place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from ascertain.domain.geography import Point, distance_km
from ascertain.domain.records import Place

_POSITION = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
"""Degrees and minutes, seconds only where they are told (ISO 6709)."""


def zone_of(place: Place) -> str | None:
    """The zone of the country; where it has several, that of the principal place that lies nearest. None where the
    country is not told, or has several zones and the place no position."""
    zones = _zones_by_country().get(place.country or "", ())
    if len(zones) == 1:
        return zones[0][0]
    if place.latitude is None or place.longitude is None or not zones:
        return None
    here = Point(place.latitude, place.longitude)
    return min(zones, key=lambda zone: distance_km(here, zone[1]))[0]


@lru_cache(maxsize=1)
def _zones_by_country() -> dict[str, tuple[tuple[str, Point], ...]]:
    found: dict[str, list[tuple[str, Point]]] = {}
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, position, name = line.split("\t")[:3]
            found.setdefault(country, []).append((name, _point(position)))
    return {country: tuple(zones) for country, zones in found.items()}


def _point(position: str) -> Point:
    found = _POSITION.fullmatch(position)
    if found is None:
        raise ValueError(f"no position: {position}")
    parts = found.groups(default="0")
    return Point(_degrees(*parts[:4]), _degrees(*parts[4:]))


def _degrees(sign: str, degrees: str, minutes: str, seconds: str) -> float:
    value = int(degrees) + int(minutes) / 60 + int(seconds) / 3600
    return -value if sign == "-" else value
