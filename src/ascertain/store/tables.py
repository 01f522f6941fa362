"""The tables of the records of a log. Nothing here validates: the domain does, before the write door is reached.

Instants are INTEGER seconds since 1970-01-01T00:00Z, days ISO text (`2023-10-17`), flags 0/1, codes the key of the
code list.
Every table has an integer `id` that is never reused (AUTOINCREMENT), so that the journal can name any row by table
and id.
"""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from ascertain.store.table_parts import NEVER_REUSED, Row, own_id, reference


class IncidentTextTable(Row, table=True):
    """The long and rarely scanned part of an incident, under the same id."""

    __tablename__ = "incident_text"
    __table_args__ = (
        # From a record to the times that are told from it.
        Index("ix_incident_text_anchor", "anchor_id", sqlite_where=text("anchor_id IS NOT NULL")),
        NEVER_REUSED,
    )

    id: int = Field(primary_key=True, foreign_key="incident.id")
    phrase: str
    anchor_kind: str
    anchor_on: str | None
    anchor_id: int | None
    place_text: str
    status_reason: str
    notes: str


class PlaceTable(Row, table=True):
    """A gazetteer entry."""

    __tablename__ = "place"

    id: int = own_id()
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


class ActorTable(Row, table=True):
    """An armed force, group or person."""

    __tablename__ = "actor"

    id: int = own_id()
    uid: str = Field(unique=True)
    name: str
    name_key: str = Field(index=True)
    kind: str | None
    country: str | None
    notes: str


class SourceTable(Row, table=True):
    """Who speaks."""

    __tablename__ = "source"

    id: int = own_id()
    uid: str = Field(unique=True)
    name: str
    name_key: str = Field(index=True)
    kind: str | None
    reliability: str | None
    reliability_basis: str
    is_official: bool
    actor_id: int | None = reference("actor.id", null=True)
    affiliation: str | None
    country: str | None
    language: str
    url: str
    notes: str


class PlaceNameTable(Row, table=True):
    """Another name of a place."""

    __tablename__ = "place_name"

    id: int = own_id()
    place_id: int = reference("place.id")
    name: str
    name_key: str = Field(index=True)
    language: str


class ActorNameTable(Row, table=True):
    """Another name of an actor."""

    __tablename__ = "actor_name"

    id: int = own_id()
    actor_id: int = reference("actor.id")
    name: str
    name_key: str = Field(index=True)
    language: str


class SourceNameTable(Row, table=True):
    """Another name of a source."""

    __tablename__ = "source_name"

    id: int = own_id()
    source_id: int = reference("source.id")
    name: str
    name_key: str = Field(index=True)
    language: str


class DocumentTable(Row, table=True):
    """A published item with its text; `sha256` is of the UTF-8 text."""

    __tablename__ = "document"

    id: int = own_id()
    uid: str = Field(unique=True)
    title: str
    title_key: str = Field(index=True)
    publisher_id: int | None = reference("source.id", null=True)
    kind: str | None
    url: str
    published_on: str | None
    language: str
    text: str
    sha256: str = Field(index=True)
    notes: str


class StatementTable(Row, table=True):
    """What a source says. `origin_id` null: the source speaks for itself."""

    __tablename__ = "statement"

    id: int = own_id()
    uid: str = Field(unique=True)
    source_id: int = reference("source.id")
    document_id: int | None = reference("document.id", null=True)
    origin_id: int | None = reference("source.id", null=True)
    stance: str
    credibility: int | None
    quote: str
    quote_start: int | None
    quote_end: int | None
    quote_before: str
    quote_after: str
    said_on: str | None
    note: str


class StatementIncidentTable(Row, table=True):
    """Which incidents a statement bears on; `position` is the order in which the incident shows its statements."""

    __tablename__ = "statement_incident"
    __table_args__ = (UniqueConstraint("statement_id", "incident_id"), NEVER_REUSED)

    id: int = own_id()
    statement_id: int = reference("statement.id", index=False)
    incident_id: int = reference("incident.id")
    position: int


class AssertionTable(Row, table=True):
    """What a statement says of one field of one incident; `adopted` where the analyst's finding cites it."""

    __tablename__ = "assertion"
    __table_args__ = (UniqueConstraint("statement_id", "incident_id", "field"), NEVER_REUSED)

    id: int = own_id()
    statement_id: int = reference("statement.id", index=False)
    incident_id: int = reference("incident.id")
    field: str
    state: str
    value: str
    adopted: bool


class IncidentActorTable(Row, table=True):
    """An actor in a role."""

    __tablename__ = "incident_actor"
    __table_args__ = (
        # Who has a role in how many incidents is counted in it without sorting.
        Index("ix_incident_actor_role", "role", "actor_id", "incident_id"),
        NEVER_REUSED,
    )

    id: int = own_id()
    incident_id: int = reference("incident.id")
    actor_id: int = reference("actor.id")
    role: str
    position: int


class LinkTable(Row, table=True):
    """How one incident stands to another; `shared_low`/`shared_high`: how many events an overlap shares."""

    __tablename__ = "link"

    id: int = own_id()
    from_id: int = reference("incident.id")
    to_id: int = reference("incident.id")
    type: str
    shared_low: int | None
    shared_high: int | None
    note: str


class TagTable(Row, table=True):
    """A word of the analyst's own."""

    __tablename__ = "tag"

    id: int = own_id()
    name: str = Field(unique=True)
    name_key: str = Field(index=True)


class IncidentTagTable(Row, table=True):
    """A tag on an incident."""

    __tablename__ = "incident_tag"
    __table_args__ = (UniqueConstraint("incident_id", "tag_id"), NEVER_REUSED)

    id: int = own_id()
    incident_id: int = reference("incident.id", index=False)
    tag_id: int = reference("tag.id")


class SavedViewTable(Row, table=True):
    """A named search with its sort and columns (both as JSON lists of keys), and its layout as a JSON object."""

    __tablename__ = "saved_view"

    id: int = own_id()
    uid: str = Field(unique=True)
    name: str
    search: str
    sort: str
    columns: str
    position: int
    layout: str


class AttachmentTable(Row, table=True):
    """A file that lies beside the log under its SHA-256."""

    __tablename__ = "attachment"

    id: int = own_id()
    uid: str = Field(unique=True)
    document_id: int | None = reference("document.id", null=True)
    statement_id: int | None = reference("statement.id", null=True)
    name: str
    media_type: str
    size: int
    sha256: str = Field(index=True)
    added_at: int


class CodeTable(Row, table=True):
    """One entry of a code list; `attributes` is a JSON object."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("vocabulary", "key"), NEVER_REUSED)

    id: int = own_id()
    vocabulary: str
    key: str
    label: str
    position: int
    parent: str | None
    retired: bool
    attributes: str
