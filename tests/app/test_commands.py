from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ascertain.app.commands import (
    EditIncident,
    KeepEntry,
    KeepView,
    LinkIncidents,
    LogIncident,
    MoveView,
    RemoveEntry,
    RemoveLink,
    RemoveView,
    RestoreIncidents,
    SetFollowUp,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.app.notices import LogChanged
from ascertain.domain.codes import AnchorKind, LinkType, Status
from ascertain.domain.records import (
    Actor,
    AlternateName,
    Anchor,
    Document,
    IncidentContent,
    Link,
    NamedRef,
    Place,
    SavedView,
    Source,
    Statement,
)
from ascertain.domain.rows import Shelf
from ascertain.domain.table_rows import Measures
from tests.app.contents import FULL, instant, logged, refusal, without_ids


def test_what_was_logged_is_read_back_as_it_was_typed(log: Any) -> None:
    incident = log.incident(logged(log))
    assert without_ids(incident.content) == without_ids(FULL)
    assert incident.ref == "2023-0001"
    assert incident.origins == 2


def test_a_notice_tells_what_changed_after_it_is_on_disk(log: Any) -> None:
    heard: list[LogChanged] = []
    log.session.notices.subscribe(heard.append)
    changed = log.run(LogIncident(FULL))
    assert heard == [changed]
    assert str(changed.label) == "Log 2023-0001"
    assert str(changed.undo.undo) == "Log 2023-0001"
    assert changed.incident_ids == frozenset(changed.made)
    assert changed.library
    assert not changed.views


def test_an_edit_that_changes_nothing_writes_nothing_and_says_so(log: Any) -> None:
    incident = log.incident(logged(log))
    heard: list[LogChanged] = []
    log.session.notices.subscribe(heard.append)
    before = log.values("SELECT count(*) FROM operation")
    changed = log.run(EditIncident(incident.id, incident.version, incident.content))
    assert changed.operation == 0
    assert str(changed.label) == "Nothing changed"
    assert not heard
    assert log.values("SELECT count(*) FROM operation") == before
    assert log.incident(incident.id) == incident


def test_an_edit_journals_only_what_differs(log: Any) -> None:
    incident = log.incident(logged(log))
    changed = log.run(EditIncident(incident.id, incident.version, replace(incident.content, title="Three drones")))
    rows = log.values("SELECT table_name, before, after FROM change WHERE operation_id = ?", changed.operation)
    assert rows == [("incident", '{"title":"Two drones reach the base"}', '{"title":"Three drones"}')]
    assert log.incident(incident.id).version > incident.version


def test_an_edit_of_another_version_is_refused(log: Any) -> None:
    incident = log.incident(logged(log))
    log.run(EditIncident(incident.id, incident.version, replace(incident.content, title="First")))
    late = refusal(log, EditIncident(incident.id, incident.version, replace(incident.content, title="Second")))
    assert [(problem.field, problem.code) for problem in late.problems] == [("", "edited_elsewhere")]
    assert log.incident(incident.id).content.title == "First"


def test_a_version_never_comes_back_even_when_an_edit_is_undone(log: Any) -> None:
    incident = log.incident(logged(log))
    log.run(EditIncident(incident.id, incident.version, replace(incident.content, title="First")))
    log.run(Undo())
    assert log.incident(incident.id).version > incident.version + 1


def test_names_that_the_log_has_are_not_made_again(log: Any) -> None:
    entry = Source("Channel One", names=(AlternateName("القناة الأولى", "ar"),))
    source_id = log.run(KeepEntry(entry)).made[0]
    sources = ("channel  ONE".replace("  ", " "), "القناه الاولي", " Channel One ")
    content = IncidentContent(title="t", statements=tuple(Statement(NamedRef(name)) for name in sources))
    incident = log.incident(logged(log, content))
    assert {statement.source.id for statement in incident.content.statements} == {source_id}


def test_refs_count_on_within_the_year_of_the_event_and_are_not_used_again(log: Any) -> None:
    in_2022 = replace(FULL, when=replace(FULL.when, t_from=instant(2022, 5, 1), t_to=instant(2022, 5, 2)))
    undated = IncidentContent(title="No date")
    # Half past midnight on New Year's Day in Baghdad is still the old year in UTC.
    new_year = replace(FULL.when, zone="Asia/Baghdad", t_from=instant(2023, 12, 31, 22), t_to=instant(2023, 12, 31, 23))
    refs = [log.incident(logged(log, each)).ref for each in (FULL, in_2022, undated, replace(FULL, when=new_year))]
    assert refs == ["2023-0001", "2022-0001", "2023-0002", "2024-0001"]
    log.run(Undo())
    log.run(Undo())
    assert log.incident(logged(log)).ref == "2023-0003"


def test_a_statement_on_two_incidents_is_one_record(log: Any) -> None:
    first = log.incident(logged(log))
    shared = first.content.statements[0]
    second = log.incident(logged(log, IncidentContent(title="The other", statements=(replace(shared, assertions=()),))))
    assert second.content.statements[0].id == shared.id
    assert second.content.statements[0].bears_on == (first.id,)

    edited = replace(second.content.statements[0], quote="another wording", credibility=1)
    changed = log.run(EditIncident(second.id, second.version, replace(second.content, statements=(edited,))))
    assert changed.incident_ids == {first.id, second.id}
    seen = log.incident(first.id)
    assert (seen.content.statements[0].quote, seen.content.statements[0].credibility) == ("another wording", 1)
    assert len(seen.content.statements[0].assertions) == 2

    log.run(EditIncident(seen.id, seen.version, replace(seen.content, statements=seen.content.statements[1:])))
    assert log.incident(second.id).content.statements[0].quote == "another wording"
    assert log.incident(first.id).origins == 1


def test_a_statement_goes_when_it_bears_on_nothing(log: Any) -> None:
    incident = log.incident(logged(log))
    log.run(EditIncident(incident.id, incident.version, replace(incident.content, statements=())))
    assert log.values("SELECT (SELECT count(*) FROM statement), (SELECT count(*) FROM assertion)") == [(0, 0)]
    assert log.incident(incident.id).origins == 0
    log.run(Undo())
    assert without_ids(log.incident(incident.id).content) == without_ids(FULL)


def test_the_time_of_the_status_is_kept_when_the_status_changes_only(log: Any) -> None:
    incident = log.incident(logged(log))
    log.run(EditIncident(incident.id, incident.version, replace(incident.content, title="New title")))
    same = log.incident(incident.id)
    assert same.status_at == incident.status_at
    log.run(EditIncident(same.id, same.version, replace(same.content, status=Status.CONFIRMED, status_reason="seen")))
    assert log.incident(incident.id).status_at > incident.status_at


def test_the_status_of_many_is_set_with_its_reason(log: Any) -> None:
    ids = tuple(logged(log) for _ in range(3))
    changed = log.run(SetStatus(ids, Status.DISPUTED, "they contradict each other", date(2024, 1, 1)))
    assert str(changed.label) == "Set status of 3 incidents"
    for incident_id in ids:
        content = log.incident(incident_id).content
        assert (content.status, content.status_reason, content.follow_up_on) == (
            Status.DISPUTED,
            "they contradict each other",
            date(2024, 1, 1),
        )
    assert str(log.run(SetStatus(ids[:1], Status.CONFIRMED, "an answer came")).label) == "Set status of 2023-0001"
    assert log.incident(ids[0]).content.follow_up_on == date(2024, 1, 1), "a day still to come stays"
    log.run(SetFollowUp(ids[:1], date(2023, 10, 20)))
    log.run(SetStatus(ids[:1], Status.REFUTED, "withdrawn"))
    assert log.incident(ids[0]).content.follow_up_on is None, "a day that has come is cleared"
    assert log.run(SetStatus(ids[:1], Status.REFUTED, "withdrawn")).operation == 0


def test_tags_are_added_and_taken_away(log: Any) -> None:
    ids = (logged(log), logged(log, IncidentContent(title="bare")))
    log.run(TagIncidents(ids, add=("Drones", "night"), remove=("base",)))
    assert [set(log.incident(each).content.tags) for each in ids] == [{"drones", "night"}, {"drones", "night"}]
    assert log.values("SELECT name FROM tag ORDER BY name") == [("drones",), ("night",)]
    log.run(Undo())
    assert [set(log.incident(each).content.tags) for each in ids] == [{"drones", "base"}, set()]


def test_trash_and_back(log: Any) -> None:
    incident_id = logged(log)
    assert str(log.run(TrashIncidents((incident_id,))).label) == "Move 2023-0001 to the trash"
    assert log.incident(incident_id).trashed_at is not None
    assert log.run(TrashIncidents((incident_id,))).operation == 0
    log.run(RestoreIncidents((incident_id,)))
    assert log.incident(incident_id).trashed_at is None


def test_links_between_incidents(log: Any) -> None:
    one, other = logged(log), logged(log)
    changed = log.run(LinkIncidents(one, Link(LinkType.OVERLAPS, other, shared_low=1, shared_high=2)))
    assert changed.incident_ids == {one, other}
    assert [(link.other_id, link.shared_high) for link in log.incident(one).links] == [(other, 2)]
    again = log.run(LinkIncidents(other, Link(LinkType.OVERLAPS, one, shared_low=0, shared_high=2)))
    assert again.made == changed.made, "an overlap is the same from both sides"
    log.run(RemoveLink(changed.made[0]))
    assert log.incident(one).links == ()
    assert refusal(log, LinkIncidents(one, Link(LinkType.FOLLOWS, one))).problems[0].code == "itself"
    assert refusal(log, RemoveLink(changed.made[0])).problems[0].code == "gone"


def test_an_incident_is_logged_with_its_links(log: Any) -> None:
    one = logged(log)
    changed = log.run(LogIncident(FULL, (Link(LinkType.FOLLOWS, one),)))
    assert [link.type for link in log.incident(changed.made[0]).links] == [LinkType.FOLLOWS]


@pytest.mark.parametrize(
    ("entry", "shelf"),
    [
        (
            Source(
                "Gazette",
                reliability="B",
                reliability_basis="ten years",
                actor=NamedRef("The army"),
                names=(AlternateName("Gaz"),),
            ),
            Shelf.SOURCES,
        ),
        (Actor("Group", country="IQ", names=(AlternateName("الجماعة", "ar"), AlternateName("Gruppe"))), Shelf.ACTORS),
        (Place("Harbor", country="SY", latitude=35.1, longitude=35.9), Shelf.PLACES),
        (
            Document("Bulletin", publisher=NamedRef("Gazette"), published_on=date(2023, 10, 18), text="Some text."),
            Shelf.DOCUMENTS,
        ),
    ],
)
def test_library_entries_are_kept_removed_and_brought_back(log: Any, entry: Any, shelf: Shelf) -> None:
    entry_id = log.run(KeepEntry(entry)).made[0]
    before = log.values(f"SELECT * FROM {shelf.value} WHERE id = ?", entry_id)
    assert log.run(KeepEntry(replace(entry, id=entry_id))).operation == 0
    changed = log.run(KeepEntry(replace(entry, id=entry_id, notes="Something else")))
    assert changed.library
    log.run(Undo())
    assert log.values(f"SELECT * FROM {shelf.value} WHERE id = ?", entry_id) == before
    log.run(RemoveEntry(shelf, entry_id))
    assert log.values(f"SELECT * FROM {shelf.value} WHERE id = ?", entry_id) == []
    log.run(Undo())
    assert log.values(f"SELECT * FROM {shelf.value} WHERE id = ?", entry_id) == before


def test_an_entry_in_use_is_not_removed_and_says_what_uses_it(log: Any) -> None:
    incident = log.incident(logged(log))
    source = incident.content.statements[0].source
    refused = refusal(log, RemoveEntry(Shelf.SOURCES, source.id or 0))
    assert str(refused.problems[0].text) == "Channel One is used by one statement. Change those first."


def test_what_is_renamed_is_found_by_its_new_name(log: Any) -> None:
    incident = log.incident(logged(log))

    def found(word: str) -> bool:
        rows = log.values("SELECT rowid FROM incident_search WHERE incident_search MATCH ?", f'"{word}"')
        return bool(rows == [(incident.id,)])

    place = incident.content.place
    assert place is not None
    changed = log.run(KeepEntry(Place("Southfort", id=place.id, country="SY")))
    assert changed.incident_ids == {incident.id}
    assert found("southfort")
    assert not found("north base")
    assert log.incident(incident.id).country == "SY"
    source = incident.content.statements[0].source
    log.run(KeepEntry(Source("Channel One", id=source.id, names=(AlternateName("Ersatzname"),))))
    assert found("ersatzname")
    log.run(Undo())
    assert not found("ersatzname")
    log.run(Undo())
    assert found("north base")
    assert log.incident(incident.id).country is None


def test_a_new_day_of_publication_moves_the_times_told_from_it(log: Any) -> None:
    document = log.run(KeepEntry(Document("Bulletin", published_on=date(2023, 10, 18)))).made[0]
    anchor = Anchor(AnchorKind.PUBLICATION, date(2023, 10, 18), document)
    incident = logged(log, replace(FULL, when=replace(FULL.when, anchor=anchor)))
    changed = log.run(KeepEntry(Document("Bulletin", id=document, published_on=date(2023, 10, 20))))
    assert incident in changed.incident_ids
    when = log.incident(incident).content.when
    assert (when.anchor.on, when.t_from, when.t_to) == (
        date(2023, 10, 20),
        instant(2023, 10, 19),
        instant(2023, 10, 20),
    )


def test_a_tag_for_incidents_that_are_gone_is_not_made(log: Any) -> None:
    assert log.run(TagIncidents((77,), add=("nobody's",))).operation == 0
    assert log.values("SELECT count(*) FROM tag") == [(0,)]


def test_saved_views(log: Any) -> None:
    changed = log.run(KeepView(SavedView("Open claims", "status:claimed", ("-t_from",), ("ref", "title"))))
    assert changed.views
    view_id = changed.made[0]
    assert refusal(log, KeepView(SavedView("Open claims"))).problems[0].field == "name"
    log.run(RemoveView(view_id))
    assert log.values("SELECT count(*) FROM saved_view") == [(0,)]
    log.run(Undo())
    assert log.values("SELECT name, search, sort FROM saved_view") == [("Open claims", "status:claimed", '["-t_from"]')]


def test_saved_views_keep_how_columns_stand_and_move(log: Any) -> None:
    layout = Measures({"title": 320, "ref": 60}, "compact")
    numbers = [log.run(KeepView(SavedView(name, layout=layout))).made[0] for name in ("one", "two", "three")]
    log.run(KeepView(SavedView("two", "status:claimed", id=numbers[1])))

    def views() -> list[tuple[str, Measures]]:
        return [(view.name, view.layout) for view in log.ask(lambda queries: queries.saved_views())]

    assert views() == [("one", layout), ("two", Measures()), ("three", layout)]
    log.run(MoveView(numbers[2], 0))
    assert [name for name, _ in views()] == ["three", "one", "two"]
    log.run(MoveView(numbers[2], 99))
    assert [name for name, _ in views()] == ["one", "two", "three"]
    assert log.run(MoveView(numbers[0], 0)).operation == 0
    log.run(Undo())
    log.run(Undo())
    log.run(Undo())
    assert views() == [("one", layout), ("two", layout), ("three", layout)]
    assert refusal(log, MoveView(77, 0)).problems[0].code == "gone"


def test_what_is_wrong_is_refused_at_its_field_and_nothing_is_written(log: Any) -> None:
    refused = refusal(log, LogIncident(replace(FULL, title="", means="no such weapon")))
    assert {problem.field for problem in refused.problems} >= {"title", "means"}
    gone = refusal(log, LogIncident(replace(FULL, place=NamedRef("Nowhere", 99))))
    assert [(problem.field, problem.code) for problem in gone.problems] == [("place", "gone")]
    assert log.values(
        "SELECT (SELECT count(*) FROM operation), (SELECT count(*) FROM incident), (SELECT count(*) FROM actor)"
    ) == [(0, 0, 0)]
