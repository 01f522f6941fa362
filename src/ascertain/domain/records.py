"""The records of a log as frozen values: what the form edits, what commands carry and what queries return.

Instants are whole seconds since 1970-01-01T00:00Z; days are `datetime.date`; ids are the log's own integers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ascertain.domain.codes import (
    Affiliation,
    AnchorKind,
    AssertionState,
    LinkType,
    Role,
    Stance,
    Status,
    TimePrecision,
)
from ascertain.domain.figure import NOT_STATED as NOT_STATED
from ascertain.domain.figure import Figure as Figure
from ascertain.domain.table_rows import NO_MEASURES, Measures


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative time is told from: its kind, the day it stands for, and the record it is (document, statement
    or incident id)."""

    kind: AnchorKind = AnchorKind.DATE
    on: date | None = None
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReportedTime:
    """A time as reported and as read. `t_from` and `t_to` are instants (`t_to` exclusive); `zone` an IANA name."""

    phrase: str = ""
    anchor: Anchor = Anchor()
    zone: str = "UTC"
    t_from: int | None = None
    t_to: int | None = None
    precision: TimePrecision = TimePrecision.UNKNOWN


@dataclass(frozen=True, slots=True)
class NamedRef:
    """A source, actor, place or document: by `id` where the log has it, else by the `name` under which it will be
    made. `place`: what a place that is made is to hold; one of the log that is the same place is taken instead."""

    name: str
    id: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ActorInRole:
    """An actor and the part it has in one incident."""

    actor: NamedRef
    role: Role


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quote stands in a document: character offsets and a little context on either side."""

    start: int | None = None
    end: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one statement says of one field. `value` is the text of the value (a number, a code, words); empty unless
    state is VALUE."""

    field: str
    state: AssertionState = AssertionState.VALUE
    value: str = ""
    adopted: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says. `origin` None: the source speaks for itself. `credibility` 1-6 after the Admiralty code
    (AJP-2.1), None: not graded."""

    source: NamedRef
    stance: Stance = Stance.REPORTS
    document: NamedRef | None = None
    origin: NamedRef | None = None
    credibility: int | None = None
    quote: str = ""
    passage: Passage = Passage()
    said_on: date | None = None
    note: str = ""
    assertions: tuple[Assertion, ...] = ()
    id: int | None = None
    bears_on: tuple[int, ...] = ()
    """Ids of the incidents that the statement bears on, beside the one it is read with."""


@dataclass(frozen=True, slots=True)
class Link:
    """How this incident stands to another. `shared_low`/`shared_high`: how many events an overlap shares, at least
    and at most."""

    type: LinkType
    other_id: int
    other_ref: str = ""
    other_title: str = ""
    shared_low: int | None = None
    shared_high: int | None = None
    note: str = ""
    outgoing: bool = True
    id: int | None = None
    other_trashed: bool = field(default=False, compare=False)
    """Whether the other one is in the trash: together with `same_as`, that it was merged into this one. A
    fact about that one, and no part of the link."""


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What stands in one of the user's own fields, by its key: text as `domain.own_values` has it, never empty."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class IncidentContent:
    """All that an analyst types about an incident. Attribute names are the keys of `domain.fields`, but that `t_from`
    is in `when`, the five actor fields are in `actors`, and what the user's own fields hold is in `own`."""

    title: str = ""
    kind: str | None = None
    means: str | None = None
    outcome: str | None = None
    munitions: Figure = NOT_STATED
    is_aggregate: bool = False
    when: ReportedTime = ReportedTime()
    place: NamedRef | None = None
    place_text: str = ""
    where_precision: str | None = None
    actors: tuple[ActorInRole, ...] = ()
    killed_attacker: Figure = NOT_STATED
    killed_target_force: Figure = NOT_STATED
    killed_civilian: Figure = NOT_STATED
    killed_unknown: Figure = NOT_STATED
    injured_attacker: Figure = NOT_STATED
    injured_target_force: Figure = NOT_STATED
    injured_civilian: Figure = NOT_STATED
    injured_unknown: Figure = NOT_STATED
    statements: tuple[Statement, ...] = ()
    status: Status = Status.UNCONFIRMED
    status_reason: str = ""
    follow_up_on: date | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    draft: bool = False
    own: tuple[OwnValue, ...] = ()

    def own_value(self, key: str) -> str:
        """What stands in the own field of this key; nothing where it is not stated."""
        return next((each.value for each in self.own if each.field == key), "")


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as it stands in the log. `version` grows with each change; a command names the one it was made
    from."""

    id: int
    uid: str
    ref: str
    version: int
    content: IncidentContent
    links: tuple[Link, ...]
    country: str | None
    origins: int
    status_at: int | None
    created_at: int
    updated_at: int
    trashed_at: int | None


@dataclass(frozen=True, slots=True)
class AlternateName:
    """Another name of a place, actor or source, with its language (BCP 47) where known."""

    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks. `reliability` A-F after the Admiralty code (AJP-2.1), with its basis, given on a day; `actor` is the
    party that it speaks for or is close to."""

    name: str
    kind: str | None = None
    reliability: str | None = None
    reliability_basis: str = ""
    is_official: bool = False
    actor: NamedRef | None = None
    affiliation: Affiliation | None = None
    country: str | None = None
    language: str = ""
    url: str = ""
    notes: str = ""
    names: tuple[AlternateName, ...] = ()
    id: int | None = None
    graded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An armed force, group or person."""

    name: str
    kind: str | None = None
    country: str | None = None
    notes: str = ""
    names: tuple[AlternateName, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. `country` is ISO 3166-1 alpha-2; latitude and longitude in degrees (WGS 84)."""

    name: str
    kind: str | None = None
    country: str | None = None
    admin1: str = ""
    admin2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    notes: str = ""
    names: tuple[AlternateName, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A published item with its text. `sha256` is of the UTF-8 text, computed by the log."""

    title: str
    publisher: NamedRef | None = None
    kind: str | None = None
    url: str = ""
    published_on: date | None = None
    language: str = ""
    text: str = ""
    notes: str = ""
    sha256: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies beside a log under its SHA-256. `size` in bytes; `name` is data and may be any text; `fresh`: it
    was not there before."""

    name: str
    media_type: str
    size: int
    sha256: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file that belongs to a document or to a statement. `added_at` is an instant."""

    id: int
    file: StoredFile
    added_at: int
    document_id: int | None = None
    statement_id: int | None = None


LibraryEntry = Source | Actor | Place | Document


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named search with its sort and columns. `search` is text of the search language; `sort` holds keys with `-`
    for descending; `layout` is how the columns stand."""

    name: str
    search: str = ""
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    id: int | None = None
    layout: Measures = NO_MEASURES
