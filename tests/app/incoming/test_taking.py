"""Rows come into a log as one operation: what it lacks is made, what was edited in the file is changed, what was edited
on both sides is told cell by cell, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ascertain.app.backing_up import list_backups
from ascertain.app.checking import check_log
from ascertain.app.commands import (
    EditIncident,
    LinkIncidents,
    Redo,
    SetFollowUp,
    Undo,
)
from ascertain.app.example import log_example
from ascertain.app.incoming.looking import look_at_rows
from ascertain.app.incoming.taking import take_rows
from ascertain.domain.backups import Why
from ascertain.domain.codes import AnchorKind, LinkType, Status
from ascertain.domain.incoming.mapping import Mapping, SheetMapping
from ascertain.domain.incoming.outcome import Choice, Side
from ascertain.domain.incoming.rows import RecordKind, Spot, Standing
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.records import Anchor, Link, ReportedTime
from ascertain.store.connection import open_reader
from ascertain.store.replaying import journaled_tables, replay
from tests.app.contents import FULL, logged, without_ids
from tests.app.incoming.log_rows import CASE, PLAIN, counted, edited, foreign, only, rows_of, tables, told

Make = Callable[[], Any]


def sound(log: Any) -> None:
    assert not check_log(log.session.path).faults


@pytest.fixture
def other(make_log: Make) -> Any:
    """A log of its own, with the ids of nobody else."""
    make_log()
    made = make_log()
    made.ids.last = 1 << 64
    logged(made)
    when = ReportedTime("the day before", Anchor(AnchorKind.INCIDENT, date(2023, 10, 17), 1), "UTC", 0, 86_400)
    logged(made, replace(FULL, title="Another", when=when, statements=FULL.statements[1:], tags=("base", "drones")))
    made.run(LinkIncidents(1, Link(LinkType.OVERLAPS, 2, shared_low=1, shared_high=2, note="one of them")))
    return made


# ---- what is new


def test_rows_of_a_log_make_an_equal_log_of_an_empty_one(log: Any, other: Any) -> None:
    log_example(other.session)
    notice = take_rows(log.session, "other.xlsx", told(rows_of(other)))
    assert str(notice.label).startswith("Import ")
    for there, here in zip(_all(other), _all(log), strict=True):
        assert (here.uid, here.ref, here.country, here.origins) == (there.uid, there.ref, there.country, there.origins)
        assert _plain(here) == _plain(there)
        assert {_end(link) for link in here.links} == {_end(link) for link in there.links}
    assert _told(log) == _told(other)
    assert [backup.manifest.why for backup in list_backups(log.session.path) if backup.manifest] == [Why.IMPORT]
    sound(log)


def _told(log: Any) -> list[dict[str, Any]]:
    """What a person can type, of every record."""
    given = {
        kind: {each.key for each in targets_of(kind, log.session.fields) if not each.derived} for kind in RecordKind
    }
    rows = sorted(rows_of(log), key=lambda row: (row.kind.value, row.uid, row.of, str(row.values.get("field"))))
    return [{key: value for key, value in row.values.items() if key in given[row.kind]} for row in rows]


def _all(log: Any) -> list[Any]:
    found: list[Any] = log.ask(
        lambda queries: sorted(queries.incidents(queries.order(None, ())), key=lambda each: each.ref)
    )
    return found


def _plain(incident: Any) -> Any:
    content = without_ids(incident.content)
    when = replace(content.when, anchor=replace(content.when.anchor, record_id=None))
    return content.when.anchor.record_id is None, replace(
        content, when=when, statements=tuple(replace(each, bears_on=()) for each in content.statements)
    )


def _end(link: Link) -> tuple[object, ...]:
    return link.type, link.outgoing, link.other_ref, link.shared_low, link.shared_high, link.note


def test_taking_the_same_twice_adds_nothing(log: Any, other: Any) -> None:
    rows = rows_of(other)
    take_rows(log.session, "other.xlsx", told(rows))
    before = tables(log)
    look = look_at_rows(log.session, told(rows))
    assert counted(look) == {"same": len(rows)}
    assert not look.takes_something
    assert take_rows(log.session, "other.xlsx", told(rows)).operation == 0
    assert tables(log) == before


def test_a_look_says_what_an_import_does_and_changes_nothing(log: Any, other: Any) -> None:
    rows = rows_of(other)
    before = tables(log)
    look = look_at_rows(log.session, told(rows))
    assert counted(look) == {"new": len(rows)}
    assert {kind: of[Standing.NEW] for kind, of in look.counts.items()}[RecordKind.INCIDENT] == 2
    shown = next(row for row in look.samples[Standing.NEW] if row.kind is RecordKind.INCIDENT)
    assert ("What happened", "", shown.record) in {(cell.label, cell.here, cell.there) for cell in shown.cells}
    assert tables(log) == before
    assert list_backups(log.session.path) == ()


def test_it_is_undone_and_redone_in_one_step(log: Any, other: Any) -> None:
    logged(log)
    before = tables(log)
    take_rows(log.session, "other.xlsx", told(rows_of(other)))
    after = tables(log)
    log.run(Undo())
    assert _without_stamps(tables(log)) == _without_stamps(before)
    sound(log)
    log.run(Redo())
    assert _without_stamps(tables(log)) == _without_stamps(after)
    sound(log)


def _without_stamps(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Version and stamp of an incident only grow; what follows from rows is held by the check."""
    return {name: rows for name, rows in found.items() if name != "incident"} | {
        "incident": [row[:1] + row[1:50] for row in found["incident"]]
    }


