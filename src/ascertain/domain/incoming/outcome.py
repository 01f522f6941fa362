"""What an import would do to a log, or has done, and what a person chose before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeVar

from ascertain.domain.incoming.rows import CellConflict, RecordKind, Refusal, Spot, Standing
from ascertain.domain.own_fields import OwnField

T_co = TypeVar("T_co", covariant=True)


class Side(Enum):
    """Whose value stands in the end: the log's, or the file's."""

    HERE = "here"
    THERE = "there"


class OnError(Enum):
    """What becomes of the rest where rows cannot be taken."""

    SKIP = "skip"
    STOP = "stop"


Cell = tuple[str, int, str]
"""The sheet, the row and the key of the target of a cell."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: `side` for every cell that was edited on both sides, but for those in `cells`."""

    on_error: OnError = OnError.SKIP
    side: Side = Side.HERE
    cells: Mapping[Cell, Side] = field(default_factory=dict)

    def of(self, spot: Spot, key: str) -> Side:
        """Whose value stands in a cell."""
        return self.cells.get((spot.sheet, spot.row, key), self.side)


@dataclass(frozen=True, slots=True)
class SampleCell:
    """One cell of a row that is shown before an import: what stands there now, and what would."""

    label: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row that is shown before an import; of a new record all that it says, of a changed one what would change."""

    kind: RecordKind
    spot: Spot
    record: str
    cells: tuple[SampleCell, ...] = ()


class Many(Protocol[T_co]):
    """So many of a kind, in order, any number of times; what is beyond some thousands lies on disk."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[T_co]: ...
    def __getitem__(self, at: int, /) -> T_co: ...


@dataclass(frozen=True, slots=True)
class AddedCode:
    """A code that an import adds: the name of its list, what people call that, and what they call the code."""

    vocabulary: str
    list: str
    label: str


@dataclass(frozen=True, slots=True)
class Look:
    """How the rows of a file stand to the log. `counts` are rows by kind and standing, `samples` the first of each
    standing; `fields` and `codes` are what is made for them."""

    profile: str
    counts: Mapping[RecordKind, Mapping[Standing, int]]
    samples: Mapping[Standing, tuple[SampleRow, ...]]
    conflicts: Many[CellConflict]
    refusals: Many[Refusal]
    fields: tuple[OwnField, ...] = ()
    codes: tuple[AddedCode, ...] = ()

    def count(self, standing: Standing) -> int:
        """How many rows stand so."""
        return sum(of.get(standing, 0) for of in self.counts.values())

    @property
    def takes_something(self) -> bool:
        """Whether an import would change the log, or could."""
        return any(self.count(each) for each in (Standing.NEW, Standing.CHANGED, Standing.CONFLICTING))
