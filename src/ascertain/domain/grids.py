"""UTM and MGRS: metres on a zone of the earth, and back to degrees.

Transverse Mercator after Krüger's series in the third flattening, to the sixth order (Karney, "Transverse Mercator with
an accuracy of a few nanometers", J. Geodesy 85, 2011, equations 35 and 36); ellipsoid WGS 84. Zones, bands and squares
after NGA.STND.0037_2.0.0_GRIDS (2014), with the exceptions for Norway and Svalbard. Not for the polar zones (UPS).
"""

from __future__ import annotations

import math
import re

from ascertain.domain.geography import Point

_A, _F = 6_378_137.0, 1 / 298.257223563
_N = _F / (2 - _F)
_E = math.sqrt(_F * (2 - _F))
_SCALE = 0.9996
_MEAN = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64 + _N**6 / 256)
_FALSE_EAST, _FALSE_NORTH = 500_000.0, 10_000_000.0
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180 - 127 * _N**5 / 288 + 7891 * _N**6 / 37800,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440 + 281 * _N**5 / 630 - 1983433 * _N**6 / 1935360,
    61 * _N**3 / 240 - 103 * _N**4 / 140 + 15061 * _N**5 / 26880 + 167603 * _N**6 / 181440,
    49561 * _N**4 / 161280 - 179 * _N**5 / 168 + 6601661 * _N**6 / 7257600,
    34729 * _N**5 / 80640 - 3418889 * _N**6 / 1995840,
    212378941 * _N**6 / 319334400,
)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360 - 81 * _N**5 / 512 + 96199 * _N**6 / 604800,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440 + 46 * _N**5 / 105 - 1118711 * _N**6 / 3870720,
    17 * _N**3 / 480 - 37 * _N**4 / 840 - 209 * _N**5 / 4480 + 5569 * _N**6 / 90720,
    4397 * _N**4 / 161280 - 11 * _N**5 / 504 - 830251 * _N**6 / 7257600,
    4583 * _N**5 / 161280 - 108847 * _N**6 / 3991680,
    20648693 * _N**6 / 638668800,
)
_UTM = re.compile(
    r"(\d{1,2}) ?([C-HJ-NP-X]) +(\d{6,7}(?:\.\d+)?)(?: ?m?E)? +(\d{1,8}(?:\.\d+)?)(?: ?m?N)?", re.IGNORECASE
)
_MGRS = re.compile(r"(\d{1,2}) ?([C-HJ-NP-X]) ?([A-HJ-NP-Z])([A-HJ-NP-V]) ?(\d*) ?(\d*)", re.IGNORECASE)


class OffTheGrid(ValueError):
    """The text has the form of a grid reference, and there is no such square."""


def show_utm(point: Point) -> str:
    """`37S 654321 3712345`: zone and band, metres east and north. Raises `OffTheGrid` beyond 80° S and 84° N."""
    zone, band, east, north = _utm(point)
    return f"{zone}{band} {math.floor(east)} {math.floor(north)}"


