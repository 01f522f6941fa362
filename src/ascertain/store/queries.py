"""The one door for questions to a log: a read-only connection and everything that can be asked on it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select

from ascertain.domain.document_proposals import KnownSource, TwinCandidate, TwinQuestion
from ascertain.domain.drafts import UnfinishedForm
from ascertain.domain.grades import GradeEffect, SourceGrade
from ascertain.domain.marks import CoverageCount, DocumentMarks, OpenDocument
from ascertain.domain.proposals.known_names import KnownName
from ascertain.domain.purges import PurgeOutline
from ascertain.domain.records import Attachment, Incident, IncidentContent, LibraryEntry, Place, SavedView, Source
from ascertain.domain.review import ReviewOrder, ReviewQueue, SinceReview, Tally, UsedReason
from ascertain.domain.rows import (
    Bin,
    Counts,
    FacetValue,
    HistoryEntry,
    IncidentRow,
    LibraryRow,
    MergeReach,
    NameHit,
    Shelf,
    SortKey,
)
from ascertain.domain.search import Search
from ascertain.domain.suggestion import Evidence, evidence_of
from ascertain.domain.templates import Template
from ascertain.domain.times.reckoning import Calendars
from ascertain.domain.totals import Totals
from ascertain.store.clearing import is_unfinished
from ascertain.store.failures import sorting_failures
from ascertain.store.keeping import Keeping
from ascertain.store.pages import read_rows
from ascertain.store.reading import (
    attachments,
    counting,
    documents,
    entering,
    entries,
    facets,
    histogram,
    incidents,
    known_names,
    marks,
    names,
    own_fields,
    places,
    purges,
    review,
    totals,
    unfinished,
)
from ascertain.store.reading.code_uses import code_uses
from ascertain.store.reading.finding import counted, ordered
from ascertain.store.reading.grades import grade_effect, grades
from ascertain.store.reading.likeness import similar_ids
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.reach import merge_reach
from ascertain.store.reading.shelves import Shelves, used_by
from ascertain.store.schema import table


class Queries:
    """Answers to questions about a log, as frozen values. One thread at a time asks; `interrupt` and `close` may
    come from any.

    Every question fails with `LogUnavailable` where the surroundings are at fault, and with an error of the database
    for which
    `store.failures.is_interruption` is true after `interrupt`.
    """

    def __init__(
        self,
        path: Path,
        today: Callable[[], date] = date.today,
        keeping: Keeping | None = None,
        calendars: Calendars | None = None,
    ) -> None:
        self._line = ReadLine(path, today, keeping)
        self._today = today
        self._calendars = calendars
        self._shelves = Shelves(self._line)

    def order(self, search: Search | None, sort: Sequence[SortKey] = ()) -> array[int]:
        """The ids of all incidents that `search` finds, in order; None finds all but the trash."""
        return self._line.ids(ordered(self._line, search, sort))

    def first(self, search: Search | None, sort: Sequence[SortKey] = (), limit: int = 200) -> array[int]:
        """The first `limit` ids of `order`."""
        return self._line.ids(ordered(self._line, search, sort).limit(limit))

    def count(self, search: Search | None) -> int:
        """How many incidents `search` finds."""
        return counted(self._line, search)

    def rows(self, ids: Iterable[int], *, own: bool = False) -> list[IncidentRow]:
        """The rows of these incidents in the order of `ids`; an id that the log does not have is left out. With what
        the user's own fields hold only where `own`."""
        with sorting_failures(self._line.path):
            return read_rows(self._line.raw, ids, own=own)

    def incident(self, incident_id: int) -> Incident | None:
        """One incident with everything that belongs to it."""
        return next(self.incidents((incident_id,)), None)

    def incident_by_ref(self, ref: str) -> Incident | None:
        """The incident that people call `ref`, in the trash or not."""
        incident = table("incident").c
        found = self._line.scalar(select(incident.id).where(incident.ref == ref.strip()))
        return None if found is None else self.incident(found)

    def incidents(self, ids: Iterable[int]) -> Iterator[Incident]:
        """Whole incidents in the order of `ids`, read in batches; an id that the log does not have is left out."""
        return incidents.incidents(self._line, ids)

    def counts(self, today: date) -> Counts:
        """The numbers in the sidebar. Due: to be looked at again by `today` or before."""
        return counting.counts(self._line, today)

    def facet(self, field: str, search: Search | None, limit: int = 50) -> list[FacetValue]:
        """The values of a field among the incidents that `search` finds, most frequent first; none for texts, times
        and figures. The value
        of a flag is `yes` or `no`; of a source, place, actor or tag its name."""
        with self._line.one_state():
            return facets.facet(self._line, field, search, limit)

    def histogram(self, search: Search | None, bins: int = 120) -> list[Bin]:
        """At most `bins` bars without a gap over the times of the incidents that `search` finds: days, weeks,
        months, quarters or years, in
        UTC. An uncertain time is spread over its interval, so counts are fractions; they add up to the number of
        incidents with a time."""
        with self._line.one_state():
            return histogram.histogram(self._line, search, bins)

    def totals(self, search: Search | None) -> Totals:
        """The least and the greatest number of incidents, munitions, killed and injured of what `search` finds, with
        nothing counted twice (`domain.totals`)."""
        return totals.totals_found(self._line, search)

    def totals_of(self, ids: Sequence[int]) -> Totals:
        """The same of the incidents with these ids."""
        return totals.totals_of(self._line, ids)

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

    def shelf_rows(self, shelf: Shelf, ids: Iterable[int]) -> list[LibraryRow]:
        """The rows of these entries in the order of `ids`; an id that the log does not have is left out."""
        return self._shelves.rows(shelf, ids)

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

    def twin_candidates(self, question: TwinQuestion) -> list[TwinCandidate]:
        """The documents that may be the one that is given, without their texts."""
        return documents.twin_candidates(self._line, question)

    def known_sources(self, name: str, hosts: Sequence[str]) -> list[KnownSource]:
        """The sources that have a name, their own or another, then those whose address holds one of the hosts."""
        return documents.known_sources(self._line, name, hosts)

    def attachments(self, document_ids: Sequence[int] = (), statement_ids: Sequence[int] = ()) -> list[Attachment]:
        """What is attached to these documents and statements, in the order in which it was added."""
        return attachments.attachments(self._line, document_ids, statement_ids)

    def document_marks(self, document_id: int) -> DocumentMarks | None:
        """A document with what came of its passages; None where there is no such document."""
        return marks.document_marks(self._line, document_id)

    def coverage_counts(self, document_ids: Sequence[int]) -> dict[int, CoverageCount]:
        """How far these documents are worked through, those without a text left out."""
        return marks.coverage_counts(self._line, document_ids)

    def open_documents(self, limit: int = 50) -> list[OpenDocument]:
        """The latest documents that are not worked through, newest first."""
        return marks.open_documents(self._line, limit)

    def merge_reach(self, shelf: Shelf, entry_ids: Sequence[int]) -> MergeReach:
        """How many records point to any of these entries."""
        with self._line.one_state():
            return merge_reach(self._line, shelf, entry_ids)

    def saved_views(self) -> list[SavedView]:
        """The saved views in their order."""
        return entries.saved_views(self._line)

    def drafts(self) -> list[UnfinishedForm]:
        """The unfinished forms, the one that was typed in last first."""
        with self._line.one_state():
            return unfinished.drafts(self._line)

    def history(self, incident_id: int) -> list[HistoryEntry]:
        """The operations that changed an incident, newest first, with what they changed."""
        with self._line.one_state():
            return self._line.history(incident_id)

    def entry_history(self, shelf: Shelf, entry_id: int) -> list[HistoryEntry]:
        """The operations that changed an entry of the library, newest first, with what they changed."""
        with self._line.one_state():
            return self._line.entry_history(shelf, entry_id)

    def templates(self) -> list[Template]:
        """The templates of the form in their order."""
        with self._line.one_state():
            return entering.templates(self._line)

    def last_logged(self) -> Incident | None:
        """The incident that was logged last and is not in the trash."""
        with self._line.one_state():
            number = entering.last_logged(self._line)
            return None if number is None else self.incident(number)

    def grades(self, source_id: int) -> list[SourceGrade]:
        """The grades that a source was given, newest first."""
        with self._line.one_state():
            return grades(self._line, source_id)

    def grade_effect(self, source_id: int, reliability: str | None) -> GradeEffect:
        """For which incidents another status would be suggested if the source had this grade."""
        with self._line.one_state():
            return grade_effect(self._line, source_id, reliability, self.incidents, self._today(), self._calendars)

    def code_uses(self, vocabulary: str) -> dict[str, int]:
        """How many records hold each code of a list; a code that none holds is left out."""
        with self._line.one_state():
            return code_uses(self._line, vocabulary)

    def code_history(self, vocabulary: str, key: str) -> list[HistoryEntry]:
        """The operations that changed a code, newest first; none where it is as it came with the log."""
        with self._line.one_state():
            return self._line.code_history(vocabulary, key)

    def evidence(self, incident_id: int) -> Evidence | None:
        """What stands for and against an incident, ready for `domain.suggestion.suggest_status`; None where there is
        no such incident."""
        with self._line.one_state():
            incident = self.incident(incident_id)
            if incident is None:
                return None
            return evidence_of(incident, self._sources_of(incident), self._today(), self._calendars)

    def review_queue(self, order: ReviewOrder, limit: int | None = None) -> ReviewQueue:
        """What waits for review, in order, and what of it changed since; `limit`: the head of the queue alone."""
        with self._line.one_state():
            return review.review_queue(self._line, order, self._today(), limit)

    def second_look(self, size: int, seed: int, leave_out: frozenset[int] = frozenset()) -> ReviewQueue:
        """Settled incidents to look at again: first those whose evidence or source grades changed since, then a sample
        of `size` of the others, drawn by `seed`."""
        with self._line.one_state():
            return review.second_look(self._line, size, seed, leave_out)

    def since_review(self, incident_id: int) -> SinceReview:
        """What came since the status of an incident was last set or kept."""
        with self._line.one_state():
            return review.since_review(self._line, incident_id)

    def tally(self, author: str, since: int) -> Tally:
        """What `author` has reviewed since an instant, as far as it was not undone."""
        with self._line.one_state():
            return review.tally(self._line, author, since)

    def used_reasons(self, limit: int = 40) -> list[UsedReason]:
        """The reasons that were given last in reviews, each once."""
        with self._line.one_state():
            return review.used_reasons(self._line, limit)

    def similar(self, content: IncidentContent, limit: int = 5, *, leave_out: int | None = None) -> list[IncidentRow]:
        """Incidents that may be the one described: their time overlaps in the same place or country; most alike
        first, without `leave_out`."""
        return self.rows(similar_ids(self._line, content, limit, leave_out))

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

    def own_field_uses(self) -> dict[str, int]:
        """How many incidents hold something in each of the user's own fields, by its key; also those in the trash."""
        return own_fields.uses(self._line)

    def own_values_held(self, key: str, incident_ids: Sequence[int]) -> list[FacetValue]:
        """What these incidents hold in one of the user's own fields, the most frequent first."""
        return own_fields.held(self._line, key, incident_ids)

    def purge_unfinished(self) -> bool:
        """Whether traces of a purge may still be in the file or beside it."""
        with sorting_failures(self._line.path):
            return is_unfinished(self._line.raw)

    def interrupt(self) -> None:
        """Stop the statement that runs now, if any."""
        self._line.interrupt()

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        self._line.close()

    def _sources_of(self, incident: Incident) -> dict[int, Source]:
        told = (ref for statement in incident.content.statements for ref in (statement.source, statement.origin))
        wanted = {ref.id for ref in told if ref is not None and ref.id is not None}
        found = (entries.entry(self._line, Shelf.SOURCES, number) for number in sorted(wanted))
        return {source.id: source for source in found if isinstance(source, Source) and source.id is not None}
