from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ascertain.app.commands import (
    EditIncident,
    KeepEntry,
    LogIncident,
    MergeEntries,
    Redo,
    RestoreEntryVersion,
    RestoreIncidentVersion,
    TrashIncidents,
    Undo,
)
from ascertain.domain.codes import Affiliation, AnchorKind, Role, Stance
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Anchor,
    Document,
    IncidentContent,
    NamedRef,
    Place,
    Source,
    Statement,
)
from ascertain.domain.rows import MergeReach, Shelf
from ascertain.store.replaying import journaled_tables
from ascertain.store.schema import metadata
from ascertain.store.writing.merging import REFERENCES
from tests.app.contents import logged, refusal


def kept(log: Any, *entries: Any) -> list[int]:
    return [log.run(KeepEntry(entry)).made[0] for entry in entries]


def everything(log: Any) -> Any:
    from contextlib import closing

    from ascertain.store.connection import open_reader

    with closing(open_reader(log.session.path)) as connection:
        return journaled_tables(connection)


def test_every_column_that_points_to_an_entry_is_moved() -> None:
    pointing = {
        (shelf, each.name, column.name)
        for each in metadata.tables.values()
        for column in each.columns
        for key in column.foreign_keys
        for shelf in Shelf
        if key.column.table.name == shelf.value and each.name != f"{shelf.value}_name"
    }
    assert {(shelf, *pair) for shelf, pairs in REFERENCES.items() for pair in pairs} == pointing


def test_places_become_one_with_all_their_names(log: Any) -> None:
    one, two, three = kept(
        log,
        Place("North base", admin1="North", names=(AlternateName("Camp"),), notes="First."),
        Place("Base of the north", country="IQ", names=(AlternateName("camp"), AlternateName("قاعدة", "ar"))),
        Place("NORTH BASE", latitude=33.0, longitude=44.0, notes="Seen from the road."),
    )
    ids = [logged(log, IncidentContent(title="Drone", place=NamedRef("", each))) for each in (one, two, three)]
    log.run(TrashIncidents((ids[2],)))
    assert log.ask(lambda queries: queries.merge_reach(Shelf.PLACES, (two, three))) == MergeReach(2)
    before = everything(log)
    changed = log.run(MergeEntries(Shelf.PLACES, one, (two, three)))
    assert str(changed.label) == "Merge 2 entries into North base"
    assert changed.library
    assert changed.incident_ids >= {ids[1], ids[2]}
    assert log.entry(Shelf.PLACES, one) == Place(
        "North base", None, "IQ", "North", "", 33.0, 44.0, "First.\n\nSeen from the road.",
        (AlternateName("Camp"), AlternateName("قاعدة", "ar"), AlternateName("Base of the north")), one,
    )  # fmt: skip
    assert log.entry(Shelf.PLACES, two) is None
    assert {log.incident(each).content.place for each in ids} == {NamedRef("North base", one)}
    assert log.incident(ids[0]).country == "IQ", "what is derived follows"
    assert log.ask(lambda queries: list(queries.suggest(Shelf.PLACES, "base of")))[0].id == one
    after = everything(log)
    log.run(Undo())
    assert everything(log) == before
    log.run(Redo())
    assert everything(log) == after


def test_an_actor_stands_once_in_each_role(log: Any) -> None:
    one, two = kept(log, Actor("The army"), Actor("Army of the land", country="IQ"))
    source = kept(log, Source("Spokesman", actor=NamedRef("", two), affiliation=Affiliation.SPEAKS_FOR))[0]
    army, land = NamedRef("", one), NamedRef("", two)
    roles = ((land, Role.TARGET), (army, Role.TARGET), (land, Role.HOST))
    actors = tuple(ActorInRole(each, role) for each, role in roles)
    incident_id = logged(log, IncidentContent(title="Drone", actors=actors))
    assert log.ask(lambda queries: queries.merge_reach(Shelf.ACTORS, (two,))) == MergeReach(1, sources=1)
    before = everything(log)
    log.run(MergeEntries(Shelf.ACTORS, one, (two,)))
    there = log.incident(incident_id).content.actors
    assert [(each.actor.id, each.role) for each in there] == [(one, Role.TARGET), (one, Role.HOST)]
    spokesman = log.entry(Shelf.SOURCES, source)
    assert isinstance(spokesman, Source)
    assert spokesman.actor == NamedRef("The army", one)
    log.run(Undo())
    assert everything(log) == before