def show_mgrs(point: Point) -> str:
    """`37S FS 54321 12345`: the square of one metre in which a point lies. Raises `OffTheGrid` as `show_utm`."""
    zone, band, east, north = _utm(point)
    east, north = math.floor(east), math.floor(north)
    column = _COLUMNS[zone % 3][east // 100_000 - 1]
    row = _ROWS[(north // 100_000 + (0 if zone % 2 else 5)) % 20]
    return f"{zone}{band} {column}{row} {east % 100_000:05d} {north % 100_000:05d}"


def read_utm(text: str) -> Point | None:
    """The point of a UTM reference (the letter is the band); None where the text is none. Raises `OffTheGrid`."""
    found = _UTM.fullmatch(text.strip())
    if found is None:
        return None
    zone, band = _zone(found[1]), found[2].upper()
    # The middle of the metre, where there are no decimals: so what `show_utm` gives is given again.
    half = 0.0 if "." in found[3] + found[4] else 0.5
    return _checked(zone, band, float(found[3]) + half, float(found[4]) + half)


def read_mgrs(text: str) -> Point | None:
    """The middle of the square of an MGRS reference; None where the text is none. Raises `OffTheGrid`."""
    found = _MGRS.fullmatch(text.strip())
    if found is None:
        return None
    zone, band = _zone(found[1]), found[2].upper()
    digits = found[5] + found[6]
    if len(digits) % 2 or len(digits) > 10 or (found[6] and len(found[5]) != len(found[6])):
        raise OffTheGrid
    column = _COLUMNS[zone % 3].find(found[3].upper()) + 1
    if not column:
        raise OffTheGrid
    size = 10 ** (5 - len(digits) // 2)
    half = len(digits) // 2
    east = column * 100_000 + int(digits[:half] or 0) * size + size / 2
    north = _ROWS.index(found[4].upper()) * 100_000 + int(digits[half:] or 0) * size + size / 2
    north = (north - (0 if zone % 2 else 500_000)) % 2_000_000
    lowest = -80 + 8 * _BANDS.index(band)
    start = _forward(Point(lowest, 0), 0)[1] + (0 if band >= "N" else _FALSE_NORTH)
    # Rows repeat every 2,000 km; a band is 8 degrees (some 890 km) high. Squares at its edge begin below it.
    while north + size / 2 < start - 1_000:
        north += 2_000_000
    return _checked(zone, band, east, north)


def _zone(text: str) -> int:
    zone = int(text)
    if not 1 <= zone <= 60:
        raise OffTheGrid
    return zone


def _checked(zone: int, band: str, east: float, north: float) -> Point:
    """The point, where it lies in the band that is named, or within a square of its edge."""
    southern = band < "N"
    if not 100_000 <= east < 1_000_000 or not 0 <= north < 10_000_000:
        raise OffTheGrid
    point = _backward(east, north - (_FALSE_NORTH if southern else 0), zone * 6 - 183)
    low = -80 + 8 * _BANDS.index(band)
    if not low - 1.0 <= point.latitude <= low + (12 if band == "X" else 8) + 1.0:
        raise OffTheGrid
    return point


def _utm(point: Point) -> tuple[int, str, float, float]:
    if not -80 <= point.latitude <= 84:
        raise OffTheGrid
    zone = _zone_of(point)
    east, north = _forward(point, zone * 6 - 183)
    band = _BANDS[min(19, int((point.latitude + 80) // 8))]
    if band < "N":
        # A hair south of the equator is still in the last metre of the south.
        north = min(north + _FALSE_NORTH, _FALSE_NORTH - 0.001)
    return zone, band, east, max(0.0, north)


def _zone_of(point: Point) -> int:
    latitude, longitude = point.latitude, point.longitude
    if 56 <= latitude < 64 and 3 <= longitude < 12:
        return 32
    if latitude >= 72 and 0 <= longitude < 42:
        return 31 if longitude < 9 else 33 if longitude < 21 else 35 if longitude < 33 else 37
    return min(60, int((longitude + 180) // 6) + 1)


def _forward(point: Point, meridian: float) -> tuple[float, float]:
    """Metres east (500,000 on the meridian) and north of the equator."""
    latitude, turn = math.radians(point.latitude), math.radians(point.longitude - meridian)
    sine = math.sin(latitude)
    conformal = math.sinh(math.atanh(sine) - _E * math.atanh(_E * sine))
    xi = math.atan2(conformal, math.cos(turn))
    eta = math.asinh(math.sin(turn) / math.hypot(conformal, math.cos(turn)))
    north, east = xi, eta
    for at, alpha in enumerate(_ALPHA, start=1):
        north += alpha * math.sin(2 * at * xi) * math.cosh(2 * at * eta)
        east += alpha * math.cos(2 * at * xi) * math.sinh(2 * at * eta)
    return _FALSE_EAST + _SCALE * _MEAN * east, _SCALE * _MEAN * north


def _backward(east: float, north: float, meridian: float) -> Point:
    xi0, eta0 = north / (_SCALE * _MEAN), (east - _FALSE_EAST) / (_SCALE * _MEAN)
    xi, eta = xi0, eta0
    for at, beta in enumerate(_BETA, start=1):
        xi -= beta * math.sin(2 * at * xi0) * math.cosh(2 * at * eta0)
        eta -= beta * math.cos(2 * at * xi0) * math.sinh(2 * at * eta0)
    conformal = math.sin(xi) / math.hypot(math.sinh(eta), math.cos(xi))
    turn = math.atan2(math.sinh(eta), math.cos(xi))
    # Newton's method on the conformal latitude (Karney, equations 19-21).
    tangent = conformal
    for _ in range(6):
        root = math.sqrt(1 + tangent**2)
        sigma = math.sinh(_E * math.atanh(_E * tangent / root))
        guess = tangent * math.sqrt(1 + sigma**2) - sigma * root
        slope = (1 + (1 - _E**2) * tangent**2) / ((1 - _E**2) * root) / math.sqrt(1 + guess**2)
        tangent += (conformal - guess) * slope
    longitude = (meridian + math.degrees(turn) + 540) % 360 - 180
    return Point(math.degrees(math.atan(tangent)), longitude)
