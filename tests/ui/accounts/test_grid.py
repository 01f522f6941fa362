from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident, TrashIncidents, Undo
from ascertain.app.session import LogSession
from ascertain.domain.codes import AssertionState, Role, Stance
from ascertain.domain.figure import Figure
from ascertain.domain.records import Assertion, IncidentContent, NamedRef, Statement
from ascertain.ui.accounts import AccountsHand, AccountsTable
from ascertain.ui.accounts.sheet import Sheet, sheet_of
from ascertain.ui.bridge import Bridge
from ascertain.ui.detail.opened import Opened, opened
from tests.ui.detail.samples import LISTS, content, fresh


class Shown:
    """A grid on a log, with its incident."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, given: IncidentContent) -> None:
        self.qtbot, self.bridge = qtbot, bridge
        bridge.session.ledger.run(LogIncident(given)).result(30)
        self.table = AccountsTable("accounts", bridge.session.vocabularies)
        self.table.setAccessibleName("Accounts")
        self.hand = AccountsHand(bridge, self.table)
        self.view = self.table.view
        asker = bridge.asker(self.table)

        def show(answer: Opened | None) -> None:
            assert answer is not None
            self.hand.show_incident(answer)

        def renew(*_: object) -> None:
            asker.ask(opened(1), show)

        bridge.changed.connect(renew)
        qtbot.addWidget(self.table)
        self.table.resize(640, 500)
        self.table.show()
        qtbot.waitExposed(self.table)
        renew()
        qtbot.waitUntil(lambda: self.view.model().rowCount() > 0)
        self.view.setFocus()

    @property
    def now(self) -> IncidentContent:
        found = self.bridge.session.reader().ask(lambda queries: queries.incident(1)).result(30)
        assert found is not None
        return found.content

    def said(self, at: int, field: str) -> Assertion:
        """What an account says of a field; an assertion of no field where it says nothing."""
        assertions = self.now.statements[at].assertions
        return next((each for each in assertions if each.field == field), Assertion(""))

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if isinstance(key, str):
            QTest.keyClicks(self.view, key)
        else:
            QTest.keyClick(self.view, key, modifier)

    def after(self, act: Callable[[], object]) -> None:
        """Do something that changes the log, and wait for the grid to show it."""
        before = self.table.text()
        act()
        self.qtbot.waitUntil(lambda: self.table.text() != before)

    def editor(self) -> QWidget:
        found = self.view.findChild(QWidget, "account_editor")
        assert found is not None
        return found


@pytest.fixture
def shown(qtbot: QtBot, session: LogSession, bridge: Bridge) -> Shown:
    del session
    return Shown(qtbot, bridge, fresh())


def test_arrows_move_and_enter_adopts_in_one_step_that_undo_takes_back(shown: Shown) -> None:
    shown.table.go_to("target", 0)
    before = shown.now
    assert not shown.said(0, "target").adopted
    shown.after(lambda: shown.key(Qt.Key.Key_Return))
    assert shown.said(0, "target").adopted
    assert [each.actor.name for each in shown.now.actors if each.role is Role.TARGET][-1] == "the base"
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Down)
    assert (shown.view.currentIndex().column(), shown.view.currentIndex().row()) == (1, _row(shown, "target") + 1)
    shown.after(lambda: shown.bridge.run(Undo()))
    assert shown.now == before
    assert shown.view.currentIndex().column() == 1, "the current cell stays where it was"


def test_a_adopts_and_u_takes_the_mark_away(shown: Shown) -> None:
    shown.table.go_to("outcome", 0)
    shown.after(lambda: shown.key(Qt.Key.Key_A))
    assert shown.now.outcome == "hit"
    assert not shown.said(1, "outcome").adopted, "the finding cites one account"
    shown.after(lambda: shown.key(Qt.Key.Key_U))
    assert shown.now.outcome == "hit"
    assert not shown.said(0, "outcome").adopted


@pytest.mark.parametrize(
    ("key", "state", "words"),
    [
        ("0", AssertionState.EXPLICIT_ZERO, "0"),
        ("n", AssertionState.NOT_STATED, "not stated"),
        ("d", AssertionState.DECLINED, "declined to say"),
        ("?", AssertionState.UNKNOWN, "says it is not known"),
    ],
)
def test_one_key_notes_what_an_account_leaves_open(shown: Shown, key: str, state: AssertionState, words: str) -> None:
    shown.table.go_to("injured_target_force", 0)
    if state is AssertionState.NOT_STATED:
        shown.after(lambda: shown.key("0"))
    shown.after(lambda: shown.key(key))
    said = shown.said(0, "injured_target_force")
    assert said.state is state
    assert words in shown.view.currentIndex().data()


def test_each_kind_of_silence_is_heard(shown: Shown) -> None:
    model = shown.table.model
    row = _row(shown, "injured_target_force")
    heard = [model.index(row, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(4)]
    assert [each.rpartition(": ")[2] for each in heard] == [
        "not stated",
        "none, said expressly (your finding)",
        "says it is not known",
        "0",
    ]
    assert QAccessible.queryAccessibleInterface(shown.view).text(QAccessible.Text.Name) == "Accounts"


def test_a_count_is_typed_and_what_is_none_stays_in_its_box(shown: Shown) -> None:
    shown.table.go_to("injured_target_force", 0)
    shown.key(Qt.Key.Key_F2)
    QTest.keyClicks(shown.editor(), "a few")
    QTest.keyClick(shown.editor(), Qt.Key.Key_Return)
    shown.qtbot.waitUntil(lambda: "is not a count" in shown.table.told)
    shown.qtbot.waitUntil(lambda: shown.view.state() is QTableView.State.EditingState)
    box = shown.view.focusWidget() if isinstance(shown.view.focusWidget(), QLineEdit) else QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    assert box.text() == "a few"
    box.clear()
    QTest.keyClicks(box, "3")

    def enter() -> None:
        QTest.keyClick(box, Qt.Key.Key_Return)

    shown.after(enter)
    assert shown.said(0, "injured_target_force") == replace(
        Assertion("injured_target_force", value="3"),
        id=shown.said(0, "injured_target_force").id,
    )


def test_a_code_is_chosen_and_taken_out(shown: Shown) -> None:
    shown.table.go_to("outcome", 2)
    shown.key(Qt.Key.Key_E)
    box = shown.editor()
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("crashed"))
    shown.after(lambda: QTest.keyClick(box, Qt.Key.Key_Return))
    assert shown.said(2, "outcome").value == "crashed"
    shown.after(lambda: shown.key(Qt.Key.Key_Delete))
    assert shown.said(2, "outcome") == Assertion("")


def test_plus_shows_every_field_so_that_any_can_be_noted(shown: Shown) -> None:
    rows = shown.table.model.rowCount()
    shown.key("+")
    shown.qtbot.waitUntil(lambda: shown.table.model.rowCount() > rows)
    shown.table.go_to("attributed_to", 1)
    shown.after(lambda: shown.key("d"))
    assert shown.said(1, "attributed_to").state is AssertionState.DECLINED


def test_silence_cannot_be_adopted_and_the_finding_is_no_account(shown: Shown) -> None:
    shown.table.go_to("injured_target_force", 0)
    shown.key(Qt.Key.Key_Return)
    assert "no value" in shown.table.told
    before = shown.now
    shown.table.go_to("injured_target_force", None)
    for key in ("a", "0", "n", "u"):
        shown.key(key)
    assert shown.now == before


def test_blame_from_another_time_is_taken_over_after_the_question_alone(
    qtbot: QtBot, session: LogSession, bridge: Bridge
) -> None:
    del session
    blame = Statement(
        NamedRef("Ministry"),
        Stance.ATTRIBUTES,
        said_on=date(2023, 5, 1),
        assertions=(Assertion("attributed_to", value="Group A"),),
    )
    shown = Shown(qtbot, bridge, replace(fresh(), statements=(blame,)))
    shown.table.go_to("attributed_to", 0)
    for answer, found in (("another_time_question_cancel", []), ("another_time_question_accept", ["Group A"])):
        shown.key(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        question = QApplication.activeModalWidget()
        assert question is not None
        sentence = _part(question, "another_time_question_sentence")
        assert isinstance(sentence, QLabel)
        assert "1 May 2023" in sentence.text()
        before = shown.table.text()
        QTest.mouseClick(_part(question, answer), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        if found:
            qtbot.waitUntil(lambda before=before: shown.table.text() != before)  # type: ignore[misc]  # bound in a loop
        assert [each.actor.name for each in shown.now.actors if each.role is Role.ATTRIBUTED_TO] == found


def test_what_lies_in_the_trash_is_only_read(shown: Shown) -> None:
    shown.bridge.run(TrashIncidents((1,)))
    hint = _part(shown.table, "accounts_hint")
    shown.qtbot.waitUntil(lambda: not hint.isVisible())
    before = shown.now
    shown.table.go_to("target", 0)
    shown.key(Qt.Key.Key_Return)
    assert shown.now == before


def test_forty_accounts_scroll_and_the_fields_stay(qtbot: QtBot) -> None:
    many = tuple(
        Statement(NamedRef(f"Source {at}"), assertions=(Assertion("munitions", value=str(at % 3)),)) for at in range(40)
    )
    table = AccountsTable("accounts", LISTS)
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show_sheet(_sheet(IncidentContent("Drones", munitions=Figure.exactly(2), statements=many)))
    table.show()
    qtbot.waitExposed(table)
    view = table.view
    view.setFocus()
    table.go_to("munitions", 0)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().column() == 39
    assert view.horizontalHeader().visualIndex(40) == 0, "the finding stands beside the fields"
    assert view.horizontalScrollBar().value() > 0
    assert view.verticalHeader().isVisible()
    assert view.verticalHeader().x() < view.viewport().x()
    rect = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(rect.center())


def test_no_column_is_out_of_its_place_while_other_accounts_come(qtbot: QtBot) -> None:
    # Qt ends the program in a reset to fewer columns while one is moved.
    table = AccountsTable("accounts", LISTS)
    qtbot.addWidget(table)
    table.resize(300, 300)
    table.show()
    heads = table.view.horizontalHeader()
    places: list[list[int]] = []
    table.model.modelAboutToBeReset.connect(
        lambda: places.append([heads.visualIndex(at) for at in range(heads.count())])
    )
    for count in (6, 2, 5, 1):
        told = tuple(Statement(NamedRef(f"Source {at}")) for at in range(count))
        table.show_sheet(_sheet(IncidentContent("Drones", statements=told)))
    assert [len(each) for each in places[1:]] == [7, 3, 6]
    assert all(each == sorted(each) for each in places)


def test_the_frame_says_what_each_account_does_and_from_whom_it_comes() -> None:
    sheet = _sheet(content())
    assert sheet.rows[0].label == "Happened?"
    assert sheet.rows[-1].label == "Origin"
    assert [cell.text for cell in sheet.rows[0].cells][:2] == ["Claims responsibility", "Confirms in part"]
    assert sheet.rows[-1].cells[2].text == "Armed-group channels"
    assert sheet.columns[-1].name == "Your finding"
    assert sheet_of(IncidentContent("Nothing"), (), 0, LISTS).rows[0].cells[0].text == "Unconfirmed"


def _part(of: QWidget, name: str) -> QWidget:
    found = of.findChild(QWidget, name)
    assert found is not None
    return found


def _row(shown: Shown, field: str) -> int:
    model = shown.table.model
    return next(at for at in range(model.rowCount()) if model.row(at).field == field)


def _sheet(given: IncidentContent) -> Sheet:
    return sheet_of(given, [None] * len(given.statements), 1, LISTS)
