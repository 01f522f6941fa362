"""What can be asked of a log. The answers are frozen values of the domain."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ascertain.domain.drafts import UnfinishedForm
from ascertain.domain.records import Attachment, Incident, IncidentContent, LibraryEntry, Place, SavedView
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

if TYPE_CHECKING:
    from ascertain.domain.document_proposals import KnownSource, TwinCandidate, TwinQuestion
    from ascertain.domain.grades import GradeEffect, SourceGrade
    from ascertain.domain.marks import CoverageCount, DocumentMarks, OpenDocument  # nor without the reading desk
    from ascertain.domain.proposals.known_names import KnownName
    from ascertain.domain.purges import PurgeOutline
    from ascertain.domain.suggestion import Evidence  # a window starts without the rules of evidence
    from ascertain.domain.templates import Template
    from ascertain.domain.totals import Totals
    from ascertain.store.keeping import Keeping


class Queries(Protocol):
    """Questions to a log, on one read-only connection. One thread at a time asks; `interrupt` may come from any.

    Every question may fail with `LogUnavailable`. `search` None finds everything but the trash.
    """

    def order(self, search: Search | None, sort: Sequence[SortKey] = ()) -> array[int]:
        """The ids of all incidents that `search` finds, in order; None finds all but the trash."""
        ...

    def first(self, search: Search | None, sort: Sequence[SortKey] = (), limit: int = 200) -> array[int]:
        """The first `limit` ids of `order`."""
        ...

    def count(self, search: Search | None) -> int:
        """How many incidents `search` finds."""
        ...

    def rows(self, ids: Iterable[int], *, own: bool = False) -> list[IncidentRow]:
        """The rows of these incidents in the order of `ids`; an id that the log does not have is left out. With what
        the user's own fields hold only where `own`."""
        ...

    def incident(self, incident_id: int) -> Incident | None:
        """One incident with everything that belongs to it."""
        ...

    def incident_by_ref(self, ref: str) -> Incident | None:
        """The incident that people call `ref`, in the trash or not."""
        ...

    def incidents(self, ids: Iterable[int]) -> Iterator[Incident]:
        """Whole incidents in the order of `ids`, read in batches; an id that the log does not have is left out."""
        ...

    def counts(self, today: date) -> Counts:
        """The numbers in the sidebar. Due: to be looked at again by `today` or before."""
        ...

    def facet(self, field: str, search: Search | None, limit: int = 50) -> list[FacetValue]:
        """The values of a field among the incidents that `search` finds, most frequent first; none for texts, times
        and figures. The value
        of a flag is `yes` or `no`; of a source, place, actor or tag its name."""
        ...

    def histogram(self, search: Search | None, bins: int = 120) -> list[Bin]:
        """At most `bins` bars without a gap over the times of the incidents that `search` finds: days, weeks,
        months, quarters or years, in
        UTC. An uncertain time is spread over its interval, so counts are fractions; they add up to the number of
        incidents with a time."""
        ...

    def totals(self, search: Search | None) -> Totals:
        """The least and the greatest number of incidents, munitions, killed and injured of what `search` finds, with
        nothing counted twice (`domain.totals`)."""
        ...

    def totals_of(self, ids: Sequence[int]) -> Totals:
        """The same of the incidents with these ids."""
        ...

    def suggest(self, shelf: Shelf, text: str, limit: int = 12) -> list[NameHit]:
        """Entries that have a name beginning with `text`, then those that have it elsewhere in a name; the most used
        first."""
        ...

    def tags(self, text: str = "", limit: int = 50) -> list[NameHit]:
        """Tags that begin with `text`, then those that hold it elsewhere; the most used first."""
        ...

    def shelf_order(self, shelf: Shelf, text: str = "", sort: Sequence[SortKey] = ()) -> array[int]:
        """The ids of the entries that have every word of `text` in a name. Sort keys are attributes of `LibraryRow`;
        the name last of all."""
        ...

    def shelf_rows(self, shelf: Shelf, ids: Iterable[int]) -> list[LibraryRow]:
        """The rows of these entries in the order of `ids`; an id that the log does not have is left out."""
        ...

    def entry(self, shelf: Shelf, entry_id: int) -> LibraryEntry | None:
        """A source, actor, place or document with all its names."""
        ...

    def known_names(self, most: int) -> list[KnownName]:
        """At most so many sources, actors and places with all their names, to be looked for in passages."""
        ...

    def places(self, most: int) -> list[Place]:
        """Every place with its names and without its notes, at most so many; the most used first."""
        ...

    def used_by(self, shelf: Shelf, entry_id: int) -> array[int]:
        """The incidents, without the trash, that use an entry; newest first."""
        ...

    def twin_candidates(self, question: TwinQuestion) -> list[TwinCandidate]:
        """The documents that may be the one that is given, without their texts."""
        ...

    def known_sources(self, name: str, hosts: Sequence[str]) -> list[KnownSource]:
        """The sources that have a name, their own or another, then those whose address holds one of the hosts."""
        ...

    def attachments(self, document_ids: Sequence[int] = (), statement_ids: Sequence[int] = ()) -> list[Attachment]:
        """What is attached to these documents and statements, in the order in which it was added."""
        ...

    def document_marks(self, document_id: int) -> DocumentMarks | None:
        """A document with what came of its passages; None where there is no such document."""
        ...

    def coverage_counts(self, document_ids: Sequence[int]) -> dict[int, CoverageCount]:
        """How far these documents are worked through, those without a text left out."""
        ...

    def open_documents(self, limit: int = 50) -> list[OpenDocument]:
        """The latest documents that are not worked through, newest first."""
        ...

    def merge_reach(self, shelf: Shelf, entry_ids: Sequence[int]) -> MergeReach:
        """How many records point to any of these entries."""
        ...

    def saved_views(self) -> list[SavedView]:
        """The saved views in their order."""
        ...

    def drafts(self) -> list[UnfinishedForm]:
        """The unfinished forms, the one that was typed in last first."""
        ...

    def history(self, incident_id: int) -> list[HistoryEntry]:
        """The operations that changed an incident, newest first, with what they changed."""
        ...

    def entry_history(self, shelf: Shelf, entry_id: int) -> list[HistoryEntry]:
        """The operations that changed an entry of the library, newest first, with what they changed."""
        ...

    def templates(self) -> list[Template]:
        """The templates of the form in their order."""
        ...

    def last_logged(self) -> Incident | None:
        """The incident that was logged last and is not in the trash."""
        ...

    def grades(self, source_id: int) -> list[SourceGrade]:
        """The grades that a source was given, newest first."""
        ...

    def grade_effect(self, source_id: int, reliability: str | None) -> GradeEffect:
        """For which incidents another status would be suggested if the source had this grade."""
        ...

    def code_uses(self, vocabulary: str) -> dict[str, int]:
        """How many records hold each code of a list; a code that none holds is left out."""
        ...

    def code_history(self, vocabulary: str, key: str) -> list[HistoryEntry]:
        """The operations that changed a code, newest first; none where it is as it came with the log."""
        ...

    def evidence(self, incident_id: int) -> Evidence | None:
        """What stands for and against an incident, ready for `domain.suggestion.suggest_status`; None where there is
        no such incident."""
        ...

    def review_queue(self, order: ReviewOrder, limit: int | None = None) -> ReviewQueue:
        """What waits for review, in order, and what of it changed since; `limit`: the head of the queue alone."""
        ...

    def second_look(self, size: int, seed: int, leave_out: frozenset[int] = frozenset()) -> ReviewQueue:
        """Settled incidents to look at again: first those whose evidence or source grades changed since, then a sample
        of `size` of the others, drawn by `seed`."""
        ...

    def since_review(self, incident_id: int) -> SinceReview:
        """What came since the status of an incident was last set or kept."""
        ...

    def tally(self, author: str, since: int) -> Tally:
        """What `author` has reviewed since an instant, as far as it was not undone."""
        ...

    def used_reasons(self, limit: int = 40) -> list[UsedReason]:
        """The reasons that were given last in reviews, each once."""
        ...

    def similar(self, content: IncidentContent, limit: int = 5, *, leave_out: int | None = None) -> list[IncidentRow]:
        """Incidents that may be the one described: their time overlaps in the same place or country; most alike
        first, without `leave_out`."""
        ...

    def purge_of_incidents(self, incident_ids: Sequence[int], *, library: bool = False) -> PurgeOutline:
        """What the purge of incidents would take, with the entries that nothing else uses where `library`; changes
        nothing."""
        ...

    def purge_of_entry(self, shelf: Shelf, entry_id: int, *, statements: bool = False) -> PurgeOutline:
        """What the purge of an entry would take, with the statements that use it where `statements`; a source is always
        purged with them. Changes nothing."""
        ...

    def own_field_uses(self) -> dict[str, int]:
        """How many incidents hold something in each of the user's own fields, by its key; also those in the trash."""
        ...

    def own_values_held(self, key: str, incident_ids: Sequence[int]) -> list[FacetValue]:
        """What these incidents hold in one of the user's own fields, the most frequent first."""
        ...

    def purge_unfinished(self) -> bool:
        """Whether traces of a purge may still be in the file or beside it."""
        ...

    def interrupt(self) -> None:
        """Stop the statement that runs now, if any."""
        ...

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        ...


def open_queries(path: Path, today: Callable[[], date] = date.today, keeping: Keeping | None = None) -> Queries:
    """Open the log at `path` for questions. `today` tells what is due; `keeping` that it is the file of a session.
    Raises `LogUnavailable`.

    Loads SQLAlchemy: call it on a lane, not on the thread that paints.
    """
    from ascertain.app.calendars import KnownCalendars
    from ascertain.store.queries import Queries as StoreQueries

    return StoreQueries(path, today, keeping, KnownCalendars())
