"""Many entries of the library, whole, and the uids of many records: for what is written out."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from ascertain.domain.codes import Affiliation
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.records import Actor, AlternateName, Document, LibraryEntry, Place, Source
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.incidents import day, named
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table

_TABLES = {
    RecordKind.INCIDENT: "incident", RecordKind.STATEMENT: "statement", RecordKind.SOURCE: "source",
    RecordKind.DOCUMENT: "document", RecordKind.ACTOR: "actor", RecordKind.PLACE: "place",
}  # fmt: skip
_AT_ONCE = 200
_TEXT_AT_ONCE = 4_000_000
"""Characters of the texts of documents that are read at once."""
_Names = dict[int, list[AlternateName]]


def uids(line: ReadLine, kind: RecordKind, numbers: Iterable[int]) -> dict[int, str]:
    """The uids of these records by their numbers; a number that the log does not have is left out."""
    c = table(_TABLES[kind]).c
    found = line.all(select(c.id, c.uid).where(c.id.in_(wanted())), {"ids": json.dumps(list(numbers))})
    return dict(found)


def every_entry(line: ReadLine, kind: RecordKind) -> array[int]:
    """The numbers of all entries of a kind of the library."""
    c = table(_TABLES[kind]).c
    return line.ids(select(c.id).order_by(c.id))


def many_entries(line: ReadLine, kind: RecordKind, numbers: Iterable[int]) -> Iterator[tuple[str, LibraryEntry]]:
    """Entries with all their names in the order of `numbers`, each with its uid; one that the log does not have is left
    out. As many are read at once as their texts allow."""
    remaining = iter(numbers)
    while some := list(islice(remaining, _AT_ONCE)):
        for part in _parts(line, some) if kind is RecordKind.DOCUMENT else (some,):
            with line.one_state():
                found = dict(_read(line, kind, part))
            yield from (found[number] for number in part if number in found)


def _parts(line: ReadLine, numbers: Sequence[int]) -> Iterator[list[int]]:
    """The documents in as many parts as their texts need."""
    c = table("document").c
    asked = select(c.id, func.length(c.text)).where(c.id.in_(wanted()))
    lengths = {row[0]: row[1] for row in line.all(asked, {"ids": json.dumps(list(numbers))})}
    part: list[int] = []
    length = 0
    for number in numbers:
        length += lengths.get(number, 0)
        if part and length > _TEXT_AT_ONCE:
            yield part
            part, length = [], lengths.get(number, 0)
        part.append(number)
    yield part


def _read(line: ReadLine, kind: RecordKind, numbers: list[int]) -> Iterator[tuple[int, tuple[str, LibraryEntry]]]:
    given = {"ids": json.dumps(numbers)}
    names = _names(line, kind, given) if kind is not RecordKind.DOCUMENT else {}
    graded = dict(line.all(_grades(), given)) if kind is RecordKind.SOURCE else {}
    for number, uid, *told in line.all(_QUESTIONS[kind](), given):
        yield number, (uid, _entry(kind, number, told, tuple(names.get(number, ())), graded.get(number)))


def _names(line: ReadLine, kind: RecordKind, given: dict[str, str]) -> _Names:
    name = _TABLES[kind]
    c = table(f"{name}_name").c
    found: _Names = defaultdict(list)
    asked = select(c[f"{name}_id"], c.name, c.language).where(c[f"{name}_id"].in_(wanted())).order_by(c.id)
    for owner, other, language in line.all(asked, given):
        found[owner].append(AlternateName(other, language))
    return found


def _grades() -> Select[Any]:
    """The day of the newest grade of each source, the newest last."""
    c = table("source_grade").c
    return select(c.source_id, c.graded_on).where(c.source_id.in_(wanted())).order_by(c.id)


def _entry(
    kind: RecordKind, number: int, told: Sequence[Any], names: tuple[AlternateName, ...], graded_on: str | None
) -> LibraryEntry:
    match kind:
        case RecordKind.SOURCE:
            name, type_, grade, basis, official, actor_id, actor, affiliation, country, language, url, notes = told
            stands = Affiliation(affiliation) if affiliation else None
            return Source(
                name, type_, grade, basis, bool(official), named(actor_id, actor), stands, country, language, url,
                notes, names, number, day(graded_on),
            )  # fmt: skip
        case RecordKind.DOCUMENT:
            title, publisher_id, publisher, type_, url, published_on, language, text, notes, sha256 = told
            return Document(
                title, named(publisher_id, publisher), type_, url, day(published_on), language, text, notes, sha256,
                number,
            )  # fmt: skip
        case RecordKind.ACTOR:
            name, type_, country, notes = told
            return Actor(name, type_, country, notes, names, number)
    name, type_, country, admin1, admin2, latitude, longitude, notes = told
    return Place(name, type_, country, admin1, admin2, latitude, longitude, notes, names, number)


def _sources() -> Select[Any]:
    source, actor = table("source"), table("actor")
    columns = _columns(
        "source", "id", "uid", "name", "kind", "reliability", "reliability_basis", "is_official", "actor_id"
    )
    more = _columns("source", "affiliation", "country", "language", "url", "notes")
    joined = source.outerjoin(actor, actor.c.id == source.c.actor_id)
    return select(*columns, actor.c.name, *more).select_from(joined).where(source.c.id.in_(wanted()))


def _documents() -> Select[Any]:
    document, source = table("document"), table("source")
    columns = _columns("document", "id", "uid", "title", "publisher_id")
    more = _columns("document", "kind", "url", "published_on", "language", "text", "notes", "sha256")
    joined = document.outerjoin(source, source.c.id == document.c.publisher_id)
    return select(*columns, source.c.name, *more).select_from(joined).where(document.c.id.in_(wanted()))


def _actors() -> Select[Any]:
    columns = _columns("actor", "id", "uid", "name", "kind", "country", "notes")
    return select(*columns).where(table("actor").c.id.in_(wanted()))


def _places() -> Select[Any]:
    columns = _columns(
        "place", "id", "uid", "name", "kind", "country", "admin1", "admin2", "latitude", "longitude", "notes"
    )
    return select(*columns).where(table("place").c.id.in_(wanted()))


def _columns(name: str, *keys: str) -> list[ColumnElement[Any]]:
    c = table(name).c
    return [c[key] for key in keys]


_QUESTIONS = {
    RecordKind.SOURCE: _sources, RecordKind.DOCUMENT: _documents, RecordKind.ACTOR: _actors, RecordKind.PLACE: _places,
}  # fmt: skip
