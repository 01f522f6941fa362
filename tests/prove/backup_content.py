"""A process that opens what it is told and says the hash of all rows: `python -m tests.prove.backup_content`."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import closing

_TABLES = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"


def content_hash(connection: sqlite3.Connection) -> str:
    """The hash of the schema and of every row of every table, in the order in which they lie."""
    digest = hashlib.sha256()
    for name, sql in connection.execute(_TABLES).fetchall():
        digest.update(repr((name, sql)).encode())
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def main() -> None:
    """Answer each path on standard input with a hash."""
    for line in sys.stdin:
        with closing(sqlite3.connect(f"file:{line.strip()}?mode=ro", uri=True)) as connection:
            print(content_hash(connection), flush=True)


if __name__ == "__main__":
    main()
