from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ascertain.app.commands import (
    EditIncident,
    KeepEntry,
    LinkIncidents,
    LogIncident,
    Redo,
    RemoveEntry,
    RemoveLink,
    RestoreEntryVersion,
    RestoreIncidents,
    RestoreIncidentVersion,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.domain.codes import LinkType, Role, Stance, Status
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Document,
    Incident,
    IncidentContent,
    Link,
    NamedRef,
    Place,
    Source,
    Statement,
)
from ascertain.domain.rows import Shelf
from tests.app.contents import FULL, logged, refusal, without_ids


def history(log: Any, incident_id: int) -> list[Any]:
    return list(log.ask(lambda queries: queries.history(incident_id)))


def edited(log: Any, incident_id: int, **parts: Any) -> int:
    now = log.incident(incident_id)
    return int(log.run(EditIncident(now.id, now.version, replace(now.content, **parts))).operation)


def settled_facts(incident: Incident) -> Any:
    """What a version consists of: all but the stamps."""
    return replace(incident, version=0, updated_at=0)


@pytest.fixture
def other(log: Any) -> int:
    return logged(log, IncidentContent(title="Another", tags=("night",)))


def test_an_incident_comes_back_whole_and_the_restore_can_be_undone(log: Any, other: int) -> None:
    incident_id = logged(log)
    log.run(LinkIncidents(incident_id, Link(LinkType.FOLLOWS, other, note="the day after")))
    then = log.incident(incident_id)
    version = then.version
    link = then.links[0]
    log.run(RemoveLink(link.id))
    log.run(SetStatus((incident_id,), Status.REFUTED, "it was not so"))
    log.run(TagIncidents((incident_id,), add=("new",), remove=("drones", "base")))
    edited(log, incident_id, title="Nothing of it", actors=(), statements=(), notes="", place=None)
    edited(log, incident_id, statements=(Statement(NamedRef("Gazette"), Stance.DENIES),))
    log.run(TrashIncidents((incident_id,)))
    before = log.incident(incident_id)

    changed = log.run(RestoreIncidentVersion(incident_id, history(log, incident_id)[-2].operation))
    assert str(changed.label) == f"Restore an earlier version of {then.ref}"
    restored = log.incident(incident_id)
    assert settled_facts(restored) == settled_facts(then)
    assert restored.version > version
    assert str(history(log, incident_id)[0].label) == str(changed.label)

    log.run(Undo())
    assert settled_facts(log.incident(incident_id)) == settled_facts(before)
    log.run(Redo())
    assert settled_facts(log.incident(incident_id)) == settled_facts(then)


def test_statements_shared_with_others_stay_theirs(log: Any, other: int) -> None:
    incident_id = logged(log)
    shared = log.incident(incident_id).content.statements[0]
    version = edited(log, incident_id, statements=(replace(shared, bears_on=(other,)),))
    edited(log, incident_id, statements=())
    assert [each.id for each in log.incident(other).content.statements] == [shared.id]
    log.run(RestoreIncidentVersion(incident_id, version))
    (back,) = log.incident(incident_id).content.statements
    assert (back.id, back.bears_on, len(back.assertions)) == (shared.id, (other,), 2)
    assert [each.id for each in log.incident(other).content.statements] == [shared.id]


def test_the_first_version_is_the_one_that_was_logged(log: Any) -> None:
    incident_id = logged(log)
    first = log.incident(incident_id)
    for at in range(3):
        edited(
            log,
            incident_id,
            title=f"Version {at}",
            tags=(f"tag {at}",),
            killed_civilian=replace(FULL.killed_civilian, high=at + 5),
        )
    log.run(RestoreIncidentVersion(incident_id, history(log, incident_id)[-1].operation))
    assert without_ids(log.incident(incident_id).content) == without_ids(first.content)
    assert log.run(RestoreIncidentVersion(incident_id, history(log, incident_id)[-1].operation)).operation == 0


