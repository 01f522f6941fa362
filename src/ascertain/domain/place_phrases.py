"""Where something is, told from a named place: "20 km E of Rutba", "near Hit", "٢٠ كم شرق الرطبة".

In English, Arabic, Persian and Hebrew. Distances in kilometres, metres, miles (1.609344 km, international) and nautical
miles (1.852 km).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A distance in kilometres and a direction in degrees from a named place; None where it is not said."""

    name: str
    km: float | None = None
    bearing: float | None = None


_UNITS = {
    "km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometers": 1.0, "kilometre": 1.0, "kilometres": 1.0, "k": 1.0,
    "m": 0.001, "meters": 0.001, "metres": 0.001, "meter": 0.001, "metre": 0.001,
    "mi": 1.609344, "mile": 1.609344, "miles": 1.609344, "nm": 1.852, "nmi": 1.852, "nautical miles": 1.852,
    "كم": 1.0, "كلم": 1.0, "كيلومتر": 1.0, "كيلومترا": 1.0, "كيلومترات": 1.0, "كيلو متر": 1.0, "كيلو": 1.0,
    "متر": 0.001, "مترا": 0.001, "ميل": 1.609344, "ميلا": 1.609344, "اميال": 1.609344,
    "کیلومتر": 1.0, "کیلومتری": 1.0, "کیلومترى": 1.0, "متری": 0.001, "مایل": 1.609344, "مایلی": 1.609344,
    "קמ": 1.0, "קילומטר": 1.0, "קילומטרים": 1.0, "מטר": 0.001, "מטרים": 0.001,
}  # fmt: skip
_POINTS = (
    ("north", "n", "northern", "شمال", "شمالي", "شمالا", "شمالی", "צפון", "צפונית", "צפונה"),
    ("east", "e", "eastern", "شرق", "شرقي", "شرقا", "شرقی", "خاور", "מזרח", "מזרחית", "מזרחה"),
    ("south", "s", "southern", "جنوب", "جنوبي", "جنوبا", "جنوبی", "דרום", "דרומית", "דרומה"),
    ("west", "w", "western", "غرب", "غربي", "غربا", "غربی", "باختر", "מערב", "מערבית", "מערבה"),
)
_BEARINGS = {word: 90.0 * at for at, words in enumerate(_POINTS) for word in words}
_LETTERS = {
    name: 22.5 * at
    for at, name in enumerate(
        ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
    )
}

_FIRST = (
    r"(?:about|some|around|approximately|roughly|nearly|ca\.?|~|at|lies|على بعد|على مسافة|نحو|حوالي|حوالى|قرابة|"
    r"در فاصله|در|حدود|כ)"
)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_WORD = "|".join(sorted(map(re.escape, _BEARINGS), key=len, reverse=True))
_TOWARDS = rf"(?:(?P<letters>[ns]?[ns]?[ew]|[ns]|[ew][ns][ew])|(?:{_WORD})(?:[ -]*(?:{_WORD})){{0,2}})"
_FROM = r"(?:of|from|off|de|مدينة|من|عن|شهر|از|לעיר|מ-?)"
_PHRASES = (
    re.compile(
        rf"(?:{_FIRST}\s*)*(?P<number>\d+(?:[.,]\d+)?)\s*-?(?P<unit>{_UNIT})\.?\s*(?:to the |إلى ال|الى ال|ال|در |به )?"
        rf"(?P<towards>{_TOWARDS})\.?\s+(?:{_FROM}\s+)?(?P<name>\S.*)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:{_FIRST}\s*)*(?P<number>\d+(?:[.,]\d+)?)\s*-?(?P<unit>{_UNIT})\.?\s+{_FROM}\s+(?P<name>\S.*)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:to the |إلى ال|الى ال)?(?P<towards>{_TOWARDS})\s+(?:of|from|من|מ-?)\s+(?P<name>\S.*)", re.IGNORECASE
    ),
    re.compile(
        r"(?P<towards>(?:צפונית|דרומית|מזרחית|מערבית)(?:[ -](?:צפונית|דרומית|מזרחית|מערבית))?)\s+(?P<name>ל\S.*)"
    ),
    re.compile(
        r"(?:near|close to|outside|in the vicinity of|around|not far from|on the outskirts of|قرب|بالقرب من|"
        r"في محيط|محيط|نزدیک|نزدیکی|در نزدیکی|حوالی|حومه|ליד|בסמוך ל|סמוך ל)\s+(?P<name>\S.*)",
        re.IGNORECASE,
    ),
)


def read_place_phrase(text: str) -> PlacePhrase | None:
    """What a text says in this form; None where it has another."""
    typed = _plain(text)
    for phrase in _PHRASES:
        found = phrase.fullmatch(typed)
        if found is not None:
            parts = found.groupdict()
            name = _named(parts["name"], typed)
            km = None if parts.get("number") is None else _km(parts["number"], parts["unit"])
            bearing = None if parts.get("towards") is None else _bearing(parts["towards"], parts.get("letters"))
            return PlacePhrase(name, km, bearing) if name else None
    return None


def _plain(text: str) -> str:
    """ASCII digits, no marks that are not seen, single spaces, and the Arabic letters without vowels and hamza."""
    signs = []
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        if category == "Nd":
            signs.append(str(unicodedata.decimal(sign)))
        elif sign == "٫":
            signs.append(".")
        elif category == "Pd":
            signs.append("-")
        elif sign == "\u200c":
            signs.append(" ")
        elif category not in ("Cf", "Mn") and sign not in '"״“”':
            signs.append(sign)
    return " ".join("".join(signs).split())


def _named(name: str, typed: str) -> str:
    """The name; in Hebrew without the particle that is written together with it."""
    name = re.sub("^the ", "", name.strip(" .,;،"), flags=re.IGNORECASE)
    if "\u0590" <= name[:1] <= "\u05ff" and name.startswith(("ל", "מ")) and _hebrew_direction(typed):
        return name[1:].lstrip("-")
    return name


def _hebrew_direction(typed: str) -> bool:
    return any(word in typed for words in _POINTS for word in words if "\u0590" <= word[0] <= "\u05ff")


def _km(number: str, unit: str) -> float:
    return float(number.replace(",", ".")) * _UNITS[unit.casefold()]


def _bearing(towards: str, letters: str | None) -> float | None:
    if letters:
        return _LETTERS.get(letters.casefold())
    found = [_BEARINGS[word] for word in re.findall(_WORD, towards.casefold())]
    if len(found) == 1:
        return found[0]
    one, other = found[-2:]
    if abs(one - other) == 180:
        return None
    middle = (one + other) / 2 if abs(one - other) < 180 else (one + other + 360) / 2 % 360
    if len(found) == 2:
        return middle
    # "north-northeast": half way again.
    third = found[0]
    return (third + middle) / 2 if abs(third - middle) < 180 else (third + middle + 360) / 2 % 360
