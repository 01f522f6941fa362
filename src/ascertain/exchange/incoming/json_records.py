"""What a log writes as JSON Lines: one record a line, and one table for each kind of record.

A line is `{"record": KIND, "uid": …, "of": …, "values": {…}, "base": {…}, "rest": {…}}`. The columns of a table are
`uid`, `of`, `base` and `rest`, then the keys of the values as they come up; several names in one value are joined as in
a cell, and what holds more stands there as JSON.
"""

from __future__ import annotations

import json
import os
from typing import Any, BinaryIO

from ascertain.domain.incoming.joined import join
from ascertain.domain.incoming.rows import RecordKind
from ascertain.exchange.incoming.json_stream import text_of
from ascertain.exchange.incoming.order import MOST_COLUMNS, Failure, Form, Order, Unreadable
from ascertain.exchange.incoming.outlet import Outlet, Rows

BESIDE = ("uid", "of", "base", "rest")
"""The columns beside those of the values."""
_KINDS = {name: kind for kind in RecordKind for name in (kind.value, kind.name, kind.name.lower())}
_TELL_EVERY = 500


def read_records(source: BinaryIO, order: Order, outlet: Outlet) -> None:
    """Send the records of all kinds, or of the one that is asked for."""
    total = source.seek(0, os.SEEK_END)
    outlet.found(Form.JSON_LINES)
    tables: dict[RecordKind, _Table] = {}
    try:
        for number, line in enumerate(text_of(source), start=1):
            if number % _TELL_EVERY == 0:
                outlet.tell(min(source.tell(), total), total)
            if not line.strip():
                continue
            said = _record(line, number)
            kind = _KINDS[said["record"]]
            if order.opening.sheet and order.opening.sheet != kind.value:
                continue
            if kind not in tables:
                tables[kind] = _Table(outlet, kind)
            tables[kind].add(number, said)
    except UnicodeDecodeError as error:
        raise Unreadable(Failure.ENCODING) from error
    for table in tables.values():
        table.end()
    outlet.end()


class _Table:
    """The records of one kind."""

    def __init__(self, outlet: Outlet, kind: RecordKind) -> None:
        self._outlet, self._number = outlet, outlet.sheet(kind.value)
        self._rows = Rows(outlet, self._number)
        self._columns = dict(zip(BESIDE, range(len(BESIDE)), strict=True))

    def add(self, number: int, said: dict[str, Any]) -> None:
        """Take a record."""
        values = said.get("values", {})
        for key in values:
            if key not in self._columns:
                self._columns[key] = len(self._columns)
        if len(self._columns) > MOST_COLUMNS:
            raise Unreadable(Failure.TOO_WIDE, number)
        row: list[object] = [None] * len(self._columns)
        for key in BESIDE:
            row[self._columns[key]] = as_cell(said.get(key))
        for key, value in values.items():
            row[self._columns[key]] = as_cell(value)
        self._rows.add(number, row)

    def end(self) -> None:
        """No more come."""
        self._rows.flush()
        self._outlet.fact(self._number, headings=list(self._columns))


def as_cell(value: object) -> object:
    """A value of JSON as a cell has it."""
    if isinstance(value, list):
        return join(value) if all(isinstance(each, str) for each in value) else _json(value)
    if isinstance(value, dict):
        return _json(value) if value else None
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(Failure.NO_RECORD, number) from error
    match said:
        case {"record": str(kind), "uid": str()} if kind in _KINDS and _is_whole(said):
            return dict(said)
        case _:
            raise Unreadable(Failure.NO_RECORD, number)


def _is_whole(said: dict[str, Any]) -> bool:
    values = said.get("values", {})
    return isinstance(values, dict) and not set(BESIDE) & set(values)
