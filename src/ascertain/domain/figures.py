"""Counts as they are typed in one box: `3`, `2–5`, `3 (2–5)`, `~3`, `100+`, `≤5`, `?`, and their sum.

Low, best and high are the three estimates of UCDP GED (UCDP GED Codebook 23.1, `low`, `best`, `high`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ascertain.domain.messages import Message, say
from ascertain.domain.records import NOT_STATED, Figure

HIGHEST = 10**9
"""A count is below this: more is a slip of the hand."""

_UNKNOWN = {"?", "unknown", "not known", "unk"}
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: str(number) for number, word in enumerate(_WORDS)} | {
    "none": "0",
    "no": "0",
    "nil": "0",
    "a dozen": "12",
}

_N = r"(\d+)"
_RANGE = re.compile(rf"(?:between |from )?{_N} ?(?:-|to|or|and|\.\.) ?{_N}")
_THREE = re.compile(rf"{_N} ?- ?{_N} ?- ?{_N}")
_BEST = re.compile(rf"~? ?{_N} ?[(\[](.+)[)\]]")
_ABOUT = re.compile(rf"(?:~|≈|about|around|roughly|some|approximately|approx\.?|circa|ca\.?|c\.) ?{_N}")
_AT_LEAST = re.compile(rf"(?:>=|≥|=>|at least|no fewer than|min\.?) ?{_N}|{_N} ?(?:\+|or more|and more)")
_MORE = re.compile(rf"(?:>|more than|over) ?{_N}")
_AT_MOST = re.compile(rf"(?:<=|≤|=<|at most|up to|no more than|max\.?) ?{_N}|{_N} ?or (?:fewer|less)")
_FEWER = re.compile(rf"(?:<|fewer than|less than|under) ?{_N}")
_SEPARATED = re.compile(r"(?<!\d)\d{1,3}(?:[,٬' ]\d{3})+(?!\d)")


class NotAFigure(ValueError):
    """A text is not a count. `message` says so, and what to type instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_figure(text: str) -> Figure:
    """The count that `text` stands for; nothing typed is `NOT_STATED`. Digits may be of any script.

    `~3` has a best count alone; `2–5` has none between its ends; `3 (2–5)` and `2–3–5` give all three.
    Raises `NotAFigure`.
    """
    typed = _plain(text)
    if not typed:
        return NOT_STATED
    if typed in _UNKNOWN:
        return Figure(unknown=True)
    figure = _whole(typed)
    if figure is None:
        raise NotAFigure(
            say(
                "“{typed}” is not a count. Type a number, or 2–5, ~3, 100+, or ? where it is not known.",
                typed=_short(text),
            )
        )
    _check(figure)
    return figure


def show_figure(figure: Figure) -> str:
    """The shortest text that `read_figure` reads as `figure`."""
    low, best, high = figure.low, figure.best, figure.high
    if not figure.stated:
        return "?" if figure.unknown else ""
    if low is not None and low == best == high:
        return str(best)
    bounds = _bounds(low, high)
    if best is None:
        return bounds
    return f"{best} ({bounds})" if bounds else f"~{best}"


def add_figures(figures: Iterable[Figure]) -> Figure:
    """The sum. What is not stated is not counted; an unknown count leaves the sum without a highest value.

    Where a figure lacks its best count, its low stands in, else its high (UCDP counts conservatively: GED Codebook
    23.1, "best estimate"); where it lacks a low, its best, else 0; where it lacks a high, its best, else the sum has
    none. Nothing stated: unknown if any is unknown, else not stated.
    """
    given = list(figures)
    stated = [figure for figure in given if figure.stated]
    unknown = any(figure.unknown and not figure.stated for figure in given)
    if not stated:
        return Figure(unknown=unknown)
    low = sum(_first(figure.low, figure.best, 0) for figure in stated)
    best = sum(_first(figure.best, figure.low, figure.high) for figure in stated)
    highs = [figure.high if figure.high is not None else figure.best for figure in stated]
    known = [high for high in highs if high is not None]
    return Figure(low, best, None if unknown or len(known) < len(highs) else sum(known))


def disorder(figure: Figure) -> Message | None:
    """What is wrong with the numbers of a figure: below 0, too large, not low ≤ best ≤ high. None where nothing is."""
    numbers = [number for number in (figure.low, figure.best, figure.high) if number is not None]
    if any(number < 0 for number in numbers):
        return say("A count cannot be below 0.")
    if any(number >= HIGHEST for number in numbers):
        return say("A count must be below 1,000,000,000.")
    if numbers != sorted(numbers):
        return say("The lowest count must not be above the best, nor the best above the highest.")
    if figure.unknown and numbers:
        return say("A count is either unknown or has numbers. Clear one of them.")
    return None


def _plain(text: str) -> str:
    """`text` in lower case, with ASCII digits and hyphens, without separators of thousands."""
    characters = (str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    plain = re.sub("[‐‑‒–—−]", "-", "".join(characters)).casefold()
    plain = re.sub("[\u200e\u200f\u2066-\u2069\u202a-\u202e\u061c]", "", plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    plain = _SEPARATED.sub(lambda found: re.sub(r"\D", "", found[0]), plain)
    plain = plain.replace("؟", "?").replace("a dozen", "12")
    return re.sub(r"[a-z]+", lambda found: _NUMBERS.get(found[0], found[0]), plain)


def _whole(typed: str) -> Figure | None:
    if found := _BEST.fullmatch(typed):
        bounds = _part(found[2])
        return None if bounds is None or bounds.best is not None else Figure(bounds.low, _number(found[1]), bounds.high)
    if found := _THREE.fullmatch(typed):
        return Figure(_number(found[1]), _number(found[2]), _number(found[3]))
    if found := _ABOUT.fullmatch(typed):
        return Figure(best=_number(found[1]))
    return _part(typed)


def _part(typed: str) -> Figure | None:
    if re.fullmatch(r"\d+", typed):
        return Figure.exactly(_number(typed))
    if found := _RANGE.fullmatch(typed):
        return Figure(low=_number(found[1]), high=_number(found[2]))
    if found := _AT_LEAST.fullmatch(typed):
        return Figure(low=_number(found[1] or found[2]))
    if found := _AT_MOST.fullmatch(typed):
        return Figure(high=_number(found[1] or found[2]))
    if found := _MORE.fullmatch(typed):
        return Figure(low=_number(found[1]) + 1)
    if (found := _FEWER.fullmatch(typed)) and _number(found[1]) > 0:
        return Figure(high=_number(found[1]) - 1)
    return None


def _number(digits: str) -> int:
    """The number; one too long to be a count becomes one that is refused, without being computed."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) < 12 else HIGHEST


def _check(figure: Figure) -> None:
    wrong = disorder(figure)
    if wrong is not None:
        raise NotAFigure(wrong)


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low}–{high}"
    if low is not None:
        return f"{low}+"
    return f"≤{high}" if high is not None else ""


def _first(*values: int | None) -> int:
    return next((value for value in values if value is not None), 0)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
