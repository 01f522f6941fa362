"""What an exporter is given: sheets of typed cells, row by row, and a way to say how far it is and to stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ascertain.domain.conduct import Cancelled as Cancelled
from ascertain.domain.conduct import Conduct as Conduct
from ascertain.domain.messages import Message

Cell = str | int | float | date | datetime | None
"""A text, a number, a day, a local time without zone, or nothing. A text is never anything else, whatever it starts
with."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: a stable key, the heading, and its width in average characters."""

    key: str
    heading: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The head of one sheet. The first sheet has one row for each record; others may have any number."""

    name: str
    columns: tuple[Column, ...]


Block = tuple[tuple[tuple[Cell, ...], ...], ...]
"""The rows that one record adds to each sheet, in the order of the plans."""


@dataclass(frozen=True, slots=True)
class Workload:
    """All that is to be written: the sheets' heads, the records' rows as they come, and how many records there are."""

    plans: tuple[SheetPlan, ...]
    blocks: Iterable[Block]
    total: int


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
