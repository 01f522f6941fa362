"""What comes of the rows of a file, counted while they are planned; most of what is listed lies on disk."""

from __future__ import annotations

import pickle
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from ascertain.app.incoming.planned import Planned
from ascertain.app.incoming.staged import Spool
from ascertain.domain.incoming.outcome import AddedCode, Look, SampleRow
from ascertain.domain.incoming.rows import CellConflict, RecordKind, Refusal, Standing
from ascertain.domain.own_fields import OwnField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ascertain.domain.incoming.target import Target

T = TypeVar("T")
IN_MEMORY = 10_000
"""Refusals, and conflicts, that are kept at hand; the others lie on disk."""
SAMPLES = 100
"""Rows of each kind and standing that are shown."""
_LENGTH = 4


class Kept(Generic[T]):
    """A list that grows without filling the memory: what is beyond some thousands lies in a file without a name, of the
    owner alone, that goes with it."""

    def __init__(self) -> None:
        self._first: list[T] = []
        self._spool: Spool | None = None
        self._places: list[int] = []

    def __len__(self) -> int:
        return len(self._first) + len(self._places)

    def __iter__(self) -> Iterator[T]:
        yield from tuple(self._first)
        for place in tuple(self._places):
            yield self._item(place)

    def __getitem__(self, at: int) -> T:
        return self._first[at] if at < len(self._first) else self._item(self._places[at - len(self._first)])

    def extend(self, items: Iterable[T]) -> None:
        """Add these. Raises OSError where the disk refuses."""
        for item in items:
            if len(self._first) < IN_MEMORY:
                self._first.append(item)
                continue
            if self._spool is None:
                self._spool = Spool()
                weakref.finalize(self, self._spool.close)
            data = pickle.dumps(item)
            self._places.append(self._spool.write(len(data).to_bytes(_LENGTH, "big") + data))

    def _item(self, place: int) -> T:
        assert self._spool is not None
        length = int.from_bytes(self._spool.read(place, _LENGTH), "big")
        # What was written here by this very process, into a file that nobody else can open.
        item: T = pickle.loads(self._spool.read(place + _LENGTH, length))
        return item


class Tally:
    """Counts rows by kind and standing, and keeps what a person is to see of them."""

    def __init__(self, profile: str) -> None:
        self._profile = profile
        self._counts: dict[RecordKind, Counter[Standing]] = {}
        self._samples: dict[Standing, list[SampleRow]] = {standing: [] for standing in Standing}
        self._shown: Counter[tuple[RecordKind, Standing]] = Counter()
        self.conflicts: Kept[CellConflict] = Kept()
        self.refusals: Kept[Refusal] = Kept()
        self._fields: tuple[OwnField, ...] = ()
        self._codes: tuple[AddedCode, ...] = ()

    def note_made(self, fields: tuple[OwnField, ...], codes: tuple[AddedCode, ...]) -> None:
        """Note the own fields and codes that are made for the rows."""
        self._fields, self._codes = fields, codes

    def add(self, planned: Iterable[Planned], targets: Callable[[RecordKind], Sequence[Target]]) -> None:
        """Count rows."""
        for each in planned:
            kind, standing = each.kind, each.standing
            self._counts.setdefault(kind, Counter())[standing] += 1
            if each.refusals:
                self.refusals.extend(each.refusals)
            if each.conflicts:
                self.conflicts.extend(each.cell_conflicts())
            if standing is not Standing.REFUSED and self._shown[kind, standing] < SAMPLES:
                self._shown[kind, standing] += 1
                self._samples[standing].append(each.sample(targets(kind)))

    def look(self) -> Look:
        """What was counted."""
        return Look(
            self._profile,
            {kind: dict(counts) for kind, counts in self._counts.items()},
            {standing: tuple(rows) for standing, rows in self._samples.items()},
            self.conflicts,
            self.refusals,
            self._fields,
            self._codes,
        )
