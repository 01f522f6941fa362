"""The text of a document as it is kept: one form for the same words, wherever they were copied from.

Paragraphs stay, parted by an empty line at most; line ends become `\\n`; what is not seen and what turns other letters
round goes (Unicode Technical Report 36), but for the joiners and the marks of direction that Persian, Arabic and
Hebrew are written with. The rest is Unicode NFC (UAX #15).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from ascertain.domain.texts import DOCUMENT_LIMIT, LINE_LIMIT

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060-\u2069\u202a-\u202e\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\U000e0000-\U000e007f]|[\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_RUNS = re.compile("  +")
_AROUND_LINES = re.compile(" *\n *")
_GAPS = re.compile("\n{3,}")


def normalised(text: str) -> str:
    """The text in its one form. Doing it twice changes nothing."""
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _SURROGATES.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text)))
    text = unicodedata.normalize("NFC", text)
    return _GAPS.sub("\n\n", _AROUND_LINES.sub("\n", _RUNS.sub(" ", text))).strip(" \n")


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """A text as a single line, cut where it is longer than one may be."""
    line = " ".join(normalised(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def fitted(text: str) -> str:
    """As much of a text in its one form as a document may hold."""
    return text if len(text) <= DOCUMENT_LIMIT else text[:DOCUMENT_LIMIT].rstrip(" \n")


def text_hash(text: str) -> str:
    """SHA-256 of the text as UTF-8, as the log computes it; of no text the empty string."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def first_line(text: str) -> str:
    """The first line that has a letter."""
    return next((line for line in text.split("\n") if any(map(str.isalpha, line))), "")
