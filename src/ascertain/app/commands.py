"""What a person can do to a log: small frozen values, each carried out as one operation by `Ledger.run`.

Every command may be refused with `domain.problems.Refused` (bad input at a field), or fail with `LogUnavailable` (the
disk, the file).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ascertain.app.entering import KeepTemplate as KeepTemplate
from ascertain.app.entering import MoveTemplate as MoveTemplate
from ascertain.app.entering import RemoveTemplate as RemoveTemplate
from ascertain.domain.codes import AssertionState, Status
from ascertain.domain.conduct import Conduct
from ascertain.domain.own_fields import OwnField
from ascertain.domain.passages import TakenPassage
from ascertain.domain.records import IncidentContent, LibraryEntry, Link, OwnValue, SavedView, StoredFile
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Code


@dataclass(frozen=True, slots=True)
class LogIncident:
    """Log a new incident. Names without an id become new sources, actors, places and documents in the same
    operation."""

    content: IncidentContent
    links: tuple[Link, ...] = ()
    draft: str = ""
    """The uid of the unfinished form that is thereby finished: it goes in the same transaction. So below."""


@dataclass(frozen=True, slots=True)
class EditIncident:
    """Replace the content of an incident. Refused when the log holds another version than `version`."""

    incident_id: int
    version: int
    content: IncidentContent
    draft: str = ""


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Set the status of incidents, with a reason, and optionally the day to look again."""

    incident_ids: tuple[int, ...]
    status: Status
    reason: str
    follow_up_on: date | None = None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class KeepStatus:
    """Look at incidents again and leave their status as it is: a review, with its reason in the history. The reason
    that stands beside the status stays."""

    incident_ids: tuple[int, ...]
    reason: str
    follow_up_on: date | None = None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class SetFollowUp:
    """Set or clear the day on which to look at incidents again."""

    incident_ids: tuple[int, ...]
    on: date | None
    reason: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class TagIncidents:
    """Add tags to incidents and take tags from them."""

    incident_ids: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrashIncidents:
    """Move incidents to the trash."""

    incident_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestoreIncidents:
    """Bring incidents back from the trash."""

    incident_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkIncidents:
    """Say how one incident stands to another."""

    incident_id: int
    link: Link


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """Take a link away."""

    link_id: int


@dataclass(frozen=True, slots=True)
class AdoptAssertion:
    """Take what a statement asserts of a field into the finding of an incident, and mark the assertion as adopted.

    Refused with a problem of the code `another_time` where a claim or blame may be about another event
    (`domain.firewall`), unless `despite` says that this was asked and answered.
    """

    incident_id: int
    statement_id: int
    field: str
    despite: bool = False


@dataclass(frozen=True, slots=True)
class UnadoptAssertion:
    """Let the finding no longer cite an assertion. What the finding says stays as it is."""

    incident_id: int
    statement_id: int
    field: str


@dataclass(frozen=True, slots=True)
class SetAssertion:
    """Say what a statement asserts of a field of an incident. `state` None: it does not touch the field."""

    incident_id: int
    statement_id: int
    field: str
    state: AssertionState | None
    value: str = ""


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
class MergeEntries:
    """Make one source, actor, place or document of several: what pointed to the others points to the kept one, their
    names become further names of it, and they go."""

    shelf: Shelf
    keep_id: int
    other_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkPassage:
    """Mark a passage of a document as holding nothing to be logged, or as that from which an entry was made."""

    taken: TakenPassage
    shelf: Shelf | None = None
    entry_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnmarkPassages:
    """Take marks of passages back."""

    mark_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeepView:
    """Add (`view.id` None) or replace a saved view."""

    view: SavedView


@dataclass(frozen=True, slots=True)
class RemoveView:
    """Remove a saved view."""

    view_id: int


@dataclass(frozen=True, slots=True)
class KeepCode:
    """Add a code to a list, or rename, retire or bring back the one of its key. Codes of closed lists are renamed, no
    more."""

    vocabulary: str
    code: Code


@dataclass(frozen=True, slots=True)
class MoveCode:
    """Bring a code to another place in its list, counted from 0."""

    vocabulary: str
    key: str
    to: int


@dataclass(frozen=True, slots=True)
class RemoveCode:
    """Take away a code that was added by hand and that nothing uses; refused otherwise."""

    vocabulary: str
    key: str


@dataclass(frozen=True, slots=True)
class MergeCodes:
    """Make one code of several: what holds one of `others` holds `keep` then. Refused for closed lists."""

    vocabulary: str
    keep: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepOwnField:
    """Make a field of the user's own (`field.key` empty; `choices` are the first codes of its list), or bring the one
    of its key to another name, group, help or type. The type stays once there are values: refused then."""

    field: OwnField
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveOwnField:
    """Bring an own field to another place among them, counted from 0."""

    key: str
    to: int


@dataclass(frozen=True, slots=True)
class RetireOwnField:
    """Offer an own field no longer, or (`retired` False) again. What it holds stays."""

    key: str
    retired: bool = True


@dataclass(frozen=True, slots=True)
class RemoveOwnField:
    """Take away an own field that holds nothing in any incident, now or in an earlier version; refused otherwise."""

    key: str


@dataclass(frozen=True, slots=True)
class SetOwnValues:
    """Let own fields of incidents hold these values, whatever else they hold; an empty value takes away what is
    there."""

    incident_ids: tuple[int, ...]
    values: tuple[OwnValue, ...]


@dataclass(frozen=True, slots=True)
class RestoreIncidentVersion:
    """Bring an incident to what it was right after an operation: content, tags, statements and links. Refused where
    something that it needs is gone."""

    incident_id: int
    operation: int


@dataclass(frozen=True, slots=True)
class RestoreEntryVersion:
    """Bring a source, actor, place or document to what it was right after an operation."""

    shelf: Shelf
    entry_id: int
    operation: int


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


@dataclass(frozen=True, slots=True)
class ImportRecords:
    """Take records from elsewhere into the log: incidents with all that belongs to them, and library entries, as far as
    the log lacks them. `records` is read once, while the command is carried out; `name` says where they come from."""

    name: str
    records: Records
    conduct: Conduct | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Turn back the last operation that is not undone."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Carry out again the operation that was undone last."""


class Records(Protocol):
    """Where records come from: rows of the tables of a log under ids of their own, each after those that it refers to,
    every value checked. An importer of any format gives these."""

    @property
    def codes(self) -> Mapping[str, Mapping[str, Code]]:
        """Codes that the records use and the log may lack, by code list and key."""
        ...

    @property
    def expected(self) -> int:
        """How many incidents there are, for progress."""
        ...

    def rows(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """Table and row, in order."""
        ...


Command = (
    LogIncident | EditIncident | SetStatus | KeepStatus | SetFollowUp | TagIncidents | TrashIncidents | RestoreIncidents
    | LinkIncidents | RemoveLink | AdoptAssertion | UnadoptAssertion | SetAssertion
    | KeepEntry | RemoveEntry | AttachFiles | RemoveAttachment
    | KeepOwnField | MoveOwnField | RetireOwnField | RemoveOwnField | SetOwnValues
    | RestoreIncidentVersion | RestoreEntryVersion | MergeEntries | KeepCode | MoveCode | RemoveCode
    | MergeCodes | MarkPassage | UnmarkPassages | KeepView | RemoveView | PurgeIncidents | PurgeEntry | ImportRecords
    | KeepTemplate | MoveTemplate | RemoveTemplate | Undo | Redo
)  # fmt: skip
