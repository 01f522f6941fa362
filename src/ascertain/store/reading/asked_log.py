"""Whole records of a log by their uids, refs and names, a batch at a time, on whatever connection: that of a reader, or
within an operation that is being made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.told_rows import ToldStatement
from ascertain.domain.records import Incident, LibraryEntry
from ascertain.domain.rows import Shelf
from ascertain.store.reading.batches import batch_of
from ascertain.store.reading.entries import Asks, read_entry
from ascertain.store.reading.incidents import of_batch
from ascertain.store.schema import table
from ascertain.store.writing.naming import name_column, name_key

SHELVES = {
    RecordKind.SOURCE: Shelf.SOURCES, RecordKind.DOCUMENT: Shelf.DOCUMENTS, RecordKind.ACTOR: Shelf.ACTORS,
    RecordKind.PLACE: Shelf.PLACES,
}  # fmt: skip
_TABLES = {**{kind: shelf.value for kind, shelf in SHELVES.items()}, RecordKind.STATEMENT: "statement"}
_TABLES[RecordKind.INCIDENT] = "incident"
_MOST = 100_000
_ENTRIES = 512


class WithinOperation:
    """Asks on the connection of an operation: what it wrote so far is there."""

    def __init__(self, core: Connection) -> None:
        self._core = core

    def all(self, statement: Any, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """See `Asks.all`."""
        return self._core.execute(statement, dict(values or {})).all()

    def scalar(self, statement: Any) -> Any:
        """See `Asks.scalar`."""
        return self._core.execute(statement).scalar()


class AskedLog:
    """A log that is asked which records it has. It knows each by kind, number and uid (`incoming.targets.Known`)."""

    def __init__(self, asks: Asks, *, own: bool = True) -> None:
        self._asks, self._own = asks, own
        self._uids: dict[tuple[RecordKind, int], str | None] = {}
        self._numbers: dict[tuple[RecordKind, str], int | None] = {}
        self._entries: dict[tuple[RecordKind, int], LibraryEntry | None] = {}

    def uid(self, kind: RecordKind, number: int) -> str | None:
        """The uid of the record of this number, None where the log has none."""
        if (kind, number) not in self._uids:
            own = table(_TABLES[kind]).c
            found = self._asks.scalar(select(own.uid).where(own.id == number))
            _bounded(self._uids)[kind, number] = found
        return self._uids[kind, number]

    def number(self, kind: RecordKind, uid: str) -> int | None:
        """The number of the record of this uid, None where the log has none."""
        found = self._numbers.get((kind, uid))
        if found is None:
            own = table(_TABLES[kind]).c
            found = self._asks.scalar(select(own.id).where(own.uid == uid))
            if found is not None:
                _bounded(self._numbers)[kind, uid] = found
        return found

    @staticmethod
    def key_of(name: str) -> str:
        """By what `entries` names an entry of this name."""
        return name_key(name.strip())

    def purged(self, uids: Iterable[str]) -> set[str]:
        """Those of these records that were purged from the log."""
        gone = table("tombstone").c.record_uid
        return {row[0] for row in self._asks.all(select(gone).where(gone.in_(_listed())), _given(uids))}

    def incidents(
        self, uids: Iterable[str], refs: Iterable[str] = ()
    ) -> tuple[dict[str, Incident], dict[str, Incident]]:
        """The incidents of these uids and refs, whole, by each."""
        own = table("incident").c
        by_uid, by_ref = self._ids(own.uid, uids), self._ids(own.ref, refs)
        whole = self._whole({*by_uid.values(), *by_ref.values()})
        return (
            {uid: whole[number] for uid, number in by_uid.items()},
            {ref: whole[number] for ref, number in by_ref.items()},
        )

    def entry(self, kind: RecordKind, number: int) -> LibraryEntry | None:
        """The entry of the library of this number; the last ones are at hand."""
        place = kind, number
        if place not in self._entries:
            if len(self._entries) >= _ENTRIES:
                self._entries.clear()
            self._entries[place] = read_entry(self._asks, SHELVES[kind], number)
        return self._entries[place]

    def worked_at(self, moments: Iterable[int]) -> set[int]:
        """Those of these moments at which an operation of this log was done."""
        wanted = sorted(set(moments))
        if not wanted:
            return set()
        at = table("operation").c.at
        return {row[0] for row in self._asks.all(select(at).where(at.in_(_listed())), {"listed": json.dumps(wanted)})}

    def incident_numbers(self, uids: Iterable[str], refs: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
        """The numbers of the incidents of these uids and refs."""
        own = table("incident").c
        return self._ids(own.uid, uids), self._ids(own.ref, refs)

    def statements(self, uids: Iterable[str]) -> dict[str, dict[int, ToldStatement]]:
        """The statements of these uids as each incident has them, by the numbers of the incidents."""
        own, bears = table("statement").c, table("statement_incident").c
        query = select(own.uid, own.id, bears.incident_id).join(
            table("statement_incident"), bears.statement_id == own.id
        )
        rows = self._asks.all(query.where(own.uid.in_(_listed())), _given(uids))
        told: dict[str, dict[int, ToldStatement]] = {row[0]: {} for row in rows}
        whole = self._whole({row[2] for row in rows})
        for uid, number, owner in rows:
            incident = whole[owner]
            said = next(each for each in incident.content.statements if each.id == number)
            told[uid][owner] = ToldStatement(said, incident.ref, incident.uid, uid)
        return told

    def entries(
        self, kind: RecordKind, uids: Iterable[str], names: Iterable[str]
    ) -> tuple[dict[str, LibraryEntry], dict[str, LibraryEntry]]:
        """The entries of these uids, and the oldest of each of these names, by `naming.name_key`."""
        shelf = SHELVES[kind]
        own = table(shelf.value).c
        by_uid = self._ids(own.uid, uids)
        by_name: dict[str, int] = {}
        keys = {name_key(name.strip()) for name in names}
        columns = [(own[f"{name_column(shelf)}_key"], own.id)]
        if shelf is not Shelf.DOCUMENTS:
            others = table(f"{shelf.value}_name").c
            columns.append((others.name_key, others[f"{shelf.value}_id"]))
        for name, number in columns:
            rows = self._asks.all(select(name, number).where(name.in_(_listed())).order_by(number), _given(keys))
            for key, found in rows:
                by_name.setdefault(key, found)
        read = {each: read_entry(self._asks, shelf, each) for each in {*by_uid.values(), *by_name.values()}}
        entries = {number: entry for number, entry in read.items() if entry is not None}
        return (
            {uid: entries[number] for uid, number in by_uid.items() if number in entries},
            {key: entries[number] for key, number in by_name.items() if number in entries},
        )

    def _ids(self, column: Any, wanted: Iterable[str]) -> dict[str, int]:
        own = column.table.c
        given = _given(wanted)
        if given["listed"] == "[]":
            return {}
        return {row[0]: row[1] for row in self._asks.all(select(column, own.id).where(column.in_(_listed())), given)}

    def _whole(self, numbers: set[int]) -> dict[int, Incident]:
        if not numbers:
            return {}

        def ask(statement: Any, values: dict[str, str]) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in self._asks.all(statement, values)]

        return {each.id: each for each in of_batch(batch_of(ask, json.dumps(sorted(numbers)), own=self._own))}


def _listed() -> Any:
    values = func.json_each(bindparam("listed")).table_valued("value", name="listed_values")
    return select(values.c.value)


def _given(wanted: Iterable[str]) -> dict[str, str]:
    return {"listed": json.dumps(sorted({each for each in wanted if each}))}


def _bounded(known: dict[Any, Any]) -> dict[Any, Any]:
    if len(known) > _MOST:
        known.clear()
    return known
