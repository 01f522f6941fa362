"""The records to which rows belong, as people know them: incidents by their ref, entries by their name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from ascertain.domain.messages import Message, say
from ascertain.store.journal import Change
from ascertain.store.schema import table

MOST_NAMED = 10
"""So many records are named in one sentence; of the rest it gives the number."""

_OF_AN_INCIDENT = ("statement_incident", "assertion", "incident_actor", "incident_tag", "own_value")
_OF_AN_ENTRY = {"place_name": "place", "actor_name": "actor", "source_name": "source", "document_mark": "document"}
_KINDS = {"link": say("a link"), "statement": say("a statement"), "attachment": say("an attachment")}
Record = tuple[str, int]


def named_records(core: Connection, changes: Iterable[Change]) -> Message:
    """The records of these rows, each once, in their order; after the first ten, how many more there are."""
    records: dict[Record, Change] = {}
    for change in changes:
        records.setdefault(_record(core, change), change)
    names = [_name(core, record, change) for record, change in list(records.items())[:MOST_NAMED]]
    listed = names[0]
    for name in names[1:]:
        listed = say("{first}, {second}", first=listed, second=name)
    more = len(records) - len(names)
    return say("{records} and {count} more", records=listed, count=more) if more else listed


def _record(core: Connection, change: Change) -> Record:
    image = {**(change.before or {}), **(change.after or {})}
    if change.table in ("incident", "incident_text"):
        return "incident", change.row_id
    if change.table in _OF_AN_INCIDENT:
        owner = image.get("incident_id") or _row(core, change.table, change.row_id).get("incident_id")
        return ("incident", int(owner)) if owner else (change.table, change.row_id)
    shelf = _OF_AN_ENTRY.get(change.table)
    if shelf is not None:
        owner = image.get(f"{shelf}_id") or _row(core, change.table, change.row_id).get(f"{shelf}_id")
        return (shelf, int(owner)) if owner else (change.table, change.row_id)
    return change.table, change.row_id


def _name(core: Connection, record: Record, change: Change) -> Message:
    kind, row_id = record
    told = {**(change.before or {}), **(change.after or {})} if change.table == kind else {}
    row = {**told, **_row(core, kind, row_id)}
    if kind == "incident":
        return say("incident {ref}", ref=row.get("ref", row_id))
    if kind == "link":
        ends = [_row(core, "incident", int(row.get(end) or 0)).get("ref", "") for end in ("from_id", "to_id")]
        return say("the link of {ref} to {other}", ref=ends[0], other=ends[1]) if all(ends) else _KINDS["link"]
    if kind == "statement":
        source = _row(core, "source", int(row.get("source_id") or 0)).get("name")
        return say("a statement of “{name}”", name=source) if source else _KINDS["statement"]
    named = row.get("name") or row.get("title") or row.get("label")
    return say("“{name}”", name=named) if named else _KINDS.get(kind, say("a record"))


def _row(core: Connection, name: str, row_id: int) -> dict[str, Any]:
    target = table(name)
    row = core.execute(select(target).where(target.c.id == row_id)).mappings().first()
    return {} if row is None else dict(row)
