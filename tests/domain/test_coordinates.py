"""Coordinates as people paste them, and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ascertain.domain.coordinates import Notation, NotCoordinates, read_coordinates, show_coordinates
from ascertain.domain.geography import Point, distance_km

POINT = Point(33.49, 38.66)
IN_DEGREES = (Notation.DECIMAL, Notation.DEGREES_MINUTES, Notation.DEGREES_MINUTES_SECONDS, Notation.GEO_URI)
GRIDS = (Notation.UTM, Notation.MGRS)
anywhere = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
on_the_grid = st.builds(Point, st.floats(-79.99, 83.99), st.floats(-180, 180))


@pytest.mark.parametrize(
    "typed",
    [
        "33.49, 38.66", "33.49 38.66", "+33.49,+38.66", "(33.49, 38.66)", "33.49;38.66", "33.49/38.66",
        "33.49N 38.66E", "33.49° N, 38.66° E", "N33.49 E38.66", "n 33.49° e 38.66°", "38.66E, 33.49N",
        "33.49 north, 38.66 east", "lat: 33.49 lon: 38.66", "Latitude 33.49, Longitude 38.66",
        "33°29'24\"N 38°39'36\"E", "33° 29′ 24″ N, 38° 39′ 36″ E", "33 29 24 N 38 39 36 E", "33 29 24, 38 39 36",
        "33°29.4'N 38°39.6'E", "N 33° 29.4 E 38° 39.6", "33 29.4 38 39.6", "33º29'24''N 38º39'36''E",
        "٣٣٫٤٩، ٣٨٫٦٦", "۳۳.۴۹، ۳۸.۶۶", "٣٣٫٤٩ شمالاً ٣٨٫٦٦ شرقاً", "۳۳.۴۹ شمالی ۳۸.۶۶ شرقی",
        "٣٣°٢٩'٢٤\" شمالا ٣٨°٣٩'٣٦\" شرقا", "33,49; 38,66", "33,49 38,66", "33,49, 38,66",
        "geo:33.49,38.66", "geo:33.49,38.66,420;u=35?z=10",
        "https://www.google.com/maps/@33.49,38.66,12z", "https://maps.google.com/?q=33.49,38.66",
        "https://www.google.com/maps/place/X/@33.1,38.1,15z/data=!3m1!4b1!4m5!3m4!1s0x0:0x0!8m2!3d33.49!4d38.66",
        "https://www.google.com/maps/search/?api=1&query=33.49%2C38.66", "https://maps.apple.com/?ll=33.49,38.66",
        "https://www.openstreetmap.org/#map=12/33.49/38.66",
        "https://www.openstreetmap.org/?mlat=33.49&mlon=38.66#map=9/33.0/38.0",
        "\u200e33.49, 38.66\u200f", "  33.49 ,  38.66  ",
    ],
)  # fmt: skip
def test_the_usual_notations_are_read(typed: str) -> None:
    read = read_coordinates(typed)
    assert read is not None
    assert distance_km(read, POINT) < 0.001


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("-33.8568, -151.2153", Point(-33.8568, -151.2153)),
        ("33°51'24.48\"S 151°12'55.08\"W", Point(-33.8568, -151.2153)),
        ("33.5S, 18.4E", Point(-33.5, 18.4)),
        ("−12.5, 45", Point(-12.5, 45)),
        ("0, 0", Point(0, 0)),
        ("90 180", Point(90, 180)),
    ],
)
def test_signs_and_letters_tell_the_side(typed: str, point: Point) -> None:
    read = read_coordinates(typed)
    assert read is not None
    assert distance_km(read, point) < 0.001


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        # The references that are published for a house, a tower and an opera house; the equator.
        ("18S UJ 23394 07395", Point(38.8977, -77.0365)),
        ("18SUJ2339407395", Point(38.8977, -77.0365)),
        ("18S 323394 4307395", Point(38.8977, -77.0365)),
        ("31U DQ 48249 11952", Point(48.8583, 2.2945)),
        ("31N 166021 0", Point(0, 0)),
        ("56H LH 34873 52266", Point(-33.8568, 151.2153)),
    ],
)
def test_grid_references_of_known_points(typed: str, point: Point) -> None:
    read = read_coordinates(typed)
    assert read is not None
    assert distance_km(read, point) < 0.05


def test_a_shorter_grid_reference_means_the_middle_of_its_square() -> None:
    whole, ten_km = read_coordinates("37S DT 68415 05662"), read_coordinates("37S DT 60")
    assert whole is not None
    assert ten_km is not None
    assert distance_km(whole, ten_km) < 7.1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("120, 33", "write E or W behind it"), ("33.49, 200", "Longitude goes from"), ("95N 38E", "Latitude goes from"),
        ("33,49", "may be the number 33.49 or the point 33, 49"), ("33,49,38,66", "Commas part both"),
        ("33 70 N 38 10 E", "from 0 to below 60"), ("33.5 29 N 38 39 E", "Only the last part"),
        ("-33 S, 18 E", "say the direction twice"), ("33 N, 38 S", "Both numbers say the same direction"),
        ("61S AB 12345 12345", "no such square"), ("37S DT 684 05662", "no such square"),
        ("geo:95,38", "Latitude goes from"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_sentence(typed: str, told: str) -> None:
    with pytest.raises(NotCoordinates, match=told):
        read_coordinates(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "", "Rutba", "33", "33.49 N", "20 km E of Rutba", "Highway 4", "2023-10-17", "Route 66 East", "H-3", "E 11",
        "33.49, 38.66, 12", "https://example.org/news/2023/10", "the 1st and the 2nd", "7 October", "12:30",
        "x" * 5_000,
    ],
)  # fmt: skip
def test_other_texts_are_no_coordinates(typed: str) -> None:
    assert read_coordinates(typed) is None


@given(anywhere, st.sampled_from(IN_DEGREES))
@example(Point(-0.0000001, 179.9999999), Notation.DEGREES_MINUTES_SECONDS)
@example(Point(59.9999999, -0.9999999), Notation.DEGREES_MINUTES)
def test_degrees_come_back(point: Point, notation: Notation) -> None:
    shown = show_coordinates(point, notation)
    read = read_coordinates(shown)
    assert read is not None, shown
    assert distance_km(point, read) < 0.0002
    assert show_coordinates(read, notation) == shown


@given(on_the_grid, st.sampled_from(GRIDS))
@example(Point(60.3913, 5.3221), Notation.MGRS)
@example(Point(78.2, 15.6), Notation.UTM)
@example(Point(-0.00001, 0), Notation.MGRS)
@example(Point(72, 12), Notation.MGRS)
def test_the_grid_comes_back(point: Point, notation: Notation) -> None:
    shown = show_coordinates(point, notation)
    read = read_coordinates(shown)
    assert read is not None, shown
    assert distance_km(point, read) < 0.0012, shown


@given(st.text(max_size=40) | st.text("0123456789.,-+ NSEW°'\"٠١٢٫", max_size=30))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    told = ""
    try:
        read = read_coordinates(text)
    except NotCoordinates as wrong:
        read, told = None, str(wrong.message)
        told = told or "nothing"
    assert told != "nothing"
    assert read is None or isinstance(read, Point)


def test_the_grid_ends_near_the_poles() -> None:
    with pytest.raises(NotCoordinates, match="The grid ends at"):
        show_coordinates(Point(89, 0), Notation.MGRS)
