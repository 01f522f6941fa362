"""Marks that keep codes, numbers and foreign names whole where directions of writing mix (Unicode UAX #9, isolates)."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_LEFT_TO_RIGHT = "\u2066"
_RIGHT_TO_LEFT = "\u2067"
_FIRST_STRONG = "\u2068"
_POP = "\u2069"
_LEFT_MARK = "\u200e"
_RIGHT_MARK = "\u200f"


def right_to_left() -> bool:
    """Whether the program is laid out from right to left now."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def code(text: str) -> str:
    """A reference, number, date or grade: kept left to right as one piece in a layout from right to left."""
    return f"{_LEFT_TO_RIGHT}{text}{_POP}" if text and right_to_left() else text


def isolated(text: str) -> str:
    """A name or title inside a sentence: does not disturb the order of what stands around it, whatever its script."""
    return f"{_FIRST_STRONG}{text}{_POP}" if text and (right_to_left() or _has_right_to_left(text)) else text


def joined(*parts: str, by: str = " · ") -> str:
    """Parts of one line, the empty ones left out. It runs as the layout does, whatever script its first part is in; a
    part runs as its own first letter does, also one that begins with a number."""
    layout_is_right = right_to_left()
    line = by.join(_as_written(part) if layout_is_right else part for part in parts if part)
    if _begins_right_to_left(line) is (not layout_is_right):
        return f"{_RIGHT_MARK if layout_is_right else _LEFT_MARK}{line}"
    return line


def _as_written(part: str) -> str:
    return f"{_RIGHT_TO_LEFT if _begins_right_to_left(part) else _LEFT_TO_RIGHT}{part}{_POP}"


def _begins_right_to_left(text: str) -> bool | None:
    """Whether the first letter runs to the left, as Qt judges a paragraph, isolates included; None without one."""
    if text.isascii():
        return False if any(letter.isalpha() for letter in text) else None
    kinds = (bidirectional(letter) for letter in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
    return None if first is None else first != "L"


def _has_right_to_left(text: str) -> bool:
    return not text.isascii() and any(
        "\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text
    )
