"""Single entries of the library, and saved views."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy import literal, select

from ascertain.domain.codes import Affiliation
from ascertain.domain.records import Actor, AlternateName, Document, LibraryEntry, Place, SavedView, Source
from ascertain.domain.rows import Shelf
from ascertain.domain.table_rows import Measures
from ascertain.store.reading.incidents import day, named
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table

Names = tuple[AlternateName, ...]


class Asks(Protocol):
    """Where statements of SQLAlchemy Core are asked: a line to a log, or an operation that is being made."""

    def all(self, statement: Any, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """All rows."""

    def scalar(self, statement: Any) -> Any:
        """The first value of the first row, None where there is none."""


def entry(line: ReadLine, shelf: Shelf, entry_id: int) -> LibraryEntry | None:
    """A source, actor, place or document with all its names; None where the log has none of this id."""
    with line.one_state():
        return read_entry(line, shelf, entry_id)


def read_entry(line: Asks, shelf: Shelf, entry_id: int) -> LibraryEntry | None:
    """The same from whatever state the log is in there."""
    return _READERS[shelf](line, entry_id)


def saved_views(line: ReadLine) -> list[SavedView]:
    """The saved views in their order."""
    c = table("saved_view").c
    layout_of = c.layout if line.has_column("saved_view", "layout") else literal("{}")
    rows = line.all(select(c.name, c.search, c.sort, c.columns, c.id, layout_of).order_by(c.position, c.id))
    return [
        SavedView(
            name,
            search,
            tuple(json.loads(sort)),
            tuple(json.loads(columns)),
            number,
            Measures.understood(json.loads(layout)),
        )
        for name, search, sort, columns, number, layout in rows
    ]


def _source(line: Asks, number: int) -> Source | None:
    source, actor = table("source"), table("actor")
    c = source.c
    statement = select(
        c.name,
        c.kind,
        c.reliability,
        c.reliability_basis,
        c.is_official,
        c.actor_id,
        actor.c.name,
        c.affiliation,
        c.country,
        c.language,
        c.url,
        c.notes,
    ).select_from(source.outerjoin(actor, actor.c.id == c.actor_id))
    for (
        name,
        kind,
        reliability,
        basis,
        official,
        actor_id,
        actor_name,
        affiliation,
        country,
        language,
        url,
        notes,
    ) in line.all(statement.where(c.id == number)):
        stands = Affiliation(affiliation) if affiliation else None
        return Source(
            name,
            kind,
            reliability,
            basis,
            bool(official),
            named(actor_id, actor_name),
            stands,
            country,
            language,
            url,
            notes,
            _names(line, Shelf.SOURCES, number),
            number,
            _graded_on(line, number),
        )
    return None


def _graded_on(line: Asks, number: int) -> date | None:
    own = table("source_grade").c
    newest = select(own.graded_on).where(own.source_id == number).order_by(own.id.desc()).limit(1)
    return day(line.scalar(newest))


def _actor(line: Asks, number: int) -> Actor | None:
    c = table("actor").c
    for name, kind, country, notes in line.all(select(c.name, c.kind, c.country, c.notes).where(c.id == number)):
        return Actor(name, kind, country, notes, _names(line, Shelf.ACTORS, number), number)
    return None


def _place(line: Asks, number: int) -> Place | None:
    c = table("place").c
    statement = select(c.name, c.kind, c.country, c.admin1, c.admin2, c.latitude, c.longitude, c.notes)
    for name, kind, country, admin1, admin2, latitude, longitude, notes in line.all(statement.where(c.id == number)):
        names = _names(line, Shelf.PLACES, number)
        return Place(name, kind, country, admin1, admin2, latitude, longitude, notes, names, number)
    return None


def _document(line: Asks, number: int) -> Document | None:
    document, source = table("document"), table("source")
    c = document.c
    statement = select(
        c.title, c.publisher_id, source.c.name, c.kind, c.url, c.published_on, c.language, c.text, c.notes, c.sha256
    ).select_from(document.outerjoin(source, source.c.id == c.publisher_id))
    for title, publisher_id, publisher, kind, url, published_on, language, text, notes, sha256 in line.all(
        statement.where(c.id == number)
    ):
        return Document(
            title, named(publisher_id, publisher), kind, url, day(published_on), language, text, notes, sha256, number
        )
    return None


def _names(line: Asks, shelf: Shelf, number: int) -> Names:
    c = table(f"{shelf.value}_name").c
    found = line.all(select(c.name, c.language).where(c[f"{shelf.value}_id"] == number).order_by(c.id))
    return tuple(AlternateName(name, language) for name, language in found)


_READERS: dict[Shelf, Callable[[Asks, int], LibraryEntry | None]] = {
    Shelf.SOURCES: _source,
    Shelf.ACTORS: _actor,
    Shelf.PLACES: _place,
    Shelf.DOCUMENTS: _document,
}
