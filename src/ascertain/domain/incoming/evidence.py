"""What all cells of a column together tell: whether the day stands before the month, whether a comma parts decimals,
what parts several values. Rows are seen one after the other and not kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum, auto

from ascertain.domain.incoming.cells import ascii_digits
from ascertain.domain.incoming.days import day_order
from ascertain.domain.incoming.other_days import ISLAMIC_DAYS, PERSIAN_DAYS, other_calendar
from ascertain.domain.incoming.rows import FoundCell

_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,}))")
_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,}))")
_EITHER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_LONGEST_NUMBER = 30
_LONGEST_DAY = 32
_SHORTEST_DAY = 8
_SEPARATORS = (";", "|", "\n", ",")


class Order(Enum):
    """What dates of two numbers and a year tell."""

    NONE = auto()
    """There are none."""
    DAY_FIRST = auto()
    MONTH_FIRST = auto()
    BOTH = auto()
    """Some can only be the one, some only the other."""
    OPEN = auto()
    """Each can be either: a person has to say."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts of what was seen in one column; two of them add up to what was seen in both."""

    filled: int = 0
    only_day_first: int = 0
    only_month_first: int = 0
    either_order: int = 0
    comma: int = 0
    point: int = 0
    either_mark: int = 0
    semicolons: int = 0
    bars: int = 0
    line_breaks: int = 0
    commas: int = 0
    persian: int = 0
    islamic: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def order(self) -> Order:
        """What the dates tell about the order of day and month."""
        if self.only_day_first and self.only_month_first:
            return Order.BOTH
        if self.only_day_first or self.only_month_first:
            return Order.DAY_FIRST if self.only_day_first else Order.MONTH_FIRST
        return Order.OPEN if self.either_order else Order.NONE

    @property
    def day_first(self) -> bool | None:
        """Whether the day stands first; None where nothing or both is told."""
        return {Order.DAY_FIRST: True, Order.MONTH_FIRST: False}.get(self.order)

    @property
    def calendar(self) -> str:
        """The calendar of days in digits whose year is none of ours; nothing where there are none, or as many of
        either."""
        if self.persian == self.islamic:
            return ""
        return PERSIAN_DAYS if self.persian > self.islamic else ISLAMIC_DAYS

    @property
    def decimal_comma(self) -> bool | None:
        """Whether a comma parts decimals; None where nothing tells, or as much for the one as for the other."""
        return None if self.comma == self.point else self.comma > self.point

    @property
    def separator(self) -> str:
        """What parts several values in a cell: the first of `;`, `|` and the line break that was seen, else a comma
        where half of the cells have one; empty where nothing does."""
        if self.semicolons or self.bars or self.line_breaks:
            seen = ((self.semicolons, ";"), (self.bars, "|"), (self.line_breaks, "\n"))
            return max(seen, key=lambda each: each[0])[1]
        return "," if self.commas and self.commas * 2 >= self.filled else ""


class Gathering:
    """Sees the cells of one column, or those of a sheet, row by row."""

    def __init__(self, columns: int) -> None:
        self._counts = [dict.fromkeys((each.name for each in fields(Evidence)), 0) for _ in range(columns)]

    def see(self, cells: Sequence[FoundCell]) -> None:
        """Count what the cells of a row tell; those beyond the columns are passed over."""
        for counts, cell in zip(self._counts, cells, strict=False):
            if cell is None or cell == "":
                continue
            counts["filled"] += 1
            if isinstance(cell, str):
                _see(counts, cell)

    @property
    def columns(self) -> tuple[Evidence, ...]:
        """What was seen so far, for each column."""
        return tuple(Evidence(**counts) for counts in self._counts)


def _see(counts: dict[str, int], cell: str) -> None:
    typed = cell.strip()
    if ";" in typed:
        counts["semicolons"] += 1
    if "|" in typed:
        counts["bars"] += 1
    if "\n" in typed:
        counts["line_breaks"] += 1
    if "," in typed:
        counts["commas"] += 1
    if len(typed) > _LONGEST_DAY or not typed or not (typed[0].isdecimal() or typed[0] in "+-−"):
        return
    typed = ascii_digits(typed)
    if len(typed) <= _LONGEST_NUMBER and ("," in typed or "." in typed):
        if _COMMA.fullmatch(typed):
            counts["comma"] += 1
        elif _POINT.fullmatch(typed):
            counts["point"] += 1
        elif _EITHER.fullmatch(typed):
            counts["either_mark"] += 1
    if len(typed) >= _SHORTEST_DAY and (calendar := other_calendar(typed)):
        counts[calendar] += 1
    order = day_order(typed)
    if order is None:
        return
    if order.day_first and order.month_first:
        counts["either_order"] += 1
    elif order.day_first:
        counts["only_day_first"] += 1
    elif order.month_first:
        counts["only_month_first"] += 1


def gather(rows: Sequence[Sequence[FoundCell]], columns: int) -> tuple[Evidence, ...]:
    """What some rows tell, for each column."""
    gathering = Gathering(columns)
    for cells in rows:
        gathering.see(cells)
    return gathering.columns
