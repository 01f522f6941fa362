"""Answers about what a purge would take."""

from __future__ import annotations

from collections.abc import Sequence

from ascertain.domain.purges import PurgeOutline
from ascertain.domain.rows import Shelf
from ascertain.store.clearing import is_unfinished
from ascertain.store.failures import sorting_failures
from ascertain.store.queries.asking import Asking
from ascertain.store.reading import purges


class PurgingQueries(Asking):
    """Answers about what a purge would take."""

    def purge_of_incidents(self, incident_ids: Sequence[int], *, library: bool = False) -> PurgeOutline:
        """What the purge of incidents would take, with the entries that nothing else uses where `library`; changes
        nothing."""
        with sorting_failures(self._line.path):
            return purges.incidents_outline(self._line, incident_ids, library=library)

    def purge_of_entry(self, shelf: Shelf, entry_id: int, *, statements: bool = False) -> PurgeOutline:
        """What the purge of an entry would take, with the statements that use it where `statements`; a source is always
        purged with them. Changes nothing."""
        with sorting_failures(self._line.path):
            return purges.entry_outline(self._line, shelf, entry_id, statements=statements)

    def purge_unfinished(self) -> bool:
        """Whether traces of a purge may still be in the file or beside it."""
        with sorting_failures(self._line.path):
            return is_unfinished(self._line.raw)
