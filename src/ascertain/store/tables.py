"""The tables of a log. Nothing here validates: the domain does, before the write door is reached.

Instants are INTEGER seconds since 1970-01-01T00:00Z, days ISO text (`2023-10-17`), flags 0/1, codes the key of the
code list.
Every table has an integer `id` that is never reused (AUTOINCREMENT), so that the journal can name any row by table
and id.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

APPLICATION_ID = 0x41534354
"""`ASCT`: the application_id in the header of a log file."""

_NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}


class _Row(SQLModel):
    __table_args__: ClassVar[Any] = _NEVER_REUSED


def _id() -> Any:
    return Field(default=None, primary_key=True)


def _ref(target: str, *, null: bool = False, index: bool = True) -> Any:
    return Field(default=None, foreign_key=target, index=index, nullable=null)


class IncidentTable(_Row, table=True):
    """What the analyst concludes happened. Narrow: scanned by the million. The columns below `derived` are computed
    after each operation."""

    __tablename__ = "incident"

    id: int = _id()
    uid: str = Field(unique=True)
    ref: str = Field(unique=True)
    title: str
    kind: str | None
    means: str | None
    outcome: str | None
    t_from: int | None
    t_to: int | None
    precision: str
    zone: str
    place_id: int | None = _ref("place.id", null=True)
    where_precision: str | None
    is_aggregate: bool
    status: str
    status_at: int | None
    follow_up_on: str | None
    draft: bool
    munitions_low: int | None
    munitions_best: int | None
    munitions_high: int | None
    munitions_unknown: bool
    killed_attacker_low: int | None
    killed_attacker_best: int | None
    killed_attacker_high: int | None
    killed_attacker_unknown: bool
    killed_target_force_low: int | None
    killed_target_force_best: int | None
    killed_target_force_high: int | None
    killed_target_force_unknown: bool
    killed_civilian_low: int | None
    killed_civilian_best: int | None
    killed_civilian_high: int | None
    killed_civilian_unknown: bool
    killed_unknown_low: int | None
    killed_unknown_best: int | None
    killed_unknown_high: int | None
    killed_unknown_unknown: bool
    injured_attacker_low: int | None
    injured_attacker_best: int | None
    injured_attacker_high: int | None
    injured_attacker_unknown: bool
    injured_target_force_low: int | None
    injured_target_force_best: int | None
    injured_target_force_high: int | None
    injured_target_force_unknown: bool
    injured_civilian_low: int | None
    injured_civilian_best: int | None
    injured_civilian_high: int | None
    injured_civilian_unknown: bool
    injured_unknown_low: int | None
    injured_unknown_best: int | None
    injured_unknown_high: int | None
    injured_unknown_unknown: bool
    created_at: int
    updated_at: int
    trashed_at: int | None
    version: int
    # derived
    day_from: int | None = None
    day_to: int | None = None
    country: str | None = None
    title_key: str = ""
    place_key: str = ""
    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_best: int | None = None
    injured_high: int | None = None
    statements: int = 0
    origins: int = 0


DERIVED_COLUMNS = frozenset(
    {
        "day_from",
        "day_to",
        "country",
        "title_key",
        "place_key",
        "killed_low",
        "killed_best",
        "killed_high",
        "injured_low",
        "injured_best",
        "injured_high",
        "statements",
        "origins",
    }
)
"""Columns of `incident` that follow from others: never journaled, computed anew after every operation, undo and
redo. `day_from` and `day_to` are the first and last day of the time in its own zone, as days since
1970-01-01: people mean local days when they ask for one."""

STAMP_COLUMNS = frozenset({"version", "updated_at"})
"""Columns of `incident` set by the write door for every incident that an operation changed; never journaled, so that
they only grow.
`version` is the id of that operation."""


class IncidentTextTable(_Row, table=True):
    """The long and rarely scanned part of an incident, under the same id."""

    __tablename__ = "incident_text"

    id: int = Field(primary_key=True, foreign_key="incident.id")
    phrase: str
    anchor_kind: str
    anchor_on: str | None
    anchor_id: int | None
    place_text: str
    status_reason: str
    notes: str


class PlaceTable(_Row, table=True):
    """A gazetteer entry."""

    __tablename__ = "place"

    id: int = _id()
    uid: str = Field(unique=True)
    name: str
    name_key: str = Field(index=True)
    kind: str | None
    country: str | None
    admin1: str
    admin2: str
    latitude: float | None
    longitude: float | None
    notes: str


class ActorTable(_Row, table=True):
    """An armed force, group or person."""

    __tablename__ = "actor"

    id: int = _id()
    uid: str = Field(unique=True)
    name: str
    name_key: str = Field(index=True)
    kind: str | None
    country: str | None
    notes: str


class SourceTable(_Row, table=True):
    """Who speaks."""

    __tablename__ = "source"

    id: int = _id()
    uid: str = Field(unique=True)
    name: str
    name_key: str = Field(index=True)
    kind: str | None
    reliability: str | None
    reliability_basis: str
    is_official: bool
    actor_id: int | None = _ref("actor.id", null=True)
    affiliation: str | None
    country: str | None
    language: str
    url: str
    notes: str


class PlaceNameTable(_Row, table=True):
    """Another name of a place."""

    __tablename__ = "place_name"

    id: int = _id()
    place_id: int = _ref("place.id")
    name: str
    name_key: str = Field(index=True)
    language: str


class ActorNameTable(_Row, table=True):
    """Another name of an actor."""

    __tablename__ = "actor_name"

    id: int = _id()
    actor_id: int = _ref("actor.id")
    name: str
    name_key: str = Field(index=True)
    language: str


class SourceNameTable(_Row, table=True):
    """Another name of a source."""

    __tablename__ = "source_name"

    id: int = _id()
    source_id: int = _ref("source.id")
    name: str
    name_key: str = Field(index=True)
    language: str


class DocumentTable(_Row, table=True):
    """A published item with its text; `sha256` is of the UTF-8 text."""

    __tablename__ = "document"

    id: int = _id()
    uid: str = Field(unique=True)
    title: str
    title_key: str = Field(index=True)
    publisher_id: int | None = _ref("source.id", null=True)
    kind: str | None
    url: str
    published_on: str | None
    language: str
    text: str
    sha256: str = Field(index=True)
    notes: str


class StatementTable(_Row, table=True):
    """What a source says. `origin_id` null: the source speaks for itself."""

    __tablename__ = "statement"

    id: int = _id()
    uid: str = Field(unique=True)
    source_id: int = _ref("source.id")
    document_id: int | None = _ref("document.id", null=True)
    origin_id: int | None = _ref("source.id", null=True)
    stance: str
    credibility: int | None
    quote: str
    quote_start: int | None
    quote_end: int | None
    quote_before: str
    quote_after: str
    said_on: str | None
    note: str


class StatementIncidentTable(_Row, table=True):
    """Which incidents a statement bears on; `position` is the order in which the incident shows its statements."""

    __tablename__ = "statement_incident"
    __table_args__ = (UniqueConstraint("statement_id", "incident_id"), _NEVER_REUSED)

    id: int = _id()
    statement_id: int = _ref("statement.id", index=False)
    incident_id: int = _ref("incident.id")
    position: int


class AssertionTable(_Row, table=True):
    """What a statement says of one field of one incident; `adopted` where the analyst's finding cites it."""

    __tablename__ = "assertion"
    __table_args__ = (UniqueConstraint("statement_id", "incident_id", "field"), _NEVER_REUSED)

    id: int = _id()
    statement_id: int = _ref("statement.id", index=False)
    incident_id: int = _ref("incident.id")
    field: str
    state: str
    value: str
    adopted: bool


