"""What is typed is kept on disk while it is typed, comes back as it stood, and goes when it is saved or given up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident, TrashIncidents
from ascertain.app.session import LogSession
from ascertain.domain.drafts import Draft, Standing, UnfinishedForm
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import Source
from ascertain.domain.rows import Shelf
from ascertain.store.queries import Queries
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.statements.card import StatementCard
from ascertain.ui.form.unfinished import keeper as timing
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.kit import NoticeBar
from tests.ui.form.form_keys import answer, asked, choose, edited, go_to, save, unfold
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing has rested at once."""
    monkeypatch.setattr(timing, "REST_MS", 0)


def drafts(session: LogSession) -> list[UnfinishedForm]:
    queries = Queries(session.path)
    try:
        return queries.drafts()
    finally:
        queries.close()


def keeper_of(form: IncidentForm | EntryForm) -> DraftKeeper:
    found = form.findChild(DraftKeeper, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(found, DraftKeeper)
    return found


def kept(qtbot: QtBot, form: IncidentForm | EntryForm, session: LogSession) -> UnfinishedForm:
    """The one draft in the log, once all that is typed is in it."""
    answered: list[bool] = []
    keeper_of(form).keep_now(answered.append)
    qtbot.waitUntil(lambda: answered == [True])
    (found,) = drafts(session)
    return found


def rested(qtbot: QtBot, form: IncidentForm | EntryForm, session: LogSession) -> None:
    """Wait until all that is to be written of a form is written."""
    timers = keeper_of(form).findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    session.ledger.undo_state().result()


def line(form: IncidentForm | EntryForm, name: str) -> str:
    box = form.findChild(QLineEdit, name)
    assert isinstance(box, QLineEdit)
    return box.text()


def not_kept(form: IncidentForm | EntryForm, name: str = "incident_not_kept") -> str:
    found = form.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text() if not found.isHidden() else ""


def resumed(qtbot: QtBot, bridge: Bridge, found: UnfinishedForm) -> IncidentForm:
    """Another form that goes on with a draft, as after a new start."""
    form = IncidentForm(bridge)
    qtbot.addWidget(form)
    record = found.draft.record_id
    incident = asked(bridge.session, record) if record is not None and found.standing is not Standing.GONE else None
    form.resume(found.draft, incident)
    form.resize(560, 860)
    form.show()
    return form


# ---- keeping


def test_a_key_is_on_disk_soon_after(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "Dro")
    (found,) = drafts(session)
    assert (found.draft.title, found.standing) == ("Dro", Standing.NEW)
    assert session.pages.count() == 0


def test_typing_without_a_rest_is_kept_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, bridge: Bridge, session: LogSession
) -> None:
    monkeypatch.setattr(timing, "REST_MS", 3_600_000)
    monkeypatch.setattr(timing, "MOST_MS", 1)
    form = EntryForm(bridge, Shelf.ACTORS)
    qtbot.addWidget(form)
    form.start_new()
    form.show()
    form.focus_first()
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "No rest")
    assert [each.draft.title for each in drafts(session)] == ["No rest"]


def test_the_two_times_leave_room_for_the_writing() -> None:
    assert timing.MOST_MS <= 1_500


def test_nothing_is_written_where_nothing_changed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: IncidentForm, session: LogSession
) -> None:
    written: list[Draft] = []
    keep = session.ledger.keep_draft

    def noted(draft: Draft) -> Future[Draft]:
        written.append(draft)
        return keep(draft)

    monkeypatch.setattr(session.ledger, "keep_draft", noted)
    type_text(form, "Drones")
    kept(qtbot, form, session)
    number = len(written)
    keeper_of(form).touch()
    press(form, Qt.Key.Key_Left)
    rested(qtbot, form, session)
    assert len(written) == number


