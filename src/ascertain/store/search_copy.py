"""The full-text table of a log, copied into memory so that SQLite's own check of it, which counts as writing, can be
asked without touching the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from ascertain.store.connection import open_memory
from ascertain.store.schema import CREATE_SEARCH

_PARTS = ("data", "idx", "content", "docsize", "config")
_AT_ONCE = 5_000
MOST_BYTES = 1 << 30
"""A larger index is not copied."""


def index_size(connection: sqlite3.Connection) -> int:
    """How many bytes the copy would take, about."""
    words = connection.execute("SELECT coalesce(sum(length(block)), 0) FROM incident_search_data").fetchone()[0]
    texts = "coalesce(sum(length(c0) + length(c1) + length(c2) + length(c3)), 0)"
    return int(words) + int(connection.execute(f"SELECT {texts} FROM incident_search_content").fetchone()[0])


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every word of the index stands in its text, and every word of the texts in the index."""
    with closing(open_memory()) as copy:
        copy.execute(CREATE_SEARCH)
        copy.execute("BEGIN")
        for part in _PARTS:
            name = f"incident_search_{part}"
            copy.execute(f"DELETE FROM {name}")
            rows = connection.execute(f"SELECT * FROM {name}")
            marks = ", ".join("?" * len(rows.description))
            while batch := rows.fetchmany(_AT_ONCE):
                copy.executemany(f"INSERT INTO {name} VALUES ({marks})", batch)
        copy.execute("COMMIT")
        try:
            copy.execute("INSERT INTO incident_search (incident_search) VALUES ('integrity-check')")
            return _finds_every_word(copy)
        except sqlite3.DatabaseError:
            return False


def _finds_every_word(copy: sqlite3.Connection) -> bool:
    """Whether a search comes to as many texts as a walk through the index does: SQLite's check does not see that the
    table which leads a search to its words has lost some."""
    copy.execute("CREATE VIRTUAL TABLE words USING fts5vocab(incident_search, row)")
    found = "SELECT count(*) FROM incident_search WHERE incident_search MATCH ?"
    words = 0
    for word, texts in copy.execute("SELECT term, doc FROM words"):
        words += 1
        if copy.execute(found, (f'"{word}"',)).fetchone()[0] != texts:
            return False
    some = "SELECT 1 FROM incident_search_content WHERE c0 || c1 || c2 || c3 GLOB '*[a-z0-9]*' LIMIT 1"
    return words > 0 or copy.execute(some).fetchone() is None
