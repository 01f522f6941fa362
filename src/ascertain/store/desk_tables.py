"""What the analyst keeps beside incidents and evidence: marks in documents, dated grades of sources, fields of their
own and templates of the form."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from ascertain.store.table_parts import NEVER_REUSED, Row, own_id, reference


class DocumentMarkTable(Row, table=True):
    """A passage of a document that needs no statement: `nothing_to_log`, or an `entry` of the library came from it,
    named by one of the three references."""

    __tablename__ = "document_mark"

    id: int = own_id()
    document_id: int = reference("document.id")
    kind: str
    quote: str
    quote_start: int | None
    quote_end: int | None
    quote_before: str
    quote_after: str
    source_id: int | None = reference("source.id", null=True)
    actor_id: int | None = reference("actor.id", null=True)
    place_id: int | None = reference("place.id", null=True)
    note: str


class SourceGradeTable(Row, table=True):
    """A grade that a source was given, since which day and on what grounds. The current one stands in `source` too."""

    __tablename__ = "source_grade"

    id: int = own_id()
    source_id: int = reference("source.id")
    reliability: str | None
    basis: str
    graded_on: str | None


class OwnFieldTable(Row, table=True):
    """A field of the user's own. `key` names it in searches and exports and never changes; `type` is a key of
    `domain.own_fields`; `vocabulary` the code list of a choice; `quick`: in the first part of the form."""

    __tablename__ = "own_field"

    id: int = own_id()
    uid: str = Field(unique=True)
    key: str = Field(unique=True)
    label: str
    type: str
    vocabulary: str | None
    group_name: str
    position: int
    quick: bool
    help: str
    retired: bool


class OwnValueTable(Row, table=True):
    """What an incident holds in a field of the user's own. `value` as text; `number` where it is one; `sort_key` the
    folded text that lists are sorted by."""

    __tablename__ = "own_value"
    __table_args__ = (
        UniqueConstraint("incident_id", "field_id"),
        Index("ix_own_value_number", "field_id", "number", "incident_id"),
        Index("ix_own_value_key", "field_id", "sort_key", "incident_id"),
        NEVER_REUSED,
    )

    id: int = own_id()
    incident_id: int = reference("incident.id", index=False)
    field_id: int = reference("own_field.id", index=False)
    value: str
    number: float | None
    sort_key: str


class TemplateTable(Row, table=True):
    """A form filled in beforehand. `content` is what stands in its boxes, as JSON."""

    __tablename__ = "template"

    id: int = own_id()
    uid: str = Field(unique=True)
    name: str
    content: str
    position: int
