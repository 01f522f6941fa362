from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident, SetStatus
from ascertain.app.session import LogSession
from ascertain.domain.codes import AssertionState, Role, Stance, Status
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import (
    Assertion,
    Figure,
    Incident,
    IncidentContent,
    NamedRef,
    ReportedTime,
    Statement,
)
from ascertain.domain.rows import Shelf
from ascertain.store.queries import Queries
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.closing import ClosingQuestion
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.names.popup import ChoicePopup
from ascertain.ui.kit import LabeledField, NoticeBar
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def form(qtbot: QtBot, bridge: Bridge) -> IncidentForm:
    """The form of a new incident, in a window of its own."""
    made = IncidentForm(bridge)
    made.resize(560, 860)
    made.start_new()
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def focused(form: IncidentForm) -> str:
    box: QWidget | None = form.focusWidget()
    return box.objectName() if box is not None else ""


def go_to(form: IncidentForm, name: str) -> None:
    """Press Tab until the box of this name has the focus."""
    for _ in range(70):
        if focused(form) == name:
            return
        press(form, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by Tab")


def unfold(form: IncidentForm, name: str) -> None:
    go_to(form, f"{name}_head")
    press(form, Qt.Key.Key_Space)


def choose(qtbot: QtBot, form: IncidentForm, text: str, wanted: str) -> None:
    """Type a text, wait for the list, go down to the choice that begins with `wanted`, and press Enter."""
    type_text(form, text)
    popup = form.findChild(ChoicePopup, f"{focused(form)}_choices")
    if popup is None:
        qtbot.waitUntil(lambda: form.findChild(ChoicePopup, f"{focused(form)}_choices") is not None)
        popup = form.findChild(ChoicePopup, f"{focused(form)}_choices")
    assert isinstance(popup, ChoicePopup)
    shown = popup
    qtbot.waitUntil(lambda: any(each.text.startswith(wanted) for each in shown.model.choices))
    for _ in shown.model.choices:
        press(form, Qt.Key.Key_Down)
        lit = shown.choice()
        if lit is not None and lit.text.startswith(wanted):
            break
    press(form, Qt.Key.Key_Return)


def save(qtbot: QtBot, form: IncidentForm, modifiers: Qt.KeyboardModifier = CONTROL) -> int:
    with qtbot.waitSignal(form.saved) as kept:
        press(form, Qt.Key.Key_Return, modifiers)
    assert kept.args is not None
    return int(kept.args[0])


def asked(session: LogSession, number: int) -> Incident:
    queries = Queries(session.path)
    try:
        found = queries.incident(number)
    finally:
        queries.close()
    assert found is not None
    return found


def field(form: IncidentForm, key: str) -> LabeledField:
    found = form.findChild(LabeledField, f"{key}_field")
    assert isinstance(found, LabeledField)
    return found


def answer(name: str) -> None:
    """Press a button of the question once it is asked."""

    def press_button() -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, ClosingQuestion):
            QTimer.singleShot(10, press_button)
            return
        button = question.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press_button)


def edited(qtbot: QtBot, form: IncidentForm, session: LogSession, given: IncidentContent) -> Incident:
    """Put an incident into the log and open the form with it."""
    number = session.ledger.run(LogIncident(given)).result(30).made[0]
    incident = asked(session, number)
    form.start_edit(incident)
    return incident


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
    assert (kept.when.phrase, kept.when.t_from, kept.when.precision.value) == ("yesterday", 1697500800, "day")
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
    assert [each.source.name for each in kept.statements] == ["Counter-terrorism service", "Armed-group channel"]


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


# ---- making entries


