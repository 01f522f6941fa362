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
from ascertain.domain.code_lists import new_key
from ascertain.domain.codes import AssertionState, LinkType, Role, Stance, Status
from ascertain.domain.own_fields import Fields
from ascertain.domain.passages import TakenPassage, passage_at
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Assertion,
    Document,
    Figure,
    IncidentContent,
    LibraryEntry,
    Link,
    NamedRef,
    Place,
    SavedView,
    Source,
    Statement,
    StoredFile,
)
from ascertain.domain.rows import Shelf
from ascertain.domain.templates import Template
from ascertain.domain.vocabulary import Code, Vocabularies
from ascertain.store.replaying import Tables
from tests.prove.any_times import DAYS, any_when
from tests.prove.own_deeds import OWN_DEEDS, own_values

_NAMES = ("Alpha", "alpha", "Beta", "Gamma", "دلتا", "Epsilon & sons")
_TITLES = ("Drone", "Rocket at night", "صاروخ", "Nothing")
_TAGS = ("one", "two", "One", "three", "four")
_FIGURES = (Figure(), Figure.exactly(0), Figure(1, 2, 5), Figure(unknown=True))
_LISTS = ("means", "outcome", "kind", "place_kind", "country", "status")


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
    return c.LogIncident(_content(ground, draw), links)


def edit_incident(ground: Ground, draw: random.Random) -> c.Command | None:
    """Another content, with some of the old statements, borne by other incidents too."""
    incident_id = ground.one(draw, "incident")
    if incident_id is None:
        return None
    now = ground.ask(lambda queries: queries.incident(incident_id))
    content = _content(ground, draw)
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
    return c.TagIncidents(ground.some(draw, 8), _tags(draw), _tags(draw))


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
    return c.KeepEntry(replace(_entry(shelf, draw), id=entry_id))


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


def keep_view(ground: Ground, draw: random.Random) -> c.Command | None:
    """A saved view, new or changed; refused where its name is taken."""
    view_id = ground.one(draw, "saved_view") if draw.random() < 0.4 else None
    return c.KeepView(SavedView(f"{draw.choice(_NAMES)} {draw.randint(1, 9)}", "status:claimed", id=view_id))


def remove_view(ground: Ground, draw: random.Random) -> c.Command | None:
    """A saved view less."""
    found = ground.one(draw, "saved_view")
    return None if found is None else c.RemoveView(found)


def keep_code(ground: Ground, draw: random.Random) -> c.Command | None:
    """A code added, renamed, retired or brought back."""
    vocabulary = ground.vocabularies[draw.choice(_LISTS)]
    label = f"{draw.choice(_TITLES)} {draw.randint(1, 99)}"
    if draw.random() < 0.4:
        return c.KeepCode(vocabulary.name, Code(new_key(vocabulary, label), label))
    present = draw.choice(vocabulary.codes)
    retired = present.retired if draw.random() < 0.5 else not present.retired
    return c.KeepCode(vocabulary.name, replace(present, label=draw.choice((label, present.label)), retired=retired))


def move_code(ground: Ground, draw: random.Random) -> c.Command | None:
    """A code moved within a short list."""
    vocabulary = ground.vocabularies[draw.choice(("means", "outcome", "status"))]
    return c.MoveCode(vocabulary.name, draw.choice(vocabulary.codes).key, draw.randrange(len(vocabulary.codes)))


def remove_code(ground: Ground, draw: random.Random) -> c.Command | None:
    """A code less; refused for most."""
    vocabulary = ground.vocabularies[draw.choice(_LISTS)]
    return c.RemoveCode(vocabulary.name, vocabulary.codes[-1].key)


def merge_codes(ground: Ground, draw: random.Random) -> c.Command | None:
    """Two codes become one; refused for a closed list."""
    vocabulary = ground.vocabularies[draw.choice(("means", "outcome", "kind", "status"))]
    keep, other = draw.sample(vocabulary.codes, 2)
    return c.MergeCodes(vocabulary.name, keep.key, (other.key,))


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
        return c.KeepEntry(_entry(shelf, draw), taken=taken)
    return c.MarkPassage(taken, shelf, None if shelf is None else ground.one(draw, shelf.value))


