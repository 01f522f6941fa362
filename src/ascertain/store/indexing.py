"""The full-text table of incidents (SQLite FTS5). All of its text is folded, as a query is before it is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from ascertain.store.following import INDEX_COLUMNS

Entry = tuple[Any, ...]
"""The id of an incident, and its folded texts in the order of the columns."""


_WORDS_AT_ONCE = "INSERT INTO incident_search (incident_search, rank) VALUES ('hashsize', ?)"
_USUAL, _MANY = 1 << 20, 32 << 20
"""How many bytes of words FTS5 gathers before it writes them out: its own default, and for very many entries. What is
written in fewer and larger parts need not be merged again and again."""


def expect_many(core: Connection, many: bool) -> None:
    """Gather more words before they are written out, or as usual. It is a setting of the index itself, and goes back
    with the transaction."""
    core.exec_driver_sql(_WORDS_AT_ONCE, (_MANY if many else _USUAL,))


def add(core: Connection, entries: Sequence[Entry]) -> None:
    """Write entries of incidents that have none."""
    if entries:
        core.exec_driver_sql(
            "INSERT INTO incident_search (rowid, title, names, notes, evidence) VALUES (?, ?, ?, ?, ?)", list(entries)
        )


def replace(core: Connection, incident_ids: Sequence[int], entries: Sequence[Entry]) -> None:
    """Bring the entries of `incident_ids` up to date; an id without an entry in `entries` loses its own."""
    wanted = {entry[0]: entry for entry in entries}
    present = _present(core, incident_ids, INDEX_COLUMNS)
    stale = [(row_id,) for row_id, row in present.items() if wanted.get(row_id) != row]
    if stale:
        core.exec_driver_sql("DELETE FROM incident_search WHERE rowid = ?", stale)
    add(core, [entry for entry in entries if present.get(entry[0]) != entry])


def mend(core: Connection, incident_ids: Sequence[int], columns: Sequence[str], entries: Sequence[Entry]) -> None:
    """Bring `columns` of entries up to date: the texts of `entries` are in their order."""
    present = _present(core, incident_ids, columns)
    differing = [(*entry[1:], entry[0]) for entry in entries if present.get(entry[0]) != entry]
    if differing:
        marks = ", ".join(f"{column} = ?" for column in columns)
        core.exec_driver_sql(f"UPDATE incident_search SET {marks} WHERE rowid = ?", differing)


def _present(core: Connection, incident_ids: Sequence[int], columns: Sequence[str]) -> dict[int, Entry]:
    marks = ",".join("?" * len(incident_ids))
    query = f"SELECT rowid, {', '.join(columns)} FROM incident_search WHERE rowid IN ({marks})"
    return {row[0]: tuple(row) for row in core.exec_driver_sql(query, tuple(incident_ids))}


def clear(core: Connection) -> None:
    """Take every entry away."""
    core.exec_driver_sql("DELETE FROM incident_search")


def forget_words(connection: sqlite3.Connection) -> None:
    """Take the words of deleted entries out of the index, where they otherwise stay until its parts are merged."""
    connection.execute("INSERT INTO incident_search (incident_search) VALUES ('optimize')")