class IncidentActorTable(_Row, table=True):
    """An actor in a role."""

    __tablename__ = "incident_actor"

    id: int = _id()
    incident_id: int = _ref("incident.id")
    actor_id: int = _ref("actor.id")
    role: str
    position: int


class LinkTable(_Row, table=True):
    """How one incident stands to another; `shared_low`/`shared_high`: how many events an overlap shares."""

    __tablename__ = "link"

    id: int = _id()
    from_id: int = _ref("incident.id")
    to_id: int = _ref("incident.id")
    type: str
    shared_low: int | None
    shared_high: int | None
    note: str


class TagTable(_Row, table=True):
    """A word of the analyst's own."""

    __tablename__ = "tag"

    id: int = _id()
    name: str = Field(unique=True)
    name_key: str = Field(index=True)


class IncidentTagTable(_Row, table=True):
    """A tag on an incident."""

    __tablename__ = "incident_tag"
    __table_args__ = (UniqueConstraint("incident_id", "tag_id"), _NEVER_REUSED)

    id: int = _id()
    incident_id: int = _ref("incident.id", index=False)
    tag_id: int = _ref("tag.id")


class SavedViewTable(_Row, table=True):
    """A named search with its sort and columns (both as JSON lists of keys)."""

    __tablename__ = "saved_view"

    id: int = _id()
    uid: str = Field(unique=True)
    name: str
    search: str
    sort: str
    columns: str
    position: int


