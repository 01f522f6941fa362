"""The library: sources, actors, places and documents as tables and as single entries, and what uses them."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, null, or_, select, union, union_all

from ascertain.domain.folding import tokens
from ascertain.domain.rows import LibraryRow, Shelf, SortKey
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.finding import not_in_trash
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.marks import coverage_counts
from ascertain.store.reading.naming import holds, name_key, name_of, named_like
from ascertain.store.reading.steering import by_index
from ascertain.store.schema import table
from ascertain.store.searching_text import DOCUMENTS_INDEX, rows_of_index, words_expression

LONGEST = 100_000
"""Characters of a text whose sentences are counted for a list."""
COUNTED = 1_000
"""So many documents, the latest, are sorted by their open sentences: these are counted in the texts themselves."""


class Shelves:
    """Tables of the library. How often each entry is used is counted once, until the log changes."""

    def __init__(self, line: ReadLine) -> None:
        self._line = line
        self._uses: dict[Shelf, tuple[int, Counter[int]]] = {}

    def order(self, shelf: Shelf, text: str, sort: Sequence[SortKey]) -> array[int]:
        """The ids of the entries that have every word of `text` in one of their names, a document also in its text, in
        order. Sort keys: the
        attributes of `LibraryRow`."""
        entry = table(shelf.value)
        statement = select(entry.c.id)
        texts = shelf is Shelf.DOCUMENTS and self._line.surroundings.document_words
        for word in tokens(text):
            named = named_like(shelf, partial(_holds, word))
            statement = statement.where(or_(named, _told_in_text(word)) if texts else named)
        keys = [(key, column) for key in sort if (column := _sort_column(shelf, key.field)) is not None]
        by = [(column.desc() if key.descending else column.asc()).nulls_last() for key, column in keys]
        found = self._line.ids(statement.order_by(*by, name_key(shelf), entry.c.id))
        if sort and sort[0].field == "used_by":
            uses = self.uses(shelf)
            return array("q", sorted(found, key=uses.__getitem__, reverse=sort[0].descending))
        if sort and sort[0].field == "sentences" and shelf is Shelf.DOCUMENTS:
            return self._by_open_sentences(found, descending=sort[0].descending)
        return found

    def rows(self, shelf: Shelf, ids: Iterable[int], *, counted: bool) -> list[LibraryRow]:
        """The rows of these entries in the order of `ids`; an id that the log does not have is left out. Not `counted`:
        without how much each is used and its open sentences."""
        listed = list(ids)
        with self._line.one_state():
            found = {row[0]: row for row in self._line.all(_rows(shelf), {"ids": json.dumps(listed)})}
            uses = self.uses(shelf) if counted else None
            counts = coverage_counts(self._line, found, LONGEST) if counted and shelf is Shelf.DOCUMENTS else {}
        used = {number: None if uses is None else uses[number] for number in found}
        rows = [_row(found[number], used[number]) for number in listed if number in found]
        return [
            replace(row, sentences=(counts[row.id].open_, counts[row.id].sentences)) if row.id in counts else row
            for row in rows
        ]

    def _by_open_sentences(self, found: array[int], *, descending: bool) -> array[int]:
        """What has no count stands last either way."""
        counts = coverage_counts(self._line, sorted(found)[-COUNTED:], LONGEST)
        counted = (number for number in found if number in counts)
        first = sorted(counted, key=lambda number: counts[number].open_, reverse=descending)
        return array("q", [*first, *(number for number in found if number not in counts)])

    def uses(self, shelf: Shelf) -> Counter[int]:
        """In how many incidents, without the trash, each entry is used."""
        version = self._line.data_version()
        known = self._uses.get(shelf)
        if known is None or known[0] != version:
            known = version, Counter(dict(self._line.all(_counted(shelf))))
            self._uses[shelf] = known
        return known[1]


def used_by(line: ReadLine, shelf: Shelf, entry_id: int) -> array[int]:
    """The incidents, without the trash, that use an entry; newest first. A source is used where it speaks and where
    a statement goes back to it."""
    incident, used = table("incident").c, _used(shelf, entry_id).subquery()
    return line.ids(
        select(incident.id)
        .where(incident.id.in_(select(used.c.incident)))
        .order_by(incident.t_from.desc(), incident.id.desc())
    )


def _counted(shelf: Shelf) -> Select[Any]:
    """Each entry that is used, and in how many incidents. Counted by the database: millions of pairs in Python would
    hold up the thread that paints."""
    if shelf is Shelf.SOURCES:
        # Each pair once within the counting, which costs less than a UNION.
        pairs = union_all(_told("source_id", None), _told("origin_id", None)).subquery()
        return select(pairs.c.entry, func.count(pairs.c.incident.distinct())).group_by(pairs.c.entry)
    used = _used(shelf).subquery()
    return select(used.c.entry, func.count()).group_by(used.c.entry)


def _used(shelf: Shelf, entry_id: int | None = None) -> Any:
    """Pairs (entry, incident), each once, without the trash."""
    incident, owned = table("incident"), table("incident_actor")
    if shelf is Shelf.PLACES:
        return _pairs(incident, incident.c.place_id, incident.c.id, entry_id)
    if shelf is Shelf.ACTORS:
        return _pairs(owned, owned.c.actor_id, owned.c.incident_id, entry_id).distinct()
    if shelf is Shelf.DOCUMENTS:
        return _told("document_id", entry_id).distinct()
    return union(_told("source_id", entry_id), _told("origin_id", entry_id))


def _told(column: str, entry_id: int | None) -> Select[Any]:
    bears, statement = table("statement_incident"), table("statement")
    joined = statement.join(bears, bears.c.statement_id == statement.c.id)
    return by_index(_pairs(joined, statement.c[column], bears.c.incident_id, entry_id), "statement", column)


def _pairs(
    joined: FromClause, entry: ColumnElement[Any], incident: ColumnElement[Any], entry_id: int | None
) -> Select[Any]:
    asked = entry.is_not(None) if entry_id is None else entry == entry_id
    # The trash is small: looking into a list of it is quicker than looking up every incident.
    return (
        select(entry.label("entry"), incident.label("incident"))
        .select_from(joined)
        .where(asked, not_in_trash(incident))
    )


def _sort_column(shelf: Shelf, key: str) -> ColumnElement[Any] | None:
    if key == "name":
        return name_key(shelf)
    columns = table(shelf.value).c
    name = {"grade": "reliability", "on": "published_on"}.get(key, key)
    return columns[name] if name in ("kind", "country", "reliability", "published_on") and name in columns else None


def _rows(shelf: Shelf) -> Select[Any]:
    columns = table(shelf.value).c
    optional = (
        columns[name] if name in columns else null() for name in ("kind", "country", "reliability", "published_on")
    )
    return select(columns.id, name_of(shelf), *optional).where(columns.id.in_(wanted()))


def _row(row: Sequence[Any], used: int | None) -> LibraryRow:
    number, name, kind, country, grade, on = row
    return LibraryRow(number, name, kind, country, grade, date.fromisoformat(on) if on else None, used)


def _told_in_text(word: str) -> ColumnElement[bool]:
    """Whether a word of a document begins with this one."""
    return table("document").c.id.in_(rows_of_index(words_expression(word), DOCUMENTS_INDEX))


def _holds(word: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    return holds(column, word)
