"""The incident: the one table that is scanned by the million, and the index that is read in its place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Index, Integer, cast, func, text
from sqlmodel import Field

from ascertain.domain.fields import HARM_FIELDS
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
    sources: str | None = None
    first_sources: str | None = None
    stances: str | None = None


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
        "sources",
        "first_sources",
        "stances",
    }
)
"""Columns of `incident` that follow from others: never journaled, computed anew after every operation, undo and
redo. `day_from` and `day_to` are the first and last day of the time in its own zone, as days since
1970-01-01: people mean local days when they ask for one. `sources`, `first_sources` (to whom the statements go back)
and `stances` are texts of `store.speakers`."""

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
    "sources",
    "first_sources",
    "stances",
)
Index(TIME_INDEX, *(_INCIDENT[name] for name in _NARROW), sqlite_where=text("trashed_at IS NULL"))
Index("ix_incident_trash", _INCIDENT.trashed_at, sqlite_where=text("trashed_at IS NOT NULL"))
# Holds all that the numbers in the sidebar need.
Index("ix_incident_counts", _INCIDENT.status, _INCIDENT.trashed_at, _INCIDENT.draft, _INCIDENT.follow_up_on)

# What whole orders walk and choices are counted by (`store.reading.walks`). The number of a row follows every entry of
# an index, so that what is equal stands in the order of the numbers.
WALKED = (
    "title_key", "place_key", "status", "kind", "means", "outcome", "country", "where_precision", "origins",
    "created_at", "updated_at",
)  # fmt: skip
"""Columns with an index of their own over all that is not in the trash."""
SUMMED = ("munitions", "killed", "injured", *HARM_FIELDS)
"""Counts with an index over the incidents that state them."""


def told_figure(key: str) -> ColumnElement[Any]:
    """The one number that stands for a count: its best, else its low, else its high."""
    return func.coalesce(*(_INCIDENT[f"{key}_{part}"] for part in ("best", "low", "high")))


def ref_parts() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Year and number of a ref: 2023-10000 comes after 2023-9999."""
    ref = _INCIDENT.ref
    return cast(ref, Integer), cast(func.substr(ref, func.instr(ref, text("'-'")) + text("1")), Integer)


def walk_index(key: str) -> str:
    """The name of the index that an order by `key` walks."""
    return f"ix_incident_{key}"


for _key in WALKED:
    Index(walk_index(_key), _INCIDENT[_key], sqlite_where=text("trashed_at IS NULL"))
for _key in SUMMED:
    _stated = text(f"trashed_at IS NULL AND coalesce({_key}_best, {_key}_low, {_key}_high) IS NOT NULL")
    Index(walk_index(_key), told_figure(_key), sqlite_where=_stated)
Index(walk_index("ref"), *ref_parts(), sqlite_where=text("trashed_at IS NULL"))
Index(
    walk_index("follow_up_on"),
    _INCIDENT.follow_up_on,
    sqlite_where=text("trashed_at IS NULL AND follow_up_on IS NOT NULL"),
)
# All that the bars over time need.
Index(
    DAYS_INDEX,
    *(_INCIDENT[name] for name in ("day_from", "day_to", "status")),
    sqlite_where=text("trashed_at IS NULL"),
)