def test_a_version_that_needs_something_removed_is_refused_and_names_it(log: Any) -> None:
    incident_id = logged(log, IncidentContent(title="Drone", statements=(Statement(NamedRef("Gazette")),)))
    first = history(log, incident_id)[0].operation
    edited(log, incident_id, statements=(), place=NamedRef("North base"))
    place = log.incident(incident_id).content.place.id
    second = history(log, incident_id)[0].operation
    edited(log, incident_id, place=None)
    log.run(RemoveEntry(Shelf.PLACES, place))
    ((source,),) = log.values("SELECT id FROM source")
    log.run(RemoveEntry(Shelf.SOURCES, source))
    before = log.incident(incident_id)
    told = str(refusal(log, RestoreIncidentVersion(incident_id, first)).problems[0].text)
    assert "“Gazette”" in told
    assert "Undo its removal first" in told
    assert "“North base”" in str(refusal(log, RestoreIncidentVersion(incident_id, second)).problems[0].text)
    assert log.incident(incident_id) == before
    log.run(Undo())
    log.run(RestoreIncidentVersion(incident_id, first))
    assert [each.source.name for each in log.incident(incident_id).content.statements] == ["Gazette"]


def test_a_version_of_another_record_or_time_is_refused(log: Any) -> None:
    early = logged(log, IncidentContent(title="Early")), log.values("SELECT max(id) FROM operation")[0][0]
    late = logged(log, IncidentContent(title="Late"))
    assert refusal(log, RestoreIncidentVersion(late, early[1])).problems[0].code == "not_there"
    assert refusal(log, RestoreIncidentVersion(late, 999)).problems[0].code == "gone"
    assert refusal(log, RestoreIncidentVersion(99, early[1])).problems[0].code == "gone"
    assert refusal(log, RestoreEntryVersion(Shelf.PLACES, 99, early[1])).problems[0].code == "not_there"


def test_a_version_that_a_purge_emptied_is_refused(log: Any, writer_elsewhere: Any) -> None:
    incident_id = logged(log)
    first = history(log, incident_id)[0].operation
    edited(log, incident_id, title="Edited")
    writer_elsewhere.execute("UPDATE change SET before = NULL, after = NULL WHERE operation_id > ?", (first,))
    assert refusal(log, RestoreIncidentVersion(incident_id, first)).problems[0].code == "purged"


ENTRIES: list[tuple[Any, Any]] = [
    (
        Source("Gazette", "outlet", "B", "seldom wrong", names=(AlternateName("Journal", "fr"),)),
        Source("Other", language="ar"),
    ),
    (Actor("The army", country="IQ", names=(AlternateName("Army"),)), Actor("An army", notes="which?")),
    (
        Place("North base", admin1="North", latitude=33.25, longitude=44.5),
        Place("Base", names=(AlternateName("Camp"),)),
    ),
    (Document("Bulletin", NamedRef("Gazette"), text="All of it."), Document("Leaflet", url="https://example.org")),
]


@pytest.mark.parametrize(("first", "then"), ENTRIES, ids=lambda entry: type(entry).__name__)
def test_an_entry_comes_back_with_its_names(log: Any, first: Any, then: Any) -> None:
    shelf = Shelf(type(first).__name__.lower())
    made = log.run(KeepEntry(first))
    entry_id = made.made[0]
    there = log.entry(shelf, entry_id)
    log.run(KeepEntry(replace(then, id=entry_id)))
    edited_entry = log.entry(shelf, entry_id)
    log.run(RestoreEntryVersion(shelf, entry_id, made.operation))
    assert log.entry(shelf, entry_id) == there
    log.run(Undo())
    assert log.entry(shelf, entry_id) == edited_entry
    log.run(Redo())
    assert log.entry(shelf, entry_id) == there
    labels = [str(each.label) for each in log.ask(lambda queries: queries.entry_history(shelf, entry_id))]
    assert len(labels) == 5
    assert labels[0].startswith("Redo: Restore an earlier version of ")


