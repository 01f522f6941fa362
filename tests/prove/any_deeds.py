"""What a person can do to a log, drawn by chance from what stands in it: every command but undo, redo and purge."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ascertain.app import commands as c
from ascertain.app.queries import Queries
from ascertain.domain.codes import AssertionState, LinkType, Stance, Status
from ascertain.domain.own_fields import Fields
from ascertain.domain.passages import TakenPassage, passage_at
from ascertain.domain.records import (
    Link,
    SavedView,
    StoredFile,
)
from ascertain.domain.rows import Shelf
from ascertain.domain.table_rows import Measures
from ascertain.domain.templates import Template
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.replaying import Tables
from tests.prove.any_records import NAMES, any_content, any_entry, any_tags
from tests.prove.code_deeds import CODE_DEEDS
from tests.prove.incoming_deeds import take_rows
from tests.prove.many_deeds import MANY_DEEDS
from tests.prove.own_deeds import OWN_DEEDS


@dataclass(frozen=True)
class Ground:
    """What is drawn from: the tables as they stand, a way to ask the log, its code lists, files that lie beside it,
    and the records of other logs."""

    tables: Tables
    ask: Callable[[Callable[[Queries], Any]], Any]
    connection: sqlite3.Connection
    vocabularies: Vocabularies
    fields: Fields
    files: tuple[StoredFile, ...]
    others: tuple[c.Records, ...]

    def one(self, draw: random.Random, name: str) -> int | None:
        """A row of a table, rather one of the latest; None where there is none."""
        there = list(self.tables[name])
        return draw.choice(there[-8:] if draw.random() < 0.5 else there) if there else None

    def some(self, draw: random.Random, most: int = 4) -> tuple[int, ...]:
        """A few incidents."""
        there = list(self.tables["incident"])
        return tuple(draw.sample(there, min(len(there), draw.randint(1, most))))


Deed = Callable[[Ground, random.Random], c.Command | None]


def log_incident(ground: Ground, draw: random.Random) -> c.Command | None:
    """A new incident, now and then linked."""
    other = ground.one(draw, "incident")
    links = (Link(draw.choice(list(LinkType)), other),) if other is not None and draw.random() < 0.2 else ()
    return c.LogIncident(any_content(ground, draw), links)


def edit_incident(ground: Ground, draw: random.Random) -> c.Command | None:
    """Another content, with some of the old statements, borne by other incidents too."""
    incident_id = ground.one(draw, "incident")
    if incident_id is None:
        return None
    now = ground.ask(lambda queries: queries.incident(incident_id))
    content = any_content(ground, draw)
    kept = [each for each in now.content.statements if draw.random() < 0.6]
    if kept and draw.random() < 0.4:
        kept[0] = replace(kept[0], bears_on=ground.some(draw, 2), stance=draw.choice(list(Stance)))
    return c.EditIncident(incident_id, now.version, replace(content, statements=(*kept, *content.statements[:1])))


def settle(ground: Ground, draw: random.Random) -> c.Command | None:
    """A verdict on several."""
    on = draw.choice((None, date(2024, 1, 1)))
    return c.SetStatus(ground.some(draw), draw.choice(list(Status)), "because", on)


def keep_status(ground: Ground, draw: random.Random) -> c.Command | None:
    """A look that changes no status."""
    return c.KeepStatus(ground.some(draw), "looked again", draw.choice((None, date(2024, 1, 1))))


def look_again(ground: Ground, draw: random.Random) -> c.Command | None:
    """A day to look again, or none."""
    return c.SetFollowUp(ground.some(draw), draw.choice((None, date(2024, 1, 1), date(2023, 1, 1))))


def tag(ground: Ground, draw: random.Random) -> c.Command | None:
    """Tags on and off."""
    return c.TagIncidents(ground.some(draw, 8), any_tags(draw), any_tags(draw))


def trash(ground: Ground, draw: random.Random) -> c.Command | None:
    """Into the trash."""
    return c.TrashIncidents(ground.some(draw))


def restore(ground: Ground, draw: random.Random) -> c.Command | None:
    """Out of the trash."""
    trashed = [each for each, row in ground.tables["incident"].items() if row["trashed_at"] is not None]
    return c.RestoreIncidents(tuple(trashed[: draw.randint(1, 3)]))


def link(ground: Ground, draw: random.Random) -> c.Command | None:
    """A link between two, or of one to itself, which is refused."""
    ends = ground.one(draw, "incident"), ground.one(draw, "incident")
    if ends[0] is None or ends[1] is None:
        return None
    return c.LinkIncidents(ends[0], Link(draw.choice(list(LinkType)), ends[1], note=draw.choice(("", "so it seems"))))


def remove_link(ground: Ground, draw: random.Random) -> c.Command | None:
    """A link less."""
    found = ground.one(draw, "link")
    return None if found is None else c.RemoveLink(found)


def _cell(ground: Ground, draw: random.Random) -> tuple[int, int, str] | None:
    """What some statement says of a field of some incident."""
    found = ground.one(draw, "assertion")
    if found is None:
        return None
    row = ground.tables["assertion"][found]
    return row["incident_id"], row["statement_id"], row["field"]


def adopt(ground: Ground, draw: random.Random) -> c.Command | None:
    """What an account says taken into the finding; refused now and then."""
    cell = _cell(ground, draw)
    return None if cell is None else c.AdoptAssertion(*cell, despite=draw.random() < 0.5)


def unadopt(ground: Ground, draw: random.Random) -> c.Command | None:
    """A finding that no longer cites an account."""
    cell = _cell(ground, draw)
    return None if cell is None else c.UnadoptAssertion(*cell)


def set_assertion(ground: Ground, draw: random.Random) -> c.Command | None:
    """What an account says of a field, new, changed or taken out."""
    found = ground.one(draw, "statement_incident")
    if found is None:
        return None
    row = ground.tables["statement_incident"][found]
    cell = row["incident_id"], row["statement_id"]
    field, value = draw.choice(
        (("munitions", "3"), ("place", "Gamma"), ("attributed_to", "Beta; Alpha"), ("t_from", "Tuesday"))
    )
    state = draw.choice((None, *AssertionState))
    return c.SetAssertion(*cell, field, state, value if state is AssertionState.VALUE else "")


def keep_entry(ground: Ground, draw: random.Random) -> c.Command | None:
    """An entry of the library, new or changed."""
    shelf = draw.choice(list(Shelf))
    entry_id = ground.one(draw, shelf.value) if draw.random() < 0.5 else None
    return c.KeepEntry(replace(any_entry(shelf, draw), id=entry_id))


def remove_entry(ground: Ground, draw: random.Random) -> c.Command | None:
    """An entry less; refused where it is used."""
    shelf = draw.choice(list(Shelf))
    return c.RemoveEntry(shelf, ground.one(draw, shelf.value) or 999_999)


def merge(ground: Ground, draw: random.Random) -> c.Command | None:
    """Two or three entries become one."""
    shelf = draw.choice(list(Shelf))
    there = list(ground.tables[shelf.value])
    chosen = draw.sample(there, min(len(there), draw.randint(2, 3)))
    return c.MergeEntries(shelf, chosen[0], tuple(chosen[1:])) if len(chosen) > 1 else None


def merge_incidents(ground: Ground, draw: random.Random) -> c.Command | None:
    """Two or three incidents become one, with a choice or two; refused where one is in the trash."""
    chosen = ground.some(draw, 3)
    if len(chosen) < 2:
        return None
    parts = draw.sample(("title", "t_from", "place", "status", "munitions", "notes", "own:none"), 2)
    choices = tuple((part, draw.choice(chosen)) for part in parts)
    return c.MergeIncidents(chosen[0], chosen[1:], choices, draw.choice(("", "one event")))


def keep_view(ground: Ground, draw: random.Random) -> c.Command | None:
    """A saved view, new or changed; refused where its name is taken."""
    view_id = ground.one(draw, "saved_view") if draw.random() < 0.4 else None
    layout = Measures({"title": draw.randint(40, 400)}, draw.choice(("", "compact")))
    name = f"{draw.choice(NAMES)} {draw.randint(1, 9)}"
    return c.KeepView(SavedView(name, "status:claimed", id=view_id, layout=layout))


def move_view(ground: Ground, draw: random.Random) -> c.Command | None:
    """A saved view in another place."""
    found = ground.one(draw, "saved_view")
    return None if found is None else c.MoveView(found, draw.randrange(4))


def remove_view(ground: Ground, draw: random.Random) -> c.Command | None:
    """A saved view less."""
    found = ground.one(draw, "saved_view")
    return None if found is None else c.RemoveView(found)


def restore_incident_version(ground: Ground, draw: random.Random) -> c.Command | None:
    """An incident as it was after one of its operations."""
    incident_id = ground.one(draw, "incident")
    query = "SELECT operation_id FROM operation_incident WHERE incident_id = ?"
    told = [row[0] for row in ground.connection.execute(query, (incident_id,))]
    return c.RestoreIncidentVersion(incident_id, draw.choice(told)) if told and incident_id is not None else None


def restore_entry_version(ground: Ground, draw: random.Random) -> c.Command | None:
    """An entry as it was after one of the operations on it; now and then one that is gone."""
    shelf = draw.choice(list(Shelf))
    query = "SELECT row_id, operation_id FROM change WHERE table_name = ? ORDER BY id DESC LIMIT 40"
    told = ground.connection.execute(query, (shelf.value,)).fetchall()
    return c.RestoreEntryVersion(shelf, *draw.choice(told)) if told else None


def attach(ground: Ground, draw: random.Random) -> c.Command | None:
    """A file on a document or a statement."""
    owner = draw.choice(("document", "statement"))
    owner_id = ground.one(draw, owner)
    files = (draw.choice(ground.files),)
    return None if owner_id is None else c.AttachFiles(files, **{f"{owner}_id": owner_id})


def remove_attachment(ground: Ground, draw: random.Random) -> c.Command | None:
    """A file less."""
    found = ground.one(draw, "attachment")
    return None if found is None else c.RemoveAttachment(found)


def mark_passage(ground: Ground, draw: random.Random) -> c.Command | None:
    """A passage of a document with nothing to log, or one that an entry was made from; now and then of an entry that
    is gone."""
    document_id = ground.one(draw, "document")
    if document_id is None:
        return None
    taken = TakenPassage(document_id, *passage_at("All of it.", 0, draw.choice((3, 9))))
    shelf = draw.choice((None, Shelf.SOURCES, Shelf.ACTORS, Shelf.PLACES))
    if shelf is not None and draw.random() < 0.5:
        return c.KeepEntry(any_entry(shelf, draw), taken=taken)
    return c.MarkPassage(taken, shelf, None if shelf is None else ground.one(draw, shelf.value))


def unmark_passages(ground: Ground, draw: random.Random) -> c.Command | None:
    """One or two marks less."""
    found = (ground.one(draw, "document_mark"), ground.one(draw, "document_mark"))
    return c.UnmarkPassages(tuple(each for each in found if each is not None)) if found[0] is not None else None


def keep_template(ground: Ground, draw: random.Random) -> c.Command | None:
    """A template, new or changed; refused where its name is taken."""
    number = ground.one(draw, "template") if draw.random() < 0.4 else None
    return c.KeepTemplate(Template(f"{draw.choice(NAMES)} {draw.randint(1, 9)}", "{}", number))


def move_template(ground: Ground, draw: random.Random) -> c.Command | None:
    """A template in another place."""
    found = ground.one(draw, "template")
    return None if found is None else c.MoveTemplate(found, draw.randrange(4))


def remove_template(ground: Ground, draw: random.Random) -> c.Command | None:
    """A template less."""
    found = ground.one(draw, "template")
    return None if found is None else c.RemoveTemplate(found)


def import_records(ground: Ground, draw: random.Random) -> c.Command | None:
    """The records of another log; nothing where they are there already."""
    return c.ImportRecords("another log", draw.choice(ground.others))


DEEDS: Mapping[str, Deed] = {
    deed.__name__: deed
    for deed in (
        log_incident, edit_incident, settle, keep_status, look_again, tag, trash, restore, link, remove_link,
        keep_entry, remove_entry, merge, merge_incidents, keep_view, move_view, remove_view, *CODE_DEEDS,
        restore_incident_version, restore_entry_version, attach, remove_attachment, import_records, take_rows,
        adopt, unadopt, set_assertion, mark_passage, unmark_passages, *OWN_DEEDS,
        keep_template, move_template, remove_template, *MANY_DEEDS,
    )
}  # fmt: skip