class AttachmentTable(_Row, table=True):
    """A file that lies beside the log under its SHA-256."""

    __tablename__ = "attachment"

    id: int = _id()
    uid: str = Field(unique=True)
    document_id: int | None = _ref("document.id", null=True)
    statement_id: int | None = _ref("statement.id", null=True)
    name: str
    media_type: str
    size: int
    sha256: str = Field(index=True)
    added_at: int


class CodeTable(_Row, table=True):
    """One entry of a code list; `attributes` is a JSON object."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("vocabulary", "key"), _NEVER_REUSED)

    id: int = _id()
    vocabulary: str
    key: str
    label: str
    position: int
    parent: str | None
    retired: bool
    attributes: str


class OperationTable(_Row, table=True):
    """One change by the user. `label` is a JSON message; `reverses` the operation that an undo or redo turned back."""

    __tablename__ = "operation"

    id: int = _id()
    uid: str = Field(unique=True)
    kind: str
    label: str
    reason: str
    author: str
    at: int
    reverses: int | None = Field(default=None, foreign_key="operation.id")


class ChangeTable(_Row, table=True):
    """One row as an operation found it (`before`) and left it (`after`), as JSON objects; null where there was none."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row", "table_name", "row_id"), _NEVER_REUSED)

    id: int = _id()
    operation_id: int = _ref("operation.id")
    table_name: str
    row_id: int
    before: str | None
    after: str | None


class OperationIncidentTable(_Row, table=True):
    """Which incidents an operation changed, their relations included: the way from an incident to its history."""

    __tablename__ = "operation_incident"
    __table_args__: ClassVar[Any] = {}

    incident_id: int = Field(primary_key=True)
    operation_id: int = Field(primary_key=True, foreign_key="operation.id", index=True)


class LogInfoTable(_Row, table=True):
    """Facts about the log itself: its uid, when it was made, by which version of the program."""

    __tablename__ = "log_info"
    __table_args__: ClassVar[Any] = {}

    key: str = Field(primary_key=True)
    value: str


_INCIDENT = IncidentTable.__table__.c  # type: ignore[attr-defined]  # SQLModel does not declare __table__

TIME_INDEX = "ix_incident_time"
"""The index by time. It holds all that lists filter and sort by, so that a question to a million incidents reads
this narrow copy of
them and not the table (`store.reading.steering`)."""

_NARROW = (
    "t_from",
    "id",
    "day_from",
    "day_to",
    "status",
    "draft",
    "follow_up_on",
    "trashed_at",
    "kind",
    "means",
    "outcome",
    "country",
    "place_id",
    "where_precision",
    "is_aggregate",
    "origins",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "munitions_low",
    "munitions_best",
    "munitions_high",
    "created_at",
    "updated_at",
)
Index(TIME_INDEX, *(_INCIDENT[name] for name in _NARROW), sqlite_where=text("trashed_at IS NULL"))
Index("ix_incident_trash", _INCIDENT.trashed_at, sqlite_where=text("trashed_at IS NOT NULL"))
# Holds all that the numbers in the sidebar need.
Index("ix_incident_counts", _INCIDENT.status, _INCIDENT.trashed_at, _INCIDENT.draft, _INCIDENT.follow_up_on)
