"""Answers for what is written out."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.records import LibraryEntry
from ascertain.store.queries.asking import Asking
from ascertain.store.reading import many_entries


class OutgoingQueries(Asking):
    """Answers for what is written out."""

    def uids(self, kind: RecordKind, numbers: Iterable[int]) -> dict[int, str]:
        """The uids of these records by their numbers; a number that the log does not have is left out."""
        return many_entries.uids(self._line, kind, numbers)

    def every_entry(self, kind: RecordKind) -> array[int]:
        """The numbers of all entries of a kind of the library."""
        return many_entries.every_entry(self._line, kind)

    def many_entries(self, kind: RecordKind, numbers: Iterable[int]) -> Iterator[tuple[str, LibraryEntry]]:
        """Entries with all their names in the order of `numbers`, each with its uid; one that the log does not have is
        left out."""
        return many_entries.many_entries(self._line, kind, numbers)