def test_the_journal_tells_all_that_was_taken(log: Any, other: Any) -> None:
    with closing(open_reader(log.session.path)) as connection:
        start = {"code": journaled_tables(connection)["code"]}
    take_rows(log.session, "other.xlsx", told(rows_of(other)))
    with closing(open_reader(log.session.path)) as connection:
        assert replay(connection, start) == journaled_tables(connection)


def test_nothing_to_take_is_nothing_done(log: Any) -> None:
    assert counted(look_at_rows(log.session, told([]))) == {}
    assert take_rows(log.session, "empty.csv", told([])).operation == 0


def test_rows_of_other_people_name_what_the_log_has_or_gets(log: Any) -> None:
    logged(log)
    rows = [
        foreign(2, {**CASE, "source": ("channel one", "Another"), "target": ("the army",), "ref": "XY-17"}),
        foreign(3, {**CASE, "place": "South base", "country": "IQ", "place_latitude": 33.0, "place_longitude": 44.0}),
    ]
    made = take_rows(log.session, "others.csv", told(rows, PLAIN)).made
    first, second = log.incident(made[0]), log.incident(made[1])
    assert (first.ref, second.ref) == ("2024-0001", "2024-0002")
    assert first.content.place.id == log.incident(1).content.place.id
    assert [each.source.name for each in first.content.statements] == ["Channel One", "Another"]
    assert [each.actor.name for each in first.content.actors] == ["The army"]
    assert second.country == "IQ"
    assert log.values("SELECT latitude, longitude FROM place WHERE name = 'South base'") == [(33.0, 44.0)]
    sound(log)


def test_words_become_codes_of_their_list(log: Any) -> None:
    mapping = Mapping("plain", (SheetMapping("", ()),), {"means": {"Balloon": "+Balloon", "balloons": "+Balloon"}})
    rows = [foreign(2, {**CASE, "means": "+Balloon"}), foreign(3, {**CASE, "means": "+Balloon"})]
    made = take_rows(log.session, "others.csv", told(rows, mapping)).made
    assert {log.incident(each).content.means for each in made} == {"balloon"}
    assert log.session.vocabularies.label("means", "balloon") == "Balloon"
    log.run(Undo())
    assert log.session.vocabularies["means"].find("balloon") is None


# ---- edited in the file, in the log, in both


@pytest.fixture
def exported(log: Any) -> Any:
    """A log, and the rows of it as they were given to somebody."""
    logged(log)
    return rows_of(log)


def test_what_was_edited_in_the_file_alone_is_taken_and_no_other_cell(log: Any, exported: Any) -> None:
    row = only(exported, RecordKind.INCIDENT)
    before = log.incident(1).content
    log.run(SetFollowUp((1,), date(2023, 12, 24)))
    rows = [edited(row, title="Three drones reach the base", killed_civilian_best=5, killed_civilian_high=6)]
    look = look_at_rows(log.session, told(rows))
    assert counted(look) == {"changed": 1}
    (sample,) = look.samples[Standing.CHANGED]
    assert [(cell.here, cell.there) for cell in sample.cells] == [
        ("Two drones reach the base", "Three drones reach the base"), ("1", "5"), ("2", "6"),
    ]  # fmt: skip
    take_rows(log.session, "back.xlsx", told(rows))
    after = log.incident(1).content
    figure = replace(before.killed_civilian, best=5, high=6)
    assert after == replace(
        before, title="Three drones reach the base", killed_civilian=figure, follow_up_on=date(2023, 12, 24)
    )
    log.run(Undo())
    assert log.incident(1).content == replace(before, follow_up_on=date(2023, 12, 24))
    sound(log)


