"""What a window shows before anything else: a line of the incident table, how it is sorted, the parts of the library to
go to, and what undo would do. `domain.rows` has these and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ascertain.domain.figure import Figure
    from ascertain.domain.messages import Message
    from ascertain.domain.records import OwnValue


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the incident table. `origins` independent origins of `statements` statements."""

    id: int
    ref: str
    title: str
    kind: str | None
    means: str | None
    outcome: str | None
    t_from: int | None
    t_to: int | None
    precision: str
    zone: str
    phrase: str
    place: str
    place_text: str
    country: str | None
    where_precision: str | None
    status: str
    status_reason: str
    status_at: int | None
    statements: int
    origins: int
    munitions: Figure
    killed: Figure
    injured: Figure
    harm: tuple[Figure, ...]
    """The eight casualty figures in the order of `fields.HARM_FIELDS`."""
    actors: tuple[tuple[str, str], ...]
    """(role, name) in order."""
    sources: tuple[str, ...]
    tags: tuple[str, ...]
    notes: str
    is_aggregate: bool
    draft: bool
    follow_up_on: date | None
    created_at: int
    updated_at: int
    trashed: bool
    version: int
    own: tuple[OwnValue, ...] = ()
    """What the user's own fields hold, where a column of one is shown."""

    def own_value(self, key: str) -> str:
        """What stands in the own field of this key; nothing where it is not stated."""
        return next((each.value for each in self.own if each.field == key), "")


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by, and whether downwards."""

    field: str
    descending: bool = False


class Shelf(StrEnum):
    """The parts of the library."""

    DOCUMENTS = "document"
    SOURCES = "source"
    ACTORS = "actor"
    PLACES = "place"


@dataclass(frozen=True, slots=True)
class UndoState:
    """What undo and redo would do now; None where there is nothing."""

    undo: Message | None
    redo: Message | None
