"""Making one entry of the library of several: all that pointed to the others points to the one that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.touching import Touched
from ascertain.store.writing.naming import name_column, name_key

REFERENCES: dict[Shelf, tuple[tuple[str, str], ...]] = {
    Shelf.PLACES: (("incident", "place_id"), ("document_mark", "place_id")),
    Shelf.ACTORS: (("incident_actor", "actor_id"), ("source", "actor_id"), ("document_mark", "actor_id")),
    Shelf.SOURCES: (
        ("statement", "source_id"),
        ("statement", "origin_id"),
        ("document", "publisher_id"),
        ("document_mark", "source_id"),
        ("source_grade", "source_id"),
    ),
    Shelf.DOCUMENTS: (("statement", "document_id"), ("attachment", "document_id"), ("document_mark", "document_id")),
}
"""The columns that point to the entries of a shelf; a test holds them against the schema."""

_FILLED: dict[Shelf, tuple[tuple[str, ...], ...]] = {
    Shelf.PLACES: (("kind",), ("country",), ("admin1",), ("admin2",), ("latitude", "longitude")),
    Shelf.ACTORS: (("kind",), ("country",)),
    Shelf.SOURCES: (
        ("kind",), ("reliability", "reliability_basis"), ("actor_id", "affiliation"), ("country",), ("language",),
        ("url",),
    ),
    Shelf.DOCUMENTS: (("publisher_id",), ("kind",), ("url",), ("published_on",), ("language",), ("text", "sha256")),
}  # fmt: skip
"""What the kept entry takes over where it has nothing itself; columns that say one thing together go together."""

_NAMED = (Shelf.PLACES, Shelf.ACTORS, Shelf.SOURCES)


def merge_entries(op: Operation, shelf: Shelf, keep_id: int, other_ids: Sequence[int]) -> tuple[str, list[str]]:
    """Make one entry of several; returns the name of the kept one and those of the others.

    The names of the others become further names of it (a document has none), what it leaves open is filled from them,
    and their notes are added to its own. Raises `Refused` where an entry is gone or none is left to merge.
    """
    others = [each for each in dict.fromkeys(other_ids) if each != keep_id]
    if not others:
        raise Refused(Problem("", "needed", say("Choose at least two entries to merge.")))
    kept, *rows = (_standing(op, shelf, each) for each in (keep_id, *others))
    _fill(op, shelf, kept, rows)
    for name, column in REFERENCES[shelf]:
        _point(op, name, column, others, keep_id)
    if shelf is Shelf.ACTORS:
        _once_in_each_role(op, keep_id)
    elif shelf is Shelf.SOURCES:
        _speak_for_themselves(op, keep_id)
    elif shelf is Shelf.DOCUMENTS:
        _move_anchors(op, others, keep_id)
    if shelf in _NAMED:
        _take_names(op, shelf, kept, rows)
    for row in rows:
        op.delete(shelf.value, row["id"])
    column = name_column(shelf)
    return str(kept[column]), [str(row[column]) for row in rows]


def _standing(op: Operation, shelf: Shelf, entry_id: int) -> dict[str, Any]:
    row = op.row(shelf.value, entry_id)
    if row is None:
        raise Refused(Problem("", "gone", say("An entry to merge is no longer in the log. Choose again.")))
    return row


def _fill(op: Operation, shelf: Shelf, kept: dict[str, Any], rows: Sequence[dict[str, Any]]) -> None:
    values: dict[str, Any] = {}
    for columns in _FILLED[shelf]:
        if kept[columns[0]] in (None, ""):
            giver = next((row for row in rows if row[columns[0]] not in (None, "")), None)
            if giver is not None:
                values |= {column: giver[column] for column in columns}
    notes = dict.fromkeys(row["notes"].strip() for row in (kept, *rows))
    values["notes"] = "\n\n".join(note for note in notes if note) if len(notes) > 1 else kept["notes"]
    if shelf is Shelf.SOURCES:
        values["is_official"] = any(row["is_official"] for row in (kept, *rows))
    op.update(shelf.value, kept["id"], values)


def _point(op: Operation, name: str, column: str, others: Iterable[int], keep_id: int) -> None:
    target = table(name)
    for batch in Touched.batches(others):
        pointing = op.core.execute(select(target.c.id).where(target.c[column].in_(batch))).scalars().all()
        op.update_all(name, pointing, {column: keep_id})


def _once_in_each_role(op: Operation, keep_id: int) -> None:
    """An incident that had several of them in one role has the kept one once."""
    actors = table("incident_actor")
    query = select(actors.c.id, actors.c.incident_id, actors.c.role).where(actors.c.actor_id == keep_id)
    seen: set[tuple[int, str]] = set()
    again: list[int] = []
    for row_id, incident_id, role in op.core.execute(query.order_by(actors.c.position, actors.c.id)).all():
        if (incident_id, role) in seen:
            again.append(row_id)
        seen.add((incident_id, role))
    op.delete_all("incident_actor", again)


def _speak_for_themselves(op: Operation, keep_id: int) -> None:
    """A statement that would go back to the source that makes it goes back to nobody else."""
    statement = table("statement")
    query = select(statement.c.id).where(statement.c.source_id == keep_id, statement.c.origin_id == keep_id)
    op.update_all("statement", op.core.execute(query).scalars().all(), {"origin_id": None})


def _move_anchors(op: Operation, others: Sequence[int], keep_id: int) -> None:
    """Times told from the publication of one of them are told from the kept one's. Their days stay as they are."""
    texts = table("incident_text")
    for batch in Touched.batches(others):
        query = select(texts.c.id).where(texts.c.anchor_kind == "publication", texts.c.anchor_id.in_(batch))
        op.update_all("incident_text", op.core.execute(query).scalars().all(), {"anchor_id": keep_id})


def _take_names(op: Operation, shelf: Shelf, kept: dict[str, Any], rows: Sequence[dict[str, Any]]) -> None:
    owned, owner = f"{shelf.value}_name", f"{shelf.value}_id"
    names = table(owned)
    query = select(names.c.id, names.c.name_key, names.c.language).order_by(names.c.id)
    there = {(kept["name_key"], "")}
    there |= {(row.name_key, row.language) for row in op.core.execute(query.where(names.c[owner] == kept["id"]))}
    for other in rows:
        if (other["name_key"], "") not in there:
            there.add((other["name_key"], ""))
            values = {"name": other["name"], "name_key": name_key(other["name"]), "language": ""}
            op.insert(owned, {owner: kept["id"], **values})
        for row_id, key, language in op.core.execute(query.where(names.c[owner] == other["id"])).all():
            if (key, language) in there or (key == kept["name_key"] and not language):
                op.delete(owned, row_id)
            else:
                there.add((key, language))
                op.update(owned, row_id, {owner: kept["id"]})


def merge_label(kept: str, others: Sequence[str]) -> Message:
    """The name of the operation."""
    if len(others) == 1:
        return say("Merge {other} into {name}", other=others[0], name=kept)
    return say("Merge {count} entries into {name}", count=len(others), name=kept)
