"""What comes back from the process that reads tables, checked before anything is made of it: nobody trusts it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ascertain.app.incoming.staged import Blocks, Spool, day_of
from ascertain.exchange.incoming.order import LONGEST_NAME, MOST_COLUMNS, MOST_SHEETS, Form, Order, Remark

_PLAIN = frozenset({str, int, float, bool, type(None)})
_MOST = 1 << 53
_MOST_ROWS = 1 << 31


class Untrue(Exception):
    """What the process says cannot be."""


@dataclass(slots=True)
class Arrived:
    """What came so far."""

    spool: Spool
    order: Order
    form: Form | None = None
    opened: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    blocks: list[Blocks] = field(default_factory=list)
    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    remarks: list[tuple[Remark, int]] = field(default_factory=list)
    _cells: int = 0
    _last: dict[int, int] = field(default_factory=dict)

    def take_rows(self, line: bytes, said: list[Any]) -> None:
        """Keep a block of rows. Raises Untrue, and OSError where the disk refuses."""
        sheet, numbers, rows = _three(said)
        if type(sheet) is not int or not 0 <= sheet < len(self.blocks) or not _is_rows(rows):
            raise Untrue
        self._check_numbers(sheet, numbers, len(rows))
        widest = max(map(len, rows))
        self._cells += sum(map(len, rows))
        if widest > MOST_COLUMNS or self._cells > self.order.cells:
            raise Untrue
        kinds = set(map(type, chain.from_iterable(rows)))
        if not kinds <= _PLAIN:
            _check_days(rows)
        if float in kinds or int in kinds:
            _check_numbers_of(rows)
        if len(line) > self.order.letters:
            _check_lengths(rows, self.order.letters)
        blocks = self.blocks[sheet]
        blocks.places.append((self.spool.write(line), len(line)))
        blocks.firsts.append(blocks.rows)
        blocks.numbers.append(numbers if type(numbers) is int else numbers[0])
        blocks.rows += len(rows)
        blocks.columns = max(blocks.columns, widest)

    def take_word(self, said: dict[str, Any]) -> bool:
        """Note what is said beside the rows; whether it was the last. Raises Untrue."""
        match said:
            case {"found": {"form": str(form), **opened}}:
                self._take_form(form, {str(key): value for key, value in opened.items()})
            case {"sheet": str(name)} if len(self.names) < MOST_SHEETS and len(name) <= LONGEST_NAME:
                self.names.append(name)
                self.blocks.append(Blocks())
            case {"end": {"facts": list(facts), "remarks": list(remarks)}}:
                self._take_end(facts, remarks)
                return True
            case _:
                raise Untrue
        return False

    def _take_form(self, form: str, opened: dict[str, Any]) -> None:
        if form not in set(Form) or not set(opened) <= {"encoding", "delimiter", "quote"}:
            raise Untrue
        if not all(isinstance(value, str) and len(value) <= 40 for value in opened.values()):
            raise Untrue
        self.form, self.opened = Form(form), opened

    def _take_end(self, facts: list[Any], remarks: list[Any]) -> None:
        for each in facts:
            match each:
                case [int(sheet), dict(said)] if 0 <= sheet < len(self.blocks):
                    self.facts[sheet] = {"apostrophes": said.get("apostrophes") is True, "headings": _headings(said)}
                case _:
                    raise Untrue
        for each in remarks:
            match each:
                case [str(remark), int(count)] if remark in set(Remark) and 0 < count <= _MOST:
                    self.remarks.append((Remark(remark), count))
                case _:
                    raise Untrue

    def _check_numbers(self, sheet: int, numbers: object, count: int) -> None:
        before = self._last.get(sheet, 0)
        if type(numbers) is int:
            numbers = [numbers, numbers + count - 1][: min(count, 2)]
        elif not isinstance(numbers, list) or len(numbers) != count or set(map(type, numbers)) != {int}:
            raise Untrue
        if any(one >= other for one, other in zip([before, *numbers], numbers, strict=False)):
            raise Untrue
        if numbers[-1] > _MOST_ROWS:
            raise Untrue
        self._last[sheet] = numbers[-1]


def read_line(line: bytes) -> Any:
    """What one line says. Raises Untrue where that is no JSON."""
    try:
        return json.loads(line.decode("utf-8", "surrogatepass"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Untrue from error


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _three(said: list[Any]) -> list[Any]:
    if len(said) != 3:
        raise Untrue
    return said


def _is_rows(rows: object) -> bool:
    return isinstance(rows, list) and bool(rows) and set(map(type, rows)) == {list}


def _check_days(rows: list[list[Any]]) -> None:
    """Every cell that is no plain value is a list with one day."""
    for cell in chain.from_iterable(rows):
        if type(cell) in _PLAIN:
            continue
        match cell:
            case [str(text)]:
                try:
                    day_of(text)
                except ValueError as error:
                    raise Untrue from error
            case _:
                raise Untrue


def _check_numbers_of(rows: list[list[Any]]) -> None:
    for cell in chain.from_iterable(rows):
        if (type(cell) is float and not math.isfinite(cell)) or (type(cell) is int and abs(cell) > _MOST):
            raise Untrue


def _check_lengths(rows: list[list[Any]], most: int) -> None:
    if any(type(cell) is str and len(cell) > most for cell in chain.from_iterable(rows)):
        raise Untrue


def _headings(said: dict[str, Any]) -> tuple[str, ...]:
    headings = said.get("headings", [])
    if not isinstance(headings, list) or len(headings) > MOST_COLUMNS:
        raise Untrue
    if not all(isinstance(each, str) and len(each) <= LONGEST_NAME for each in headings):
        raise Untrue
    return tuple(headings)
