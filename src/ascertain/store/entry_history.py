"""The history of a source, actor, place, document or code, read from the row images of the journal: newest first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from ascertain.domain.rows import ChangedField, HistoryEntry, Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.history_words import Words
from ascertain.store.journal import Change, read_change
from ascertain.store.messages_json import read_message
from ascertain.store.schema import table

_LONGEST = 600
"""Characters of a value that are told; a text of a document can have millions."""

_PLAIN = {
    "admin1": "First division", "admin2": "Second division", "latitude": "Latitude", "longitude": "Longitude",
    "reliability_basis": "Why this grade", "language": "Language", "url": "Address", "published_on": "Published",
    "text": "Text", "notes": "Notes", "codebook_note": "Note",
}  # fmt: skip
_CODES = {
    "country": ("Country", "country"), "reliability": ("Reliability", "reliability"),
    "affiliation": ("Stands to the actor", "affiliation"),
}  # fmt: skip
_NAMES = {"actor_id": ("Actor", "actor"), "publisher_id": ("Publisher", "source")}
_FLAGS = {"is_official": "Official", "retired": "Retired"}
_OTHER_NAME = "Other name"
_ATTACHED = "Attachment"
_GRADED_ON = "Graded on"


def entry_history(core: Connection, vocabularies: Vocabularies, shelf: Shelf, entry_id: int) -> list[HistoryEntry]:
    """Every operation that changed an entry of the library or one of its names, newest first. Empty for an unknown
    id."""
    change = table("change")
    own = and_(change.c.table_name == shelf.value, change.c.row_id == entry_id)
    if shelf is Shelf.DOCUMENTS:
        return _told(core, vocabularies, or_(own, _belonging("attachment", "document_id", entry_id)), entry_id)
    owner = f"{shelf.value}_id"
    owned = [f"{shelf.value}_name", *(["source_grade"] if shelf is Shelf.SOURCES else [])]
    mine = or_(own, *(_belonging(name, owner, entry_id) for name in owned))
    return _told(core, vocabularies, mine, entry_id)


def code_history(core: Connection, vocabularies: Vocabularies, vocabulary: str, key: str) -> list[HistoryEntry]:
    """Every operation that changed a code, newest first. Empty for one that stands as it came with the log."""
    code, change = table("code"), table("change")
    row_id = core.execute(select(code.c.id).where(code.c.vocabulary == vocabulary, code.c.key == key)).scalar()
    if row_id is None:
        return []
    return _told(core, vocabularies, and_(change.c.table_name == "code", change.c.row_id == row_id), row_id)


def _belonging(name: str, owner: str, entry_id: int) -> ColumnElement[bool]:
    change = table("change")
    path = f"$.{owner}"
    images = (func.json_extract(image, path) == entry_id for image in (change.c.before, change.c.after))
    return and_(change.c.table_name == name, or_(*images))


def _told(core: Connection, vocabularies: Vocabularies, mine: ColumnElement[bool], entry_id: int) -> list[HistoryEntry]:
    operation, change = table("operation"), table("change")
    query = (
        select(operation, change.c.table_name, change.c.row_id, change.c.before, change.c.after)
        .join(change, change.c.operation_id == operation.c.id)
        .where(mine)
        .order_by(operation.c.id.desc(), change.c.id)
    )
    words = Words(core, vocabularies)
    entries = []
    for _, rows in groupby(core.execute(query).all(), key=lambda row: row.id):
        group = list(rows)
        head = group[0]
        changes = [read_change(row.table_name, row.row_id, row.before, row.after) for row in group]
        fields = tuple(field for each in changes for field in _fields(words, each, entry_id))
        label = read_message(head.label)
        entries.append(HistoryEntry(head.id, head.at, head.author, label, head.reason, fields))
    return entries


def _fields(words: Words, change: Change, entry_id: int) -> Sequence[ChangedField]:
    if change.table.endswith("_name"):
        owner = f"{change.table.removesuffix('_name')}_id"
        sides = (_other_name(image, owner, entry_id) for image in (change.before, change.after))
        return _one(_OTHER_NAME, *sides)
    if change.table == "attachment":
        sides = (str((image or {}).get("name", "")) for image in (change.before, change.after))
        return _one(_ATTACHED, *sides)
    before, after = change.before or {}, change.after or {}
    if change.table == "source_grade":
        # The grade and its grounds are told of the source itself.
        sides = (str(image.get("graded_on") or "") for image in (before, after))
        return _one(_GRADED_ON, *sides)
    if change.table == "code":
        before, after = _with_note(before), _with_note(after)
    found = []
    for column in {**before, **after}:
        label = _label(column)
        if label:
            found += _one(label, *(_shown(words, change.table, column, image.get(column)) for image in (before, after)))
    return found


def _with_note(image: Mapping[str, Any]) -> Mapping[str, Any]:
    attributes = json.loads(image["attributes"]) if image.get("attributes") else {}
    return {**image, "codebook_note": str(attributes.get("note") or "")} if "attributes" in image else image


def _one(label: str, before: str, after: str) -> list[ChangedField]:
    return [ChangedField(label, before, after)] if before != after else []


def _other_name(image: Mapping[str, Any] | None, owner: str, entry_id: int) -> str:
    if image is None or image.get(owner) != entry_id:
        return ""
    name, language = image.get("name", ""), image.get("language", "")
    return f"{name} ({language})" if language else str(name)


def _label(column: str) -> str:
    if column in ("name", "title", "label", "kind", "position"):
        return {"kind": "Type", "position": "Place in the list", "label": "Name"}.get(column, column.capitalize())
    if column in _CODES:
        return _CODES[column][0]
    if column in _NAMES:
        return _NAMES[column][0]
    return _PLAIN.get(column) or _FLAGS.get(column, "")


def _shown(words: Words, name: str, column: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column == "kind":
        return words.code(f"{name}_kind", value)
    if column in _CODES:
        return words.code(_CODES[column][1], value)
    if column in _NAMES:
        return words.name(_NAMES[column][1], value)
    if column in _FLAGS:
        return "Yes" if value else ""
    if column == "position":
        return str(int(value) + 1)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
