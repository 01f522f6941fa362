"""Marks in documents: kept, taken back, and going where their document and their entry go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ascertain.app import commands as c
from ascertain.app.importing import import_log
from ascertain.domain.codes import Stance, Status
from ascertain.domain.marks import Mark, MarkKind, coverage
from ascertain.domain.passages import TakenPassage, passage_at
from ascertain.domain.records import Actor, Document, IncidentContent, NamedRef, Place, Source, Statement
from ascertain.domain.rows import Shelf, SortKey
from ascertain.store.checking import check
from tests.app.contents import logged, refusal

TEXT = "A channel reported two strikes. Nobody confirmed it. The river is high this autumn. Trade goes on."


def document(log: Any, title: str = "News of the day", text: str = TEXT) -> int:
    return int(log.run(c.KeepEntry(Document(title, NamedRef("A paper"), text=text))).made[0])


def taken(document_id: int, words: str, text: str = TEXT) -> TakenPassage:
    start = text.index(words)
    return TakenPassage(document_id, *passage_at(text, start, start + len(words)))


def incident_from(log: Any, passage: TakenPassage, title: str = "Two strikes") -> int:
    told = Statement(
        NamedRef("A channel"),
        Stance.REPORTS,
        NamedRef("", passage.document_id),
        quote=passage.quote,
        passage=passage.passage,
    )
    return logged(log, IncidentContent(title=title, status=Status.CLAIMED, statements=(told,)))


def marks(log: Any, document_id: int) -> tuple[Mark, ...]:
    found = log.ask(lambda queries: queries.document_marks(document_id))
    return () if found is None else found.marks


def open_sentences(log: Any, document_id: int) -> int:
    return int(log.ask(lambda queries: queries.coverage_counts((document_id,)))[document_id].open_)


def test_each_sentence_is_covered_by_what_came_of_it(log: Any) -> None:
    here = document(log)
    assert open_sentences(log, here) == 4
    incident = incident_from(log, taken(here, "two strikes"))
    log.run(c.MarkPassage(taken(here, "The river is high this autumn. Trade goes on.")))
    assert open_sentences(log, here) == 1
    told, nothing = marks(log, here)
    assert (told.kind, told.quote, told.source.name if told.source else "") == (
        MarkKind.STATEMENT,
        "two strikes",
        "A channel",
    )
    assert [(each.id, each.status) for each in told.incidents] == [(incident, "claimed")]
    assert nothing.kind is MarkKind.NOTHING
    counted = log.ask(lambda queries: queries.coverage_counts((here, 999)))
    assert (counted[here].sentences, counted[here].incidents) == (4, 1)
    assert set(counted) == {here}


def test_an_incident_in_the_trash_leaves_its_sentence_open(log: Any) -> None:
    here = document(log)
    incident = incident_from(log, taken(here, "two strikes"))
    log.run(c.TrashIncidents((incident,)))
    assert marks(log, here) == ()
    assert open_sentences(log, here) == 4


def test_an_entry_and_the_mark_of_its_passage_are_one_operation(log: Any) -> None:
    here = document(log)
    made = log.run(c.KeepEntry(Source("A channel"), taken=taken(here, "A channel"))).made[0]
    (mark,) = marks(log, here)
    assert (mark.kind, mark.shelf, mark.entry) == (MarkKind.ENTRY, Shelf.SOURCES, NamedRef("A channel", made))
    log.run(c.Undo())
    assert marks(log, here) == ()
    assert log.entry(Shelf.SOURCES, made) is None
    log.run(c.Redo())
    assert marks(log, here) == (mark,)


def test_a_mark_is_taken_back_and_both_can_be_undone(log: Any) -> None:
    here = document(log)
    made = log.run(c.MarkPassage(taken(here, "Trade goes on."), note="as ever"))
    assert made.library
    again = log.run(c.MarkPassage(taken(here, "Trade goes on.")))
    assert again.made == made.made
    before = marks(log, here)
    assert [each.note for each in before] == ["as ever"]
    log.run(c.UnmarkPassages(made.made))
    assert marks(log, here) == ()
    log.run(c.Undo())
    assert marks(log, here) == before
    log.run(c.Undo())
    assert marks(log, here) == ()


def test_what_cannot_be_marked_is_refused(log: Any) -> None:
    here = document(log)
    passage = taken(here, "Trade goes on.")
    assert refusal(log, c.MarkPassage(replace(passage, document_id=999))).problems[0].code == "gone"
    assert refusal(log, c.MarkPassage(replace(passage, quote=" "))).problems[0].code == "needed"
    assert refusal(log, c.MarkPassage(passage, Shelf.ACTORS, 999)).problems[0].code == "gone"
    assert refusal(log, c.MarkPassage(passage, Shelf.DOCUMENTS, here)).problems[0].code == "gone"
    assert refusal(log, c.UnmarkPassages((999,))).problems[0].code == "gone"
    assert marks(log, here) == ()


@pytest.mark.parametrize("entry", [Source("A channel"), Actor("An army"), Place("A river")])
def test_marks_go_with_their_document_and_their_entry(log: Any, entry: Source | Actor | Place) -> None:
    shelf = {Source: Shelf.SOURCES, Actor: Shelf.ACTORS, Place: Shelf.PLACES}[type(entry)]
    here, there = document(log), document(log, "The same again", "Update. " + TEXT)
    number = log.run(c.KeepEntry(entry, taken=taken(there, "The river is high"))).made[0]
    log.run(c.MarkPassage(taken(there, "Trade goes on.")))
    other = log.run(c.KeepEntry(replace(entry, name="Another"))).made[0]
    log.run(c.MergeEntries(Shelf.DOCUMENTS, here, (there,)))
    log.run(c.MergeEntries(shelf, other, (number,)))
    moved = marks(log, here)
    assert [each.entry for each in moved] == [NamedRef("Another", other), None]
    assert coverage(TEXT, moved).open_ == (0, 1)
    log.run(c.RemoveEntry(shelf, other))
    assert [each.kind for each in marks(log, here)] == [MarkKind.NOTHING]
    log.run(c.Undo())
    assert marks(log, here) == moved
    log.run(c.RemoveEntry(Shelf.DOCUMENTS, here))
    assert log.values("SELECT count(*) FROM document_mark") == [(0,)]
    log.run(c.Undo())
    log.run(c.PurgeEntry(Shelf.DOCUMENTS, here, "to protect somebody"))
    assert log.values("SELECT count(*) FROM document_mark") == [(0,)]
    assert log.values("SELECT count(*) FROM change WHERE after LIKE '%Trade goes on%'") == [(0,)]
    log.session.close()
    assert check(log.session.path).faults == ()


def test_marks_are_taken_into_another_log_with_their_document(make_log: Callable[[], Any]) -> None:
    first, second = make_log(), make_log()
    here = document(first)
    first.run(c.KeepEntry(Place("A river"), taken=taken(here, "The river is high")))
    first.run(c.MarkPassage(taken(here, "Trade goes on.")))
    incident_from(first, taken(here, "two strikes"))
    first.session.close()
    import_log(second.session, first.session.path)
    (there,) = (row[0] for row in second.values("SELECT id FROM document"))
    assert sorted(each.quote for each in marks(second, there)) == ["The river is high", "Trade goes on.", "two strikes"]
    assert open_sentences(second, there) == 1


def test_the_documents_that_are_not_worked_through_newest_first(log: Any) -> None:
    done, first, bare, last = document(log), document(log, "First"), document(log, "Bare", ""), document(log, "Last")
    log.run(c.MarkPassage(TakenPassage(done, *passage_at(TEXT, 0, len(TEXT)))))
    found = log.ask(lambda queries: queries.open_documents())
    assert [each.id for each in found] == [last, first]
    assert found[0].publisher == "A paper"
    assert found[0].coverage.open_ == 4
    assert [each.id for each in log.ask(lambda queries: queries.open_documents(1))] == [last]
    assert log.ask(lambda queries: queries.document_marks(bare)).incidents == ()
    assert log.ask(lambda queries: queries.document_marks(999)) is None


def test_the_library_tells_how_much_of_a_document_is_open(log: Any) -> None:
    here, bare, book = document(log), document(log, "Bare", ""), document(log, "Book", "One sentence. " * 8_000)
    log.run(c.MarkPassage(taken(here, "Trade goes on.")))
    rows = log.ask(lambda queries: queries.shelf_rows(Shelf.DOCUMENTS, (here, bare, book)))
    assert [each.sentences for each in rows] == [(3, 4), None, None]


def test_documents_are_sorted_by_how_much_is_open_and_what_has_no_text_stands_last(log: Any) -> None:
    here, done, bare = document(log, "B"), document(log, "A"), document(log, "C", "")
    log.run(c.MarkPassage(TakenPassage(done, *passage_at(TEXT, 0, len(TEXT)))))

    def order(descending: bool) -> list[int]:
        sort = (SortKey("sentences", descending),)
        return list(log.ask(lambda queries: queries.shelf_order(Shelf.DOCUMENTS, "", sort)))

    assert order(False) == [done, here, bare]
    assert order(True) == [here, done, bare]
