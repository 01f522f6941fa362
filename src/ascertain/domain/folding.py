"""Text as it is compared: for search, for sort keys and for finding a name again, in every script that analysts type.

Folded away: case, diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic, letter variants of Arabic and Persian,
apostrophes, the dots of abbreviations (`U.S.`) and marks that are not seen. Hyphens and the half-space of Persian
become spaces; every digit becomes ASCII. So `al-Asad` finds `Al Asad`, and `الاسد` finds `الأسد`.

The variants of Arabic letters are those of Lucene's `ArabicNormalizer` and `PersianNormalizer` (Apache Lucene 9,
analysis-common), and ZWNJ becomes a space as in its `PersianCharFilter`; decomposition is Unicode NFKD (UAX #15), case
folding Unicode's own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "'`´ʹʺʻʼʽʾʿˈ‘’‛′＇׳״ꞌ"
_HYPHENS = "-‐‑‒–—―−־﹣－⁃"
_SPACES = "\u200b\u200c"
"""Marks without width that part words: zero width space, and the half-space (ZWNJ) of Persian."""

_LETTERS = {
    # Alef, yeh, kaf, heh and waw in their Arabic, Persian, Kurdish and Urdu forms. Hamza and madda come off by NFKD.
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ۍ": "ي", "ێ": "ي", "ٸ": "ي",
    "ک": "ك", "ڪ": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ۋ": "و", "ۆ": "و", "ٶ": "و", "ں": "ن",
    "ء": "", "ـ": "", "װ": "וו", "ױ": "וי", "ײ": "יי",
    # Latin letters that have no decomposition.
    "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŧ": "t", "ŋ": "n",
    "ə": "e",
}  # fmt: skip

JOINING = _APOSTROPHES + _HYPHENS + _SPACES + "ـ"
"""What may stand between the parts of one word: `al-Asad`."""
ABBREVIATION = re.compile(r"(?<!\w)(?:[^\W\d_]\.)+[^\W\d_]\.?(?!\w)")
_INNER_POINT = re.compile(r"\.[^\W\d_]")
"""What every abbreviation has; a sentence with its full stop has not, and is not looked through for one."""
_QUOTE_WITHIN_HEBREW = re.compile('(?<=[\u05d0-\u05ea])["“”](?=[\u05d0-\u05ea])')
TOKEN = re.compile(r"[^\W_]+")
"""A word of folded text."""


class _Folding(dict[int, str]):
    """What each character becomes. Filled as characters are met; ASCII is there from the start."""

    def __init__(self) -> None:
        super().__init__()
        for code in range(128):
            self[code] = _fold_character(chr(code))

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    if character in _HYPHENS or character in _SPACES:
        return " "
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_fold_part(part) for part in decomposed)


def _fold_part(part: str) -> str:
    if part in _LETTERS:
        return _LETTERS[part]
    if part in _APOSTROPHES:
        return ""
    if part in _HYPHENS:
        return " "
    category = unicodedata.category(part)
    if category == "Nd":
        return str(unicodedata.decimal(part))
    if category == "Cc" or category[0] == "Z":
        return " "
    if category in ("Cf", "Cs", "Cn") or (category in ("Mn", "Me") and _is_diacritic(part)):
        return ""
    return part


def _is_diacritic(mark: str) -> bool:
    """Whether a mark can be left out in writing. Beyond the scripts named above it is a vowel, which cannot."""
    code = ord(mark)
    return (
        code < 0x0900
        or 0x1AB0 <= code <= 0x1AFF
        or 0x1DC0 <= code <= 0x1DFF
        or 0x20D0 <= code <= 0x20FF
        or 0xFE00 <= code <= 0xFE2F
        or code >= 0xE0100
    )


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` as it is compared: lower case, plain letters, words parted by single spaces.

    Folding twice changes nothing. Any string is taken, lone surrogates and control characters among them; what comes
    back can be written as UTF-8.
    """
    if text.isascii() and text.isprintable():
        # What the table does, twice as fast.
        folded = text.lower().replace("-", " ").replace("'", "").replace("`", "")
    else:
        folded = _QUOTE_WITHIN_HEBREW.sub("", text).translate(_FOLDING)
    if "." in folded and _INNER_POINT.search(folded):
        folded = ABBREVIATION.sub(lambda found: found[0].replace(".", ""), folded)
    return " ".join(folded.split())


@lru_cache(maxsize=16_384)
def fold_name(name: str) -> str:
    """As `fold`, remembering it: the same few names stand in thousands of rows."""
    return fold(name)


def fold_characters(text: str) -> list[str]:
    """What each character of `text` becomes when it is folded, before spaces and abbreviations are seen to."""
    folded = [_FOLDING[ord(character)] for character in text]
    for found in _QUOTE_WITHIN_HEBREW.finditer(text):
        folded[found.start()] = ""
    return folded


def tokens(text: str) -> list[str]:
    """The words of `text`, folded, parted as by the search index: letters and digits (SQLite FTS5 `unicode61`)."""
    return TOKEN.findall(fold(text))