def test_sources_become_one_where_they_speak_where_they_are_the_origin_and_where_they_publish(log: Any) -> None:
    one, two = kept(
        log, Source("Gazette", reliability="B"), Source("The Gazette", is_official=True, url="https://g.org")
    )
    document = kept(log, Document("Bulletin", NamedRef("", two)))[0]
    first, second = NamedRef("", one), NamedRef("", two)
    told = (
        Statement(first, Stance.REPORTS, origin=second),
        Statement(second, Stance.DENIES),
        Statement(NamedRef("Radio"), Stance.REPORTS, origin=second),
    )
    incident_id = logged(log, IncidentContent(title="Drone", statements=told))
    assert log.incident(incident_id).origins == 1
    reach = log.ask(lambda queries: queries.merge_reach(Shelf.SOURCES, (two,)))
    assert reach == MergeReach(1, statements=3, documents=1)
    before = everything(log)
    log.run(MergeEntries(Shelf.SOURCES, one, (two,)))
    merged = log.incident(incident_id).content.statements
    assert [(each.source.id, each.origin and each.origin.id) for each in merged[:2]] == [(one, None), (one, None)]
    assert merged[2].origin == NamedRef("Gazette", one)
    published = log.entry(Shelf.DOCUMENTS, document)
    assert isinstance(published, Document)
    assert published.publisher == NamedRef("Gazette", one)
    source = log.entry(Shelf.SOURCES, one)
    assert isinstance(source, Source)
    assert (source.is_official, source.url, source.reliability) == (True, "https://g.org", "B")
    log.run(Undo())
    assert everything(log) == before


def test_documents_become_one_and_times_told_from_them_stay(log: Any) -> None:
    one, two = kept(log, Document("Bulletin"), Document("The bulletin", text="All of it.", url="https://b.org"))
    content = IncidentContent(title="Drone", statements=(Statement(NamedRef("Radio"), document=NamedRef("", two)),))
    when = replace(content.when, phrase="yesterday", anchor=Anchor(AnchorKind.PUBLICATION, None, two))
    incident_id = logged(log, replace(content, when=when))
    before = everything(log)
    log.run(MergeEntries(Shelf.DOCUMENTS, one, (two,)))
    incident = log.incident(incident_id).content
    assert incident.statements[0].document == NamedRef("Bulletin", one)
    assert incident.when.anchor.record_id == one
    document = log.entry(Shelf.DOCUMENTS, one)
    assert isinstance(document, Document)
    assert (document.text, bool(document.sha256), document.url) == ("All of it.", True, "https://b.org")
    log.run(Undo())
    assert everything(log) == before


def test_versions_from_before_a_merge_can_be_restored(log: Any) -> None:
    one, two = kept(log, Source("Gazette"), Source("The Gazette"))
    made = log.run(LogIncident(IncidentContent(title="Drone", statements=(Statement(NamedRef("", two)),))))
    now = log.incident(made.made[0])
    log.run(EditIncident(now.id, now.version, replace(now.content, statements=())))
    log.run(MergeEntries(Shelf.SOURCES, one, (two,)))
    log.run(RestoreIncidentVersion(now.id, made.operation))
    assert [each.source for each in log.incident(now.id).content.statements] == [NamedRef("Gazette", one)]
    histories = [log.ask(lambda queries, each=each: queries.entry_history(Shelf.SOURCES, each)) for each in (one, two)]
    assert [str(each[0].label) for each in histories] == ["Merge The Gazette into Gazette"] * 2
    first = histories[0][-1].operation
    log.run(RestoreEntryVersion(Shelf.SOURCES, one, first))
    source = log.entry(Shelf.SOURCES, one)
    assert isinstance(source, Source)
    assert source.names == ()


@pytest.mark.parametrize(("keep", "others", "code"), [(1, (), "needed"), (1, (1,), "needed"), (1, (9,), "gone")])
def test_what_cannot_be_merged_is_refused(log: Any, keep: int, others: tuple[int, ...], code: str) -> None:
    kept(log, Place("North base"))
    before = everything(log)
    assert refusal(log, MergeEntries(Shelf.PLACES, keep, others)).problems[0].code == code
    assert everything(log) == before
