"""The full-text table of incidents (SQLite FTS5). All of its text is folded, as a query is before it is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection

from ascertain.store.search_entries import SearchEntry


def add(core: Connection, entries: Sequence[SearchEntry]) -> None:
    """Write entries of incidents that have none."""
    if entries:
        core.exec_driver_sql(
            "INSERT INTO incident_search (rowid, title, names, notes, evidence) VALUES (?, ?, ?, ?, ?)",
            [entry.row for entry in entries],
        )


def replace(core: Connection, incident_ids: Sequence[int], entries: Sequence[SearchEntry]) -> None:
    """Bring the entries of `incident_ids` up to date; an id without an entry in `entries` loses its own."""
    wanted = {entry.id: entry for entry in entries}
    marks = ",".join("?" * len(incident_ids))
    present = {
        row[0]: tuple(row)
        for row in core.exec_driver_sql(
            f"SELECT rowid, title, names, notes, evidence FROM incident_search WHERE rowid IN ({marks})",
            tuple(incident_ids),
        )
    }
    stale = [(row_id,) for row_id, row in present.items() if row_id not in wanted or wanted[row_id].row != row]
    if stale:
        core.exec_driver_sql("DELETE FROM incident_search WHERE rowid = ?", stale)
    add(core, [entry for entry in entries if present.get(entry.id) != entry.row])


def clear(core: Connection) -> None:
    """Take every entry away."""
    core.exec_driver_sql("DELETE FROM incident_search")


def forget_words(connection: sqlite3.Connection) -> None:
    """Take the words of deleted entries out of the index, where they otherwise stay until its parts are merged."""
    connection.execute("INSERT INTO incident_search (incident_search) VALUES ('optimize')")
