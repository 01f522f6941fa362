"""A purge takes an entry out of the library; the incidents that use it stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ascertain.app.commands import (
    KeepEntry,
    MergeEntries,
    PurgeEntry,
    RemoveEntry,
    Undo,
)
from ascertain.domain.codes import Role
from ascertain.domain.records import ActorInRole, IncidentContent, NamedRef
from ascertain.domain.rows import Shelf
from ascertain.store.checking import check
from tests.app.contents import FULL, logged, refusal
from tests.app.planted import Words, entry, found_in, incident, statement
from tests.app.purges import edited, entry_id, entry_outline


@pytest.mark.parametrize("shelf", Shelf)
def test_nothing_of_a_purged_entry_is_left_and_its_incidents_stay(log: Any, shelf: Shelf) -> None:
    words = Words()
    first = log.run(KeepEntry(entry(words, shelf))).made[0]
    now = log.session.reader().ask(lambda queries: queries.entry(shelf, first)).result()
    name = now.title if shelf is Shelf.DOCUMENTS else now.name
    told = replace(FULL.statements[0], document=NamedRef(name)) if shelf is Shelf.DOCUMENTS else FULL.statements[0]
    user = logged(
        log,
        replace(
            FULL,
            place=NamedRef(name) if shelf is Shelf.PLACES else FULL.place,
            actors=(ActorInRole(NamedRef(name), Role.TARGET),) if shelf is Shelf.ACTORS else FULL.actors,
            statements=(replace(told, source=NamedRef(name)) if shelf is Shelf.SOURCES else told,),
        ),
    )
    log.run(KeepEntry(entry(words, shelf, first)))
    log.run(KeepEntry(entry(words, shelf, first)))
    log.run(Undo())
    notice = log.run(PurgeEntry(shelf, first, "", statements=True))
    assert notice.library
    assert user in notice.incident_ids
    assert log.incident(user).content.title == FULL.title
    log.session.close()
    assert found_in(log.session.path, words.given) == set()
    assert check(log.session.path).faults == ()


def test_a_source_goes_only_together_with_its_statements(log: Any) -> None:
    first = logged(log, FULL)
    source = entry_id(log, Shelf.SOURCES, "A spokesman")
    assert refusal(log, PurgeEntry(Shelf.SOURCES, source, "")).problems[0].code == "in_use"
    found = entry_outline(log, Shelf.SOURCES, source)
    assert (found.entries, found.statements, found.staying_incidents) == (1, 1, 1)
    log.run(PurgeEntry(Shelf.SOURCES, source, "", statements=True))
    (left,) = log.incident(first).content.statements
    assert left.source.name == "Group of the River office"
    assert log.values("SELECT statements FROM incident") == [(1,)]


def test_a_document_may_go_without_its_statements(log: Any) -> None:
    first = logged(log, FULL)
    document = entry_id(log, Shelf.DOCUMENTS, "Evening bulletin")
    assert entry_outline(log, Shelf.DOCUMENTS, document).staying_statements == 1
    assert entry_outline(log, Shelf.DOCUMENTS, document, statements=True).staying_statements == 0
    log.run(PurgeEntry(Shelf.DOCUMENTS, document, ""))
    assert [each.document for each in log.incident(first).content.statements] == [None, None]
    assert log.incident(first).content.statements[0].quote == FULL.statements[0].quote


def test_a_removed_source_is_purged_with_what_it_said_once(log: Any) -> None:
    words = Words()
    name = words.new()
    first = logged(log, incident(words, statement(words, source=NamedRef(name))))
    plain = IncidentContent(title="Plain")
    edited(log, first, **{name: getattr(plain, name) for name in ("title", "statements", "tags", "notes")})
    source = entry_id(log, Shelf.SOURCES, name)
    log.run(RemoveEntry(Shelf.SOURCES, source))
    log.run(PurgeEntry(Shelf.SOURCES, source, "", statements=True))
    said = log.values("SELECT count(*) FROM change WHERE table_name = 'statement' AND before IS NOT after")
    assert said == [(0,)]
    assert log.values("SELECT count(*) FROM operation WHERE label LIKE ?", f"%{name}%") == [(0,)]


@pytest.mark.parametrize(
    ("shelf", "name", "label"), [(Shelf.PLACES, "North base", "Where"), (Shelf.ACTORS, "The army", "Target")]
)
def test_the_history_of_an_incident_tells_of_a_purged_name(log: Any, shelf: Shelf, name: str, label: str) -> None:
    first = logged(log, FULL)
    log.run(PurgeEntry(shelf, entry_id(log, shelf, name), "a promise"))
    last, logging = log.session.reader().ask(lambda queries: queries.history(first)).result()
    gone = f"a purged {shelf.value}"
    assert (label, gone, "") in [(each.label, each.before, each.after) for each in last.changes]
    assert (label, "", gone) in [(each.label, each.before, each.after) for each in logging.changes]


@pytest.mark.parametrize("shelf", Shelf)
def test_what_was_merged_into_an_entry_goes_with_it(log: Any, shelf: Shelf) -> None:
    words = Words()
    made = [log.run(KeepEntry(entry(words, shelf))).made[0] for _ in range(4)]
    other = log.run(KeepEntry(entry(Words("kept"), shelf))).made[0]
    log.run(MergeEntries(shelf, made[1], (made[0],)))
    log.run(MergeEntries(shelf, made[2], (made[1], made[3])))
    log.run(PurgeEntry(shelf, made[2], "", statements=True))
    assert log.values(f"SELECT id FROM {shelf.value}") == [(other,)]
    log.session.close()
    assert found_in(log.session.path, words.given) == set()
    assert check(log.session.path).faults == ()
