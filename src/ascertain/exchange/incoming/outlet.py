"""The way out of the process that reads tables: lines of JSON, cells in blocks of rows.

`{"found": {…}}` says first how the file was opened, `{"sheet": …}` begins a sheet, `[sheet, rows' numbers, rows]` is a
block, `{"done": 3, "total": 40}` tells how far it is, and `{"end": …}` or `{"failed": …}` is the last line. The numbers
are one (that of the first row; the others follow) or a list. A day or a time is a list with its one ISO text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from ascertain.exchange.confinement import speak
from ascertain.exchange.incoming.order import (
    LONGEST_NAME,
    MOST_COLUMNS,
    MOST_SHEETS,
    Failure,
    Order,
    Remark,
    Unreadable,
)

_BLOCK_CELLS = 6_000
_BLOCK_LETTERS = 200_000
_EXACT = 1 << 53
"""The whole numbers up to here are exact in a cell that holds a floating one."""

Sent = str | int | float | bool | list[str] | None
"""A cell as it is sent."""


class Outlet:
    """Takes what is read and says it. Raises Unreadable where it is more than the order allows."""

    def __init__(self, out: BinaryIO, order: Order) -> None:
        self._out, self._order = out, order
        self._sheets = 0
        self._cells = 0
        self._facts: dict[int, dict[str, object]] = {}
        self._remarks: dict[Remark, int] = {}

    def found(self, form: str, **opened: str) -> None:
        """Say what the file is and how it was opened."""
        speak(self._out, {"found": {"form": form, **opened}})

    def sheet(self, name: str) -> int:
        """Begin a sheet; its number is what the rows go to."""
        if self._sheets >= MOST_SHEETS:
            raise Unreadable(Failure.TOO_MANY)
        speak(self._out, {"sheet": name[:LONGEST_NAME]})
        self._sheets += 1
        return self._sheets - 1

    def tell(self, done: int, total: int) -> None:
        """Say how far it is."""
        speak(self._out, {"done": done, "total": total})

    def remark(self, remark: Remark, count: int) -> None:
        """Note something that a person should know, so many times."""
        if count:
            self._remarks[remark] = self._remarks.get(remark, 0) + count

    def fact(self, sheet: int, **facts: object) -> None:
        """Note what holds for a sheet: `headings` where no row has them, `apostrophes` where they are to be taken
        off."""
        headings = facts.get("headings")
        if isinstance(headings, list) and any(len(heading) > LONGEST_NAME for heading in headings):
            raise Unreadable(Failure.TOO_LONG, 1)
        self._facts.setdefault(sheet, {}).update(facts)

    def end(self) -> None:
        """Say that this is all."""
        facts = [[sheet, facts] for sheet, facts in self._facts.items()]
        speak(self._out, {"end": {"facts": facts, "remarks": [[key.value, n] for key, n in self._remarks.items()]}})

    def block(self, sheet: int, numbers: int | Sequence[int], rows: Sequence[Sequence[Sent]], longest: int) -> None:
        """Say some rows. `numbers`: that of the first, or one for each. `longest`: no text is longer than this, as far
        as the caller knows."""
        if not rows:
            return
        first = numbers if isinstance(numbers, int) else numbers[0]
        self._cells += sum(map(len, rows))
        if self._cells > self._order.cells:
            raise Unreadable(Failure.TOO_MANY, first)
        if max(map(len, rows)) > MOST_COLUMNS:
            raise Unreadable(Failure.TOO_WIDE, first)
        if longest > self._order.letters:
            self._check_lengths(numbers, rows)
        line = json.dumps([sheet, numbers, rows], ensure_ascii=False, separators=(",", ":"), check_circular=False)
        self._out.write(line.encode("utf-8", "surrogatepass") + b"\n")

    def _check_lengths(self, numbers: int | Sequence[int], rows: Sequence[Sequence[Sent]]) -> None:
        for at, row in enumerate(rows):
            if any(isinstance(cell, str) and len(cell) > self._order.letters for cell in row):
                raise Unreadable(Failure.TOO_LONG, numbers + at if isinstance(numbers, int) else numbers[at])


class Rows:
    """Collects the rows of one sheet until a block of them is worth sending."""

    def __init__(self, outlet: Outlet, sheet: int) -> None:
        self._outlet, self._sheet = outlet, sheet
        self._numbers: list[int] = []
        self._rows: list[list[Sent]] = []
        self._cells = self._letters = 0

    def add(self, number: int, cells: Iterable[object]) -> None:
        """Add a row; one without anything in it is left out."""
        row = [sent(cell) for cell in cells]
        while row and row[-1] is None:
            row.pop()
        if not row:
            return
        self._numbers.append(number)
        self._rows.append(row)
        self._cells += len(row)
        self._letters += sum(len(cell) for cell in row if type(cell) is str)
        if self._cells >= _BLOCK_CELLS or self._letters >= _BLOCK_LETTERS:
            self.flush()

    def flush(self) -> None:
        """Send what was collected."""
        self._outlet.block(self._sheet, self._numbers, self._rows, self._letters)
        self._numbers, self._rows = [], []
        self._cells = self._letters = 0


def sent(cell: object) -> Sent:
    """A cell as it is sent: whole numbers as such, times of no day as text, nothing for an empty text."""
    if isinstance(cell, str):
        return cell or None
    if cell is None or isinstance(cell, bool):
        return cell
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return str(cell)
        return int(cell) if cell.is_integer() and abs(cell) <= _EXACT else cell
    if isinstance(cell, int):
        return cell if abs(cell) <= _EXACT else str(cell)
    return _dated(cell)


def _dated(cell: object) -> Sent:
    match cell:
        case datetime():
            return [_whole_second(cell).isoformat(sep=" ")]
        case date():
            return [cell.isoformat()]
        case time():
            return cell.isoformat()
        case timedelta():
            seconds = round(cell.total_seconds())
            hours, rest = divmod(abs(seconds), 3_600)
            return f"{'-' if seconds < 0 else ''}{hours:02}:{rest // 60:02}:{rest % 60:02}"
        case _:
            return str(cell)


def _whole_second(moment: datetime) -> datetime:
    """A spreadsheet keeps a moment as a floating number of days, which misses its second by a little."""
    rounded = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded if abs((moment - rounded).total_seconds()) < 0.005 else moment
