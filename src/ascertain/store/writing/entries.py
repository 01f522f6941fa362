"""Writing the library: sources, actors, places and documents."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import func, select, union_all

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Actor, AlternateName, Document, LibraryEntry, Place, Source
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.grades import keep_grade
from ascertain.store.writing.naming import name_column, name_key, resolve_optional

_SHELVES: dict[type[Source] | type[Actor] | type[Place] | type[Document], Shelf] = {
    Source: Shelf.SOURCES,
    Actor: Shelf.ACTORS,
    Place: Shelf.PLACES,
    Document: Shelf.DOCUMENTS,
}

_USES: dict[Shelf, tuple[tuple[str, str, Message], ...]] = {
    Shelf.PLACES: (("incident", "place_id", say("{count} incidents", singular="one incident")),),
    Shelf.ACTORS: (
        ("incident_actor", "actor_id", say("{count} incidents", singular="one incident")),
        ("source", "actor_id", say("{count} sources", singular="one source")),
    ),
    Shelf.SOURCES: (
        ("statement", "source_id", say("{count} statements", singular="one statement")),
        ("statement", "origin_id", say("{count} statements as their origin", singular="one statement as its origin")),
        ("document", "publisher_id", say("{count} documents", singular="one document")),
    ),
    Shelf.DOCUMENTS: (
        ("statement", "document_id", say("{count} statements", singular="one statement")),
        ("attachment", "document_id", say("{count} attachments", singular="one attachment")),
    ),
}
_BELONGING: dict[Shelf, tuple[tuple[str, str], ...]] = {
    Shelf.PLACES: (("place_name", "place_id"), ("document_mark", "place_id")),
    Shelf.ACTORS: (("actor_name", "actor_id"), ("document_mark", "actor_id")),
    Shelf.SOURCES: (("source_name", "source_id"), ("source_grade", "source_id"), ("document_mark", "source_id")),
    Shelf.DOCUMENTS: (("document_mark", "document_id"),),
}
"""What goes along with an entry that is removed."""


def shelf_of(entry: LibraryEntry) -> Shelf:
    """The part of the library to which an entry belongs."""
    return _SHELVES[type(entry)]


def entry_name(entry: LibraryEntry) -> str:
    """The name of an entry: of a document its title."""
    return entry.title if isinstance(entry, Document) else entry.name


def keep_entry(op: Operation, entry: LibraryEntry, uid: str = "") -> int:
    """Write an entry, new where it has no id, then under `uid` where one is given; returns its id. Raises `Refused`
    where the id is gone."""
    shelf = shelf_of(entry)
    values = _values(op, entry)
    entry_id = entry.id
    if entry_id is None:
        entry_id = op.insert(shelf.value, {"uid": uid or op.ids.new(), **values})
    else:
        if op.row(shelf.value, entry_id) is None:
            raise _gone(entry_name(entry))
        op.update(shelf.value, entry_id, values)
    if isinstance(entry, Source):
        keep_grade(op, entry_id, entry)
    if not isinstance(entry, Document):
        _write_names(op, shelf, entry_id, entry.names)
    return entry_id


def remove_entry(op: Operation, shelf: Shelf, entry_id: int) -> str:
    """Take an entry away; returns its name. Raises `Refused` where something uses it, saying what."""
    row = op.row(shelf.value, entry_id)
    if row is None:
        raise _gone("")
    name = str(row[name_column(shelf)])
    uses = [say(what.text, singular=what.singular, count=count) for what, count in _uses(op, shelf, entry_id) if count]
    if uses:
        text = say("{name} is used by {uses}. Change those first.", name=name, uses=_and(uses))
        raise Refused(Problem("", "in_use", text))
    for belonging, column in _BELONGING[shelf]:
        rows = table(belonging)
        for row_id in op.core.execute(select(rows.c.id).where(rows.c[column] == entry_id)).scalars().all():
            op.delete(belonging, row_id)
    op.delete(shelf.value, entry_id)
    return name


def _uses(op: Operation, shelf: Shelf, entry_id: int) -> list[tuple[Message, int]]:
    counts = (
        select(func.count()).select_from(table(name)).where(table(name).c[column] == entry_id)
        for name, column, _ in _USES[shelf]
    )
    found = (
        op.core.execute(union_all(*counts)).scalars().all()
        if len(_USES[shelf]) > 1
        else op.core.execute(next(iter(counts))).scalars().all()
    )
    return [(what, count) for (_, _, what), count in zip(_USES[shelf], found, strict=True)]


def _and(parts: list[Message]) -> Message:
    whole = parts[0]
    for part in parts[1:]:
        whole = say("{first} and {second}", first=whole, second=part)
    return whole


def _gone(name: str) -> Refused:
    return Refused(
        Problem(
            "",
            "gone",
            say("{name} is no longer in the log.", name=name) if name else say("The entry is no longer in the log."),
        )
    )


def _values(op: Operation, entry: LibraryEntry) -> dict[str, Any]:
    name = entry_name(entry).strip()
    column = name_column(shelf_of(entry))
    values: dict[str, Any] = {column: name, f"{column}_key": name_key(name), "kind": entry.kind, "notes": entry.notes}
    match entry:
        case Source():
            return values | {
                "reliability": entry.reliability,
                "reliability_basis": entry.reliability_basis,
                "is_official": entry.is_official,
                "actor_id": resolve_optional(op, Shelf.ACTORS, entry.actor, "actor"),
                "affiliation": entry.affiliation.value if entry.affiliation else None,
                "country": entry.country,
                "language": entry.language,
                "url": entry.url,
            }
        case Actor():
            return values | {"country": entry.country}
        case Place():
            return values | {
                "country": entry.country,
                "admin1": entry.admin1,
                "admin2": entry.admin2,
                "latitude": entry.latitude,
                "longitude": entry.longitude,
            }
        case Document():
            return values | {
                "publisher_id": resolve_optional(op, Shelf.SOURCES, entry.publisher, "publisher"),
                "url": entry.url,
                "published_on": entry.published_on.isoformat() if entry.published_on else None,
                "language": entry.language,
                "text": entry.text,
                "sha256": hashlib.sha256(entry.text.encode()).hexdigest() if entry.text else "",
            }


def _write_names(op: Operation, shelf: Shelf, entry_id: int, wanted: tuple[AlternateName, ...]) -> None:
    name_table = f"{shelf.value}_name"
    owner = f"{shelf.value}_id"
    names = table(name_table)
    query = select(names.c.id, names.c.name, names.c.language).where(names.c[owner] == entry_id).order_by(names.c.id)
    left = [(each.name.strip(), each.language) for each in dict.fromkeys(wanted) if each.name.strip()]
    for row_id, name, language in op.core.execute(query).all():
        if (name, language) in left:
            left.remove((name, language))
        else:
            op.delete(name_table, row_id)
    for name, language in left:
        op.insert(name_table, {owner: entry_id, "name": name, "name_key": name_key(name), "language": language})
