"""What a look for duplicates finds."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.duplicates.comparing import Comparison
from ascertain.domain.table_rows import IncidentRow

LISTED = 2_000
"""How many pairs a look keeps: the likeliest. What is decided makes room at the next look."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An incident that may be the one that was asked about."""

    row: IncidentRow
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents, by id, that may be one; `one` was logged first."""

    one: int
    other: int
    comparison: Comparison

    @property
    def ids(self) -> tuple[int, int]:
        """Both ids."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a long look: the pairs that it found, and how many of how many incidents were looked at so far."""

    pairs: tuple[Pair, ...]
    done: int
    total: int