def unmark_passages(ground: Ground, draw: random.Random) -> c.Command | None:
    """One or two marks less."""
    found = (ground.one(draw, "document_mark"), ground.one(draw, "document_mark"))
    return c.UnmarkPassages(tuple(each for each in found if each is not None)) if found[0] is not None else None


def keep_template(ground: Ground, draw: random.Random) -> c.Command | None:
    """A template, new or changed; refused where its name is taken."""
    number = ground.one(draw, "template") if draw.random() < 0.4 else None
    return c.KeepTemplate(Template(f"{draw.choice(_NAMES)} {draw.randint(1, 9)}", "{}", number))


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
        keep_entry, remove_entry, merge, keep_view, remove_view, keep_code, move_code, remove_code,
        merge_codes,
        restore_incident_version, restore_entry_version, attach, remove_attachment, import_records,
        adopt, unadopt, set_assertion, mark_passage, unmark_passages, *OWN_DEEDS,
        keep_template, move_template, remove_template,
    )
}  # fmt: skip


def _content(ground: Ground, draw: random.Random) -> IncidentContent:
    means = draw.choice((None, *(code.key for code in ground.vocabularies["means"].current())))
    return IncidentContent(
        title=draw.choice(_TITLES),
        means=means,
        when=any_when(ground.tables, draw),
        place=draw.choice((None, _ref(draw), _new_place(draw))),
        munitions=draw.choice(_FIGURES),
        killed_civilian=draw.choice(_FIGURES),
        killed_unknown=draw.choice(_FIGURES),
        actors=tuple(ActorInRole(_ref(draw), draw.choice(list(Role))) for _ in range(draw.randrange(3))),
        statements=tuple(_statement(draw) for _ in range(draw.randrange(4))),
        tags=_tags(draw),
        status=draw.choice(list(Status)),
        notes=draw.choice(("", "Seen from the road.")),
        own=own_values(ground, draw),
    )


def _statement(draw: random.Random) -> Statement:
    asserted = draw.choice(((), (Assertion("munitions", value="2", adopted=True),)))
    document, origin = draw.choice((None, _ref(draw))), draw.choice((None, _ref(draw)))
    quote = draw.choice(("", "so they say"))
    said_on = draw.choice((None, *DAYS))
    return Statement(
        _ref(draw), draw.choice(list(Stance)), document, origin, quote=quote, said_on=said_on, assertions=asserted
    )


def _entry(shelf: Shelf, draw: random.Random) -> LibraryEntry:
    name, names = draw.choice(_NAMES), (AlternateName(draw.choice(_NAMES) + "s"),)
    match shelf:
        case Shelf.SOURCES:
            return Source(name, country="IQ", actor=draw.choice((None, _ref(draw))), names=names)
        case Shelf.ACTORS:
            return Actor(name, notes=draw.choice(("", "which?")), names=names)
        case Shelf.PLACES:
            return Place(name, country=draw.choice((None, "IQ", "SY")), names=names)
        case Shelf.DOCUMENTS:
            text = draw.choice(("", "All of it."))
            return Document(name, draw.choice((None, _ref(draw))), published_on=draw.choice((None, *DAYS)), text=text)


def _ref(draw: random.Random) -> NamedRef:
    return NamedRef(draw.choice(_NAMES))


def _new_place(draw: random.Random) -> NamedRef:
    """A place that is made with the incident, with names and a point, as one of the gazetteer is."""
    name, country = draw.choice(_NAMES), draw.choice(("IQ", "SY"))
    point = draw.choice(((None, None), (33.04, 40.29), (36.2, 37.16)))
    names = (AlternateName(draw.choice(_NAMES), "ar"),) if draw.random() < 0.5 else ()
    return NamedRef(name, None, Place(name, "town", country, "North", "", point[0], point[1], names=names))


def _tags(draw: random.Random) -> tuple[str, ...]:
    return tuple(draw.sample(_TAGS, draw.randrange(3)))
