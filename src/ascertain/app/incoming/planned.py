"""What is to be done with one row, once it was held against the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ascertain.domain.incoming.deciding import Differing, decide, shown
from ascertain.domain.incoming.outcome import Choice, SampleCell, SampleRow, Side
from ascertain.domain.incoming.rows import CellConflict, IncomingRow, RecordKind, Refusal, Spot, Standing, Value
from ascertain.domain.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ascertain.domain.incoming.target import Record, Target

TWICE = say("The file has this record twice. The first one is taken; take this row out.")
_MOST_SHOWN = 200
"""Characters of a value that is shown in a sample."""


@dataclass(slots=True)
class Planned:
    """A row, how it stands to the log, and what is to be written of it.

    `before` is the record that the log has, `after` what it is to become; both None where there is nothing to write.
    `number` is the number of the record in the log (of a statement, an assertion or a link too), `owner` that of its
    incident, None where that is new as well.
    """

    kind: RecordKind
    spot: Spot
    standing: Standing
    record: str = ""
    row: IncomingRow | None = None
    before: Any = None
    after: Any = None
    conflicts: tuple[Differing, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    changed: Mapping[str, Value] = field(default_factory=dict)
    number: int | None = None
    owner: int | None = None

    def cell_conflicts(self) -> tuple[CellConflict, ...]:
        """The cells that were edited on both sides, as they are listed."""
        return tuple(
            CellConflict(
                self.spot, self.record, each.target.key, each.target.label, shown(each.here), shown(each.there)
            )
            for each in self.conflicts
        )

    def sample(self, targets: Sequence[Target]) -> SampleRow:
        """The row as it is shown before an import."""
        cells = []
        for target in targets:
            if target.key in self.changed and (self.before is not None or self.changed[target.key] not in (None, ())):
                here = shown(target.get(self.before)) if self.before is not None else ""
                there = shown(self.changed[target.key])
                cells.append(SampleCell(target.label, here[:_MOST_SHOWN], there[:_MOST_SHOWN]))
        return SampleRow(self.kind, self.spot, self.record, tuple(cells))


def weighed(
    row: IncomingRow, record: Record, targets: Sequence[Target], choice: Choice
) -> tuple[dict[str, Value], tuple[Differing, ...]]:
    """The cells of a row to be written over a record of the log, and those that were edited on both sides."""
    decided = decide(row, record, targets)
    taken = dict(decided.taken)
    for each in decided.conflicts:
        if choice.of(row.spot, each.target.key) is Side.THERE:
            taken[each.target.key] = each.there
    return taken, decided.conflicts
