"""Counts in words and signs: 0, not stated and not known are three different things."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ascertain.domain.figure import Figure
from ascertain.ui.wording.direction import code

NOT_STATED_SIGN = "–"
UNKNOWN_SIGN = "?"


def number_text(number: int) -> str:
    """A whole number with the separators of the user's language: `1,248`."""
    return QLocale().toString(number)


def figure_text(figure: Figure) -> str:
    """The shortest reading of a count, for a cell: `0`, `2–5`, `300+`, `≤ 5`; `–` not stated, `?` not known."""
    if not figure.stated:
        return UNKNOWN_SIGN if figure.unknown else NOT_STATED_SIGN
    return code(_extent(figure))


def figure_words(figure: Figure) -> str:
    """A count in full, for a line of its own: `3, between 2 and 5`, `not stated`, `not known`."""
    if not figure.stated:
        if figure.unknown:
            return QCoreApplication.translate("Figures", "not known")
        return QCoreApplication.translate("Figures", "not stated")
    low, best, high = figure.low, figure.best, figure.high
    if best is not None and low is not None and high is not None and not low == best == high:
        text = QCoreApplication.translate("Figures", "{best}, between {low} and {high}")
        return text.format(best=code(number_text(best)), low=code(number_text(low)), high=code(number_text(high)))
    return code(_extent(figure))


def origins_text(origins: int, statements: int) -> str:
    """How many independent origins there are, of how many statements: `2 of 3`; nothing without statements."""
    if not statements:
        return NOT_STATED_SIGN
    text = QCoreApplication.translate("Figures", "{origins} of {statements}")
    return code(text.format(origins=number_text(origins), statements=number_text(statements)))


def _extent(figure: Figure) -> str:
    low, best, high = figure.low, figure.best, figure.high
    if low is not None and high is not None:
        return number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
    if low is not None:
        return f"{number_text(low)}+"
    if high is not None:
        return number_text(high) if best == high else f"≤ {number_text(high)}"
    return number_text(best or 0)
