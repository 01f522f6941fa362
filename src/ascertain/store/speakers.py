"""Who speaks of an incident and how, as a short text with one character for each source or stance: the texts of a
million incidents are put together by the database, and counted as one text is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ascertain.domain.codes import Stance

BETWEEN: Final = chr(1)
"""Stands for nothing: it may part the texts of incidents."""
_SHIFT: Final = 1
MOST_SOURCES: Final = 0xD800 - 1 - _SHIFT
"""The highest number of a source that has a character: those that follow are halves of pairs. A source with a higher
one stands in no text, and nothing is counted by texts in a log that has one."""

LETTERS: Final = {
    Stance.REPORTS: "A", Stance.CONFIRMS: "B", Stance.CONFIRMS_IN_PART: "C", Stance.DENIES: "D",
    Stance.CLAIMS_RESPONSIBILITY: "E", Stance.ATTRIBUTES: "F", Stance.DECLINES_TO_ATTRIBUTE: "G",
    Stance.THREATENS: "H", Stance.GIVES_CONTEXT: "I", Stance.NO_COMMENT: "J",
}  # fmt: skip
"""The letter of each stance. They stand in logs: none is ever another."""


def letter_of(source_id: int) -> str:
    """The character of a source."""
    return chr(source_id + _SHIFT)


def source_of(letter: str) -> int:
    """The source that has a character."""
    return ord(letter) - _SHIFT


def text_of_sources(source_ids: Iterable[int | None]) -> str | None:
    """The characters of these sources, each once and in order; None where there is none."""
    ids = sorted({each for each in source_ids if each is not None and each <= MOST_SOURCES})
    return "".join([chr(each + _SHIFT) for each in ids]) or None


def text_of_stances(stances: Iterable[Stance]) -> str | None:
    """The letters of these stances, each once and in order; None where there is none."""
    return "".join(sorted({LETTERS[each] for each in stances})) or None
