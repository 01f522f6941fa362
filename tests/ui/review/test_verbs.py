"""Every verb of the review desk, by its key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import EditIncident, LogIncident, SetStatus, TagIncidents, Undo
from ascertain.app.session import LogSession
from ascertain.domain.codes import Stance, Status
from ascertain.domain.records import NamedRef, Statement
from ascertain.domain.review import ReviewOrder
from ascertain.ui.bridge import Bridge
from ascertain.ui.review import ReviewDesk
from ascertain.ui.review.habits import OwnHabits
from ascertain.ui.review.work import Desk
from tests.ui.review.conftest import StandingClock, waiting

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Keys go to what has the keyboard."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, page: str = "review_hand", **options: object) -> None:
        self.qtbot, self.bridge, self.session = qtbot, bridge, bridge.session
        self.desk = ReviewDesk(bridge, **options)  # type: ignore[arg-type]  # options of the desk
        qtbot.addWidget(self.desk)
        self.desk.resize(1100, 760)
        self.desk.show()
        qtbot.waitActive(self.desk)
        self.desk.start()
        qtbot.waitUntil(lambda: self.part(page).isVisible())

    def part(self, name: str) -> QWidget:
        found = self.desk.findChild(QWidget, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        found = self.part(name)
        assert isinstance(found, QLabel)
        return found.text()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        QTest.keyClick(held, key, modifiers)

    def type(self, text: str) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        QTest.keyClicks(held, text)

    def reason(self) -> str:
        found = self.part("review_reason")
        assert isinstance(found, QPlainTextEdit)
        return found.toPlainText()

    def wait_title(self, title: str) -> None:
        self.qtbot.waitUntil(lambda: self.text("review_title") == title and self.part("review_hand").isVisible())

    def save(self) -> None:
        with self.qtbot.waitSignal(self.bridge.changed):
            self.press(Qt.Key.Key_Return, CTRL)

    def titles(self) -> list[str]:
        model = self.part("review_queue").model()  # type: ignore[attr-defined]  # a table view
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def told(self, row: int) -> str:
        model = self.part("review_queue").model()  # type: ignore[attr-defined]  # a table view
        return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    def row(self, incident_id: int) -> tuple[str, str, date | None]:
        found = self.session.pages.rows([incident_id])[0]
        return found.status, found.status_reason, found.follow_up_on

    def last_reason(self, incident_id: int) -> str:
        ask = self.session.reader().ask
        return ask(lambda queries: queries.history(incident_id)).result(30)[0].reason


def add_statement(session: LogSession, incident_id: int, source: str, stance: Stance = Stance.REPORTS) -> None:
    now = session.reader().ask(lambda queries: queries.incident(incident_id)).result(30)
    assert now is not None
    told = (*now.content.statements, Statement(NamedRef(source), stance))
    content = replace(now.content, statements=told)
    session.ledger.run(EditIncident(incident_id, now.version, content)).result(30)


@pytest.mark.parametrize(("key", "status"), list(zip("1234567", (
    "confirmed", "partly_confirmed", "claimed", "disputed", "refuted", "unverifiable", "unconfirmed",
), strict=True)))  # fmt: skip
def test_each_digit_gives_its_verdict(qtbot: QtBot, filled: LogSession, bridge: Bridge, key: str, status: str) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(getattr(Qt.Key, f"Key_{key}"))
    hands.type("for this reason")
    hands.save()
    hands.wait_title("Second")
    assert hands.row(1)[:2] == (status, "for this reason")


def test_k_keeps_the_status_with_the_usual_reason_ready(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_K)
    assert hands.reason() == "Looked again, nothing new"
    hands.save()
    hands.wait_title("Second")
    assert hands.row(1)[:2] == ("unconfirmed", "")
    assert hands.last_reason(1) == "Looked again, nothing new"
    assert hands.text("review_progress") == "1 of 3 done today"
    hands.press(Qt.Key.Key_K)
    hands.type("asked the ministry")
    hands.save()
    assert hands.last_reason(2) == "asked the ministry"


def test_s_takes_the_suggestion_with_its_reasons(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.press(Qt.Key.Key_Right)
    hands.wait_title("Second")
    hands.press(Qt.Key.Key_S)
    assert hands.part("verdict_unconfirmed").isChecked()  # type: ignore[attr-defined]  # a button
    assert hands.reason().startswith("One independent origin says that it happened.")
    hands.save()
    hands.wait_title("Third")
    status, reason, _ = hands.row(2)
    assert status == "unconfirmed"
    assert reason.startswith("One independent origin")


def test_what_would_change_the_suggestion_is_told(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    assert hands.text("review_suggested") == "Suggested: stay Unconfirmed"
    assert "What would change it:" in hands.text("review_why")


def test_a_reason_is_taken_by_its_number_and_its_place_typed_over(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_5)
    qtbot.waitUntil(hands.part("reason_1").isVisible)
    hands.press(Qt.Key.Key_2, ALT)
    assert hands.reason() == "Denied by {source} with evidence"
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.part("verdict_problem").isVisible()
    hands.type("the ministry")
    assert hands.reason() == "Denied by the ministry with evidence"
    assert not hands.part("verdict_problem").isVisible()
    hands.save()
    hands.wait_title("Second")
    assert hands.row(1)[:2] == ("refuted", "Denied by the ministry with evidence")


def test_typing_narrows_the_reasons_and_down_leads_to_them(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_5)
    qtbot.waitUntil(hands.part("reason_3").isVisible)
    hands.type("another")
    assert hands.part("reason_1").accessibleName() == "The accounts tell of another event"
    assert not hands.part("reason_2").isVisible()
    hands.press(Qt.Key.Key_Down)
    assert hands.part("reason_1").hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.reason() == "The accounts tell of another event"
    assert hands.part("review_reason").hasFocus()


def test_a_reason_given_before_is_offered_for_the_same_verdict(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    filled.ledger.run(SetStatus((3,), Status.REFUTED, "an old film")).result(30)
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_5)
    names = [
        hands.part(f"reason_{at}").accessibleName() for at in range(1, 7) if hands.part(f"reason_{at}").isVisible()
    ]
    assert names[-1] == "an old film"
    hands.press(Qt.Key.Key_1)
    assert hands.reason() == "1", "a digit in the reason is a digit"


def test_remind_in_takes_words_and_shows_the_day(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_F)
    line = hands.part("remind_in")
    assert isinstance(line, QLineEdit)
    assert line.text() == "2023-10-31", "a week on is ready to be typed over"
    hands.type("next monday")
    assert hands.text("remind_day") == "30 Oct 2023 · due in 6 days"
    hands.press(Qt.Key.Key_Return)
    assert hands.part("review_reason").hasFocus()
    hands.type("ask again")
    hands.save()
    hands.wait_title("Second")
    assert hands.row(1) == ("unconfirmed", "", date(2023, 10, 30))
    assert hands.last_reason(1) == "ask again"


def test_a_day_that_cannot_be_read_is_told_and_stays(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_F)
    hands.type("some day")
    assert hands.text("remind_day") == ""
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.part("verdict_problem").isVisible()
    line = hands.part("remind_in")
    assert isinstance(line, QLineEdit)
    assert line.text() == "some day"


def test_o_puts_the_queue_in_another_order_which_is_kept(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    habits = OwnHabits()
    add_statement(filled, 4, "Command")
    hands = Hands(qtbot, bridge, habits=habits)
    hands.wait_title("First")
    order = hands.part("review_order")
    assert isinstance(order, QComboBox)
    for expected in (ReviewOrder.DUE, ReviewOrder.WEIGHT):
        hands.press(Qt.Key.Key_O)
        assert habits.order is expected
    qtbot.waitUntil(lambda: hands.titles() == ["Third", "Second", "First"])
    assert order.currentText() == "Weightiest"
    assert hands.text("review_title") == "First", "what is in hand stays"
    hands.press(Qt.Key.Key_O)
    hands.press(Qt.Key.Key_O)
    qtbot.waitUntil(lambda: hands.titles() == ["Third", "Second", "First"] and habits.order is ReviewOrder.NEWEST)


def test_what_changed_is_marked_told_and_alone_with_c(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    add_statement(filled, 2, "Command", Stance.DENIES)
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    assert not hands.part("review_since").isVisible()
    assert "changed since" in hands.told(1)
    assert "changed since" not in hands.told(0)
    hands.press(Qt.Key.Key_C)
    qtbot.waitUntil(lambda: hands.titles() == ["Second"])
    hands.wait_title("Second")
    assert hands.part("review_since").isVisible()
    assert "New: Command: Denies" in hands.text("review_since_lines").splitlines()[0]
    accounts = hands.part("review_accounts")
    qtbot.waitUntil(lambda: "new · Command" in accounts.text())  # type: ignore[attr-defined]  # the grid of accounts
    hands.press(Qt.Key.Key_C)
    qtbot.waitUntil(lambda: len(hands.titles()) == 3)


def test_g_leads_to_the_accounts_and_back(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_G)
    assert hands.part("review_accounts_view").hasFocus()
    hands.press(Qt.Key.Key_G)
    assert hands.part("review_queue").hasFocus()
    hands.press(Qt.Key.Key_G)
    with qtbot.assertNotEmitted(hands.desk.closed, wait=20):
        hands.press(Qt.Key.Key_Escape)
    assert hands.part("review_queue").hasFocus()


def test_l_links_as_possibly_the_same(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_L)
    dialog = hands.desk.findChild(QDialog, "link_dialog")
    assert dialog is not None
    kind = dialog.findChild(QComboBox, "link_type_editor")
    assert kind is not None
    assert kind.currentData() == "possibly_same"
    words = dialog.findChild(QLineEdit, "link_words_editor")
    assert words is not None
    QTest.keyClicks(words, "Third")
    others = dialog.findChild(QWidget, "link_others")
    qtbot.waitUntil(lambda: others.count() == 1)  # type: ignore[union-attr]  # a list
    with qtbot.waitSignal(bridge.changed):
        QTest.keyClick(words, Qt.Key.Key_Return, CTRL)
    links = filled.reader().ask(lambda queries: queries.incident(1)).result(30).links  # type: ignore[union-attr]
    assert [(link.type.value, link.other_id) for link in links] == [("possibly_same", 4)]
    hands.desk.activateWindow()  # a window manager brings the window back to the front
    qtbot.waitUntil(hands.part("review_queue").hasFocus)


def test_the_tally_comes_from_the_log_and_follows_undo_and_a_restart(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_1)
    hands.save()
    hands.wait_title("Second")
    hands.press(Qt.Key.Key_Right)
    hands.wait_title("Third")
    qtbot.waitUntil(lambda: "Confirmed: 1" in hands.part("review_progress").toolTip())
    assert "Skipped in this sitting: 1" in hands.part("review_progress").toolTip()
    again = Hands(qtbot, bridge)
    assert again.text("review_progress") == "1 of 3 done today"
    bridge.run(Undo())
    qtbot.waitUntil(lambda: again.text("review_progress") == "0 of 3 done today")
    again.desk.show_tally()
    qtbot.waitUntil(lambda: again.desk.findChild(QDialog, "tally_dialog") is not None)
    dialog = again.desk.findChild(QDialog, "tally_dialog")
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_comes_meanwhile_stands_in_the_queue_and_what_is_typed_stays(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    hands = Hands(qtbot, bridge)
    hands.wait_title("First")
    hands.press(Qt.Key.Key_1)
    hands.type("half a sen")
    with qtbot.waitSignal(bridge.changed):
        bridge.run(LogIncident(waiting("Fourth")))
    qtbot.waitUntil(lambda: "Fourth" in hands.titles())
    assert hands.text("review_progress") == "0 of 4 done today"
    with qtbot.waitSignal(bridge.changed):
        bridge.run(TagIncidents((1,), ("base",)))
    hands.type("tence")
    assert hands.reason() == "half a sentence"
    assert hands.part("verdict_confirmed").isChecked()  # type: ignore[attr-defined]  # a button


def settled(session: LogSession, clock: StandingClock, count: int) -> None:
    for at in range(count):
        session.ledger.run(LogIncident(waiting(f"Old {at}"))).result(30)
    session.ledger.run(SetStatus(tuple(range(5, 5 + count)), Status.CONFIRMED, "two origins")).result(30)
    clock.at += 3 * 86_400


def test_a_second_look_keeps_or_reopens_with_the_earlier_reason_shown(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    clock = filled.clock
    assert isinstance(clock, StandingClock)
    settled(filled, clock, 4)
    add_statement(filled, 7, "Inspectors", Stance.DENIES)
    hands = Hands(qtbot, bridge, seed=lambda: 5)
    hands.desk.turn()
    hands.wait_title("Old 2")
    assert hands.text("review_heading") == "Second look"
    assert len(hands.titles()) == 5
    facts = hands.part("review_facts_right").facts()  # type: ignore[attr-defined]  # a list of facts
    assert ("Why", "two origins") in facts
    hands.press(Qt.Key.Key_7)
    hands.type("the inspectors deny it")
    hands.save()
    qtbot.waitUntil(lambda: hands.text("review_title") != "Old 2")
    assert hands.row(7)[:2] == ("unconfirmed", "the inspectors deny it")
    kept = hands.desk.work.current
    assert kept is not None
    hands.press(Qt.Key.Key_K)
    hands.type("holds")
    hands.save()
    assert hands.row(kept)[0] == "confirmed"
    assert hands.last_reason(kept) == "holds"
    hands.desk.start(Desk.QUEUE)
    qtbot.waitUntil(lambda: hands.text("review_heading") == "Review queue" and "Old 2" in hands.titles())


def test_an_empty_second_look_says_what_it_is_for(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge, "review_empty")
    QTest.mouseClick(hands.part("review_empty_second_look"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(hands.part("review_none_settled").isVisible)


def test_what_the_program_wrote_for_one_verdict_is_not_saved_with_another(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    del filled
    hands = Hands(qtbot, bridge)
    hands.press(Qt.Key.Key_S)
    assert hands.reason()
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_2)
    assert hands.reason() == ""
    hands.type("half of it")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_5)
    assert hands.reason() == "half of it", "what was typed stays, whatever the verdict"
