"""What tests of a purge do with a log."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from ascertain.app.commands import (
    EditIncident,
    LinkIncidents,
    Redo,
    RemoveLink,
    SetFollowUp,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.domain.codes import LinkType, Status
from ascertain.domain.drafts import Draft
from ascertain.domain.purges import PurgeOutline
from ascertain.domain.records import IncidentContent, Link
from ascertain.domain.rows import Shelf
from tests.app.contents import logged
from tests.app.planted import Words, incident, statement

TABLES = (
    "incident", "incident_text", "place", "actor", "source", "document", "place_name", "actor_name", "source_name",
    "statement", "statement_incident", "assertion", "incident_actor", "link", "tag", "incident_tag", "saved_view",
)  # fmt: skip


def edited(log: Any, incident_id: int, **parts: Any) -> None:
    now = log.incident(incident_id)
    log.run(EditIncident(incident_id, now.version, replace(now.content, **parts)))


def rows(log: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {name: log.values(f"SELECT * FROM {name} ORDER BY 1") for name in TABLES}


def outline(log: Any, *ids: int, library: bool = False) -> PurgeOutline:
    found: PurgeOutline = (
        log.session.reader().ask(lambda queries: queries.purge_of_incidents(ids, library=library)).result()
    )
    return found


def entry_outline(log: Any, shelf: Shelf, entry_id: int, *, statements: bool = False) -> PurgeOutline:
    found: PurgeOutline = (
        log.session.reader()
        .ask(lambda queries: queries.purge_of_entry(shelf, entry_id, statements=statements))
        .result()
    )
    return found


def entry_id(log: Any, shelf: Shelf, name: str) -> int:
    column = "title" if shelf is Shelf.DOCUMENTS else "name"
    ((found,),) = log.values(f"SELECT id FROM {shelf.value} WHERE {column} = ?", name)
    return int(found)


def lived(log: Any, words: Words) -> int:
    """An incident with a long life, told in words throughout."""
    first = logged(log, incident(words))
    other = logged(log, IncidentContent(title="The other"))
    edited(log, first, title=words.new(), notes=words.new(), tags=(words.new(),))
    edited(log, first, statements=(statement(words),))
    log.run(Undo())
    log.run(Redo())
    log.run(SetStatus((first,), Status.DISPUTED, words.new()))
    log.run(Undo())
    log.run(SetStatus((first, other), Status.CLAIMED, "for both"))
    log.run(SetFollowUp((first,), date(2023, 12, 1), words.new()))
    log.run(TagIncidents((first, other), add=("shared",)))
    log.run(TagIncidents((first,), add=(words.new(),)))
    log.run(TagIncidents((first,), remove=("common",)))
    link = log.run(LinkIncidents(first, Link(LinkType.POSSIBLY_SAME, other, note=words.new()))).made[0]
    log.run(LinkIncidents(other, Link(LinkType.FOLLOWS, first, note=words.new())))
    log.run(RemoveLink(link))
    log.run(TrashIncidents((first,)))
    log.session.ledger.keep_draft(
        Draft("draft-1", "incident", words.new(), json.dumps({"title": words.new()}), record_id=first)
    ).result()
    return first


def lived_alone(log: Any, words: Words) -> int:
    """An incident that was edited, and uses what the others use."""
    first = logged(log, incident(words))
    edited(log, first, title=words.new())
    return first
