"""Unfinished forms are offered again, listed, gone on with and discarded; they are no incidents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry, TrashIncidents
from ascertain.app.session import LogSession
from ascertain.domain.drafts import Draft
from ascertain.domain.passages import passage_at
from ascertain.domain.records import Document, NamedRef, Statement
from ascertain.domain.rows import Shelf
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.incident.told import show_statement
from ascertain.ui.form.unfinished import keeper as timing
from ascertain.ui.form.unfinished.typed_json import TypedForm, write_entry, write_incident
from ascertain.ui.kit import NoticeBar
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import SAMPLE, StillClock

NEW = Draft("u-new", "incident", "Half a title", write_incident(TypedForm({"title": "Half a title"})))
PLACE = Draft("u-place", "place", "Karm", write_entry({"name": "Karm", "latitude": "36."}))

Opener = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "REST_MS", 0)


def keep(log: Path, *drafts: Draft, then: Callable[[LogSession], object] = lambda _: None) -> None:
    session = LogSession.open(log, clock=StillClock(), author="someone")
    for each in drafts:
        session.ledger.keep_draft(each).result()
    then(session)
    session.close()


def kept(window: MainWindow) -> list[str]:
    found = window.session.reader().ask(lambda queries: queries.drafts()).result()
    return [each.draft.title for each in found]


def offered(qtbot: QtBot, window: MainWindow) -> NoticeBar:
    qtbot.waitUntil(lambda: "unfinished" in window.notices.text.lower())
    return window.notices


def click(inside: QWidget, name: str) -> None:
    found = inside.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    assert found.isVisible()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def text_of(inside: QWidget, name: str) -> str:
    line = inside.findChild(QLineEdit, name)
    assert isinstance(line, QLineEdit)
    return line.text()


def form_of(qtbot: QtBot, window: MainWindow) -> IncidentForm:
    qtbot.waitUntil(lambda: window.side.form_open)
    form = window.side.findChild(IncidentForm)
    assert isinstance(form, IncidentForm)
    return form


def modal(qtbot: QtBot, name: str) -> QWidget:
    def there() -> bool:
        front = QApplication.activeModalWidget()
        return front is not None and front.objectName() == name

    qtbot.waitUntil(there)
    front = QApplication.activeModalWidget()
    assert front is not None
    return front


def items(dialog: QWidget) -> list[str]:
    found = dialog.findChild(QListWidget, "unfinished_list")
    assert isinstance(found, QListWidget)
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
    return [found.item(row).text().translate(marks) for row in range(found.count())]


def test_what_was_typed_is_offered_and_gone_on_with(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, NEW)
    window = open_window(log)
    assert "An unfinished incident from" in offered(qtbot, window).text
    click(window, "notice_action")
    form = form_of(qtbot, window)
    assert text_of(form, "title") == "Half a title"
    assert window.session.pages.count() == len(SAMPLE), "what is unfinished is no incident"
    window.unfinished.offer()
    done: list[bool] = []
    form.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [True])
    assert kept(window) == []


def test_what_was_typed_from_a_document_is_gone_on_with_beside_it(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    text = "A paper told of smoke over the port. It named nobody."
    quote, passage = passage_at(text, 37, len(text))
    told = Statement(NamedRef("A paper"), document=NamedRef("News", 1), quote=quote, passage=passage)

    def put(session: LogSession) -> None:
        made = session.ledger.run(KeepEntry(Document("News", text=text))).result().made[0]
        at_desk = show_statement(replace(told, document=NamedRef("News", made)))
        typed = write_incident(TypedForm({"title": "Half a title", "statements": (at_desk,)}))
        session.ledger.keep_draft(replace(NEW, content=typed)).result()

    keep(log, then=put)
    window = open_window(log)
    offered(qtbot, window)
    click(window, "notice_action")
    qtbot.waitUntil(lambda: window.center.desk is not None and window.center.desk.side.incidents.form_open)
    desk = window.center.desk
    assert desk is not None
    assert window.center.currentWidget() is desk
    assert text_of(desk, "title") == "Half a title"
    assert text[slice(*desk.page.text.selection)] == "It named nobody."
    form = desk.findChild(IncidentForm)
    assert isinstance(form, IncidentForm)
    done: list[bool] = []
    form.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [True])
    assert kept(window) == []


def test_what_was_typed_is_offered_and_discarded_after_a_question(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, NEW)
    window = open_window(log)
    offered(qtbot, window)
    click(window, "notice_second")
    click(modal(qtbot, "discard_question"), "discard_question_accept")
    qtbot.waitUntil(lambda: kept(window) == [])
    assert window.session.pages.count() == len(SAMPLE)


def test_what_holds_nothing_to_tell_it_by_is_discarded_at_once(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, Draft("u", "incident", "", write_incident(TypedForm({"kind": "air_drone_strike"}))))
    window = open_window(log)
    offered(qtbot, window)
    click(window, "notice_second")
    qtbot.waitUntil(lambda: kept(window) == [])


def test_several_are_listed_and_each_can_be_discarded(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, NEW, PLACE, Draft("u-later", "a form of tomorrow", "Not for today", "{}"))
    window = open_window(log)
    assert offered(qtbot, window).text == "2 unfinished forms were kept."
    click(window, "notice_action")
    dialog = modal(qtbot, "unfinished_dialog")
    assert [each.splitlines()[0] for each in items(dialog)] == ["Karm", "Half a title"]
    assert items(dialog)[0].splitlines()[1].startswith("New place")
    assert "someone" in items(dialog)[0]
    listed = dialog.findChild(QListWidget, "unfinished_list")
    assert listed is not None
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    click(modal(qtbot, "discard_question"), "discard_question_accept")
    qtbot.waitUntil(lambda: [each.splitlines()[0] for each in items(dialog)] == ["Half a title"])
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert text_of(form_of(qtbot, window), "title") == "Half a title"


def test_the_list_is_reached_from_the_menu_and_tells_when_it_is_empty(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_set["unfinished"].trigger()
    dialog = modal(qtbot, "unfinished_dialog")
    sentence = dialog.findChild(QLabel, "unfinished_dialog_sentence")
    assert isinstance(sentence, QLabel)
    assert sentence.text() == "Nothing unfinished is kept."
    go_on = dialog.findChild(QPushButton, "unfinished_dialog_accept")
    assert go_on is not None
    assert not go_on.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_stands_in_a_form_now_is_not_offered(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, NEW, PLACE)
    window = open_window(log)
    offered(qtbot, window)
    window.unfinished.show_list()
    dialog = modal(qtbot, "unfinished_dialog")
    QTest.keyClick(dialog, Qt.Key.Key_Down)
    listed = dialog.findChild(QListWidget, "unfinished_list")
    assert listed is not None
    listed.setCurrentRow(1)
    click(dialog, "unfinished_dialog_accept")
    form_of(qtbot, window)
    window.unfinished.show_list()
    assert [each.splitlines()[0] for each in items(modal(qtbot, "unfinished_dialog"))] == ["Karm"]
    assert [each.title for each in window.unfinished.in_forms()] == ["Half a title"]


def test_an_entry_is_gone_on_with_in_the_library(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, PLACE)
    window = open_window(log)
    assert "An unfinished place" in offered(qtbot, window).text
    click(window, "notice_action")
    qtbot.waitUntil(lambda: window.findChild(EntryForm, "place_form") is not None)
    form = window.findChild(EntryForm, "place_form")
    assert isinstance(form, EntryForm)
    assert (text_of(form, "place_name"), text_of(form, "place_latitude")) == ("Karm", "36.")


@pytest.mark.parametrize("trashed", [False, True])
def test_an_edit_says_what_became_of_its_incident(qtbot: QtBot, open_window: Opener, log: Path, trashed: bool) -> None:
    session = LogSession.open(log, clock=StillClock())
    incident = session.reader().ask(lambda queries: queries.incident(1)).result()
    session.close()
    assert incident is not None
    edit = Draft(
        "u", "incident", "Mine", write_incident(TypedForm({"title": "Mine"})), 1, incident.version - (not trashed)
    )

    def trash(session: LogSession) -> object:
        return session.ledger.run(TrashIncidents((1,))).result() if trashed else None

    keep(log, edit, then=trash)
    window = open_window(log)
    assert "An unfinished edit of" in offered(qtbot, window).text
    click(window, "notice_action")
    form = form_of(qtbot, window)
    notice = form.findChild(NoticeBar, "incident_notice")
    assert isinstance(notice, NoticeBar)
    assert ("moved to the trash" if trashed else "was changed since") in notice.text
    done: list[bool] = []
    form.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [False])
    click(notice, "notice_action")
    question = modal(qtbot, "conflict_question")
    told = question.findChild(QLabel, "conflict_fields")
    assert isinstance(told, QLabel)
    assert told.text() == "Differs: What happened"
    with qtbot.waitSignal(form.saved):
        click(question, "conflict_question_accept")
    assert kept(window) == []
    now = window.session.reader().ask(lambda queries: queries.incident(1)).result()
    assert now is not None
    assert now.content.title == "Mine"
    assert now.content.statements == incident.content.statements


def test_an_edit_can_become_a_new_incident(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, Draft("u", "incident", "Mine", write_incident(TypedForm({"title": "Mine"})), 1, -1))
    window = open_window(log)
    offered(qtbot, window)
    click(window, "notice_action")
    form = form_of(qtbot, window)
    done: list[bool] = []
    form.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [False])
    click(form, "notice_action")
    with qtbot.waitSignal(form.saved):
        click(modal(qtbot, "conflict_question"), "conflict_new")
    assert window.session.pages.count() == len(SAMPLE) + 1
    assert kept(window) == []


def test_an_edit_of_what_is_gone_goes_on_as_a_new_incident(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, Draft("u", "incident", "Mine", write_incident(TypedForm({"title": "Mine"})), 99, 3))
    window = open_window(log)
    offered(qtbot, window)
    click(window, "notice_action")
    notice = form_of(qtbot, window).findChild(NoticeBar, "incident_notice")
    assert isinstance(notice, NoticeBar)
    assert "no longer in the log" in notice.text


def test_nothing_is_offered_where_nothing_can_be_written(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, NEW)
    window = open_window(log, read_only=True)
    assert not window.actions_set["unfinished"].isEnabled()
    assert "unfinished" not in window.notices.text


def test_a_draft_is_found_counted_and_exported_nowhere(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    keep(log, NEW)
    window = open_window(log)
    offered(qtbot, window)
    assert len(window.browse.model.ids) == len(SAMPLE)
    with qtbot.waitSignal(window.browse.shown):
        window.state.ask("half title")
    assert len(window.browse.model.ids) == 0


def test_a_form_of_the_library_is_asked_about_when_the_window_closes(
    qtbot: QtBot, open_window: Opener, log: Path
) -> None:
    keep(log, PLACE)
    window = open_window(log)
    offered(qtbot, window)
    click(window, "notice_action")
    qtbot.waitUntil(lambda: window.findChild(EntryForm, "place_form") is not None)
    window.go_to("search:")
    answers = iter(("closing_question_cancel", "closing_question_later"))

    def reply() -> None:
        front = QApplication.activeModalWidget()
        if front is None:
            qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
            front = QApplication.activeModalWidget()
        assert front is not None
        click(front, next(answers))

    QTimer.singleShot(0, reply)
    assert not window.close()
    assert not window.center.browsing, "what is asked about is shown"
    QTimer.singleShot(0, reply)
    with qtbot.waitSignal(window.gone, timeout=20_000):
        window.close()
    session = LogSession.open(log, clock=StillClock())
    found = session.reader().ask(lambda queries: queries.drafts()).result()
    session.close()
    assert [each.draft.title for each in found] == ["Karm"]
    assert Shelf(found[0].draft.form) is Shelf.PLACES


def test_a_form_that_is_gone_on_with_opens_whatever_is_offered_meanwhile(
    qtbot: QtBot, open_window: Opener, log: Path
) -> None:
    keep(log, NEW)
    window = open_window(log)
    offered(qtbot, window)
    (found,) = window.session.reader().ask(lambda queries: queries.drafts()).result()
    window.unfinished.go_on(found)
    window.unfinished.offer()
    assert text_of(form_of(qtbot, window), "title") == "Half a title"
