"""Commands that take something away for good."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.table_rows import Shelf


@dataclass(frozen=True, slots=True)
class PurgeIncidents:
    """Take incidents away for good, out of the history too; with `library` also the entries that nothing else uses.

    Cannot be undone, and ends undo of the operations concerned. Incidents that were undone can be named too.
    """

    incident_ids: tuple[int, ...]
    reason: str
    library: bool = False


@dataclass(frozen=True, slots=True)
class PurgeEntry:
    """Take a source, actor, place or document away for good, out of the history too. The incidents that use it stay.

    A source that statements use goes only together with them: without `statements` it is refused. With `statements`
    those of a document go too; without, they stay and no longer name it.
    """

    shelf: Shelf
    entry_id: int
    reason: str
    statements: bool = False


PurgeCommand = PurgeEntry | PurgeIncidents
