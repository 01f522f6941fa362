"""What a window shows before anything else: a line of the incident table, how it is sorted and laid out, the parts of
the library to go to, and what undo would do. `domain.rows` has these and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True, slots=True)
class Measures:
    """How the columns of a table stand: `widths` in pixels by field key, as set by hand, and how close its rows stand
    (`density`: one of `DENSITIES`, or empty for as everywhere)."""

    widths: Mapping[str, int] = field(default_factory=dict, hash=False)
    density: str = ""

    def plain(self) -> dict[str, Any]:
        """The same in what JSON knows; what is not set is left out."""
        plain: dict[str, Any] = {"widths": dict(self.widths)} if self.widths else {}
        return {**plain, "density": self.density} if self.density else plain

    @staticmethod
    def understood(plain: object) -> Measures:
        """The reverse of `plain`. What is not as it should be is left out, so any value can be read."""
        if not isinstance(plain, dict):
            return NO_MEASURES
        widths, density = plain.get("widths"), plain.get("density")
        found = widths.items() if isinstance(widths, dict) else ()
        return Measures(
            {key: width for key, width in found if type(width) is int and 0 < width <= WIDEST},
            density if isinstance(density, str) and density in DENSITIES else "",
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """How the table is laid out at one stop of the sidebar: the keys of its columns in order, by which it is sorted
    (`-` before a descending key), and its measures. An empty part is as usual."""

    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    measures: Measures = field(default_factory=Measures)

    def plain(self) -> dict[str, Any]:
        """The same in what JSON knows; what is not set is left out."""
        keys = {"columns": list(self.columns), "sort": list(self.sort)}
        return {**{name: each for name, each in keys.items() if each}, **self.measures.plain()}

    @staticmethod
    def understood(plain: object) -> Layout:
        """The reverse of `plain`. What is not as it should be is left out, so any value can be read."""
        if not isinstance(plain, dict):
            return Layout()
        return Layout(_texts(plain.get("columns")), _texts(plain.get("sort")), Measures.understood(plain))


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


DENSITIES = ("comfortable", "compact")
"""How close rows can stand."""
WIDEST = 10_000
"""Pixels; a wider column is a mistake."""
NO_MEASURES = Measures()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else ()
