"""Whether a log is sound: the file, its schema, its references, its journal and what is derived from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.messages import Message, say
from ascertain.store.connection import open_reader
from ascertain.store.failures import sorting_failures

_MOST_FAULTS = 100
_COUNTED = (
    "incident",
    "statement",
    "assertion",
    "source",
    "actor",
    "place",
    "document",
    "link",
    "tag",
    "operation",
    "change",
)
_TEXTLESS = "SELECT count(*) FROM incident WHERE id NOT IN (SELECT id FROM incident_text)"
_UNINDEXED = "SELECT count(*) FROM incident WHERE id NOT IN (SELECT rowid FROM incident_search)"
_MISCOUNTED = (
    "SELECT count(*) FROM incident AS i WHERE i.statements != "
    "(SELECT count(*) FROM statement_incident AS s WHERE s.incident_id = i.id)"
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: how many rows each table has, and each fault as a sentence."""

    rows: tuple[tuple[str, int], ...]
    faults: tuple[Message, ...]


def check(path: Path) -> Findings:
    """Read the whole log and say what is wrong with it. Changes nothing. Raises `LogUnavailable` where it cannot be
    read at all."""
    with sorting_failures(path), closing(open_reader(path)) as connection:
        faults = tuple(_faults(connection))
        rows = tuple((name, connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in _COUNTED)
    return Findings(rows, faults)


def _faults(connection: sqlite3.Connection) -> Iterator[Message]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_FAULTS})"):
        if line != "ok":
            yield say("The file is damaged: {detail}", detail=line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield say("Row {row} of {table} names a row of {parent} that is not there", row=row, table=table, parent=parent)
    for question, sentence in (
        (_TEXTLESS, "{count} incidents have lost their text"),
        (_UNINDEXED, "{count} incidents are missing from the search index"),
        (_MISCOUNTED, "{count} incidents show a wrong number of statements"),
    ):
        count = connection.execute(question).fetchone()[0]
        if count:
            yield say(sentence, count=count)
