"""The journal of a file that is salvaged: kept where each change follows from the one before, emptied where not.

One operation at its end says what the salvage changed. Where anything of the journal is missing, no operation from
before can be turned back: half of it could be gone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from ascertain.domain.conduct import Conduct
from ascertain.store.blanks import whole
from ascertain.store.journal import image
from ascertain.store.replaying import JOURNALED
from ascertain.store.schema import metadata
from ascertain.store.untrusted.opened import Untrusted
from ascertain.store.untrusted.sieve import Row, Sieve
from ascertain.store.untrusted.values import Unfit, mended
from ascertain.store.untrusted.walking import Walk

Image = dict[str, Any]
_SHIPPED = "code"
_CHANGES = "SELECT row_id, id, operation_id, before, after FROM change WHERE table_name = ? ORDER BY row_id, id"
_AT_ONCE = 1_000


@dataclass(slots=True)
class _Told:
    """What the changes of one row come to. `there` is None where they do not say."""

    there: bool | None = None
    known: Image | None = None
    sound: bool = True


class Journal:
    """Copies the journal into the new log first, so that lost rows can be found in it."""

    def __init__(self, file: Untrusted, sieve: Sieve, made: sqlite3.Connection, conduct: Conduct) -> None:
        self._file, self._sieve, self._made, self._conduct = file, sieve, made, conduct
        self._scrubbed: set[int] = set()
        self._excused: set[int] = set()
        self.whole = True

    def copy(self) -> None:
        """Take all operations and changes that can be read."""
        for name in ("operation", "change"):
            walk = Walk(self._file, name)
            expected = walk.expected()
            _insert(self._made, name, self._taken(name, walk))
            tally = self._sieve.tallies[name]
            tally.unread = walk.damaged
            tally.lost = max(tally.lost, (expected or 0) - tally.saved)
            self.whole &= not (tally.unread or tally.lost or tally.mended)
        purges = self._made.execute("SELECT id FROM operation WHERE kind = 'purge'")
        emptied = {found.get("operation_id") for found in Walk(self._file, "scrubbed_operation").rows()}
        self._scrubbed = {each for each in emptied if each in self._sieve.kept["operation"]}
        self._excused = self._scrubbed | {row[0] for row in purges}

    def lost_rows(self, name: str) -> Iterator[Row]:
        """Rows that the journal tells of, and that were not read from their table."""
        for row_id, changes in self._of(name):
            if row_id not in self._sieve.kept[name]:
                told = self._follow(name, changes)
                if told.sound and told.there:
                    yield {**(told.known or {}), "id": row_id}

    def finish(self, head: Mapping[str, Any]) -> int:
        """Empty what does not follow, and write the operation of the salvage; returns its id."""
        columns = ", ".join(head)
        marks = ", ".join(f":{column}" for column in head)
        number = int(self._made.execute(f"INSERT INTO operation ({columns}) VALUES ({marks})", head).lastrowid or 0)
        unjournaled = "SELECT 1 FROM operation WHERE id != ? AND id NOT IN (SELECT operation_id FROM change) LIMIT 1"
        loaded = self._made.execute(unjournaled, (number,)).fetchone() is not None
        for name in JOURNALED:
            self._settle(name, number, from_start=not loaded and name != _SHIPPED)
        foreign = [name for name in metadata.tables if name not in JOURNALED]
        self._made.executemany("DELETE FROM change WHERE table_name = ?", [(name,) for name in foreign])
        if not self.whole:
            self._scrubbed |= self._sieve.kept["operation"]
        marked = sorted(self._scrubbed | {number})
        self._made.executemany("INSERT INTO scrubbed_operation VALUES (?, ?)", [(each, number) for each in marked])
        self._own()
        return number

    def _taken(self, name: str, walk: Walk) -> Iterator[Row]:
        for at, found in enumerate(walk.rows()):
            if at % _AT_ONCE == 0:
                self._conduct.tell(0, 1000)
            row = self._sieve.take(name, found)
            if row is not None:
                yield row

    def _of(self, name: str) -> Iterator[tuple[int, list[Any]]]:
        for row_id, changes in groupby(self._made.execute(_CHANGES, (name,)), key=itemgetter(0)):
            yield row_id, list(changes)

    def _settle(self, name: str, number: int, *, from_start: bool) -> None:
        """Hold the changes of each row of a table against the row."""
        rows = self._rows(name)
        emptied: list[tuple[int]] = []
        added: list[tuple[int, str, int, str | None, str | None]] = []
        told_of = set()
        for at, (row_id, changes) in enumerate(self._of(name)):
            if at % _AT_ONCE == 0:
                self._conduct.tell(999, 1000)
            told_of.add(row_id)
            told = self._follow(name, changes)
            if told.sound:
                difference = _difference(told, rows(row_id))
                if difference is not None:
                    self.whole = False
                    added.append((number, name, row_id, *difference))
            else:
                self.whole = False
                self._scrubbed |= {change[2] for change in changes}
                emptied += [(change[1],) for change in changes]
        if from_start:
            untold = sorted(self._sieve.kept[name] - told_of)
            self.whole &= not untold
            added += [(number, name, row_id, None, _text(rows(row_id))) for row_id in untold]
        self._made.executemany("UPDATE change SET before = NULL, after = NULL WHERE id = ?", emptied)
        self._made.executemany(
            "INSERT INTO change (operation_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)", added
        )

    def _rows(self, name: str) -> Any:
        columns = [column.name for column in metadata.tables[name].columns]

        def row(row_id: int) -> Image | None:
            found = self._made.execute(f'SELECT * FROM "{name}" WHERE id = ?', (row_id,)).fetchone()
            return None if found is None else image(name, dict(zip(columns, found, strict=True)))

        return row

    def _follow(self, name: str, changes: Iterable[Any]) -> _Told:
        """What the changes come to, and whether each found what the one before it left, holding values that fit."""
        told, last = _Told(), 0
        for _, _, operation, before_text, after_text in changes:
            if operation < last:
                told.sound = False
            last = operation
            if before_text is None and after_text is None:
                told.there = told.known = None
                told.sound &= operation in self._excused
                continue
            before, after = (None if text is None else json.loads(text) for text in (before_text, after_text))
            if before is None and isinstance(after, dict):
                after = whole(name, after)
            told.sound &= _fits(name, before) and _fits(name, after) and not _contradicts(told, before)
            told.there = after is not None
            told.known = None if after is None else {**(before or {}), **(told.known or {}), **after}
        return told

    def _own(self) -> None:
        """Which incidents each operation changed."""
        incidents, operations = self._sieve.kept["incident"], self._sieve.kept["operation"]
        found = (
            (row.get("incident_id"), row.get("operation_id")) for row in Walk(self._file, "operation_incident").rows()
        )
        fit = ((one, other) for one, other in found if one in incidents and other in operations)
        self._made.executemany("INSERT OR IGNORE INTO operation_incident VALUES (?, ?)", fit)


def _insert(made: sqlite3.Connection, name: str, rows: Iterable[Row]) -> None:
    columns = [column.name for column in metadata.tables[name].columns]
    listed = ", ".join(f'"{column}"' for column in columns)
    made.executemany(f"INSERT INTO {name} ({listed}) VALUES ({', '.join(f':{column}' for column in columns)})", rows)


def _contradicts(told: _Told, before: Image | None) -> bool:
    if before is None:
        return bool(told.there)
    if told.there is False:
        return True
    known = told.known or {}
    return any(column in known and known[column] != value for column, value in before.items())


def _difference(told: _Told, row: Image | None) -> tuple[str | None, str | None] | None:
    """What the salvage made of a row, as images: from what the journal tells to what stands in the table; None where
    both are the same, or where the journal does not say."""
    if told.there is None or (not told.there and row is None):
        return None
    if row is None or not told.there:
        return _text(told.known), _text(row)
    differing = [column for column, value in (told.known or {}).items() if row.get(column) != value]
    if not differing:
        return None
    known = told.known or {}
    return _text({each: known[each] for each in differing}), _text({each: row.get(each) for each in differing})


def _text(values: Image | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _fits(name: str, values: Image | None) -> bool:
    columns = metadata.tables[name].columns
    try:
        return all(
            column in columns and column != "id" and not mended(name, column, value)[1]
            for column, value in (values or {}).items()
        )
    except Unfit:
        return False
