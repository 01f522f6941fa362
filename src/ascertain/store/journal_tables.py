"""The tables of a log that tell of its records rather than being records: the journal, what purges left, unfinished
forms, and facts about the log itself."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from ascertain.store.table_parts import NEVER_REUSED, Row, own_id, reference


class OperationTable(Row, table=True):
    """One change by the user. `label` is a JSON message; `reverses` the operation that an undo or redo turned back."""

    __tablename__ = "operation"

    id: int = own_id()
    uid: str = Field(unique=True)
    kind: str
    label: str
    reason: str
    author: str
    at: int
    reverses: int | None = Field(default=None, foreign_key="operation.id")


class ChangeTable(Row, table=True):
    """One row as an operation found it (`before`) and left it (`after`), as JSON objects; null where there was none.
    Of a row that was made what is blank may be left out of it (`store.blanks`)."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row", "table_name", "row_id"), NEVER_REUSED)

    id: int = own_id()
    operation_id: int = reference("operation.id")
    table_name: str
    row_id: int
    before: str | None
    after: str | None


class OperationIncidentTable(Row, table=True):
    """Which incidents an operation changed, their relations included: the way from an incident to its history."""

    __tablename__ = "operation_incident"
    __table_args__: ClassVar[Any] = {}

    incident_id: int = Field(primary_key=True)
    operation_id: int = Field(primary_key=True, foreign_key="operation.id", index=True)


class DraftTable(Row, table=True):
    """An unfinished form, kept beside the journal: it is no part of the record until somebody saves it.

    `form` is `incident` or a shelf; `record_id` and `version` name what is edited, null for something new; `content` is
    what stands in the boxes as JSON; `title` is a few words to tell it by.
    """

    __tablename__ = "draft"

    id: int = own_id()
    uid: str = Field(unique=True)
    form: str
    record_id: int | None
    version: int | None
    title: str
    content: str
    author: str
    updated_at: int


class TombstoneTable(Row, table=True):
    """What is left of a purged record: that there was one, of which kind, and who took it away, when and why."""

    __tablename__ = "tombstone"

    id: int = own_id()
    record_uid: str = Field(unique=True)
    kind: str
    author: str
    reason: str
    at: int


class ScrubbedOperationTable(Row, table=True):
    """An operation that can no longer be turned back, since a purge emptied images of it."""

    __tablename__ = "scrubbed_operation"
    __table_args__: ClassVar[Any] = {}

    operation_id: int = Field(primary_key=True, foreign_key="operation.id")
    purge_id: int = Field(foreign_key="operation.id")


class LogInfoTable(Row, table=True):
    """Facts about the log itself: its uid, when it was made, by which version of the program."""

    __tablename__ = "log_info"
    __table_args__: ClassVar[Any] = {}

    key: str = Field(primary_key=True)
    value: str
