"""Whether a log is whole: what is on disk is what the journal says, every operation has all that belongs to it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from ascertain.store.blanks import whole
from ascertain.store.checking import check
from ascertain.store.connection import open_reader

_TITLE = re.compile(r"with (\d) statements and (\d) tags$")
_STORED_FOR_NOTHING = "Nothing in the log refers to the file"
_REASON = re.compile(r"for (\d+) incidents$")
Row = dict[str, Any]


class Ledger:
    """What the journal of one log says that its tables hold, read on as the log grows."""

    def __init__(self) -> None:
        self.last_operation = 0
        self._rows: dict[tuple[str, int], Row | None] = {}

    def faults(self, log: Path, *, deep: bool = False) -> list[str]:
        """Read what was journaled since the last time, and hold the rows concerned (`deep`: all rows) against it."""
        with closing(open_reader(log)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN")
            heads = connection.execute(
                "SELECT * FROM operation WHERE id > ? ORDER BY id", (self.last_operation,)
            ).fetchall()
            found: list[str] = []
            fresh: set[tuple[str, int]] = set()
            for head in heads:
                found += self._follow(connection, head, fresh)
                self.last_operation = head["id"]
            for table, row_id in self._rows if deep else fresh:
                found += self._compare(connection, table, row_id)
            return found

    def _follow(self, connection: sqlite3.Connection, head: sqlite3.Row, fresh: set[tuple[str, int]]) -> list[str]:
        changes = connection.execute(
            "SELECT * FROM change WHERE operation_id = ? ORDER BY id", (head["id"],)
        ).fetchall()
        inserted: Counter[str] = Counter()
        images: list[tuple[str, Row]] = []
        for change in changes:
            key = (change["table_name"], change["row_id"])
            fresh.add(key)
            if change["after"] is None:
                self._rows[key] = None
                continue
            after = json.loads(change["after"])
            if change["before"] is None:
                after = dict(whole(key[0], after))
            self._rows[key] = {**(self._rows.get(key) or {}), **after}
            images.append((key[0], after))
            inserted[key[0]] += change["before"] is None
        return [f"operation {head['id']} ({head['kind']}): {fault}" for fault in _half(head, images, inserted)]

    def _compare(self, connection: sqlite3.Connection, table: str, row_id: int) -> list[str]:
        row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
        expected = self._rows[table, row_id]
        if (row is None) != (expected is None):
            return [f"row {row_id} of {table} is {'missing' if row is None else 'there, though it was taken away'}"]
        if row is None or expected is None:
            return []
        return [
            f"row {row_id} of {table} has another {column} than the journal"
            for column, value in expected.items()
            if row[column] != value
        ]


def _half(head: sqlite3.Row, images: Iterable[tuple[str, Row]], inserted: Counter[str]) -> list[str]:
    """What of the operation is missing, by what it says of itself."""
    if not images and head["kind"] not in ("undo", "redo"):
        return ["no change belongs to it"]
    titled = [after["title"] for table, after in images if table == "incident" and "title" in after]
    says = _TITLE.search(titled[0]) if titled and head["kind"] == "log" else None
    if says:
        wanted = {"incident": 1, "incident_text": 1, "statement_incident": int(says[1]), "incident_tag": int(says[2])}
        return [
            f"{inserted[table]} rows of {table}, not {count}"
            for table, count in wanted.items()
            if inserted[table] != count
        ]
    of = _REASON.search(head["reason"]) if head["kind"] == "set_status" else None
    if of:
        reasons = sum(after.get("status_reason") == head["reason"] for table, after in images)
        return [] if reasons == int(of[1]) else [f"{reasons} reasons, not {of[1]}"]
    return []


def missing(log: Path, operations: Iterable[int]) -> list[int]:
    """Which of these operations the log has not."""
    with closing(open_reader(log)) as connection:
        there = {row[0] for row in connection.execute("SELECT id FROM operation")}
    return sorted(set(operations) - there)


def faults_of_file(log: Path) -> list[str]:
    """What the program's own check says. A file that was stored before a crash, and its row not, is named by it too;
    nothing of the log is lost or damaged by it, so it does not count here."""
    return [str(fault) for fault in check(log).faults if not fault.text.startswith(_STORED_FOR_NOTHING)]


def faults_of_index(log: Path, folder: Path) -> list[str]:
    """Whether the search index is sound in itself, and is what it would be if built anew. Looked at in a copy."""
    from ascertain.store.deriving import refresh
    from ascertain.store.document_index import index_all_documents
    from ascertain.store.engine import core_connection

    copy = folder / "index.ascertain"
    copy.unlink(missing_ok=True)
    with closing(open_reader(log)) as source, closing(sqlite3.connect(copy, isolation_level=None)) as target:
        source.backup(target)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        found = []
        try:
            for name in ("incident_search", "document_search"):
                connection.execute(f"INSERT INTO {name}({name}) VALUES('integrity-check')")
        except sqlite3.DatabaseError as error:
            found.append(f"the search index is not sound: {error}")
        derived = "SELECT * FROM incident ORDER BY id"
        entries = "SELECT rowid, * FROM incident_search ORDER BY rowid"
        documents = "SELECT rowid, * FROM document_search ORDER BY rowid"
        before = [connection.execute(question).fetchall() for question in (derived, entries, documents)]
        ids = [row[0] for row in before[0]]
        with core_connection(connection) as core:
            for at in range(0, len(ids), 500):
                refresh(core, ids[at : at + 500])
            core.exec_driver_sql("DELETE FROM document_search")
            index_all_documents(core)
            core.commit()
        after = [connection.execute(question).fetchall() for question in (derived, entries, documents)]
    kinds = ("derived columns", "search entries", "search entries of documents")
    for what, old, new in zip(kinds, before, after, strict=True):
        differing = len(set(old) ^ set(new))
        if differing:
            found.append(f"{differing} {what} differ from those computed anew")
    return found
