"""Marks that keep codes, numbers and foreign names whole where directions of writing mix (Unicode UAX #9, isolates)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_LEFT_TO_RIGHT = "\u2066"
_FIRST_STRONG = "\u2068"
_POP = "\u2069"


def right_to_left() -> bool:
    """Whether the program is laid out from right to left now."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def code(text: str) -> str:
    """A reference, number, date or grade: kept left to right as one piece in a layout from right to left."""
    return f"{_LEFT_TO_RIGHT}{text}{_POP}" if text and right_to_left() else text


def isolated(text: str) -> str:
    """A name or title inside a sentence: does not disturb the order of what stands around it, whatever its script."""
    return f"{_FIRST_STRONG}{text}{_POP}" if text and (right_to_left() or _has_right_to_left(text)) else text


def _has_right_to_left(text: str) -> bool:
    return not text.isascii() and any(
        "\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text
    )
