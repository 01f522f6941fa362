"""A draft goes when it is saved or given up, and stays where neither can be done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascertain.app.commands import Command, LogIncident, TrashIncidents
from ascertain.app.notices import LogChanged
from ascertain.app.session import LogSession
from ascertain.domain.conduct import Conduct
from ascertain.domain.drafts import Draft, Standing
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.unfinished import keeper as timing
from ascertain.ui.kit import NoticeBar
from tests.ui.form.drafts_kept import drafts, keeper_of, kept, line, not_kept, rested, resumed
from tests.ui.form.form_keys import answer, asked, edited, save
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing has rested at once."""
    monkeypatch.setattr(timing, "REST_MS", 0)


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
    assert form.unfinished() is None, "what was given up or left is in no form"
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


def test_what_is_typed_while_it_is_being_saved_is_not_lost(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Drones")
    busy = Event()
    monkeypatch.setattr(session.ledger, "run", _after(busy, session.ledger.run))
    done: list[bool] = []
    form.save(finished=done.append)
    type_text(form, "More ")
    busy.set()
    qtbot.waitUntil(lambda: done == [False])
    assert line(form, "title") == "More Drones"
    assert asked(session, 1).content.title == "Drones"
    qtbot.waitUntil(
        lambda: [(each.draft.title, each.draft.record_id) for each in drafts(session)] == [("More Drones", 1)]
    )
    assert save(qtbot, form) == 1
    assert asked(session, 1).content.title == "More Drones"
    assert (session.pages.count(), drafts(session)) == (1, [])


def _after(busy: Event, run: Callable[..., Future[LogChanged]]) -> Callable[..., Future[LogChanged]]:
    """A way to run commands that waits on a thread of its own, as a writer that is busy would."""
    waiting = ThreadPoolExecutor(1)

    def later(command: Command, conduct: Conduct | None = None) -> Future[LogChanged]:
        return waiting.submit(lambda: (busy.wait(30), run(command, conduct).result(30))[1])

    return later


def test_a_save_that_fails_keeps_the_draft(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Drones")
    kept(qtbot, form, session)

    def run(command: object, conduct: Conduct | None = None) -> Future[object]:
        del conduct
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