def test_what_was_edited_in_the_log_alone_stays(log: Any, exported: Any) -> None:
    log.run(EditIncident(1, log.incident(1).version, replace(log.incident(1).content, title="Otherwise")))
    assert counted(look_at_rows(log.session, told(exported))) == {"same": len(exported)}
    assert take_rows(log.session, "back.xlsx", told(exported)).operation == 0
    assert log.incident(1).content.title == "Otherwise"


def test_what_was_edited_in_both_is_told_and_decided_cell_by_cell(log: Any, exported: Any) -> None:
    row = edited(only(exported, RecordKind.INCIDENT), title="Theirs", notes="Their notes.", means="ied")
    log.run(
        EditIncident(1, log.incident(1).version, replace(log.incident(1).content, title="Ours", notes="Our notes."))
    )
    look = look_at_rows(log.session, told([row]))
    assert counted(look) == {"conflicting": 1}
    assert [(each.key, each.here, each.there) for each in look.conflicts] == [
        ("title", "Ours", "Theirs"), ("notes", "Our notes.", "Their notes."),
    ]  # fmt: skip
    cells = {("Incidents", row.spot.row, "notes"): Side.THERE}
    take_rows(log.session, "back.xlsx", told([row]), Choice(cells=cells))
    content = log.incident(1).content
    assert (content.title, content.notes, content.means) == ("Ours", "Their notes.", "ied")
    take_rows(log.session, "back.xlsx", told([row]), Choice(side=Side.THERE))
    assert log.incident(1).content.title == "Theirs"


def test_the_same_edit_on_both_sides_is_no_conflict(log: Any, exported: Any) -> None:
    log.run(EditIncident(1, log.incident(1).version, replace(log.incident(1).content, title="Both")))
    row = edited(only(exported, RecordKind.INCIDENT), title="Both")
    assert counted(look_at_rows(log.session, told([row]))) == {"same": 1}


def test_a_status_that_was_edited_is_dated(log: Any, exported: Any) -> None:
    was = log.incident(1).status_at
    take_rows(log.session, "back.xlsx", told([edited(only(exported, RecordKind.INCIDENT), status="refuted")]))
    assert log.incident(1).content.status is Status.REFUTED
    assert log.incident(1).status_at > was


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        (RecordKind.STATEMENT, {"quote": "two came down"}, "SELECT quote FROM statement WHERE id = 1"),
        (RecordKind.ASSERTION, {"value": "7"}, "SELECT value FROM assertion WHERE id = 1"),
        (RecordKind.SOURCE, {"notes": "two came down"}, "SELECT notes FROM source WHERE name = 'A spokesman'"),
    ],
)
def test_the_other_sheets_come_back_too(log: Any, exported: Any, kind: RecordKind, values: Any, found: str) -> None:
    rows = [edited(row, **values) if row is only(exported, kind) else row for row in exported]
    assert counted(look_at_rows(log.session, told(rows))) == {"changed": 1, "same": len(rows) - 1}
    take_rows(log.session, "back.xlsx", told(rows))
    assert log.values(found) == [tuple(values.values())]
    sound(log)


def test_a_row_that_is_missing_changes_nothing(log: Any, exported: Any) -> None:
    assert take_rows(log.session, "back.xlsx", told(exported[:2])).operation == 0


def test_a_new_row_of_the_own_sheets_is_logged_and_keeps_a_free_number(log: Any, exported: Any) -> None:
    row = only(exported, RecordKind.INCIDENT)
    new = replace(
        row, uid="", base={}, rest={}, spot=Spot("Incidents", 99), values={"title": "New", "ref": "2023-0044"}
    )
    statement = only(exported, RecordKind.STATEMENT)
    said = replace(
        statement,
        uid="",
        base={},
        rest={},
        of="",
        values={"ref": "2023-0044", "source": "Channel One", "stance": "denies"},
    )
    made = take_rows(log.session, "back.xlsx", told([new, said])).made
    incident = log.incident(made[0])
    assert (incident.ref, incident.content.title) == ("2023-0044", "New")
    assert [each.stance.value for each in incident.content.statements] == ["denies"]
    assert incident.origins == 1
    assert log.incident(logged(log)).ref == "2023-0045"
    sound(log)
