from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.commands import SetStatus
from ascertain.app.session import LogSession
from ascertain.domain.codes import Role, Stance, Status
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import (
    Figure,
    IncidentContent,
)
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.kit import NoticeBar
from tests.ui.form.form_keys import (
    CONTROL,
    SHIFT,
    answer,
    asked,
    choose,
    edited,
    field,
    focused,
    go_to,
    save,
    unfold,
)
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content

# ---- logging


def test_a_title_alone_is_an_incident(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    assert focused(form) == "title"
    type_text(form, "Drones over the base")
    with qtbot.waitSignal(form.closed):
        number = save(qtbot, form)
    assert asked(session, number).content == IncidentContent("Drones over the base")
    assert not form.is_dirty()


def test_an_incident_is_logged_by_keys_alone(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Drone attack on Al-Harir air base")
    go_to(form, "kind")
    type_text(form, "drone strike")
    go_to(form, "munitions")
    type_text(form, "2-5")
    go_to(form, "when_phrase")
    type_text(form, "yesterday")
    go_to(form, "when_day")
    type_text(form, "2023-10-18")
    reading = form.findChild(QLabel, "when_reading")
    assert isinstance(reading, QLabel)
    assert "17 Oct 2023" in reading.text()
    go_to(form, "place")
    choose(qtbot, form, "harir", "Al-Harir air base")
    go_to(form, "target_line")
    choose(qtbot, form, "US and", "US and coalition forces")
    go_to(form, "claimed_by_line")
    type_text(form, "Group of the north")
    press(form, Qt.Key.Key_Return)
    type_text(form, "A slip")
    press(form, Qt.Key.Key_Return)
    press(form, Qt.Key.Key_Backspace)
    go_to(form, "sources_line")
    choose(qtbot, form, "Wire", "Wire service")
    go_to(form, "status_reason")
    type_text(form, "One report so far")
    go_to(form, "follow_up_on")
    type_text(form, "+7")
    go_to(form, "tags_line")
    type_text(form, "bases,drones")
    unfold(form, "part_harm")
    go_to(form, "killed_civilian")
    type_text(form, "0")
    unfold(form, "part_sources")
    go_to(form, "notes")
    type_text(form, "Seen twice")
    number = save(qtbot, form)

    kept = asked(session, number).content
    assert (kept.title, kept.munitions) == ("Drone attack on Al-Harir air base", Figure(low=2, high=5))
    assert kept.kind == "air_drone_strike"
    # The day begins where the place lies.
    assert (kept.when.phrase, kept.when.zone, kept.when.precision.value) == ("yesterday", "Asia/Baghdad", "day")
    assert kept.when.t_from == 1697500800 - 3 * 3600
    assert kept.place is not None
    assert kept.place.id is not None
    assert [(each.actor.name, each.role) for each in kept.actors] == [
        ("US and coalition forces", Role.TARGET),
        ("Group of the north", Role.CLAIMED_BY),
    ]
    assert [(each.source.name, each.stance) for each in kept.statements] == [("Wire service", Stance.REPORTS)]
    assert kept.status is Status.UNCONFIRMED
    assert kept.status_reason == "One report so far"
    assert str(kept.follow_up_on) == "2023-10-27"
    assert kept.tags == ("bases", "drones")
    assert (kept.killed_civilian, kept.killed_attacker) == (Figure.exactly(0), Figure())
    assert kept.notes == "Seen twice"


def test_text_from_right_to_left_is_kept_as_typed(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "هجوم بطائرة مسيّرة على قاعدة حرير")
    go_to(form, "place")
    choose(qtbot, form, "قاعدة", "Al-Harir air base")
    go_to(form, "sources_line")
    type_text(form, "صحيفة الشمال")
    press(form, Qt.Key.Key_Return)
    kept = asked(session, save(qtbot, form)).content
    assert kept.title == "هجوم بطائرة مسيّرة على قاعدة حرير"
    assert kept.place is not None
    assert kept.place.name == "Al-Harir air base"
    assert kept.statements[0].source.name == "صحيفة الشمال"


def test_save_and_new_keeps_what_the_time_is_told_from(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "First of the report")
    go_to(form, "when_zone")
    type_text(form, "Asia/Baghdad")
    go_to(form, "when_day")
    type_text(form, "2023-10-18")
    with qtbot.assertNotEmitted(form.closed):
        save(qtbot, form, CONTROL | SHIFT)
    assert focused(form) == "title"
    assert not form.is_dirty()
    type_text(form, "Second of the report")
    go_to(form, "when_phrase")
    type_text(form, "yesterday")
    kept = asked(session, save(qtbot, form)).content
    assert (kept.title, kept.when.zone, str(kept.when.anchor.on)) == (
        "Second of the report",
        "Asia/Baghdad",
        "2023-10-18",
    )
    assert kept.when.t_from == 1697490000


def test_save_and_copy_leaves_the_status_to_be_settled_anew(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    button = form.findChild(QPushButton, "incident_save_copy")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(form.saved):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    press(form, Qt.Key.Key_End)
    type_text(form, ", again")
    number = save(qtbot, form)
    kept = asked(session, number).content
    assert kept.title == "Drone attack on Al-Harir air base, again"
    assert (kept.status, kept.status_reason) == (Status.UNCONFIRMED, "")
    assert [each.source.name for each in kept.statements] == ["Counter-terrorism service"]


# ---- editing


def test_every_field_comes_back_as_it_was(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    before = edited(qtbot, form, session, content())
    assert not form.is_dirty()
    press(form, Qt.Key.Key_End)
    type_text(form, "!")
    assert form.is_dirty()
    number = save(qtbot, form)
    after = asked(session, number)
    assert number == before.id
    assert after.content.title == before.content.title + "!"
    assert after.content == IncidentContent(
        **{
            **{name: getattr(before.content, name) for name in before.content.__slots__},
            "title": before.content.title + "!",
        }
    )


def test_an_incident_that_changed_meanwhile_is_not_overwritten(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    incident = edited(qtbot, form, session, IncidentContent("As it was"))
    session.ledger.run(SetStatus((incident.id,), Status.CONFIRMED, "official")).result(30)
    type_text(form, "Mine")
    press(form, Qt.Key.Key_Return, CONTROL)
    notice = form.findChild(NoticeBar, "incident_notice")
    assert isinstance(notice, NoticeBar)
    qtbot.waitUntil(notice.isVisible)
    assert form.is_dirty()
    assert asked(session, incident.id).content.status is Status.CONFIRMED


# ---- problems


def test_problems_are_told_at_their_fields_and_the_first_is_gone_to(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    go_to(form, "follow_up_on")
    type_text(form, "some day")
    unfold(form, "part_harm")
    go_to(form, "killed_civilian")
    type_text(form, "many")
    with qtbot.assertNotEmitted(form.saved):
        press(form, Qt.Key.Key_Return, CONTROL)
    assert focused(form) == "title"
    assert field(form, "title").problem
    assert "some day" in field(form, "follow_up_on").problem
    wrong = form.findChild(QLineEdit, "killed_civilian")
    assert isinstance(wrong, QLineEdit)
    assert (wrong.text(), wrong.property("problem")) == ("many", True)
    type_text(form, "Named now")
    assert not field(form, "title").problem
    wrong.setText("")
    go_to(form, "follow_up_on")
    QTest.keySequence(form.focusWidget(), "Ctrl+A")
    type_text(form, "tomorrow")
    go_to(form, "killed_civilian")
    type_text(form, "3")
    kept = asked(session, save(qtbot, form)).content
    assert (str(kept.follow_up_on), kept.killed_civilian) == ("2023-10-21", Figure.exactly(3))


def test_a_problem_of_a_statement_unfolds_it(qtbot: QtBot, form: IncidentForm) -> None:
    type_text(form, "Something")
    go_to(form, "sources_line")
    type_text(form, "A new channel")
    press(form, Qt.Key.Key_Return)
    go_to(form, "statement_0")
    press(form, Qt.Key.Key_Return)
    go_to(form, "statement_0_editor_said_on")
    type_text(form, "whenever")
    go_to(form, "status")
    with qtbot.assertNotEmitted(form.saved):
        press(form, Qt.Key.Key_Return, CONTROL)
    assert focused(form) == "statement_0_editor_said_on"
    assert "whenever" in field(form, "statement_0_editor_said_on").problem


def test_nothing_typed_is_lost_when_the_disk_fails(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: object, done: object, failed: Callable[[BaseException], None]) -> None:
        failed(LogUnavailable(say("The disk is full. Free some space, then save again.")))

    monkeypatch.setattr(bridge, "run", fail)
    type_text(form, "Not to be lost")
    with qtbot.assertNotEmitted(form.saved), qtbot.assertNotEmitted(form.closed):
        press(form, Qt.Key.Key_Return, CONTROL)
    notice = form.findChild(NoticeBar, "incident_notice")
    assert isinstance(notice, NoticeBar)
    assert "disk is full" in notice.text
    title = form.findChild(QLineEdit, "title")
    assert isinstance(title, QLineEdit)
    assert title.text() == "Not to be lost"
    assert form.is_dirty()


# ---- leaving


def test_escape_leaves_at_once_where_nothing_was_typed(qtbot: QtBot, form: IncidentForm) -> None:
    with qtbot.waitSignal(form.closed):
        press(form, Qt.Key.Key_Escape)


def test_leaving_asks_where_something_would_be_lost(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Half a thought")
    answer("closing_question_cancel")
    with qtbot.assertNotEmitted(form.closed):
        press(form, Qt.Key.Key_Escape)
    assert form.is_dirty()
    answer("closing_question_accept")
    with qtbot.waitSignal(form.closed), qtbot.waitSignal(form.saved) as kept:
        press(form, Qt.Key.Key_Escape)
    assert kept.args is not None
    assert asked(session, kept.args[0]).content.title == "Half a thought"


def test_what_is_discarded_is_not_kept(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Never mind")
    answer("closing_question_discard")
    with qtbot.waitSignal(form.closed):
        press(form, Qt.Key.Key_Escape)
    assert session.pages.count() == 0
