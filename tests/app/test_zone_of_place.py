"""The time zone in which a place lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.zone_of_place import zone_of
from ascertain.domain.records import Place
from ascertain.domain.reported_time import find_zone


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "zone"),
    [
        ("IQ", None, None, "Asia/Baghdad"),
        ("SY", 33.5, 38.6, "Asia/Damascus"),
        ("PS", 31.502, 34.466, "Asia/Gaza"),
        ("PS", 31.9, 35.2, "Asia/Hebron"),
        ("US", 34.05, -118.24, "America/Los_Angeles"),
        ("AU", -31.95, 115.86, "Australia/Perth"),
        ("PS", None, None, None),
        (None, 33.5, 38.6, None),
        ("XX", 33.5, 38.6, None),
    ],
)
def test_the_zone_of_the_country_or_the_nearest_of_its_zones(
    country: str | None, latitude: float | None, longitude: float | None, zone: str | None
) -> None:
    assert zone_of(Place("A place", country=country, latitude=latitude, longitude=longitude)) == zone


@given(st.sampled_from(["US", "RU", "CA", "BR", "AU", "PS"]), st.floats(-90, 90), st.floats(-180, 180))
def test_a_country_with_several_zones_has_one_for_every_point(country: str, latitude: float, longitude: float) -> None:
    zone = zone_of(Place("A place", country=country, latitude=latitude, longitude=longitude))
    assert zone is not None
    assert find_zone(zone) is not None
