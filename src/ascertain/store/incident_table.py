"""The incident: the one table that is scanned by the million, and the index that is read in its place."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field

from ascertain.store.table_parts import Row, own_id, reference


class IncidentTable(Row, table=True):
    """What the analyst concludes happened. Narrow: scanned by the million. The columns below `derived` are computed
    after each operation."""

    __tablename__ = "incident"

    id: int = own_id()
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
    place_id: int | None = reference("place.id", null=True)
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


_INCIDENT = IncidentTable.__table__.c  # type: ignore[attr-defined]  # SQLModel does not declare __table__

TIME_INDEX = "ix_incident_time"
"""The index by time. It holds all that lists filter and sort by, so that a question to a million incidents reads
this narrow copy of
them and not the table (`store.reading.steering`)."""

DAYS_INDEX = "ix_incident_days"
"""The index by local day and status, from which the bars over time are counted without sorting."""

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
