from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ascertain.app.commands import (
    EditIncident,
    LinkIncidents,
    LogIncident,
    RemoveLink,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.domain.codes import AssertionState, LinkType, Role, Stance, Status
from ascertain.domain.figures import show_figure
from ascertain.domain.records import (
    ActorInRole,
    Assertion,
    Figure,
    Incident,
    IncidentContent,
    Link,
    NamedRef,
    Statement,
)
from ascertain.domain.rows import HistoryEntry
from ascertain.store.connection import open_reader
from ascertain.store.engine import core_connection
from ascertain.store.history import history
from ascertain.store.opening import read_vocabularies

CONTENT = IncidentContent(
    title="Drone",
    place=NamedRef("North base"),
    killed_civilian=Figure(1, 2, 5),
    actors=(ActorInRole(NamedRef("The army"), Role.TARGET),),
    statements=(Statement(NamedRef("Channel One"), assertions=(Assertion("munitions", value="2"),)),),
    tags=("night",),
)


def told(log: Any, incident_id: int) -> list[HistoryEntry]:
    with closing(open_reader(log.session.path)) as connection, core_connection(connection) as core:
        return history(core, read_vocabularies(connection), incident_id)


def changes(entry: HistoryEntry) -> set[tuple[str, str, str]]:
    return {(each.label, each.before, each.after) for each in entry.changes}


@pytest.fixture
def incident(log: Any) -> Incident:
    found: Incident = log.incident(log.run(LogIncident(CONTENT)).made[0])
    return found


@pytest.fixture
def edit(log: Any, incident: Incident) -> Callable[..., HistoryEntry]:
    def make(**parts: Any) -> HistoryEntry:
        now = log.incident(incident.id)
        log.run(EditIncident(now.id, now.version, replace(now.content, **parts)))
        return told(log, incident.id)[0]

    return make


def test_the_first_entry_tells_what_was_logged(log: Any, incident: Incident) -> None:
    (entry,) = told(log, incident.id)
    assert str(entry.label) == "Log 2023-0001"
    assert (entry.author, entry.at) == ("someone", incident.created_at)
    assert changes(entry) == {
        ("What happened", "", "Drone"),
        ("Where", "", "North base"),
        ("Killed, civilians", "", show_figure(CONTENT.killed_civilian)),
        ("Status", "", "Unconfirmed"),
        ("Target", "", "The army"),
        ("Sources", "", "Channel One: Reports"),
        ("Channel One: Munitions", "", "2"),
        ("Tags", "", "night"),
    }


def test_a_verdict_is_told_with_its_reason(log: Any, incident: Incident) -> None:
    log.run(SetStatus((incident.id,), Status.CONFIRMED, "the ministry says so", date(2024, 1, 1)))
    entry = told(log, incident.id)[0]
    assert entry.reason == "the ministry says so"
    assert changes(entry) == {
        ("Status", "Unconfirmed", "Confirmed"),
        ("Why", "", "the ministry says so"),
        ("Follow up on", "", "2024-01-01"),
    }


def test_an_edit_of_the_status_carries_its_reason(edit: Callable[..., HistoryEntry]) -> None:
    assert edit(status=Status.CLAIMED, status_reason="their own word").reason == "their own word"
    assert edit(title="Another").reason == ""


def test_a_figure_and_a_time_are_told_whole(edit: Callable[..., HistoryEntry], incident: Incident) -> None:
    entry = edit(
        killed_civilian=Figure(1, 3, 5), when=replace(incident.content.when, phrase="at night", t_from=0, t_to=3600)
    )
    figure, when = sorted(changes(entry))
    assert figure[0] == "Killed, civilians"
    assert figure[1].startswith("2 (")
    assert figure[2].startswith("3 (")
    assert when[:2] == ("When", "")
    assert when[2].startswith("at night, 1970-01-01 00:00 – 1970-01-01 01:00 UTC")


@pytest.mark.parametrize(
    ("t_from", "t_to", "told"),
    [
        (0, 86_400, "1970-01-01 UTC"),
        (0, 3 * 86_400, "1970-01-01 – 1970-01-03 UTC"),
        (0, 90_000, "1970-01-01 00:00 – 1970-01-02 01:00"),
    ],
)
def test_whole_days_are_told_as_days(
    edit: Callable[..., HistoryEntry], incident: Incident, t_from: int, t_to: int, told: str
) -> None:
    entry = edit(when=replace(incident.content.when, phrase="then", t_from=t_from, t_to=t_to))
    (when,) = changes(entry)
    assert when[2].startswith(f"then, {told}")


def test_statements_and_what_they_say_are_told_in_words(
    log: Any, edit: Callable[..., HistoryEntry], incident: Incident
) -> None:
    first = incident.content.statements[0]
    entry = edit(
        statements=(
            replace(
                first,
                stance=Stance.DENIES,
                credibility=2,
                origin=NamedRef("A guard"),
                assertions=(
                    Assertion("munitions", AssertionState.DECLINED),
                    Assertion("outcome", value="hit", adopted=True),
                ),
            ),
            Statement(NamedRef("Gazette"), Stance.CONFIRMS),
        )
    )
    assert changes(entry) == {
        ("Channel One: Stance", "Reports", "Denies"),
        ("Channel One: Credibility", "", "2"),
        ("Channel One: Origin", "", "A guard"),
        ("Channel One: Munitions", "2", log.session.vocabularies.label("assertion_state", "declined")),
        ("Channel One: Outcome", "", "Hit (adopted)"),
        ("Sources", "", "Gazette: Confirms"),
    }
    gone = edit(statements=())
    assert {("Sources", "Channel One: Denies", ""), ("Sources", "Gazette: Confirms", "")} <= changes(gone)


def test_actors_tags_links_and_trash(log: Any, edit: Callable[..., HistoryEntry], incident: Incident) -> None:
    assert changes(edit(actors=())) == {("Target", "The army", "")}
    log.run(TagIncidents((incident.id,), add=("base",), remove=("night",)))
    assert changes(told(log, incident.id)[0]) == {("Tags", "night", ""), ("Tags", "", "base")}
    other = log.run(LogIncident(CONTENT)).made[0]
    link = log.run(LinkIncidents(incident.id, Link(LinkType.FOLLOWS, other))).made[0]
    label = log.session.vocabularies.label("link_type", "follows")
    assert changes(told(log, incident.id)[0]) == {("Link", "", f"{label} 2023-0002")}
    log.run(RemoveLink(link))
    assert changes(told(log, other)[0])
    log.run(TrashIncidents((incident.id,)))
    assert changes(told(log, incident.id)[0]) == {("Trash", "", "In the trash")}


def test_undo_stands_in_the_history_with_what_it_brought_back(
    log: Any, edit: Callable[..., HistoryEntry], incident: Incident
) -> None:
    edit(title="Other")
    log.run(Undo())
    entries = told(log, incident.id)
    assert [str(entry.label) for entry in entries] == ["Undo: Edit 2023-0001", "Edit 2023-0001", "Log 2023-0001"]
    assert changes(entries[0]) == {("What happened", "Other", "Drone")}
    assert changes(entries[1]) == {("What happened", "Drone", "Other")}


def test_what_happened_to_others_is_not_told(log: Any, incident: Incident) -> None:
    other = log.run(LogIncident(replace(CONTENT, title="Other"))).made[0]
    log.run(TagIncidents((incident.id, other), add=("both",)))
    log.run(TagIncidents((other,), add=("alone",)))
    assert [str(entry.label) for entry in told(log, incident.id)] == ["Change tags of 2 incidents", "Log 2023-0001"]
    assert changes(told(log, incident.id)[0]) == {("Tags", "", "both")}
    assert told(log, 999) == []
