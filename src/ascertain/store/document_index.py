"""The full-text table of documents (SQLite FTS5): what is found by the words of their titles and texts, all folded."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection

from ascertain.domain.folding import fold

Entry = tuple[int, str, str]
"""Id, title and text, both folded."""
_AT_ONCE = 200


def entry_of(row: Sequence[object]) -> Entry:
    """The entry of a document from its id, title and text."""
    number, title, text = row
    return int(str(number)), fold(str(title)), fold(str(text))


def index_documents(core: Connection, document_ids: Sequence[int], *, fresh: bool = False) -> None:
    """Bring the entries of these documents up to date; one that is gone loses its own. `fresh`: none has one yet."""
    for start in range(0, len(document_ids), _AT_ONCE):
        batch = tuple(document_ids[start : start + _AT_ONCE])
        marks = ",".join("?" * len(batch))
        if not fresh:
            core.exec_driver_sql(f"DELETE FROM document_search WHERE rowid IN ({marks})", batch)
        rows = core.exec_driver_sql(f"SELECT id, title, text FROM document WHERE id IN ({marks})", batch).all()
        if rows:
            core.exec_driver_sql(
                "INSERT INTO document_search (rowid, title, text) VALUES (?, ?, ?)", [entry_of(row) for row in rows]
            )


def index_all_documents(core: Connection) -> None:
    """Fill the table of a log whose documents are not in it yet."""
    index_documents(core, core.exec_driver_sql("SELECT id FROM document ORDER BY id").scalars().all(), fresh=True)


def forget_words(connection: sqlite3.Connection) -> None:
    """As `store.indexing.forget_words`."""
    connection.execute("INSERT INTO document_search (document_search) VALUES ('optimize')")
