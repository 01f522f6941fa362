"""From the words of a text to the small language in which time phrases are read.

A phrase in any of the languages becomes words such as `last w1 night`, `past 24 hours`, `17 g10 2023`: numbers, dates
and clock times in ASCII, months `g1`-`g12` (Gregorian), `j1`-`j12` (Persian), `h1`-`h12` (Islamic), days of the week
`w0` (Monday) to `w6`. What stands in the tables `words_*` is compared folded; longer entries win.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ascertain.domain.folding import fold
from ascertain.domain.times.words_arabic import ARABIC
from ascertain.domain.times.words_english import ENGLISH
from ascertain.domain.times.words_hebrew import HEBREW
from ascertain.domain.times.words_persian import PERSIAN

_Entries = dict[tuple[str, ...], str]

_DASHES = "‐‑‒–—―−"
_ATOM = re.compile(
    r"""(?P<moment>\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?)(?P<offset>z|[+-]\d{2}(?::?\d{2})?(?![\d:]))?
    |(?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d|[-/.]\d)|\d{1,2}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{4}(?!\d)|\d{4}-\d{2}(?![\d-]))
    |(?P<clock>\d{1,2}(?:[:٫]\d{2}(?::\d{2})?|h\d{2}|\.\d{2}(?=\s*[ap]\.?\s?m))(?![\d:]))(?:\s*(?P<offset2>[+-]\d{2}:?\d{2})(?![\d:]))?
    |(?P<number>\d+)(?:st|nd|rd|th)?(?!\d)
    |(?P<word>[^\W\d_]+(?:['’`ʼʿʾ‘׳״"“”](?=[^\W\d_]{2}|s\b)[^\W\d_]+)*['’`ʼʿʾ׳]?)
    |(?P<range>\.\.+|…)|(?P<sign>[^\w\s])""",
    re.VERBOSE,
)
_PASSED_OVER = frozenset(",،؛()[]«»\"“”'’‘`ʿʾ׳״:")
_STOPS = frozenset(".!?؟;\n")
_SIGNS = {"~": "~", "≈": "~", "/": "/", "–": "–"}
_LEADING_ARABIC = (("ال", ""), ("بال", ""), ("لل", ""), ("وال", "and "), ("و", "and "), ("ب", ""), ("ل", ""), ("ف", ""))
_LEADING_HEBREW = (
    ("ב", ""),
    ("ה", ""),
    ("מ", "from "),
    ("מה", "from "),
    ("ל", "to "),
    ("ו", "and "),
    ("וב", "and "),
    ("ש", ""),
)
_ABBREVIATED = re.compile(r"[gw]\d+|~|am|pm|[hj]|ce")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text and what it means: empty for what changes nothing, None for no word of time.

    `stops`: a sentence may end with it. `joins`: a hyphen without spaces between words.
    """

    start: int
    end: int
    meaning: str | None
    stops: bool = False
    joins: bool = False
    word: bool = False
    raw: str = ""


def pieces(text: str) -> list[Piece]:
    """The text, parted into pieces, in its order."""
    atoms = list(_atoms(text))
    entries, found, at = _entries(), [], 0
    while at < len(atoms):
        piece, at = _next(atoms, at, entries)
        found.append(piece)
    return found


def small_words(parts: list[Piece]) -> str | None:
    """What pieces mean together, None where one of them is no word of time."""
    said: list[str] = []
    for at, piece in enumerate(parts):
        if piece.meaning is None:
            return None
        # A hyphen between words parts two times, or belongs to a name.
        if piece.joins and at and re.fullmatch(r"w\d|[ghj]\d+", parts[at - 1].meaning or ""):
            follows = parts[at + 1].meaning if at + 1 < len(parts) else None
            said.append("–" if follows and re.fullmatch(r"w\d|[ghj]\d+", follows) else "")
        else:
            said.append(piece.meaning)
    return " ".join(" ".join(said).split())


def _next(atoms: list[Piece], at: int, entries: _Entries) -> tuple[Piece, int]:
    """The longest entry that begins here, and where the next piece begins."""
    first = atoms[at]
    if not first.word:
        return first, at + 1
    words, ends = [first.raw.split()], [at + 1]
    place = at + 1
    while place < len(atoms) and sum(map(len, words)) < _longest():
        joint = atoms[place].joins or (atoms[place].stops and _within(atoms, place))
        if joint:
            place += 1
        if place >= len(atoms) or not (atoms[place].word or (atoms[place].raw in _SHORT_NUMBERS)):
            break
        words.append(atoms[place].raw.split())
        place += 1
        ends.append(place)
    for count in range(len(words), 0, -1):
        key = tuple(word for each in words[:count] for word in each)
        meaning = _meaning(key, entries)
        if meaning is not None:
            last = atoms[ends[count - 1] - 1]
            return Piece(first.start, last.end, meaning, word=True, raw=first.raw), ends[count - 1]
    return first, at + 1


_SHORT_NUMBERS = ("1", "2")
"""Numbers that stand within the name of a month: Rabi 1."""


def _within(atoms: list[Piece], place: int) -> bool:
    """Whether a dot stands between two letters, as in `a.m.`"""
    return place + 1 < len(atoms) and atoms[place].end == atoms[place + 1].start and atoms[place + 1].word


def _meaning(key: tuple[str, ...], entries: _Entries) -> str | None:
    found = entries.get(key)
    if found is not None or not key or len(key[0]) < 2:
        return found
    letter = key[0][0]
    leading = (
        _LEADING_ARABIC if "\u0600" <= letter <= "\u06ff" else _LEADING_HEBREW if "\u05d0" <= letter <= "\u05ea" else ()
    )
    for letters, before in leading:
        if key[0].startswith(letters) and (rest := entries.get((key[0][len(letters) :], *key[1:]))) is not None:
            return f"{before}{rest}"
    return None


def _atoms(text: str) -> Iterator[Piece]:
    plain, places = _plain(text)
    for found in _ATOM.finditer(plain):
        start, end = places[found.start()], places[found.end() - 1] + 1
        raw = found[0]
        if found["moment"]:
            meaning = f"{raw[:10]} {found['moment'][11:]}{_offset(found['offset'])}"
            yield Piece(start, end, meaning, raw=raw)
        elif found["clock"]:
            clock = re.sub("[h٫.]", ":", found["clock"])
            yield Piece(start, end, f"{clock}{_offset(found['offset2'])}", raw=raw)
        elif found["date"] or found["number"]:
            yield Piece(start, end, found["date"] or found["number"], raw=raw)
        elif found["word"]:
            yield Piece(start, end, None, word=True, raw=fold(re.sub(r"['’]s$", "", raw)))
        else:
            yield _sign(raw, plain, found.start(), start, end)


def _sign(raw: str, plain: str, at: int, start: int, end: int) -> Piece:
    if raw[0] == "…" or raw.startswith(".."):
        return Piece(start, end, "–", stops=True, raw=raw)
    if raw == "-":
        before, after = plain[at - 1 : at], plain[at + 1 : at + 2]
        tight = not before.isspace() and not after.isspace() and (before.isalpha() or after.isalpha())
        return Piece(start, end, "" if tight else "–", joins=tight, raw=raw)
    if raw in _SIGNS:
        return Piece(start, end, _SIGNS[raw], raw=raw)
    return Piece(start, end, "" if raw in _PASSED_OVER or raw in _STOPS else None, stops=raw in _STOPS, raw=raw)


def _offset(raw: str | None) -> str:
    return (raw or "").replace(":", "")


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in lower case with ASCII digits and one kind of dash, and where each character came from."""
    plain, places = [], []
    for at, character in enumerate(text):
        category = unicodedata.category(character)
        if category in ("Mn", "Cf") and character != "\u200c":
            continue
        if category == "Nd":
            character = str(unicodedata.decimal(character))
        elif character in _DASHES:
            character = "-" if character in "‐‑" else "–"
        elif character == "\u200c":
            character = " "
        elif character != "\n" and len(character.lower()) == 1:
            character = character.lower()
        plain.append(character)
        places.append(at)
    return "".join(plain), places


@cache
def _entries() -> _Entries:
    entries: _Entries = {}
    for table in (PERSIAN, HEBREW, ARABIC, ENGLISH):
        for line in table.strip().splitlines():
            meaning, _, forms = line.partition(": ")
            for form in forms.split(" | "):
                entries[tuple(fold(form).split())] = "" if meaning == "-" else meaning
    return entries


@cache
def _longest() -> int:
    return max(map(len, _entries()))
