"""A row from elsewhere once its cells are read, whatever format it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from ascertain.domain.messages import Message

FoundCell = str | int | float | bool | date | datetime | None
"""A cell as a file has it. A text that looks like a number or a day is still a text."""

Value = str | int | float | bool | date | datetime | tuple[str, ...] | None
"""A cell as it is understood: codes by their keys, several names as a tuple, None where nothing is stated."""


class RecordKind(Enum):
    """What one row is about; the value is the name of the sheet, and of the record in JSON Lines."""

    INCIDENT = "Incidents"
    STATEMENT = "Statements"
    ASSERTION = "Assertions"
    SOURCE = "Sources"
    DOCUMENT = "Documents"
    ACTOR = "Actors"
    PLACE = "Places"
    LINK = "Links"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a file: the sheet (empty where there is but one) and the row as people count it, the
    first one 1."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be taken: where it is, the heading of its column, what stands there, and why, with what to
    do. `row` is refused with it."""

    spot: Spot
    column: str
    value: str
    reason: Message


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One row as it is understood.

    `uid` is that of the record where the file tells it, else empty; `of` is the record that it belongs to (of a
    statement, an assertion or a link: the uid or, failing that, the ref of its incident; of an incident in a table of
    somebody else: its key there). `values` holds what the file has a column for, by the keys of `incoming.targets`;
    None where the cell is empty. `base` holds fingerprints (`incoming.fingerprints`) of the values as they were when
    the log wrote the file, by the same keys; empty where the file is not from a log. `rest` holds what the log wrote
    beside the cells that people see. `written_at` is when the record was changed last before the row was written
    (seconds since 1970-01-01T00:00Z), where the row tells.
    """

    kind: RecordKind
    spot: Spot
    values: Mapping[str, Value]
    uid: str = ""
    of: str = ""
    base: Mapping[str, str] = field(default_factory=dict)
    rest: Mapping[str, object] = field(default_factory=dict)
    written_at: int | None = None


class Standing(Enum):
    """How a row stands to the log."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICTING = "conflicting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that was edited in the file and in the log since: what the log has, what the file has. `key` is that of
    the target, `label` what people call it, `record` what they call the record."""

    spot: Spot
    record: str
    key: str
    label: str
    here: str
    there: str
