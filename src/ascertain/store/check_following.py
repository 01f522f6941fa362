"""Whether what follows from the rows was computed from the rows as they are: derived columns and the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.store import search_copy
from ascertain.store.document_index import entry_of
from ascertain.store.engine import core_connection
from ascertain.store.following import INDEX_COLUMNS, NameFolder, computed

_AT_ONCE = 1_000
_ENTRIES = "SELECT rowid, title, names, notes, evidence FROM incident_search WHERE rowid BETWEEN ? AND ?"


def following_faults(connection: sqlite3.Connection, conduct: Conduct) -> Iterator[Message]:
    """A sentence for each kind of thing that does not follow from the rows."""
    ids = [row[0] for row in connection.execute("SELECT id FROM incident ORDER BY id")]
    miscounted = unindexed = misindexed = 0
    folder = NameFolder()
    with core_connection(connection) as core:
        for start in range(0, len(ids), _AT_ONCE):
            conduct.tell(start, len(ids))
            batch = ids[start : start + _AT_ONCE]
            indexed = {row[0]: tuple(row) for row in connection.execute(_ENTRIES, (batch[0], batch[-1]))}
            for each in computed(core, batch, folder):
                miscounted += each.differs
                found = indexed.get(each.id)
                unindexed += found is None
                misindexed += found is not None and found != (each.id, *(each.texts[part] for part in INDEX_COLUMNS))
    for count, sentence in (
        (
            miscounted,
            "Incidents that show something other than follows from their statements and figures: {count}",
        ),
        (unindexed, "Incidents that are missing from the search index: {count}"),
        (misindexed, "Incidents that are found by words other than their own: {count}"),
    ):
        if count:
            yield say(sentence, count=count)
    stray = connection.execute(
        "SELECT count(*) FROM incident_search_content WHERE id NOT IN (SELECT id FROM incident)"
    ).fetchone()[0]
    if stray:
        yield say("Entries of the search index that belong to no incident: {count}", count=stray)


def document_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    """Whether documents are found by their own words."""
    unindexed = misindexed = 0
    found = (
        "SELECT d.id, d.title, d.text, s.title, s.text FROM document AS d LEFT JOIN document_search AS s "
        "ON s.rowid = d.id ORDER BY d.id"
    )
    for number, title, text, *indexed in connection.execute(found):
        unindexed += indexed[0] is None
        misindexed += indexed[0] is not None and entry_of((number, title, text)) != (number, *indexed)
    if unindexed:
        yield say("Documents that are missing from the search index: {count}", count=unindexed)
    if misindexed:
        yield say("Documents that are found by words other than their own: {count}", count=misindexed)
    stray = connection.execute(
        "SELECT count(*) FROM document_search_content WHERE id NOT IN (SELECT id FROM document)"
    ).fetchone()[0]
    if stray:
        yield say("Entries of the search index that belong to no document: {count}", count=stray)


def index_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    """Whether the search indexes agree with their own texts."""
    for name in search_copy.TEXT_TABLES:
        small = search_copy.index_size(connection, name) <= search_copy.MOST_BYTES
        if small and not search_copy.is_sound(connection, name):
            yield say("The search index is damaged: some words would not be found")
            return
