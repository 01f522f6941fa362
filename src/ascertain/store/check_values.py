"""Whether what stands in the columns is what should: texts are texts, codes are in their lists, days are days."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from enum import StrEnum

from sqlalchemy import Boolean, Float, Integer, Table

from ascertain.domain.codes import (
    Affiliation,
    AnchorKind,
    AssertionState,
    LinkType,
    Role,
    Stance,
    Status,
    TimePrecision,
    WherePrecision,
)
from ascertain.domain.messages import Message, say
from ascertain.store.check_own import own_faults
from ascertain.store.messages_json import read_message
from ascertain.store.schema import metadata
from ascertain.store.writing.naming import name_key

LISTED = {
    ("incident", "kind"): "kind",
    ("incident", "means"): "means",
    ("incident", "outcome"): "outcome",
    ("incident", "where_precision"): "where_precision",
    ("place", "kind"): "place_kind",
    ("place", "country"): "country",
    ("actor", "kind"): "actor_kind",
    ("actor", "country"): "country",
    ("source", "kind"): "source_kind",
    ("source", "reliability"): "reliability",
    ("source", "country"): "country",
    ("document", "kind"): "document_kind",
    ("source_grade", "reliability"): "reliability",
}
"""Columns whose codes stand in a list of the log."""

CLOSED: dict[tuple[str, str], type[StrEnum]] = {
    ("incident", "status"): Status,
    ("incident", "precision"): TimePrecision,
    ("incident", "where_precision"): WherePrecision,
    ("incident_text", "anchor_kind"): AnchorKind,
    ("incident_actor", "role"): Role,
    ("source", "affiliation"): Affiliation,
    ("statement", "stance"): Stance,
    ("assertion", "state"): AssertionState,
    ("link", "type"): LinkType,
}
"""Columns whose codes the rules of the program depend on."""

DAYS = (
    ("incident", "follow_up_on"),
    ("incident_text", "anchor_on"),
    ("document", "published_on"),
    ("statement", "said_on"),
    ("source_grade", "graded_on"),
)
KEYED = {
    "place": ("name", "name_key"),
    "actor": ("name", "name_key"),
    "source": ("name", "name_key"),
    "place_name": ("name", "name_key"),
    "actor_name": ("name", "name_key"),
    "source_name": ("name", "name_key"),
    "tag": ("name", "name_key"),
    "document": ("title", "title_key"),
}
"""Which column is the key of which."""

_JSON = {
    ("change", "before"): dict,
    ("change", "after"): dict,
    ("code", "attributes"): dict,
    ("saved_view", "sort"): list,
    ("saved_view", "columns"): list,
    ("saved_view", "layout"): dict,
    ("draft", "content"): dict,
    ("template", "content"): dict,
}
_UNCLEAN = "SELECT count(*) FROM {table} WHERE {wrong}"


def value_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    """A sentence for every column that holds what it should not."""
    for target in metadata.sorted_tables:
        yield from _typed(connection, target)
    yield from _coded(connection)
    for name, column in DAYS:
        wrong = f"{column} IS NOT NULL AND {column} IS NOT date({column}, '+0 days')"
        yield from _told(
            connection,
            name,
            wrong,
            say("Rows of {table} with something other than a day in {column}: {count}", column=column),
        )
    yield from _keyed(connection)
    yield from _structured(connection)
    yield from own_faults(connection)
    yield from _numbered(connection)


def _typed(connection: sqlite3.Connection, target: Table) -> Iterator[Message]:
    """One scan of each table: which rows hold a value of another kind than their column."""
    wrong = []
    for column in target.columns:
        kinds = _kinds(column.type) + (["null"] if column.nullable else [])
        listed = ", ".join(f"'{kind}'" for kind in kinds)
        test = f'typeof("{column.name}") NOT IN ({listed})'
        if isinstance(column.type, Boolean):
            test += f' OR "{column.name}" NOT IN (0, 1)'
        wrong.append(f"({test})")
    yield from _told(
        connection, target.name, " OR ".join(wrong), say("Rows of {table} with a value of the wrong kind: {count}")
    )


def _kinds(kind: object) -> list[str]:
    if isinstance(kind, Integer | Boolean):
        return ["integer"]
    return ["real", "integer"] if isinstance(kind, Float) else ["text"]


def _coded(connection: sqlite3.Connection) -> Iterator[Message]:
    unknown = say("Rows of {table} with a code in {column} that is in no list: {count}")
    for (name, column), vocabulary in LISTED.items():
        known = f"SELECT key FROM code WHERE vocabulary = '{vocabulary}'"
        wrong = f"{column} IS NOT NULL AND {column} NOT IN ({known})"
        yield from _told(connection, name, wrong, say(unknown.text, column=column))
    for (name, column), codes in CLOSED.items():
        listed = ", ".join(f"'{code.value}'" for code in codes)
        wrong = f"{column} IS NOT NULL AND {column} NOT IN ({listed})"
        yield from _told(connection, name, wrong, say(unknown.text, column=column))


def _keyed(connection: sqlite3.Connection) -> Iterator[Message]:
    for name, (column, key) in KEYED.items():
        rows = connection.execute(f"SELECT {column}, {key} FROM {name}")
        wrong = sum(name_key(text) != found for text, found in rows)
        if wrong:
            yield say("Rows of {table} that cannot be found by their name: {count}", count=wrong, table=name)
    texts = connection.execute("SELECT text, sha256 FROM document")
    altered = sum((hashlib.sha256(text.encode()).hexdigest() if text else "") != digest for text, digest in texts)
    if altered:
        yield say("Documents that do not have the text that they were kept with: {count}", count=altered)


def _structured(connection: sqlite3.Connection) -> Iterator[Message]:
    for (name, column), shape in _JSON.items():
        rows = connection.execute(f"SELECT {column} FROM {name} WHERE {column} IS NOT NULL")
        wrong = sum(not _holds(text, json.loads, shape) for (text,) in rows)
        if wrong:
            yield say(
                "Rows of {table} that cannot be read in {column}: {count}", count=wrong, table=name, column=column
            )
    labels = connection.execute("SELECT label FROM operation")
    wrong = sum(not _holds(label, read_message, Message) for (label,) in labels)
    if wrong:
        yield say("Operations that have lost their name: {count}", count=wrong)
    tables = ", ".join(f"'{name}'" for name in metadata.tables)
    foreign = f"table_name NOT IN ({tables})"
    yield from _told(
        connection, "change", foreign, say("Rows of {table} that tell of a table that there is not: {count}")
    )


def _numbered(connection: sqlite3.Connection) -> Iterator[Message]:
    """Counters that have fallen behind would give a number twice."""
    given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    for name, target in metadata.tables.items():
        if "id" in target.columns and not target.columns["id"].foreign_keys:
            last = connection.execute(f"SELECT max(id) FROM {name}").fetchone()[0]
            if last is not None and not (isinstance(given.get(name), int) and given[name] >= last):
                yield say("The counter of {table} has fallen behind: a number could be given twice", table=name)
    refs = "SELECT substr(ref, 1, 4), max(CAST(substr(ref, 6) AS INTEGER)) FROM incident GROUP BY 1"
    for year, last in connection.execute(refs).fetchall():
        counted = connection.execute("SELECT value FROM log_info WHERE key = ?", (f"ref:{year}",)).fetchone()
        if counted is None or not str(counted[0]).isdecimal() or int(counted[0]) < last:
            yield say("The counter of incidents of {year} has fallen behind", year=year)


def _told(connection: sqlite3.Connection, name: str, wrong: str, sentence: Message) -> Iterator[Message]:
    count = connection.execute(_UNCLEAN.format(table=name, wrong=wrong)).fetchone()[0]
    if count:
        values = (*sentence.values, ("count", count), ("table", name))
        yield Message(sentence.text, tuple(sorted(values)))


def _holds(text: object, read: Callable[[str], object], shape: type) -> bool:
    try:
        return isinstance(text, str) and isinstance(read(text), shape)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return False