def test_an_entry_that_was_removed_comes_back_too(log: Any) -> None:
    made = log.run(KeepEntry(ENTRIES[0][0]))
    there = log.entry(Shelf.SOURCES, made.made[0])
    log.run(RemoveEntry(Shelf.SOURCES, made.made[0]))
    log.run(RestoreEntryVersion(Shelf.SOURCES, made.made[0], made.operation))
    assert log.entry(Shelf.SOURCES, made.made[0]) == there


def test_the_history_of_an_entry_tells_each_field_by_sequence(log: Any) -> None:
    entry_id = log.run(KeepEntry(Source("Gazette", reliability="B", names=(AlternateName("Journal", "fr"),)))).made[0]
    log.clock.at -= 1_000_000  # a clock that was put back changes nothing
    log.run(KeepEntry(Source("Gazette", reliability="C", actor=NamedRef("The army"), id=entry_id)))
    newest, oldest = log.ask(lambda queries: queries.entry_history(Shelf.SOURCES, entry_id))
    assert newest.operation > oldest.operation
    assert newest.at < oldest.at
    told = {(each.label, each.before, each.after) for each in newest.changes}
    grade = log.session.vocabularies["reliability"]
    assert told == {
        ("Reliability", grade.label_of("B"), grade.label_of("C")),
        ("Actor", "", "The army"),
        ("Other name", "Journal (fr)", ""),
    }
    assert ("Name", "", "Gazette") in {(each.label, each.before, each.after) for each in oldest.changes}


def test_the_trash_keeps_relations_whole(log: Any, other: int) -> None:
    incident_id = logged(log)
    shared = log.incident(incident_id).content.statements[0]
    edited(
        log,
        incident_id,
        statements=(replace(shared, bears_on=(other,)), *log.incident(incident_id).content.statements[1:]),
    )
    log.run(LinkIncidents(incident_id, Link(LinkType.OVERLAPS, other, shared_low=1, shared_high=2)))
    before = {each: log.incident(each) for each in (incident_id, other)}
    place, source = before[incident_id].content.place.id, shared.source.id
    actor = before[incident_id].content.actors[0].actor.id

    def used(shelf: Shelf, entry_id: int) -> list[int]:
        return list(log.ask(lambda queries: queries.used_by(shelf, entry_id)))

    log.run(TrashIncidents((incident_id,)))
    assert (used(Shelf.PLACES, place), used(Shelf.ACTORS, actor)) == ([], [])
    assert used(Shelf.SOURCES, source) == [other]
    assert refusal(log, RemoveEntry(Shelf.PLACES, place)).problems[0].code == "in_use", "it may come back"
    trashed = log.incident(incident_id)
    assert settled_facts(replace(trashed, trashed_at=None)) == settled_facts(before[incident_id])
    assert settled_facts(log.incident(other)) == settled_facts(before[other])
    assert "trash" in str(history(log, incident_id)[0].label)

    log.run(RestoreIncidents((incident_id,)))
    for each in (incident_id, other):
        assert settled_facts(log.incident(each)) == settled_facts(before[each])
    assert used(Shelf.PLACES, place) == [incident_id]
    assert sorted(used(Shelf.SOURCES, source)) == sorted([incident_id, other])


def test_an_actor_in_two_roles_comes_back_in_both(log: Any) -> None:
    army = NamedRef("The army")
    content = IncidentContent(title="Drone", actors=(ActorInRole(army, Role.TARGET), ActorInRole(army, Role.HOST)))
    made = log.run(LogIncident(content))
    edited(log, made.made[0], actors=())
    log.run(RestoreIncidentVersion(made.made[0], made.operation))
    assert [each.role for each in log.incident(made.made[0]).content.actors] == [Role.TARGET, Role.HOST]