def test_what_was_typed_and_taken_back_is_not_kept(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Dr")
    kept(qtbot, form, session)
    for _ in "Dr":
        press(form, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: drafts(session) == [])


def test_a_form_that_only_opens_an_incident_keeps_nothing(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    rested(qtbot, form, session)
    assert form.unfinished() is None
    assert drafts(session) == []


# ---- coming back


def test_everything_comes_back_as_it_stood_in_the_boxes(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    type_text(form, "هجوم on  a base ")
    go_to(form, "kind")
    type_text(form, "drone st")
    go_to(form, "munitions")
    type_text(form, "2-")
    go_to(form, "when_phrase")
    type_text(form, "around")
    go_to(form, "when_day")
    type_text(form, "2023-13-45")
    go_to(form, "place")
    type_text(form, "Somewhere ne")
    go_to(form, "target_line")
    type_text(form, "The army;Half a na")
    go_to(form, "sources_line")
    choose(qtbot, form, "Wire", "Wire service")
    go_to(form, "follow_up_on")
    type_text(form, "2023-02-31")
    unfold(form, "part_harm")
    go_to(form, "killed_civilian")
    type_text(form, "3 or")
    unfold(form, "part_sources")
    go_to(form, "notes")
    type_text(form, "One line")
    press(form, Qt.Key.Key_Return)
    type_text(form, "and half of")
    form.findChild(QLineEdit, "sources_line").setFocus()  # type: ignore[union-attr]
    type_text(form, "Somebody el")
    found = kept(qtbot, form, session)

    again = resumed(qtbot, bridge, found)
    assert line(again, "title") == "هجوم on  a base "
    assert line(again, "munitions") == "2-"
    assert line(again, "when_day") == "2023-13-45"
    assert line(again, "place") == "Somewhere ne"
    assert line(again, "follow_up_on") == "2023-02-31"
    assert line(again, "killed_civilian") == "3 or"
    assert line(again, "sources_line") == "Somebody el"
    notes = again.findChild(QPlainTextEdit, "notes")
    assert isinstance(notes, QPlainTextEdit)
    assert notes.toPlainText() == "One line\nand half of"
    mine, theirs = form.unfinished(), again.unfinished()
    assert mine is not None
    assert theirs is not None
    assert theirs.content == mine.content
    assert again.is_dirty()


def test_the_text_in_a_chip_box_is_kept_before_it_is_a_chip(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    go_to(form, "target_line")
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "Half a na")
    found = kept(qtbot, form, session)
    assert found.draft.title == "Half a na"
    assert form.is_dirty()
    assert line(form, "target_line") == "Half a na", "looking makes no chip of it"
    assert line(resumed(qtbot, bridge, found), "target_line") == "Half a na"


def test_statements_come_back_unfolded_with_what_they_assert(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    card = form.findChildren(StatementCard)[0]
    card.unfold(True)
    day = form.findChild(QLineEdit, f"{card.objectName()}_editor_said_on")
    assert day is not None
    day.setFocus()
    type_text(form, "-x")
    found = kept(qtbot, form, session)
    assert (found.standing, found.name) == (Standing.AS_IT_WAS, "2023-0001")

    again = resumed(qtbot, bridge, found)
    first, second = again.findChildren(StatementCard)
    assert (first.is_open, second.is_open) == (True, False)
    typed = first.value()
    assert typed is not None
    assert typed.said_on == "-x2023-10-18"
    assert typed.statement.assertions[0].adopted
    theirs = again.unfinished()
    assert theirs is not None
    assert theirs.content == found.draft.content


def test_a_ref_that_no_incident_has_yet_comes_back(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    go_to(form, "when_relative")
    press(form, Qt.Key.Key_Up)
    go_to(form, "when_ref")
    type_text(form, "2023-00")
    assert line(resumed(qtbot, bridge, kept(qtbot, form, session)), "when_ref") == "2023-00"


# ---- the end of a draft


def test_a_save_takes_the_draft_with_it(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Drones")
    kept(qtbot, form, session)
    type_text(form, " over the base")
    number = save(qtbot, form)
    assert asked(session, number).content.title == "Drones over the base"
    assert drafts(session) == []
    keeper_of(form).touch()
    rested(qtbot, form, session)
    assert drafts(session) == []


def test_what_was_continued_is_saved_and_gone(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    type_text(form, "Drones")
    again = resumed(qtbot, bridge, kept(qtbot, form, session))
    done: list[bool] = []
    again.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [True])
    assert drafts(session) == []
    assert session.pages.count() == 1


def test_an_edit_of_what_was_changed_since_is_refused_and_stays(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    incident = edited(qtbot, form, session, content())
    type_text(form, "!")
    kept(qtbot, form, session)
    session.ledger.run(TrashIncidents((incident.id,))).result()
    (found,) = drafts(session)
    assert found.standing is Standing.TRASHED
    again = resumed(qtbot, bridge, found)
    done: list[bool] = []
    again.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [False])
    notice = again.findChild(NoticeBar, "incident_notice")
    assert isinstance(notice, NoticeBar)
    assert "was changed since" in notice.text
    assert kept(qtbot, again, session).draft.uid == found.draft.uid


def test_what_is_gone_goes_on_as_a_new_incident(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    type_text(form, "!")
    found = kept(qtbot, form, session)
    again = IncidentForm(bridge)
    qtbot.addWidget(again)
    again.resume(found.draft, None, "It is gone.")
    done: list[bool] = []
    again.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [True])
    assert session.pages.count() == 2


@pytest.mark.parametrize("name", ["discard", "later"])
def test_closing_gives_up_or_keeps_for_later(qtbot: QtBot, form: IncidentForm, session: LogSession, name: str) -> None:
    type_text(form, "Drones")
    answer(f"closing_question_{name}")
    with qtbot.waitSignal(form.closed):
        press(form, Qt.Key.Key_Escape)
    if name == "later":
        assert [each.draft.title for each in drafts(session)] == ["Drones"]
        assert keeper_of(form).uid == ""
    else:
        qtbot.waitUntil(lambda: drafts(session) == [])
    form.start_new()
    rested(qtbot, form, session)
    assert len(drafts(session)) == (name == "later")


# ---- when it cannot be kept


def failing(message: str) -> Callable[[Draft], Future[Draft]]:
    def keep(draft: Draft) -> Future[Draft]:
        del draft
        future: Future[Draft] = Future()
        future.set_exception(LogUnavailable(say(message)))
        return future

    return keep


def test_what_cannot_be_kept_is_told_quietly_and_tried_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, bridge: Bridge, session: LogSession
) -> None:
    monkeypatch.setattr(timing, "AGAIN_MS", 1)
    form = IncidentForm(bridge)
    qtbot.addWidget(form)
    form.start_new()
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    with monkeypatch.context() as full:
        full.setattr(session.ledger, "keep_draft", failing("The disk is full."))
        type_text(form, "Drones")
        qtbot.waitUntil(lambda: not_kept(form) == "Not kept on disk: The disk is full.")
        assert line(form, "title") == "Drones"
    qtbot.waitUntil(lambda: not_kept(form) == "")
    assert [each.draft.title for each in drafts(session)] == ["Drones"]


def test_what_cannot_be_kept_for_later_stays_in_the_form(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: IncidentForm, session: LogSession
) -> None:
    monkeypatch.setattr(session.ledger, "keep_draft", failing("The disk is full."))
    type_text(form, "Drones")
    answer("closing_question_later")
    assert not form.ask_to_close()
    assert line(form, "title") == "Drones"
    assert not_kept(form) == "Not kept on disk: The disk is full."


def test_a_save_that_fails_keeps_the_draft(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Drones")
    kept(qtbot, form, session)

    def run(command: object) -> Future[object]:
        assert isinstance(command, LogIncident)
        future: Future[object] = Future()
        future.set_exception(LogUnavailable(say("The disk is full.")))
        return future

    monkeypatch.setattr(session.ledger, "run", run)
    type_text(form, " again")
    done: list[bool] = []
    form.save(finished=done.append)
    qtbot.waitUntil(lambda: done == [False])
    qtbot.waitUntil(lambda: [each.draft.title for each in drafts(session)] == ["Drones again"])


# ---- entries of the library


@pytest.mark.parametrize("shelf", list(Shelf))
def test_the_form_of_an_entry_is_kept_and_comes_back(
    qtbot: QtBot, bridge: Bridge, session: LogSession, shelf: Shelf
) -> None:
    form = EntryForm(bridge, shelf)
    qtbot.addWidget(form)
    form.start_new()
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    form.focus_first()
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "Karmel ")
    if shelf is Shelf.PLACES:
        latitude = form.findChild(QLineEdit, "place_latitude")
        assert latitude is not None
        latitude.setFocus()
        type_text(form, "36.5 or so")
    found = kept(qtbot, form, session)
    again = EntryForm(bridge, shelf)
    qtbot.addWidget(again)
    again.resume(found.draft, None)
    mine, theirs = keeper_of(form).unfinished(), keeper_of(again).unfinished()
    assert mine is not None
    assert theirs is not None
    assert theirs == mine
    if shelf is Shelf.PLACES:
        assert line(again, "place_latitude") == "36.5 or so"
    else:
        with qtbot.waitSignal(again.saved):
            again.save()
        assert drafts(session) == []


def test_an_entry_that_was_changed_since_says_so(qtbot: QtBot, bridge: Bridge, session: LogSession) -> None:
    queries = Queries(session.path)
    entry = queries.entry(Shelf.SOURCES, 1)
    queries.close()
    assert isinstance(entry, Source)
    form = EntryForm(bridge, Shelf.SOURCES)
    qtbot.addWidget(form)
    form.start_edit(entry)
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    name = form.findChild(QLineEdit, "source_name")
    assert name is not None
    name.setFocus()
    type_text(form, "x")
    found = kept(qtbot, form, session)
    notice = form.findChild(NoticeBar, "source_form_notice")
    assert isinstance(notice, NoticeBar)
    form.resume(found.draft, entry)
    assert notice.isHidden()
    form.resume(found.draft, Source("Another", id=1))
    assert "changed since" in notice.text


def test_an_entry_made_within_the_form_is_kept_too(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    go_to(form, "target_line")
    choose(qtbot, form, "Third force", "Make actor")
    qtbot.waitUntil(lambda: form.findChild(EntryForm, "actor_form") is not None)
    qtbot.waitUntil(lambda: [each.draft.form for each in drafts(session)] == [Shelf.ACTORS.value])
    assert drafts(session)[0].draft.title == "Third force"
    inner = form.findChild(EntryForm, "actor_form")
    assert isinstance(inner, EntryForm)
    with qtbot.waitSignal(inner.saved):
        inner.save()
    assert [each.draft.form for each in drafts(session)] in ([], ["incident"])
