from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ascertain.domain.geography import (
    EARTH_RADIUS_KM,
    Point,
    bearing,
    compass_letters,
    compass_word,
    destination,
    distance_km,
    plain_km,
    told_from,
)

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
HALF_WAY_ROUND = math.pi * EARTH_RADIUS_KM


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        # Great circles between published coordinates of airports, as told by the Great Circle Mapper (ellipsoid).
        (Point(51.4775, -0.461389), Point(40.639722, -73.778889), 5_540),
        (Point(33.2625, 44.2344), Point(33.4106, 36.5144), 717),
        (Point(-33.946111, 151.177222), Point(-33.392975, -70.785803), 11_340),
    ],
)
def test_published_distances(one: Point, other: Point, km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=0.006)


def test_a_quarter_of_the_way_round() -> None:
    assert distance_km(Point(0, 0), Point(90, 17)) == pytest.approx(HALF_WAY_ROUND / 2)
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(HALF_WAY_ROUND)


@given(points, points)
def test_a_way_is_as_long_back(one: Point, other: Point) -> None:
    there = distance_km(one, other)
    assert 0 <= there <= HALF_WAY_ROUND * (1 + 1e-12)
    assert there == pytest.approx(distance_km(other, one), abs=1e-6)


@given(points, points, points)
def test_a_detour_is_not_shorter(one: Point, over: Point, other: Point) -> None:
    assert distance_km(one, other) <= distance_km(one, over) + distance_km(over, other) + 1e-3


@given(points, st.floats(0, 359.999), st.floats(0.01, 15_000))
def test_one_comes_as_far_as_one_goes(start: Point, towards: float, km: float) -> None:
    end = destination(start, towards, km)
    assert distance_km(start, end) == pytest.approx(km, rel=1e-3, abs=1e-3)
    assume(abs(start.latitude) < 89)
    difference = abs((bearing(start, end) - towards + 180) % 360 - 180)
    # Near the far side of the earth every direction leads there.
    assert difference * min(km, HALF_WAY_ROUND - km) < 1


@given(st.floats(0, 360), st.sampled_from((8, 16)))
def test_a_direction_is_the_nearest_of_the_compass(degrees: float, count: int) -> None:
    letters = compass_letters(degrees, count)
    at = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW").index(
        letters
    )
    assert at % (16 // count) == 0
    assert abs((at * 22.5 - degrees + 180) % 360 - 180) <= 180 / count + 1e-9


def test_directions_as_words() -> None:
    assert [str(compass_word(d)) for d in (0, 44, 90, 181, 337.6, 360)] == [
        "north", "northeast", "east", "south", "north", "north",
    ]  # fmt: skip


def test_distances_as_people_say_them() -> None:
    assert [plain_km(km) for km in (0.44, 3, 9.96, 20.4, 99.6, 348)] == ["0.4", "3", "10", "20", "100", "350"]


def test_a_point_is_told_from_a_place() -> None:
    rutba = Point(33.0372, 40.2859)
    assert told_from(destination(rutba, 90, 20), rutba, "Rutba") == "20 km E of Rutba"
    assert told_from(destination(rutba, 222, 3.2), rutba, "Rutba") == "3.2 km SW of Rutba"
    assert told_from(rutba, rutba, "Rutba") == "Rutba"


@pytest.mark.parametrize("where", [(90.1, 0), (-91, 0), (0, 180.5), (math.nan, 0), (0, math.inf)])
def test_there_is_no_such_point(where: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="there is no point"):
        Point(*where)
