"""Counts in running text: a number with the words that widen it, in front of what is counted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ascertain.domain.figure import Figure
from ascertain.domain.figures import HIGHEST, show_figure
from ascertain.domain.proposals.scene import Scene


@dataclass(frozen=True, slots=True)
class Count:
    """A count as it is typed, and the words it stands on."""

    figure: Figure
    first: int
    last: int

    @property
    def text(self) -> str:
        """The count as it is typed into its box."""
        return show_figure(self.figure)


def number_at(scene: Scene, at: int) -> int | None:
    """The number that a word is, in digits of any script or as a word of the language."""
    if not 0 <= at < len(scene.words):
        return None
    word = scene.words[at]
    for form in word.forms:
        if form in scene.book.numbers:
            return scene.book.numbers[form]
    digits = word.text.translate({ord(mark): None for mark in ",٬"})
    if not digits.isdigit() or len(digits) > 9:
        return None
    number = int("".join(str(unicodedata.digit(each, 0)) for each in digits))
    return number if number < HIGHEST else None


def count_at(scene: Scene, at: int) -> Count | None:
    """The count whose last number is the word `at`: with a range, or a word such as "at least", before it."""
    number = number_at(scene, at)
    if number is None:
        return None
    lower = number_at(scene, at - 2)
    ranges = any(cue.first == cue.last == at - 1 for cue in scene.of("count", "range"))
    if ranges and lower is not None and lower < number and scene.same_clause(at - 2, at):
        return Count(Figure(low=lower, high=number), at - 2, at)
    if _dash(scene, at) and (before := number_at(scene, at - 1)) is not None and before < number:
        return Count(Figure(low=before, high=number), at - 1, at)
    for cue in scene.of("count"):
        if cue.value != "range" and at - cue.last == 1 and scene.same_clause(cue.first, at):
            return Count(_widened(cue.value, number), cue.first, at)
    return Count(Figure.exactly(number), at, at)


def _dash(scene: Scene, at: int) -> bool:
    """Whether the word is tied to the one before by a dash."""
    if at < 1:
        return False
    between = scene.text[scene.words[at - 1].end : scene.words[at].start].strip()
    return between in ("-", "–", "—")


def _widened(how: str, number: int) -> Figure:
    match how:
        case "at_least":
            return Figure(low=number)
        case "more_than":
            return Figure(low=number + 1)
        case "at_most":
            return Figure(high=number)
        case "about":
            return Figure(best=number)
    return Figure.exactly(number)
