"""The history of an incident, read from the row images of the journal: newest first, each field as it was and as it
became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from ascertain.domain.rows import ChangedField, HistoryEntry
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.history_words import Words, incident_texts, ordered
from ascertain.store.journal import PURGE, Change, read_change
from ascertain.store.messages_json import read_message
from ascertain.store.schema import table

_RELATIONS = ("statement_incident", "assertion", "incident_actor", "incident_tag", "own_value")
_PURGED = "a purged incident"


def history(core: Connection, vocabularies: Vocabularies, incident_id: int) -> list[HistoryEntry]:
    """Every operation that changed an incident, newest first, with what it changed in words. Empty for an unknown
    id."""
    operation, touched = table("operation"), table("operation_incident")
    query = (
        select(operation)
        .join(touched, touched.c.operation_id == operation.c.id)
        .where(touched.c.incident_id == incident_id)
    )
    heads = core.execute(query.order_by(operation.c.id.desc())).all()
    words = Words(core, vocabularies)
    changes = _changes(core, incident_id)
    state = _state(core, incident_id)
    entries = []
    for head in heads:
        mine = changes.get(head.id, ())
        earlier = _before(state, mine)
        relations = [*_relations(words, incident_id, mine), *_purged_links(head.kind, mine)]
        fields = ordered([*_fields(words, earlier, state), *relations])
        entries.append(
            HistoryEntry(head.id, head.at, head.author, read_message(head.label), head.reason, tuple(fields))
        )
        state = earlier
    return entries


def _changes(core: Connection, incident_id: int) -> dict[int, list[Change]]:
    """The changes of rows that belong to an incident, by operation, in the order in which they were made."""
    change = table("change")
    own = change.c.table_name.in_(("incident", "incident_text")) & (change.c.row_id == incident_id)
    operations = select(table("operation_incident").c.operation_id).where(
        table("operation_incident").c.incident_id == incident_id
    )
    image = func.coalesce(change.c.after, change.c.before)
    related = and_(change.c.table_name.in_(_RELATIONS), func.json_extract(image, "$.incident_id") == incident_id)
    linked = and_(
        change.c.table_name == "link",
        or_(
            func.json_extract(image, "$.from_id") == incident_id,
            func.json_extract(image, "$.to_id") == incident_id,
        ),
    )
    told = change.c.table_name == "statement"
    # A purge leaves nothing but that there was a link.
    purged = and_(change.c.table_name == "link", image.is_(None))
    query = select(change).where(change.c.operation_id.in_(operations), or_(own, related, linked, told, purged))
    found: dict[int, list[Change]] = defaultdict(list)
    for row in core.execute(query.order_by(change.c.id)):
        found[row.operation_id].append(read_change(row.table_name, row.row_id, row.before, row.after))
    return found


State = dict[str, Any] | None


def _state(core: Connection, incident_id: int) -> State:
    incident, texts = table("incident"), table("incident_text")
    query = select(incident, texts).join(texts, texts.c.id == incident.c.id).where(incident.c.id == incident_id)
    row = core.execute(query).mappings().first()
    return None if row is None else dict(row)


def _before(state: State, changes: Iterable[Change]) -> State:
    """The columns of an incident before these changes; None where it was not there yet."""
    earlier = state
    for change in reversed(list(changes)):
        if change.table in ("incident", "incident_text") and (change.before, change.after) != (None, None):
            if change.before is None:
                earlier = None if change.table == "incident" else earlier
            else:
                earlier = {**(earlier or {}), **change.before}
    return earlier


def _fields(words: Words, before: State, after: State) -> list[tuple[str, ChangedField]]:
    old, new = incident_texts(words, before), incident_texts(words, after)
    return [
        (key, ChangedField(label, old.get(key, ("", ""))[1], text))
        for key, (label, text) in new.items()
        if old.get(key, ("", ""))[1] != text
    ]


def _relations(words: Words, incident_id: int, changes: Iterable[Change]) -> list[tuple[str, ChangedField]]:
    changes = list(changes)
    found: list[tuple[str, ChangedField]] = []
    told = {c.row_id: c for c in changes if c.table == "statement"}
    joined: set[int] = set()
    for change in changes:
        image = change.after or change.before or {}
        if change.before is None and change.after is None:
            continue
        if change.table == "incident_actor":
            found += words.actor(change)
        elif change.table == "incident_tag":
            found += words.tag(change)
        elif change.table == "own_value":
            found += words.own_value(change)
        elif change.table == "link":
            found += words.link(change, incident_id)
        elif change.table == "statement_incident" and (change.before is None or change.after is None):
            joined.add(image["statement_id"])
            found += words.statement(change, told.get(image["statement_id"]))
        elif change.table == "assertion":
            found += words.assertion(change, told.get(image["statement_id"]))
    bearing = words.statements_of(incident_id)
    for statement_id, change in told.items():
        if (
            statement_id not in joined
            and statement_id in bearing
            and change.before is not None
            and change.after is not None
        ):
            found += words.statement_edit(change)
    return found


def _purged_links(kind: str, changes: Iterable[Change]) -> list[tuple[str, ChangedField]]:
    """One line for the links of which a purge left nothing but that there were some."""
    if not any(each.table == "link" and each.before is None and each.after is None for each in changes):
        return []
    went = kind in (PURGE, "remove_link")
    return [("links", ChangedField("Link", _PURGED, "") if went else ChangedField("Link", "", _PURGED))]
