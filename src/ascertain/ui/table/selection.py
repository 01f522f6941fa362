"""Which incidents are chosen, as a value that costs nothing to hold for a million of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import cast

from PySide6.QtCore import QItemSelection, QItemSelectionRange

Span = tuple[int, int]


@dataclass(frozen=True)
class Selection:
    """Spans of rows (first and last, in order, apart) of a result; `everything`: all that match the search.

    The spans are cheap; `ids` are copied out only when somebody asks for them.
    """

    result: array[int] = field(default_factory=lambda: array("q"), repr=False)
    spans: tuple[Span, ...] = ()
    everything: bool = False

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.spans)

    @cached_property
    def ids(self) -> tuple[int, ...]:
        """The ids of the incidents, in the order of the table."""
        return tuple(chain.from_iterable(self.result[first : last + 1] for first, last in self.spans))


def spans_of(selection: QItemSelection) -> tuple[Span, ...]:
    """The rows of Qt's ranges, in order and merged."""
    merged: list[Span] = []
    for first, last in sorted({(part.top(), part.bottom()) for part in _parts(selection)}):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def row_count(selection: QItemSelection) -> int:
    """How many rows Qt's ranges have, counted without looking at a cell."""
    return sum(part.height() for part in _parts(selection))


def _parts(selection: QItemSelection) -> Iterable[QItemSelectionRange]:
    # A list of ranges; PySide6 does not say so in its types.
    return cast("Iterable[QItemSelectionRange]", selection)
