"""Which way a text runs (Unicode UAX #9), for formats that have to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

_OPEN, _CLOSE = "\u2068", "\u2069"
_KEPT_TOGETHER = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


def begins_right_to_left(text: str) -> bool:
    """Whether the first letter runs to the left."""
    if text.isascii():
        return False
    first = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return first != "L"


def isolated(text: str) -> str:
    """A text within a sentence, which it does not disturb: marked where any of it runs to the left."""
    if text.isascii() or not any(bidirectional(letter) in ("R", "AL", "RLO", "RLE", "RLI") for letter in text):
        return text
    return f"{_OPEN}{text}{_CLOSE}"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, without the marks, each with whether it runs to the left."""
    at = 0
    for found in _KEPT_TOGETHER.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], begins_right_to_left(text[at : found.start()])
        if found[1]:
            yield found[1], begins_right_to_left(found[1])
        at = found.end()
    if at < len(text):
        yield text[at:], begins_right_to_left(text[at:])


def plain(text: str) -> str:
    """The text without the marks."""
    return "".join(piece for piece, _ in pieces(text))
