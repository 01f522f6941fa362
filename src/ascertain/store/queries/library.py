"""Answers about sources, actors, places and documents."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import partial

from ascertain.domain.grades import GradeEffect, SourceGrade
from ascertain.domain.proposals.known_names import KnownName
from ascertain.domain.records import Attachment, LibraryEntry, Place
from ascertain.domain.rows import HistoryEntry, LibraryRow, MergeReach, NameHit, Shelf, SortKey
from ascertain.store.queries.asking import Asking
from ascertain.store.reading import attachments, entries, incidents, known_names, names, places
from ascertain.store.reading.grades import grade_effect, grades
from ascertain.store.reading.reach import merge_reach
from ascertain.store.reading.shelves import used_by


class LibraryQueries(Asking):
    """Answers about sources, actors, places and documents."""

    def suggest(self, shelf: Shelf, text: str, limit: int = 12) -> list[NameHit]:
        """Entries that have a name beginning with `text`, then those that have it elsewhere in a name; the most used
        first."""
        return names.suggest(self._line, shelf, text, limit)

    def tags(self, text: str = "", limit: int = 50) -> list[NameHit]:
        """Tags that begin with `text`, then those that hold it elsewhere; the most used first."""
        return names.tags(self._line, text, limit)

    def shelf_order(self, shelf: Shelf, text: str = "", sort: Sequence[SortKey] = ()) -> array[int]:
        """The ids of the entries that have every word of `text` in a name. Sort keys are attributes of `LibraryRow`;
        the name last of all."""
        return self._shelves.order(shelf, text, sort)

    def shelf_rows(self, shelf: Shelf, ids: Iterable[int], *, counted: bool = True) -> list[LibraryRow]:
        """The rows of these entries in the order of `ids`; an id that the log does not have is left out. At once where
        not `counted`: without what must be counted in all incidents, or in the text of a document."""
        return self._shelves.rows(shelf, ids, counted=counted)

    def entry(self, shelf: Shelf, entry_id: int) -> LibraryEntry | None:
        """A source, actor, place or document with all its names."""
        return entries.entry(self._line, shelf, entry_id)

    def known_names(self, most: int) -> list[KnownName]:
        """At most so many sources, actors and places with all their names."""
        return known_names.known_names(self._line, most)

    def places(self, most: int) -> list[Place]:
        """Every place with its names and without its notes, at most so many; the most used first."""
        return places.places(self._line, most)

    def used_by(self, shelf: Shelf, entry_id: int) -> array[int]:
        """The incidents, without the trash, that use an entry; newest first."""
        return used_by(self._line, shelf, entry_id)

    def attachments(self, document_ids: Sequence[int] = (), statement_ids: Sequence[int] = ()) -> list[Attachment]:
        """What is attached to these documents and statements, in the order in which it was added."""
        return attachments.attachments(self._line, document_ids, statement_ids)

    def merge_reach(self, shelf: Shelf, entry_ids: Sequence[int]) -> MergeReach:
        """How many records point to any of these entries."""
        with self._line.one_state():
            return merge_reach(self._line, shelf, entry_ids)

    def entry_history(self, shelf: Shelf, entry_id: int) -> list[HistoryEntry]:
        """The operations that changed an entry of the library, newest first, with what they changed."""
        with self._line.one_state():
            return self._line.entry_history(shelf, entry_id)

    def grades(self, source_id: int) -> list[SourceGrade]:
        """The grades that a source was given, newest first."""
        with self._line.one_state():
            return grades(self._line, source_id)

    def grade_effect(self, source_id: int, reliability: str | None) -> GradeEffect:
        """For which incidents another status would be suggested if the source had this grade."""
        with self._line.one_state():
            read = partial(incidents.incidents, self._line)
            return grade_effect(self._line, source_id, reliability, read, self._today(), self._calendars)
