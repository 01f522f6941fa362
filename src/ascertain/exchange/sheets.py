"""What an exporter is given: sheets of typed cells, row by row, and a way to say how far it is and to stop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto

from ascertain.domain.conduct import Cancelled as Cancelled
from ascertain.domain.conduct import Conduct as Conduct
from ascertain.domain.messages import Message

Cell = str | int | float | date | datetime | None
"""A text, a number, a day, a local time without zone, or nothing. A text is never anything else, whatever it starts
with."""
_CONTINUED = re.compile(r" \([0-9]+\)$")


class CellKind(Enum):
    """What stands in the cells of a column, where they are not empty. Any may hold a text all the same: a day of long
    ago, a count that is unknown."""

    TEXT = auto()
    LONG_TEXT = auto()
    NUMBER = auto()
    DAY = auto()
    TIME = auto()
    CHOICE = auto()
    """One of the choices of the column."""
    ADDRESS = auto()
    """The address of a page, which a cell may lead to."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: a stable key, the heading, its width in average characters, and what its cells hold.

    `choices` are what a CHOICE may hold, `list_name` the code list they are of, where they are of one (see
    `SheetPlan.lists`). `hidden`: for the program, not for people.
    """

    key: str
    heading: str
    width: int = 12
    kind: CellKind = CellKind.TEXT
    choices: tuple[str, ...] = ()
    list_name: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The head of one sheet. The first sheet has one row for each record; others may have any number.

    `lists`, of the codebook alone: in which rows (the heading is row 1) the choices of each code list stand in the
    column `label`, the first and the last; lists without choices are not among them. `edited`: whether people may
    change its cells and take the changes back into the log.
    """

    name: str
    columns: tuple[Column, ...]
    lists: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    edited: bool = False


def continued(name: str, number: int) -> str:
    """The name of the sheet on which another one goes on that is full: the first of them has number 2."""
    return name if number < 2 else f"{name} ({number})"


def begun_as(name: str) -> str:
    """The name of the sheet that goes on under this name; its own for one that does not."""
    return _CONTINUED.sub("", name)


Block = tuple[tuple[tuple[Cell, ...], ...], ...]
"""Rows for each sheet, in the order of the plans: those of one record, or some of what records have in common."""


@dataclass(frozen=True, slots=True)
class Workload:
    """All that is to be written: the sheets' heads, the records' rows as they come, and how many records there are;
    and whether the sheets begin at the right, as is usual for the language."""

    plans: tuple[SheetPlan, ...]
    blocks: Iterable[Block]
    total: int
    right_to_left: bool = False

    def listed(self, column: Column) -> Listed | None:
        """Where the choices of a column stand one under another; None where they do not."""
        for plan in self.plans:
            if column.list_name in plan.lists:
                at = next(at for at, each in enumerate(plan.columns) if each.key == _LABEL)
                return Listed(plan.name, at, *plan.lists[column.list_name])
        return None


_LABEL = "label"


@dataclass(frozen=True, slots=True)
class Listed:
    """Some cells of a sheet: their column, counted from 0, and the first and last row, as people count."""

    sheet: str
    column: int
    first: int
    last: int


class ExportFailed(Exception):
    """The export could not be written; the old file, if there was one, is as it was. `message` says why and what to
    do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Shortened:
    """A text that the format could not hold whole: which record (its first cell) and under which heading."""

    record: str
    heading: str
