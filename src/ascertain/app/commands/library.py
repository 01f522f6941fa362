"""Commands about sources, actors, places, documents, what is attached to them, and saved views."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.passages import TakenPassage
from ascertain.domain.records import LibraryEntry, SavedView, StoredFile
from ascertain.domain.table_rows import Shelf


@dataclass(frozen=True, slots=True)
class KeepEntry:
    """Add (`entry.id` None) or replace a source, actor, place or document."""

    entry: LibraryEntry
    draft: str = ""
    taken: TakenPassage | None = None
    """The passage of a document that it is made from; it is marked in the same operation."""


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Remove a source, actor, place or document that nothing uses; refused, saying by what it is used, otherwise."""

    shelf: Shelf
    entry_id: int


@dataclass(frozen=True, slots=True)
class MergeEntries:
    """Make one source, actor, place or document of several: what pointed to the others points to the kept one, their
    names become further names of it, and they go."""

    shelf: Shelf
    keep_id: int
    other_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestoreEntryVersion:
    """Bring a source, actor, place or document to what it was right after an operation."""

    shelf: Shelf
    entry_id: int
    operation: int


@dataclass(frozen=True, slots=True)
class AttachFiles:
    """Attach files, that lie beside the log already (`app.attaching`), to one document or one statement."""

    files: tuple[StoredFile, ...]
    document_id: int | None = None
    statement_id: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveAttachment:
    """Take an attachment away. Its file stays beside the log, so that this can be undone."""

    attachment_id: int


@dataclass(frozen=True, slots=True)
class KeepView:
    """Add (`view.id` None) or replace a saved view."""

    view: SavedView


@dataclass(frozen=True, slots=True)
class RemoveView:
    """Remove a saved view."""

    view_id: int


@dataclass(frozen=True, slots=True)
class MoveView:
    """Bring a saved view to another place among them, counted from 0."""

    view_id: int
    to: int


LibraryCommand = (
    AttachFiles
    | KeepEntry
    | KeepView
    | MergeEntries
    | MoveView
    | RemoveAttachment
    | RemoveEntry
    | RemoveView
    | RestoreEntryVersion
)
