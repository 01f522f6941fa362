"""One sheet of the log's own, row by row: the cells that people see, and beside them what tells edits and makes the
record again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.fingerprints import DIGITS, Prints, fingerprint
from ascertain.domain.incoming.own_sheets.cell_values import writer_of
from ascertain.domain.incoming.own_sheets.labels import AllLabels
from ascertain.domain.incoming.own_sheets.long_texts import beginning, is_long, parts
from ascertain.domain.incoming.own_sheets.reading import EXACT, LONG, NONE_SAID, REST_ELSEWHERE
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.targets import Known, Target, rest_of
from ascertain.domain.incoming.told_rows import ToldAssertion
from ascertain.domain.records import Assertion
from ascertain.exchange.own_sheets.columns import columns_of
from ascertain.exchange.sheets import Cell, SheetPlan

Row = tuple[Cell, ...]
_CELL = 32_767
"""Characters of a text that may stand in one cell of a spreadsheet."""
_OFTEN = 30
"""So long a text seldom comes twice."""
_in_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_T = FieldType
_SHORT_ONES = frozenset({_T.NUMBER, _T.INTEGER, _T.FIGURE, _T.DATE, _T.TIME, _T.INSTANT, _T.FLAG, _T.YES_NO, _T.CODE})
"""Their cells are neither long nor of any characters that a program may lose."""


@dataclass(slots=True)
class Overlong:
    """The texts that no cell holds, until they are fetched for their own sheet. `longest`: what a cell holds, in UTF-16
    units; None where there is no limit."""

    longest: int | None = None
    waiting: list[Row] = field(default_factory=list)
    count: int = 0

    def put(self, text: str, sheet: str, record: str, heading: str) -> int:
        """Keep a text, and tell its number."""
        self.count += 1
        for part, piece in enumerate(parts(text), start=1):
            self.waiting.append((self.count, part, sheet, record, heading, piece))
        return self.count

    def fetch(self) -> tuple[Row, ...]:
        """The rows of the sheet of long texts since the last time."""
        rows = tuple(self.waiting)
        self.waiting.clear()
        return rows


class RowWriter:
    """Makes the rows of one sheet."""

    def __init__(
        self,
        kind: RecordKind,
        targets: Sequence[Target],
        labels: AllLabels,
        overlong: Overlong,
        used: Counter[tuple[str, str]],
    ) -> None:
        """`used` counts how often each code of each list stands in a cell."""
        self.plan = SheetPlan(kind.value, columns_of(targets, labels), edited=True)
        self._targets, self._labels, self._overlong, self._used = tuple(targets), labels, overlong, used
        self._gets = tuple(target.get for target in targets)
        self._writes = tuple(_kept(target, writer_of(target, labels)) for target in targets)
        self._lists = tuple(
            (at, target.vocabulary) for at, target in enumerate(targets) if target.vocabulary and labels.of(target)
        )
        self._numbers = tuple(at for at, target in enumerate(targets) if target.type is FieldType.NUMBER)
        self._texts = tuple(at for at, target in enumerate(targets) if target.type not in _SHORT_ONES)
        self._prints = Prints()
        self._asserted = next((at for at, each in enumerate(targets) if each.key == "value"), None)

    def row(self, record: object, uid: str, known: Known) -> Row:
        """The row of a record."""
        values = [get(record) for get in self._gets]
        cells: list[Cell] = [
            None if value is None else write(value) for write, value in zip(self._writes, values, strict=True)
        ]
        rest = rest_of(record, known)  # type: ignore[arg-type]  # the records are of the kind of the sheet
        if isinstance(record, ToldAssertion) and self._asserted is not None:
            cells[self._asserted] = self._said(record.assertion)
        for at, vocabulary in self._lists:
            if values[at] is not None:
                self._used[vocabulary, str(values[at])] += 1
        exact = dict(self._exact(values, cells))
        if exact:
            rest[EXACT] = exact
        long = self._shorten(cells)
        if long:
            rest[LONG] = long
        told = self._rest(rest, str(cells[0] or ""))
        return (*cells, uid or None, self._prints.of_all(values), told)

    def _said(self, said: Assertion) -> Cell:
        """The value: a label of a code, `0` for what is expressly none; nothing for silence of any kind."""
        if said.state is AssertionState.EXPLICIT_ZERO:
            return NONE_SAID
        codes = self._labels.of_field(said.field)
        return (codes.shown(said.value) if codes is not None else said.value) if said.value else None

    def _exact(self, values: Sequence[Value], cells: Sequence[Cell]) -> Iterator[tuple[str, Value]]:
        """Numbers of more digits than a cell keeps, and texts with something at the edges that a cell may lose."""
        for at in self._numbers:
            number = values[at]
            if isinstance(number, float) and float(f"{number:.{DIGITS}g}") != number:
                yield self._targets[at].key, number
        longest = self._overlong.longest
        for at in self._texts:
            value = values[at]
            # One that is longer than a cell stands elsewhere, whole.
            edges = type(value) is str and value is cells[at] and _has_edges(value)
            if edges and (longest is None or not is_long(str(value), longest)):
                yield self._targets[at].key, value

    def _shorten(self, cells: list[Cell]) -> dict[str, list[Value]]:
        longest = self._overlong.longest
        found: dict[str, list[Value]] = {}
        for at in self._texts if longest is not None else ():
            cell = cells[at]
            if type(cell) is str and longest is not None and is_long(cell, longest):
                heading = self.plan.columns[at].heading
                number = self._overlong.put(cell, self.plan.name, str(cells[0] or "")[:_OFTEN], heading)
                cells[at] = shown = beginning(cell, number)
                found[self._targets[at].key] = [number, fingerprint(shown)]
        return found

    def _rest(self, rest: dict[str, object], record: str) -> str | None:
        if not rest:
            return None
        text = _in_json(rest)
        if self._overlong.longest is not None and is_long(text, self._overlong.longest):
            number = self._overlong.put(text, self.plan.name, record[:_OFTEN], REST_ELSEWHERE)
            return json.dumps({REST_ELSEWHERE: number})
        return text


def _kept(target: Target, write: Callable[[Value], Cell]) -> Callable[[Value], Cell]:
    """The cells of codes are made once."""
    if target.type is not FieldType.CODE:
        return write
    known: dict[Value, Cell] = {}

    def cell(value: Value) -> Cell:
        if value not in known:
            known[value] = write(value)
        return known[value]

    return cell


def exact_of(targets: Sequence[Target], values: Sequence[Value]) -> dict[str, Value]:
    """Numbers of more digits than a cell keeps, and texts with something at the edges that a cell may lose."""
    return {
        target.key: value
        for target, value in zip(targets, values, strict=True)
        if (type(value) is str and _has_edges(value))
        or (type(value) is float and float(f"{value:.{DIGITS}g}") != value)
    }


def _has_edges(text: str) -> bool:
    """Whether a cell may lose something of a text: at its ends, or a tab (LibreOffice and others drop those of an
    OpenDocument spreadsheet). Longer texts stand in no cell of a spreadsheet."""
    return text != text.strip() or (len(text) <= _CELL and ("\t" in text or "\r" in text or " \n" in text))
