"""A purge takes an incident out of its log and out of the history, and leaves all else as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ascertain.app.commands import (
    KeepView,
    LinkIncidents,
    PurgeIncidents,
    Redo,
    RemoveLink,
    SetStatus,
    Undo,
)
from ascertain.domain.codes import LinkType, Role, Status
from ascertain.domain.purges import PurgeOutline
from ascertain.domain.records import ActorInRole, IncidentContent, Link, NamedRef, SavedView
from ascertain.store.checking import check
from tests.app.contents import FULL, logged, refusal
from tests.app.planted import Words, found_in, incident, statement
from tests.app.purges import edited, lived_alone, outline, rows


def test_all_else_stays_as_it_was(log: Any) -> None:
    words, kept = Words(), Words("kept")
    log.run(KeepView(SavedView("A view", "base")))
    others = [logged(log, incident(kept)) for _ in range(3)]
    edited(log, others[0], notes=kept.new())
    log.run(SetStatus((others[1],), Status.REFUTED, kept.new()))
    before, journal = rows(log), log.values("SELECT * FROM change ORDER BY id")
    uid = log.values("SELECT uid FROM incident WHERE id = ?", lived_alone(log, words))[0][0]
    first = log.values("SELECT id FROM incident WHERE uid = ?", uid)[0][0]
    log.run(PurgeIncidents((first,), "because"))
    assert rows(log) == before
    assert log.values("SELECT * FROM change WHERE id <= ? ORDER BY id", journal[-1][0]) == journal
    assert (uid, "incident", "someone", "because") in log.values(
        "SELECT record_uid, kind, author, reason FROM tombstone"
    )
    log.session.close()
    assert found_in(log.session.path, words.given + kept.given) == set(kept.given)
    assert check(log.session.path).faults == ()


def test_undo_goes_on_with_what_the_purge_does_not_concern(log: Any) -> None:
    kept = logged(log, FULL)
    edited(log, kept, title="Another title")
    gone = logged(log, IncidentContent(title="Gone"))
    log.run(SetStatus((kept, gone), Status.CONFIRMED, "both"))
    log.run(SetStatus((gone,), Status.REFUTED, "alone"))
    notice = log.run(PurgeIncidents((gone,), ""))
    assert str(notice.undo.undo) == "Edit 2023-0001"
    log.run(Undo())
    assert log.incident(kept).content.title == FULL.title
    log.run(Redo())
    log.run(Undo())
    # The status that was set for both stays, and so does what it stands on.
    assert refusal(log, Undo()).problems[0].code == "changed_since"
    assert log.incident(kept).content.status is Status.CONFIRMED


def test_with_nothing_in_common_everything_before_a_purge_can_be_undone(log: Any) -> None:
    logged(log, FULL)
    log.run(PurgeIncidents((logged(log, IncidentContent(title="Gone")),), ""))
    log.run(Undo())
    assert log.values("SELECT count(*) FROM incident") == [(0,)]
    assert refusal(log, Undo()).problems[0].code == "nothing_to_undo"


def test_a_statement_that_bears_on_another_incident_stays(log: Any) -> None:
    words, kept = Words(), Words("kept")
    other = logged(log, IncidentContent(title="Other"))
    shared = statement(kept, bears_on=(other,), asserts=False)
    first = logged(log, incident(words, statement(words), shared))
    assert outline(log, first) == PurgeOutline(
        incidents=1, statements=1, operations=1, staying_statements=1, staying_entries=3
    )
    log.run(PurgeIncidents((first,), ""))
    (only,) = log.incident(other).content.statements
    assert (only.quote, only.note) == (shared.quote, shared.note)
    log.session.close()
    assert found_in(log.session.path, words.given + kept.given) == set(kept.given)


def test_a_statement_taken_away_before_goes_with_its_incident(log: Any) -> None:
    words = Words()
    first = logged(log, incident(words))
    edited(log, first, statements=())
    log.run(PurgeIncidents((first,), ""))
    log.session.close()
    assert found_in(log.session.path, words.given) == set()


def test_the_library_goes_too_where_it_is_asked(log: Any) -> None:
    logged(log, FULL)
    before = rows(log)
    content = replace(FULL, place=NamedRef("Zqhere"), actors=(ActorInRole(NamedRef("Zqgroup"), Role.TARGET),))
    first = logged(log, replace(content, statements=(replace(FULL.statements[0], source=NamedRef("Zqvoice")),)))
    assert outline(log, first).staying_entries == 3
    assert outline(log, first, library=True).entries == 3
    log.run(PurgeIncidents((first,), "", library=True))
    assert rows(log) == before
    log.session.close()
    assert found_in(log.session.path, ("Zqhere", "Zqgroup", "Zqvoice", "zqhere", "zqgroup", "zqvoice")) == set()


def test_an_incident_that_was_undone_can_still_be_purged(log: Any) -> None:
    words = Words()
    first = logged(log, incident(words))
    log.run(Undo())
    notice = log.run(PurgeIncidents((first,), ""))
    assert notice.operation
    assert (notice.undo.undo, notice.undo.redo) == (None, None)
    log.session.close()
    assert found_in(log.session.path, words.given) == set()


def test_purging_what_is_not_there_changes_nothing(log: Any) -> None:
    assert log.run(PurgeIncidents((77,), "")).operation == 0


def test_the_history_of_others_tells_of_a_purged_incident(log: Any) -> None:
    first, other = logged(log, IncidentContent(title="One")), logged(log, IncidentContent(title="Other"))
    link = log.run(LinkIncidents(first, Link(LinkType.SAME_AS, other, note="zqnote"))).made[0]
    log.run(RemoveLink(link))
    log.run(LinkIncidents(first, Link(LinkType.FOLLOWS, other)))
    log.run(PurgeIncidents((first,), "a promise"))
    told = log.session.reader().ask(lambda queries: queries.history(other)).result()
    assert [(str(each.label), each.reason) for each in told] == [
        ("Purge 1 incident", "a promise"),
        ("Link 2023-0001 to 2023-0002", ""),
        ("Remove link of 2023-0001 to 2023-0002", ""),
        ("Link 2023-0001 to 2023-0002", ""),
        ("Log 2023-0002", ""),
    ]
    links = [[(each.before, each.after) for each in entry.changes if each.label == "Link"] for entry in told]
    gone = "a purged incident"
    assert links == [[(gone, "")], [("", gone)], [(gone, "")], [("", gone)], []]
    assert log.incident(other).links == ()
