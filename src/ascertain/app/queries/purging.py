"""Questions about what a purge would take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.purges import PurgeOutline
    from ascertain.domain.rows import Shelf


class PurgingQueries(Protocol):
    """Questions about what a purge would take."""

    def purge_of_incidents(self, incident_ids: Sequence[int], *, library: bool = False) -> PurgeOutline:
        """What the purge of incidents would take, with the entries that nothing else uses where `library`; changes
        nothing."""
        ...

    def purge_of_entry(self, shelf: Shelf, entry_id: int, *, statements: bool = False) -> PurgeOutline:
        """What the purge of an entry would take, with the statements that use it where `statements`; a source is always
        purged with them. Changes nothing."""
        ...

    def purge_unfinished(self) -> bool:
        """Whether traces of a purge may still be in the file or beside it."""
        ...
