"""Whether the schema of a file is the one that this program makes. Only `sqlite_schema` is read, and nothing in it is
run: a view or a trigger of a file is text here.

A file whose tables were altered, or that brings triggers or views of its own, is never opened as a log: a trigger runs
when a row is written, and a view named like a table answers in its place.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ascertain.domain.messages import Message, say
from ascertain.store.revision import FINGERPRINTS


class Part(NamedTuple):
    """One row of `sqlite_schema`: `sql` is what made it, its white space evened out, empty where SQLite made it
    itself."""

    kind: str
    name: str
    table: str
    sql: str


_MOST_PARTS = 1_000
"""A log has fewer than a hundred tables and indexes; of a file with more, so many are looked at."""
_STEPS_BETWEEN_LOOKS = 20_000
_STATISTICS = {
    Part("table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    Part("table", "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
}
"""What ANALYZE makes, in logs that earlier versions filled in one go."""
VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""Where the file names its revision, as Alembic has it."""
_SEARCH_PREFIXES = tuple(f"CREATE VIRTUAL TABLE {name} USING fts5(" for name in ("incident_search", "document_search"))
_COUNTED = {
    "trigger": say("{count} triggers", singular="1 trigger"),
    "view": say("{count} views", singular="1 view"),
    "table": say("{count} tables", singular="1 table"),
    "index": say("{count} indexes", singular="1 index"),
    "altered": say("{count} altered tables", singular="1 altered table"),
    "other": say("{count} other parts", singular="1 other part"),
}
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_PRAGMA}


def parts_of(connection: sqlite3.Connection) -> tuple[Part, ...]:
    """What the file says it is made of, in order, statistics left out. Raises `sqlite3.Error`."""
    query = f"SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema LIMIT {_MOST_PARTS}"
    rows = connection.execute(query).fetchall()
    roots = [row[4] for row in rows if row[4]]
    if len(set(roots)) < len(roots):
        raise sqlite3.DatabaseError("two parts of the file share their pages")
    found = {Part(str(kind), str(name), str(table), _evened(sql)) for kind, name, table, sql, _ in rows}
    return tuple(sorted(found - _STATISTICS))


def _evened(sql: object) -> str:
    # As bytes: white space to SQLite is only what ASCII calls so.
    return b" ".join(str(sql or "").encode("utf-8", "replace").split()).decode()


def fingerprint(parts: Iterable[Part]) -> str:
    """The SHA-256 over all parts, as hexadecimal digits."""
    # Loaded here: the window of a person who opens no log needs none of it.
    import hashlib

    lines = "\n".join("\t".join(part) for part in parts)
    return hashlib.sha256(lines.encode("utf-8", "replace")).hexdigest()


def revision_of(parts: Iterable[Part]) -> str | None:
    """The revision whose schema this is to the letter, or None."""
    return FINGERPRINTS.get(fingerprint(parts))


def has_version(parts: Iterable[Part]) -> bool:
    """Whether the table that names the revision is there, and is a table of ours."""
    return Part("table", "alembic_version", "alembic_version", VERSION_TABLE) in parts


def is_plain(parts: Iterable[Part]) -> bool:
    """Whether a schema that we do not know is nothing but stored tables, their indexes and our kind of search index: so
    that reading it runs nothing."""
    return all(_is_plain(part) for part in parts)


def strangers(parts: Sequence[Part], own: Iterable[Part]) -> Message | None:
    """What there is that we did not make ("1 trigger and 2 views"), None where parts are merely missing."""
    expected = {(part.kind, part.name): part for part in own}
    found: Counter[str] = Counter()
    for part in parts:
        mine = expected.get((part.kind, part.name))
        if mine is None:
            found[part.kind if part.kind in _COUNTED else "other"] += 1
        elif mine != part:
            found["altered" if part.kind == "table" else part.kind] += 1
    counted = [say(_COUNTED[kind].text, singular=_COUNTED[kind].singular, count=found[kind]) for kind in _COUNTED]
    told = [each for each in counted if dict(each.values)["count"]]
    if not told:
        return None
    whole = told[0]
    for each in told[1:]:
        whole = say("{first} and {second}", first=whole, second=each)
    return whole


@contextmanager
def watched(connection: sqlite3.Connection, stop: Callable[[], bool]) -> Iterator[None]:
    """Let nothing run on a connection but reading of stored tables, and stop a statement when `stop` says so: it then
    fails as interrupted. `stop` is asked every few milliseconds."""
    connection.set_authorizer(_permit)
    connection.set_progress_handler(lambda: int(stop()), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)


def after(seconds: float) -> Callable[[], bool]:
    """True from so many seconds on."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _permit(action: int, _one: str | None, _two: str | None, _database: str | None, inside: str | None) -> int:
    # `inside` names the view or trigger that asks: none does in a file that is a log.
    return sqlite3.SQLITE_OK if action in _READING and inside is None else sqlite3.SQLITE_DENY


def _is_plain(part: Part) -> bool:
    if part.kind == "index":
        return not part.sql or part.sql.startswith(("CREATE INDEX ", "CREATE UNIQUE INDEX "))
    if part.kind != "table":
        return False
    if part.sql.startswith("CREATE VIRTUAL TABLE "):
        return part.sql.startswith(_SEARCH_PREFIXES)
    # `AS (` would make a column that is computed when it is read.
    return part.sql.startswith("CREATE TABLE ") and not re.search(r"\bAS\s*\(", part.sql, re.IGNORECASE)
