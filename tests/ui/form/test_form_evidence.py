from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.codes import AssertionState, Status
from ascertain.domain.records import (
    Assertion,
    Figure,
    IncidentContent,
    NamedRef,
    ReportedTime,
    Statement,
)
from ascertain.domain.rows import Shelf
from ascertain.store.queries import Queries
from ascertain.ui.form.form import IncidentForm
from tests.ui.form.form_keys import (
    ALT,
    CONTROL,
    asked,
    choose,
    edited,
    focused,
    go_to,
    save,
    unfold,
)
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content

# ---- making entries


def test_a_source_may_speak_twice(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Told twice")
    go_to(form, "sources_line")
    for _ in range(2):
        type_text(form, "A channel of its own")
        press(form, Qt.Key.Key_Return)
    number = save(qtbot, form)
    told = asked(session, number).content.statements
    assert [statement.source.name for statement in told] == ["A channel of its own"] * 2
    assert told[0].source.id == told[1].source.id


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
    press(form, Qt.Key.Key_F6)
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


def test_what_has_the_cursor_is_in_sight_however_it_came_there(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    form.resize(520, 480)
    scroll = form.findChild(QScrollArea, "incident_scroll")
    assert isinstance(scroll, QScrollArea)

    def in_sight() -> bool:
        box: QWidget | None = form.focusWidget()
        assert box is not None
        top = box.mapTo(scroll.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + box.height() <= scroll.viewport().height()

    go_to(form, "statement_1")
    press(form, Qt.Key.Key_Return)
    go_to(form, "statement_1_editor_add_assertion")
    press(form, Qt.Key.Key_Space)
    assert focused(form) == "statement_1_editor_assertion_0_field"
    qtbot.waitUntil(in_sight)
    go_to(form, "notes")
    qtbot.waitUntil(in_sight)
    go_to(form, "incident_save")
    form.start_new()
    qtbot.waitUntil(in_sight)


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
