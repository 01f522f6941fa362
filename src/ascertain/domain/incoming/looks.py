"""What the cells of a column look like, by some of them: days, degrees, addresses, codes of a list, long texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ascertain.domain.folding import fold
from ascertain.domain.incoming.cells import CellRefused, as_text, ascii_digits, read_degrees, read_number
from ascertain.domain.incoming.code_words import code_words
from ascertain.domain.incoming.days import read_day
from ascertain.domain.incoming.other_days import LooksAlone, is_other_day
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.vocabulary import Vocabularies, Vocabulary

_ANY = LooksAlone()
LONG = 80
"""Characters above which a text is none that names something."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Shares of the cells that are filled, from 0 to 1. `codes` by the name of a list; `different`: how many of the
    cells are not alike."""

    filled: int = 0
    days: float = 0.0
    numbers: float = 0.0
    fractions: float = 0.0
    within_90: float = 0.0
    within_180: float = 0.0
    addresses: float = 0.0
    long: float = 0.0
    different: float = 0.0
    codes: dict[str, float] = field(default_factory=dict)


class Looking:
    """Looks at columns with the code lists of a log in mind."""

    def __init__(self, vocabularies: Vocabularies, names: Sequence[str]) -> None:
        self._words = {name: set(_words_of(vocabularies[name])) for name in names}

    def at(self, cells: Sequence[FoundCell]) -> Looks:
        """What these cells of one column look like; empty ones are passed over."""
        filled = [cell for cell in cells if cell is not None and as_text(cell).strip()]
        if not filled:
            return Looks()
        texts = [as_text(cell).strip() for cell in filled]

        def share(holds: Callable[[FoundCell], bool]) -> float:
            return sum(map(holds, filled)) / len(filled)

        folded = [fold(text) for text in texts]
        return Looks(
            filled=len(filled),
            days=share(_is_day),
            numbers=share(_is_number),
            fractions=share(_has_fraction),
            within_90=share(lambda cell: _is_degrees(cell, 90)),
            within_180=share(lambda cell: _is_degrees(cell, 180)),
            addresses=share(lambda cell: as_text(cell).strip().startswith(("http://", "https://", "www."))),
            long=sum(len(text) > LONG for text in texts) / len(texts),
            different=len(set(folded)) / len(folded),
            codes={name: sum(word in words for word in folded) / len(folded) for name, words in self._words.items()},
        )


def _words_of(vocabulary: Vocabulary) -> set[str]:
    """Words alone: a number that stands for a code tells nothing by itself."""
    return {word for word in code_words(vocabulary) if not word.isdecimal()}


def _is_day(cell: FoundCell) -> bool:
    if isinstance(cell, int | float):
        return False
    if isinstance(cell, str) and is_other_day(ascii_digits(cell).strip()):
        return True
    for day_first in (True, False):
        try:
            read = read_day(cell, day_first=day_first, calendars=_ANY)
        except CellRefused:
            continue
        return read is not None and not as_text(cell).strip().isdecimal()
    return False


def _is_number(cell: FoundCell) -> bool:
    try:
        return read_number(cell) is not None
    except CellRefused:
        return False


def _has_fraction(cell: FoundCell) -> bool:
    try:
        return isinstance(read_number(cell), float)
    except CellRefused:
        return False


def _is_degrees(cell: FoundCell, most: int) -> bool:
    try:
        return read_degrees(cell, most=most) is not None
    except CellRefused:
        return False
