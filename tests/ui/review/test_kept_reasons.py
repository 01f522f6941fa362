"""A verdict that is picked and typed is kept on disk soon, survives the end of the program, and goes with its save."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascertain.app.commands import PurgeIncidents, SetStatus
from ascertain.app.session import LogSession
from ascertain.domain.codes import Status
from ascertain.domain.drafts import VERDICT_FORM, Draft
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.set_status import StatusDialog
from ascertain.ui.dialogs.status_draft import TypedStatus, read_status, write_status
from ascertain.ui.form.unfinished import keeper as timing
from ascertain.ui.review.finding_json import read_finding
from ascertain.ui.review.verdicts import Finding
from tests.ui.review.test_verbs import Hands


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "REST_MS", 0)


def kept(session: LogSession) -> dict[int | None, Draft]:
    found = session.reader().ask(lambda queries: queries.drafts()).result(30)
    return {each.draft.record_id: each.draft for each in found}


def test_a_verdict_is_kept_within_two_seconds_at_most() -> None:
    assert timing.MOST_MS <= 1_500


def test_what_is_typed_is_kept_and_stands_there_after_a_restart(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_5)
    hands.type("the film is old")
    typed = Finding(Status.REFUTED, reason="the film is old")
    qtbot.waitUntil(lambda: 1 in kept(filled) and read_finding(kept(filled)[1].content) == typed)
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Right)
    hands.wait_title("Second")
    again = Hands(qtbot, bridge)  # knows no more than the disk does
    again.wait_title("First")
    assert again.reason() == "the film is old"
    assert again.part("verdict_refuted").isChecked()  # type: ignore[attr-defined]  # a button
    again.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again.wait_title("Second")
    assert kept(filled) == {}
    assert again.row(1)[:2] == ("refuted", "the film is old")


def test_what_was_typed_is_kept_for_the_incident_that_is_left_at_once(
    qtbot: QtBot, filled: LogSession, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timing, "REST_MS", 60_000)
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_4)
    hands.type("two versions")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: kept(filled).keys() == {1})
    hands.wait_title("Second")
    hands.press(Qt.Key.Key_Left)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.wait_title("Second")
    assert kept(filled) == {}


def test_what_is_taken_back_is_no_longer_kept(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_4)
    qtbot.waitUntil(lambda: 1 in kept(filled))
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_4)
    qtbot.waitUntil(lambda: kept(filled) == {})


def test_a_purge_takes_what_was_typed_about_its_incident(filled: LogSession) -> None:
    for number in (1, 2):
        filled.ledger.keep_draft(Draft(f"u{number}", VERDICT_FORM, "a name", '{"reason":"a name"}', number)).result(30)
    filled.ledger.run(PurgeIncidents((1,), "to protect a source")).result(30)
    assert kept(filled).keys() == {2}


def test_the_reason_in_the_dialog_for_the_status_is_kept_and_goes_with_its_command(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    dialog = StatusDialog((1,), "unconfirmed", filled.vocabularies, filled.clock.today(), bridge=bridge, name="First")
    qtbot.addWidget(dialog)
    dialog._reason.setPlainText("half a reason")
    qtbot.waitUntil(lambda: 1 in kept(filled))
    draft = kept(filled)[1]
    typed = read_status(draft.content)
    assert typed == TypedStatus((1,), Status.UNCONFIRMED, "half a reason")
    again = StatusDialog((1,), "unconfirmed", filled.vocabularies, filled.clock.today(), bridge=bridge)
    qtbot.addWidget(again)
    again.resume(draft, typed)
    command = again.command
    assert command == SetStatus((1,), Status.UNCONFIRMED, "half a reason", None, draft.uid)
    filled.ledger.run(command).result(30)
    assert kept(filled) == {}


def test_a_dialog_that_is_cancelled_leaves_nothing(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    dialog = StatusDialog((1, 2), "claimed", filled.vocabularies, filled.clock.today(), bridge=bridge)
    qtbot.addWidget(dialog)
    dialog._reason.setPlainText("never mind")
    qtbot.waitUntil(lambda: None in kept(filled))
    dialog.reject()
    qtbot.waitUntil(lambda: kept(filled) == {})


def test_the_dialog_is_told_from_a_verdict_of_the_desk() -> None:
    typed = TypedStatus((3, 4), Status.DISPUTED, "why \ud800", "2023-11-01")
    assert read_status(write_status(typed)) == typed
    for text in ("", "[]", '{"reason":"of the desk"}', '{"incidents":[],"status":"claimed"}', '{"incidents":[1]}'):
        assert read_status(text) is None
