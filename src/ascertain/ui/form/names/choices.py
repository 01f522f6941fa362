"""What can be chosen while typing, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from ascertain.domain.folding import fold
from ascertain.domain.rows import NameHit
from ascertain.domain.vocabulary import Vocabulary


class ChoiceKind(Enum):
    """A choice to take, a way to make a new entry, or a heading over choices."""

    ENTRY = auto()
    MAKER = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list. `value` is what is chosen: the id of an entry, the key of a code."""

    text: str
    value: object = None
    matched: str = ""
    """The other name under which it was found."""
    detail: str = ""
    kind: ChoiceKind = ChoiceKind.ENTRY
    inset: bool = False
    """Stands under a heading, or a broader choice."""
    known: bool = False
    """The log has it."""


def choices_of(hits: Iterable[NameHit]) -> list[Choice]:
    """The names of the log that were found, as choices."""
    return [Choice(hit.name, hit.id, hit.matched, hit.detail, known=True) for hit in hits]


def means_the_same(typed: str, name: str) -> bool:
    """Whether two names differ in nothing but case, diacritics and the like."""
    key = fold(typed).strip()
    return bool(key) and key == fold(name).strip()


def codes_matching(codes: Iterable[tuple[str, str, str | None]], typed: str) -> list[Choice]:
    """The codes (key, label, parent's key) that hold every word of `typed`, each under its broader code.

    A broader code that does not match itself stands as a heading over those that do.
    """
    words = fold(typed).split()
    given = list(codes)
    labels = {key: label for key, label, _ in given}

    def matches(label: str) -> bool:
        folded = fold(label)
        return all(word in folded for word in words)

    broad = [key for key, _, parent in given if parent is None or parent not in labels]
    chosen: list[Choice] = []
    for key in broad:
        under = [(each, label) for each, label, parent in given if parent == key]
        whole = matches(labels[key])
        narrow = [(each, label) for each, label in under if whole or matches(label)]
        if whole:
            chosen.append(Choice(labels[key], key))
        elif narrow:
            chosen.append(Choice(labels[key], kind=ChoiceKind.HEADING))
        chosen += [Choice(label, each, inset=True) for each, label in narrow]
    return chosen


def code_lines(vocabulary: Vocabulary, keep: str | None = None) -> list[tuple[str, str, str | None]]:
    """Key, English label and parent of each code on offer."""
    return [(code.key, code.label, code.parent) for code in vocabulary.current(keep)]
