from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from ascertain.app.commands import EditIncident, KeepEntry, LogIncident, TrashIncidents, Undo
from ascertain.app.session import LogSession
from ascertain.domain.drafts import Draft, Standing, UnfinishedForm
from ascertain.domain.problems import LogUnavailable, Refused
from ascertain.domain.records import Source
from ascertain.domain.rows import Shelf
from ascertain.domain.search import parse
from tests.app.contents import FULL, logged

TYPED = Draft("u-1", "incident", "Half a title", '{"version": 1, "values": {"title": "Half a title"}}')


def keep(log: Any, draft: Draft) -> Draft:
    kept: Draft = log.session.ledger.keep_draft(draft).result()
    return kept


def drafts(log: Any) -> list[UnfinishedForm]:
    found: list[UnfinishedForm] = log.session.reader().ask(lambda queries: queries.drafts()).result()
    return found


def test_an_unfinished_form_is_kept_and_replaced_under_its_uid(log: Any) -> None:
    keep(log, TYPED)
    kept = keep(log, replace(TYPED, title="Half a title more"))
    assert kept.author == "someone"
    log.reopen()
    assert drafts(log) == [UnfinishedForm(kept, "", Standing.NEW)]


def test_unfinished_forms_come_with_the_newest_first_and_are_dropped_by_uid(log: Any) -> None:
    for number in "123":
        keep(log, replace(TYPED, uid=number))
    log.session.ledger.drop_draft("2").result()
    log.session.ledger.drop_draft("unheard of").result()
    assert [each.draft.uid for each in drafts(log)] == ["3", "1"]


def test_keeping_is_no_operation_and_no_incident(log: Any) -> None:
    logged(log)
    before = log.session.ledger.undo_state().result()
    operations = log.values("SELECT count(*) FROM operation")
    told: list[object] = []
    log.session.notices.subscribe(told.append)
    keep(log, TYPED)
    asked = log.session.reader()
    assert told == []
    assert log.values("SELECT count(*) FROM operation") == operations
    assert log.session.ledger.undo_state().result() == before
    assert log.session.pages.count() == 1
    assert len(asked.ask(lambda queries: queries.order(None)).result()) == 1
    assert len(asked.ask(lambda queries: queries.order(parse("half title"))).result()) == 0
    assert len(asked.ask(lambda queries: queries.order(parse("is:draft"))).result()) == 0
    counts = asked.ask(lambda queries: queries.counts(log.clock.today())).result()
    assert (counts.all, counts.drafts) == (1, 0)


def test_a_saved_form_takes_its_draft_with_it(log: Any) -> None:
    keep(log, TYPED)
    log.run(LogIncident(FULL, draft=TYPED.uid))
    assert drafts(log) == []
    log.run(Undo())
    assert drafts(log) == [], "an undo brings back what was recorded, and a draft is not"


def test_an_edit_that_changes_nothing_takes_its_draft_with_it(log: Any) -> None:
    incident = log.incident(logged(log))
    keep(log, replace(TYPED, record_id=incident.id, version=incident.version))
    assert log.run(EditIncident(incident.id, incident.version, incident.content, draft=TYPED.uid)).operation == 0
    assert drafts(log) == []


def test_an_entry_takes_its_draft_with_it(log: Any) -> None:
    keep(log, replace(TYPED, form=Shelf.SOURCES.value))
    log.run(KeepEntry(Source("Channel Nine"), draft=TYPED.uid))
    assert drafts(log) == []


def test_what_is_refused_keeps_its_draft(log: Any) -> None:
    incident = log.incident(logged(log))
    draft = replace(TYPED, record_id=incident.id, version=incident.version)
    keep(log, draft)
    log.run(TrashIncidents((incident.id,)))
    with pytest.raises(Refused):
        log.run(EditIncident(incident.id, incident.version, FULL, draft=draft.uid))
    assert [each.draft.uid for each in drafts(log)] == [draft.uid]


def test_how_the_edited_incident_stands_is_told(log: Any) -> None:
    incident = log.incident(logged(log))
    keep(log, replace(TYPED, record_id=incident.id, version=incident.version))
    assert [(each.name, each.standing) for each in drafts(log)] == [(incident.ref, Standing.AS_IT_WAS)]
    log.run(EditIncident(incident.id, incident.version, replace(FULL, title="Another title")))
    assert drafts(log)[0].standing is Standing.CHANGED
    log.run(TrashIncidents((incident.id,)))
    assert drafts(log)[0].standing is Standing.TRASHED
    for _ in range(3):
        log.run(Undo())
    assert [(each.name, each.standing) for each in drafts(log)] == [("", Standing.GONE)]


def test_how_the_edited_entry_stands_is_told(log: Any) -> None:
    number = log.run(KeepEntry(Source("Channel Nine"))).made[0]
    keep(log, replace(TYPED, form=Shelf.SOURCES.value, record_id=number))
    keep(log, replace(TYPED, uid="u-2", form="something newer", record_id=number))
    assert [(each.name, each.standing) for each in drafts(log)] == [
        ("", Standing.GONE),
        ("Channel Nine", Standing.AS_IT_WAS),
    ]


def test_what_cannot_be_kept_is_told_and_nothing_is_written(log: Any, writer_elsewhere: sqlite3.Connection) -> None:
    keep(log, TYPED)
    writer_elsewhere.execute("CREATE TRIGGER full BEFORE UPDATE ON draft BEGIN SELECT RAISE(ROLLBACK, 'no room'); END")
    with pytest.raises(Exception, match="no room"):
        log.session.ledger.keep_draft(replace(TYPED, title="Longer")).result()
    writer_elsewhere.execute("DROP TRIGGER full")
    assert [each.draft.title for each in drafts(log)] == [TYPED.title]
    keep(log, replace(TYPED, title="Longer"))
    assert [each.draft.title for each in drafts(log)] == ["Longer"]


def test_a_log_that_is_only_read_keeps_none(log: Any) -> None:
    reading = LogSession.open(log.session.path, read_only=True)
    try:
        with pytest.raises(LogUnavailable):
            reading.ledger.keep_draft(TYPED).result()
    finally:
        reading.close()
    assert drafts(log) == []
