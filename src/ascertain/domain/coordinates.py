"""Coordinates as they are pasted: decimal, degrees with minutes and seconds, `geo:`, addresses of maps, UTM, MGRS.

Latitude stands before longitude unless letters say otherwise. Digits may be Arabic or Persian. The `geo:` scheme is
that of RFC 5870; the notations of degrees are those of ISO 6709, annexes D and H, written loosely.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

from ascertain.domain.geography import Point
from ascertain.domain.grids import OffTheGrid, read_mgrs, read_utm, show_mgrs, show_utm
from ascertain.domain.messages import Message, say

PLACES = 6
"""Decimals of a degree: a tenth of a metre."""

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_DIGITS = re.compile(r"\d")
_URL = re.compile(r"(?:https?://|www\.|maps\.|goo\.gl|osm\.org)\S+", re.IGNORECASE)
_IN_ADDRESS = (
    re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})"),
    re.compile(rf"[?&#]mlat=({_NUMBER})&(?:amp;)?mlon=({_NUMBER})"),
    re.compile(
        rf"[?&](?:q|query|ll|sll|center|destination|daddr|cp|pt)=(?:loc:)?({_NUMBER})(?:,|~|%2C)(?:\+|%20)?({_NUMBER})"
    ),
    re.compile(rf"@({_NUMBER}),({_NUMBER})"),
    re.compile(rf"#map=\d+(?:\.\d+)?/({_NUMBER})/({_NUMBER})"),
    re.compile(rf"/(?:place|search|dir)/({_NUMBER}),(?:\+|%20)?({_NUMBER})"),
)
_GEO = re.compile(rf"geo:({_NUMBER}),({_NUMBER})(?:,{_NUMBER})?(?:;.*|\?.*)?", re.IGNORECASE)
_SIDES = {
    "N": ("n", "north", "شمالا", "شمال", "شمالي", "شمالی", "צפון", "צ"),
    "S": ("s", "south", "جنوبا", "جنوب", "جنوبي", "جنوبی", "דרום", "ד"),
    "E": ("e", "east", "شرقا", "شرق", "شرقي", "شرقی", "מזרח", "מז"),
    "W": ("w", "west", "غربا", "غرب", "غربي", "غربی", "מערב", "מע"),
}
_SIDE_OF = {word: side for side, words in _SIDES.items() for word in words}
_TOKEN = re.compile(r"([+-]?\d+(?:\.\d+)?)|([^\W\d_]+)|(°|º|˚|'{2}|['\"])|([,;/|])|(\S)")
_MARKS = {"º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "´": "'", "″": '"', "”": '"', "“": '"', "״": '"', "׳": "'"}
_LABELS = re.compile(r"\b(?:lat(?:itude)?|lon(?:gitude)?|lng|long|خط العرض|خط الطول|عرض|طول)\b[.:=]*", re.IGNORECASE)
_COMMA_DECIMALS = re.compile(
    r"(\d{1,3}),(\d{3,})\s*[;,/ ]\s*([+-]?\d{1,3}),(\d{3,})|(\d+),(\d+)\s*(?:[;/]|,?\s)\s*([+-]?\d+),(\d+)"
)
_ONE_COMMA = re.compile(r"[+-]?\d+,\d+")


class Notation(Enum):
    """A way to write a point."""

    DECIMAL = auto()
    DEGREES_MINUTES = auto()
    DEGREES_MINUTES_SECONDS = auto()
    GEO_URI = auto()
    UTM = auto()
    MGRS = auto()


class NotCoordinates(ValueError):
    """A text has the form of coordinates, and no point is meant by it, or more than one. `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_coordinates(text: str) -> Point | None:
    """The point that a text means; None where it has not the form of coordinates. Raises `NotCoordinates`."""
    typed = _plain(text)
    if not _DIGITS.search(typed) or len(typed) > 2_000:
        return None
    if _URL.match(typed):
        return _in_address(typed)
    if found := _GEO.fullmatch(typed):
        return _point(float(found[1]), float(found[2]))
    try:
        grid = read_utm(typed) or read_mgrs(typed)
    except OffTheGrid:
        text_ = say("There is no such square of the grid. Check the zone, the letters and the digits.")
        raise NotCoordinates(text_) from None
    return grid if grid is not None else _in_degrees(typed)


def show_coordinates(point: Point, notation: Notation = Notation.DECIMAL) -> str:
    """The point in a notation, to about a tenth of a metre (UTM and MGRS: a metre). Raises `NotCoordinates` where a
    grid has no such place."""
    match notation:
        case Notation.DECIMAL:
            return f"{show_decimal(point.latitude)}, {show_decimal(point.longitude)}"
        case Notation.GEO_URI:
            return f"geo:{show_decimal(point.latitude)},{show_decimal(point.longitude)}"
        case Notation.DEGREES_MINUTES:
            return f"{_minutes(point.latitude, 'NS')} {_minutes(point.longitude, 'EW')}"
        case Notation.DEGREES_MINUTES_SECONDS:
            return f"{_seconds(point.latitude, 'NS')} {_seconds(point.longitude, 'EW')}"
    try:
        return show_utm(point) if notation is Notation.UTM else show_mgrs(point)
    except OffTheGrid:
        text = say("The grid ends at 80° south and 84° north. Use degrees.")
        raise NotCoordinates(text) from None


def show_decimal(degrees: float) -> str:
    """Degrees as a plain number without needless zeros."""
    shown = f"{degrees:.{PLACES}f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


# ---- reading


def _plain(text: str) -> str:
    """ASCII digits, signs and marks, without marks of direction."""
    signs = []
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        if category == "Nd":
            signs.append(str(unicodedata.decimal(sign)))
        elif category == "Pd" or sign == "−":
            signs.append("-")
        elif sign == "٫":
            signs.append(".")
        elif sign in "،٬؛":
            signs.append(",")
        elif category not in ("Cf", "Mn"):
            signs.append(_MARKS.get(sign, " " if category[0] == "Z" else sign))
    return " ".join("".join(signs).split()).strip("()[] ")


def _in_address(address: str) -> Point | None:
    for pattern in _IN_ADDRESS:
        if found := pattern.search(address):
            return _point(float(found[1]), float(found[2]))
    return None


def _in_degrees(typed: str) -> Point | None:
    plain = _LABELS.sub(" ", typed)
    if found := _COMMA_DECIMALS.fullmatch(plain.strip()):
        whole = [part for part in found.groups() if part is not None]
        plain = f"{whole[0]}.{whole[1]} ; {whole[2]}.{whole[3]}"
    elif _ONE_COMMA.fullmatch(plain.strip()):
        raise NotCoordinates(_two_ways(plain.strip()))
    elif re.fullmatch(r"[+-]?\d+,\d+,[+-]?\d+,\d+", plain.strip()):
        text = say("Commas part both the decimals and the numbers. Write it as 33.49, 38.66.")
        raise NotCoordinates(text)
    parts = _parts(plain)
    return None if parts is None else _of_parts(*parts)


def _two_ways(typed: str) -> Message:
    one, other = typed.split(",")
    return say(
        "This may be the number {number} or the point {one}, {other}. Write a point as 33.49, 38.66.",
        number=f"{one}.{other}", one=one, other=other,
    )  # fmt: skip


Part = tuple[tuple[float, ...], str, bool]
"""Degrees with minutes and seconds, the side (N, S, E, W) or nothing, whether a minus stands before."""


def _parts(typed: str) -> tuple[Part, Part] | None:
    """The two halves of coordinates in degrees; None where the text is something else."""
    numbers: list[list[str]] = [[]]
    sides: list[str] = [""]
    fresh = False
    for number, word, mark, separator, other in _TOKEN.findall(typed):
        if other or (word and word.casefold() not in _SIDE_OF):
            return None
        if mark:
            continue
        if separator:
            fresh = bool(numbers[-1])
            continue
        if word:
            side = _SIDE_OF[word.casefold()]
            if sides[-1] or (numbers[-1] and fresh):
                numbers.append([])
                sides.append("")
            sides[-1], fresh = side, False
            if numbers[-1]:
                numbers.append([])
                sides.append("")
            continue
        if fresh:
            numbers.append([])
            sides.append("")
            fresh = False
        numbers[-1].append(number)
    halves = [(given, side) for given, side in zip(numbers, sides, strict=True) if given or side]
    if len(halves) == 1 and not halves[0][1] and len(halves[0][0]) in (2, 4, 6):
        given = halves[0][0]
        middle = len(given) // 2
        halves = [(given[:middle], ""), (given[middle:], "")]
    if len(halves) != 2 or not all(1 <= len(given) <= 3 for given, _ in halves):
        return None
    first, second = (_part(given, side) for given, side in halves)
    return first, second


def _part(given: list[str], side: str) -> Part:
    return tuple(abs(float(each)) for each in given), side, given[0].startswith("-")


def _of_parts(one: Part, other: Part) -> Point:
    for values, side, minus in (one, other):
        if side and minus:
            raise NotCoordinates(say("A minus and a letter say the direction twice. Keep one of them."))
        if any(each >= 60 for each in values[1:]):
            raise NotCoordinates(say("Minutes and seconds go from 0 to below 60."))
        if any(each % 1 for each in values[:-1]):
            raise NotCoordinates(say("Only the last part may have decimals: 33 29.4 or 33.49."))
    sides = (one[1], other[1])
    if all(sides) and (sides[0] in "NS") == (sides[1] in "NS"):
        raise NotCoordinates(say("Both numbers say the same direction. One is north or south, the other east or west."))
    turned = sides[0] in ("E", "W") or sides[1] in ("N", "S")
    latitude, longitude = (other, one) if turned else (one, other)
    return _point(_degrees(latitude), _degrees(longitude), named=any(sides))


def _degrees(part: Part) -> float:
    values, side, minus = part
    degrees = sum(each / float(60**at) for at, each in enumerate(values))
    return -degrees if minus or side in ("S", "W") else degrees


def _point(latitude: float, longitude: float, *, named: bool = False) -> Point:
    try:
        return Point(latitude, longitude)
    except ValueError:
        pass
    if not named and abs(latitude) <= 180 and abs(longitude) <= 90:
        text = say("Latitude goes from -90 to 90 and stands first. If longitude stands first, write E or W behind it.")
    elif abs(latitude) > 90:
        text = say("Latitude goes from -90 to 90 degrees.")
    else:
        text = say("Longitude goes from -180 to 180 degrees.")
    raise NotCoordinates(text)


# ---- showing


def _minutes(degrees: float, sides: str) -> str:
    total = round(abs(degrees) * 60 * 100_000)
    whole, rest = divmod(total, 60 * 100_000)
    minutes = f"{rest / 100_000:08.5f}".rstrip("0").rstrip(".")
    return f"{whole}°{minutes}'{sides[degrees < 0 < total]}"


def _seconds(degrees: float, sides: str) -> str:
    total = round(abs(degrees) * 3600 * 1000)
    whole, rest = divmod(total, 3600 * 1000)
    minutes, rest = divmod(rest, 60 * 1000)
    seconds = f"{rest / 1000:06.3f}".rstrip("0").rstrip(".")
    return f"{whole}°{minutes:02d}'{seconds}\"{sides[degrees < 0 < total]}"
