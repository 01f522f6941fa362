"""From bytes to text: in which encoding a plain text is, told and not guessed silently."""

from __future__ import annotations

import codecs
import itertools
import re
from dataclasses import dataclass

from ascertain.domain.languages import language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_ONE_BYTE = ("cp1252", "cp1256", "cp1255", "cp1251", "cp1254", "cp1253", "iso8859_6", "iso8859_8", "koi8_r")
"""Encodings that are tried where nothing says which it is; the one whose text reads like a language wins."""
_LOOKED_AT = 40_000
_SHOWN = {
    "cp1252": "Windows-1252", "cp1256": "Windows-1256", "cp1255": "Windows-1255", "cp1251": "Windows-1251",
    "cp1254": "Windows-1254", "cp1253": "Windows-1253", "iso8859_6": "ISO 8859-6", "iso8859_8": "ISO 8859-8",
    "koi8_r": "KOI8-R",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was read in. `certain`: the bytes say so themselves, or the sender did."""

    text: str
    encoding: str
    certain: bool


def decode(content: bytes, told: str = "") -> Decoded:
    """Read bytes as text. `told` is the encoding that the sender names; bytes that do not fit it decide otherwise.
    Never fails: what cannot be read becomes U+FFFD."""
    if (marked := marked_encoding(content)) is not None:
        name, shown, certain = marked
        return Decoded(content.decode(name, "replace"), shown, certain)
    try:
        return Decoded(content.decode("utf-8"), "UTF-8", True)
    except UnicodeDecodeError:
        pass
    if (known := known_codec(told)) is not None:
        return Decoded(content.decode(known, "replace"), _SHOWN.get(known, told.strip().upper()), True)
    best, shown = likeliest_encoding(content)
    return Decoded(content.decode(best, "replace"), shown, False)


def marked_encoding(content: bytes) -> tuple[str, str, bool] | None:
    """The codec that the first bytes ask for, what it is called, and whether that is certain; None where they do not
    say."""
    for mark, name, shown in _MARKS:
        if content.startswith(mark):
            return name, shown, True
    if wide := _wide(content):
        return wide, "UTF-16", False
    return None


def likeliest_encoding(content: bytes) -> tuple[str, str]:
    """The codec of one byte a letter in which the start of a text makes the most sense, and what it is called."""
    best = max(_ONE_BYTE, key=lambda name: _sense(content[:_LOOKED_AT].decode(name, "replace")))
    return best, _SHOWN[best]


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of a text is nought or the number of a script."""
    start = content[:_LOOKED_AT]
    if len(start) < 4 or 0 not in start:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half // 10 and odd > even * 4:
        return "utf-16-le"
    return "utf-16-be" if even > half // 10 and even > odd * 4 else ""


def known_codec(told: str) -> str | None:
    """The codec that a name stands for, where it is one that makes text of bytes."""
    try:
        found = codecs.lookup(told.strip())
    except (LookupError, ValueError):
        return None
    # `hex`, `zip` and their kind are codecs too; `utf-7` hides letters from whoever looks at the bytes.
    return found.name if found.name in _TEXTS else None


_TEXTS = frozenset(
    [
        "ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso8859-1", "iso8859-2", "iso8859-3",
        "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "iso8859-15", "cp1250", "cp1251",
        "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp437", "cp720", "cp850", "cp852",
        "cp855", "cp862", "cp864", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-arabic", "mac-cyrillic", "gb2312",
        "gbk", "gb18030", "big5", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr", "cp932", "cp949",
    ]
)  # fmt: skip


def _sense(text: str) -> float:
    """How much a text reads like a language: its words, and few signs or mixed words that nobody types."""
    words = _WORD.findall(text) or [""]
    mixed = sum(1 for word in words if not word.isascii() and _is_mixed(word)) / len(words)
    odd = (len(_CONTROLS.findall(text)) + text.count("\ufffd")) / len(text or " ")
    return language_of(text).weight - mixed - 5 * odd


def _is_mixed(word: str) -> bool:
    """Whether a word is of two scripts, or has a capital after a small letter, as a wrong encoding makes them."""
    latin = sum(1 for letter in word if ord(letter) < 0x250)
    return 0 < latin < len(word) or any(a.islower() and b.isupper() for a, b in itertools.pairwise(word))
