"""Filling an empty log with many rows at once, as the generator of large logs does. For a person's work there is the
write door."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, text

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.uncollected import uncollected
from ascertain.store import failures, journal
from ascertain.store.connection import BUSY_MS, open_writer, set_journal
from ascertain.store.custody import claimed
from ascertain.store.deriving import refresh
from ascertain.store.document_index import index_all_documents
from ascertain.store.engine import core_connection, insert_row
from ascertain.store.following import NameFolder
from ascertain.store.providers import Clock, Ids
from ascertain.store.schema import DERIVED, STAMPS, metadata, table
from ascertain.store.writing.incidents import ref_counter
from ascertain.store.writing.naming import name_key

_INCIDENTS_AT_ONCE = 2_000
_KEYED = {"name": "name_key", "title": "title_key"}
_NUMBER = "CAST(substr(ref, 6) AS INTEGER)"


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows of one table: `columns` names them in the order of each tuple. `rows` may be a generator; it is read
    once."""

    table: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


Progress = Callable[[int], None]


def load_rows(
    path: Path,
    parts: Iterable[TableRows],
    *,
    clock: Clock,
    ids: Ids,
    label: Message,
    author: str = "",
    progress: Progress | None = None,
) -> int:
    """Write `parts`, in their order, into a log that has no incidents; returns how many incidents it has then.

    Each part names its `id`s (and `uid`, and an incident's `ref` as `2023-0001`), so that later parts can point to
    them. Left out, and filled in here: `name_key` and `title_key`; the derived columns, `version` and `updated_at` of
    incidents; the search index; the counters from which refs go on. Every other column must be there, `incident_text`
    included; times are instants, days ISO text, flags 0 or 1. A table may come in several parts.

    The whole is one transaction and one operation of kind `generate`, without row images: it cannot be undone, and undo
    says so. `progress` is told the number of incidents finished, from this thread; what it raises stops the load and
    leaves the log as it was. Raises `Refused` where the log has incidents, `ValueError` where a row points to one that
    is not there, `LogUnavailable`.
    """
    with failures.sorting_failures(path), claimed(path):
        connection = open_writer(path)
        try:
            with uncollected():
                return _load(connection, path, parts, _head(clock, ids, label, author), progress)
        finally:
            connection.close()


def _head(clock: Clock, ids: Ids, label: Message, author: str) -> dict[str, Any]:
    return {
        "uid": ids.new(),
        "kind": journal.GENERATE,
        "label": journal.write_message(label),
        "reason": "",
        "author": author,
        "at": clock.now(),
        "reverses": None,
    }


def _load(
    connection: sqlite3.Connection,
    path: Path,
    parts: Iterable[TableRows],
    head: dict[str, Any],
    progress: Progress | None,
) -> int:
    # Rows come in any order within a part, so their references are checked once, at the end.
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA cache_size=-262144")
    _write_once(connection)
    with core_connection(connection) as core:
        core.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            _must_be_empty(core)
            number = insert_row(core, table("operation"), head)
            indexes = _drop_indexes(core)
            for part in parts:
                _write_part(connection, part, {"version": number, "updated_at": head["at"]})
            _restore_indexes(core, indexes)
            total = _finish(core, number, progress)
            _check_references(connection)
            core.commit()
        except BaseException:
            core.rollback()
            raise
    set_journal(connection, path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return total


def _write_once(connection: sqlite3.Connection) -> None:
    """Leave WAL for the time of the load, where nobody else has the log open: new pages then go to the disk once, not
    twice."""
    connection.execute("PRAGMA busy_timeout=0")
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _must_be_empty(core: Connection) -> None:
    if core.execute(select(table("incident").c.id).limit(1)).first() is not None:
        raise Refused(
            Problem("", "not_empty", say("The log has incidents already. Generate into a new log, or an empty one."))
        )


def _drop_indexes(core: Connection) -> list[str]:
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({})"
    names = ", ".join(f"'{name}'" for name in metadata.tables if name not in ("operation", "change", "code"))
    found = core.exec_driver_sql(query.format(names)).all()
    for name, _ in found:
        core.exec_driver_sql(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _restore_indexes(core: Connection, indexes: Iterable[str]) -> None:
    for sql in indexes:
        core.exec_driver_sql(sql)


def _write_part(connection: sqlite3.Connection, part: TableRows, stamps: dict[str, int]) -> None:
    target = metadata.tables[part.table]
    keys = [(part.columns.index(of), key) for of, key in _KEYED.items() if of in part.columns and key in target.c]
    added: dict[str, Any] = {}
    if part.table == "incident":
        # Zero and empty until `refresh` has computed them.
        added = {name: stamps.get(name, _blank(target.c[name].nullable, name)) for name in sorted(DERIVED | STAMPS)}
        keys = []
    columns = (*part.columns, *(key for _, key in keys), *added)
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {part.table} ({', '.join(columns)}) VALUES ({marks})"
    constant = tuple(added.values())
    known: dict[str, str] = {}
    if keys:
        connection.executemany(sql, (row + _keys(row, keys, known) for row in part.rows))
    else:
        connection.executemany(sql, (row + constant for row in part.rows) if constant else part.rows)


def _blank(nullable: bool | None, name: str) -> Any:
    if nullable:
        return None
    return "" if name.endswith("_key") else 0


def _keys(row: tuple[Any, ...], keys: Sequence[tuple[int, str]], known: dict[str, str]) -> tuple[str, ...]:
    found = []
    for position, _ in keys:
        name = row[position]
        key = known.get(name)
        if key is None:
            key = known[name] = name_key(name)
        found.append(key)
    return tuple(found)


def _finish(core: Connection, number: int, progress: Progress | None) -> int:
    done, folder = 0, NameFolder()
    ids = core.execute(select(table("incident").c.id).order_by(table("incident").c.id)).scalars().all()
    for batch in _batches(ids, _INCIDENTS_AT_ONCE):
        refresh(core, batch, fresh=True, folder=folder)
        done += len(batch)
        if progress is not None:
            progress(done)
    index_all_documents(core)
    core.execute(
        text("INSERT INTO operation_incident (incident_id, operation_id) SELECT id, :number FROM incident"),
        {"number": number},
    )
    years = core.exec_driver_sql(f"SELECT substr(ref, 1, 4), max({_NUMBER}) FROM incident GROUP BY 1").all()
    if years:
        info = [{"key": ref_counter(int(year)), "value": str(last)} for year, last in years]
        core.exec_driver_sql("DELETE FROM log_info WHERE key LIKE 'ref:%'")
        core.execute(insert(table("log_info")), info)
    return done


def _batches(ids: Sequence[int], size: int) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, size)):
        yield batch


def _check_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise ValueError(f"row {broken[1]} of {broken[0]} points to a row of {broken[2]} that is not there")