def test_a_place_is_made_from_within_the_form(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Rockets at a camp")
    go_to(form, "place")
    choose(qtbot, form, "Camp Victory", "Make place")
    qtbot.waitUntil(lambda: focused(form) == "place_kind")
    go_to(form, "place_admin1")
    type_text(form, "Baghdad")
    press(form, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: focused(form) == "place")
    kept = asked(session, save(qtbot, form)).content
    assert kept.place is not None
    queries = Queries(session.path)
    entry = queries.entry(Shelf.PLACES, kept.place.id or 0)
    queries.close()
    assert entry is not None
    assert (kept.place.name, getattr(entry, "admin1", "")) == ("Camp Victory", "Baghdad")


def test_an_actor_and_a_source_are_made_from_within_the_form(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Claim on a channel")
    go_to(form, "claimed_by_line")
    choose(qtbot, form, "Brigade of the river", "Make actor")
    qtbot.waitUntil(lambda: focused(form) == "actor_kind")
    press(form, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: focused(form) == "claimed_by_line")
    go_to(form, "sources_line")
    choose(qtbot, form, "River channel", "Make source")
    qtbot.waitUntil(lambda: focused(form) == "source_kind")
    go_to(form, "source_reliability")
    type_text(form, "E")
    press(form, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: focused(form) == "sources_line")
    kept = asked(session, save(qtbot, form)).content
    assert [each.actor.name for each in kept.actors] == ["Brigade of the river"]
    assert [each.source.name for each in kept.statements] == ["River channel"]


# ---- evidence


def suggested(form: IncidentForm) -> str:
    line = form.findChild(QWidget, "suggestion")
    assert isinstance(line, QWidget)
    return line.accessibleName() if line.isVisibleTo(form) else ""


def test_the_suggestion_follows_the_statements_and_changes_nothing(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Two graded reports")
    assert suggested(form) == ""
    go_to(form, "sources_line")
    type_text(form, "Some channel")
    press(form, Qt.Key.Key_Return)
    assert suggested(form) == "Suggested status: Unconfirmed"
    choose(qtbot, form, "Wire", "Wire service")
    choose(qtbot, form, "Counter", "Counter-terrorism service")
    qtbot.waitUntil(lambda: suggested(form) == "Suggested status: Confirmed")
    assert asked(session, save(qtbot, form)).content.status is Status.UNCONFIRMED


def test_a_value_is_adopted_by_one_key_and_only_then(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    said = Statement(
        NamedRef("Wire service"),
        assertions=(Assertion("killed_civilian", AssertionState.VALUE, "3"), Assertion("outcome", value="crashed")),
    )
    incident = edited(qtbot, form, session, IncidentContent("As told", statements=(said,)))
    assert incident.content.killed_civilian == Figure()
    go_to(form, "statement_0")
    press(form, Qt.Key.Key_Return)
    go_to(form, "statement_0_editor_assertion_0_value")
    press(form, Qt.Key.Key_F8)
    kept = asked(session, save(qtbot, form)).content
    assert kept.killed_civilian == Figure.exactly(3)
    assert kept.outcome is None
    assert [each.adopted for each in kept.statements[0].assertions] == [True, False]


def test_statements_move_go_and_come_back_by_keys(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Three voices")
    go_to(form, "sources_line")
    for name in ("First", "Second", "Third"):
        type_text(form, name)
        press(form, Qt.Key.Key_Return)
    go_to(form, "statement_2")
    press(form, Qt.Key.Key_Up, ALT)
    press(form, Qt.Key.Key_Delete)
    undo = form.findChild(QPushButton, "notice_action")
    assert isinstance(undo, QPushButton)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    kept = asked(session, save(qtbot, form)).content
    assert [each.source.name for each in kept.statements] == ["First", "Third", "Second"]


def test_incidents_that_may_be_the_same_are_named_and_never_block(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    there = (
        session.ledger.run(
            LogIncident(
                IncidentContent(
                    "Known already",
                    place=NamedRef("Al-Harir air base"),
                    when=ReportedTime("17 Oct 2023", t_from=1697500800, t_to=1697587200),
                )
            )
        )
        .result(30)
        .made[0]
    )
    type_text(form, "Perhaps the same")
    go_to(form, "when_phrase")
    type_text(form, "17 Oct 2023")
    go_to(form, "place")
    choose(qtbot, form, "harir", "Al-Harir air base")
    card = form.findChild(QWidget, "duplicates")
    assert isinstance(card, QWidget)
    qtbot.waitUntil(card.isVisible)
    opener = form.findChild(QPushButton, "duplicate_0_open")
    assert isinstance(opener, QPushButton)
    with qtbot.waitSignal(form.open_requested) as opened:
        QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert opened.args == [there]
    assert save(qtbot, form) != there


# ---- how it is laid out


def test_tab_goes_as_a_report_reads_and_back(form: IncidentForm) -> None:
    unfold(form, "part_what")
    form.start_new()
    seen = []
    for _ in range(60):
        seen.append(focused(form))
        press(form, Qt.Key.Key_Tab)
        if seen[-1] == "incident_save":
            break
    expected = [
        "title",
        "kind",
        "when_phrase",
        "when_day",
        "place",
        "target_line",
        "sources_line",
        "status",
        "is_aggregate",
    ]
    assert [name for name in seen if name in expected] == expected
    assert len(seen) == len(set(seen))
    assert isinstance(form.findChild(QCheckBox, "is_aggregate"), QCheckBox)


def test_names_of_widgets_are_unique_and_told_to_screen_readers(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    for name in ("part_what", "part_who", "part_harm", "part_sources"):
        head = form.findChild(QWidget, f"{name}_head")
        assert head is not None
    boxes = [
        box
        for box in form.findChildren(QWidget)
        if box.isVisibleTo(form) and box.focusPolicy() & Qt.FocusPolicy.TabFocus and box.focusProxy() is None
    ]
    names = [box.objectName() for box in boxes]
    assert len(boxes) > 30
    assert len(names) == len(set(names))
    assert all(names)
    nameless = [box.objectName() for box in boxes if not (box.accessibleName() or getattr(box, "text", lambda: "")())]
    assert nameless == []
