"""A full-text table of a log, copied into memory so that SQLite's own check of it, which counts as writing, can be
asked without touching the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from ascertain.store.connection import open_memory
from ascertain.store.schema import CREATE_DOCUMENT_SEARCH, CREATE_SEARCH

_PARTS = ("data", "idx", "content", "docsize", "config")
_AT_ONCE = 5_000
MOST_BYTES = 1 << 30
"""A larger index is not copied."""
TEXT_TABLES = {"incident_search": (CREATE_SEARCH, 4), "document_search": (CREATE_DOCUMENT_SEARCH, 2)}
"""The full-text tables: how they are made, and how many columns each has."""


def index_size(connection: sqlite3.Connection, name: str) -> int:
    """How many bytes the copy of the table `name` would take, about."""
    words = connection.execute(f"SELECT coalesce(sum(length(block)), 0) FROM {name}_data").fetchone()[0]
    texts = f"coalesce(sum({' + '.join(f'length({column})' for column in _columns(name))}), 0)"
    return int(words) + int(connection.execute(f"SELECT {texts} FROM {name}_content").fetchone()[0])


def is_sound(connection: sqlite3.Connection, name: str) -> bool:
    """Whether every word of the index stands in its text, and every word of the texts in the index."""
    with closing(open_memory()) as copy:
        copy.execute(TEXT_TABLES[name][0])
        copy.execute("BEGIN")
        for part in _PARTS:
            table = f"{name}_{part}"
            copy.execute(f"DELETE FROM {table}")
            rows = connection.execute(f"SELECT * FROM {table}")
            marks = ", ".join("?" * len(rows.description))
            while batch := rows.fetchmany(_AT_ONCE):
                copy.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)
        copy.execute("COMMIT")
        try:
            copy.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
            return _finds_every_word(copy, name)
        except sqlite3.DatabaseError:
            return False


def _columns(name: str) -> list[str]:
    return [f"c{at}" for at in range(TEXT_TABLES[name][1])]


def _finds_every_word(copy: sqlite3.Connection, name: str) -> bool:
    """Whether a search comes to as many texts as a walk through the index does: SQLite's check does not see that the
    table which leads a search to its words has lost some."""
    copy.execute(f"CREATE VIRTUAL TABLE words USING fts5vocab({name}, row)")
    found = f"SELECT count(*) FROM {name} WHERE {name} MATCH ?"
    words = 0
    for word, texts in copy.execute("SELECT term, doc FROM words"):
        words += 1
        if copy.execute(found, (f'"{word}"',)).fetchone()[0] != texts:
            return False
    some = f"SELECT 1 FROM {name}_content WHERE {' || '.join(_columns(name))} GLOB '*[a-z0-9]*' LIMIT 1"
    return words > 0 or copy.execute(some).fetchone() is None
