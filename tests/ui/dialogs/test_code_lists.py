from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepCode, LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.records import IncidentContent
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Code
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.code_lists import CodeListsDialog
from ascertain.ui.dialogs.code_note import CodeNote
from ascertain.ui.dialogs.code_table import CodeTable
from ascertain.ui.dialogs.merge_codes import MergeCodesDialog
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.help_line import HelpLine
from ascertain.ui.form.names.code_boxes import CodeCombo
from ascertain.ui.shell.window import MainWindow

Part = TypeVar("Part", bound=QWidget)


def part(within: QWidget, kind: type[Part], name: str) -> Part:
    found = within.findChild(kind, name)
    assert found is not None, name
    return found


def click(dialog: QWidget, name: str) -> None:
    QTest.mouseClick(part(dialog, QPushButton, name), Qt.MouseButton.LeftButton)


def keys(session: LogSession, name: str = "means") -> list[str]:
    return [code.key for code in session.vocabularies[name]]


def show_list(dialog: CodeListsDialog, name: str) -> CodeTable:
    lists = part(dialog, QComboBox, "code_list_editor")
    lists.setCurrentIndex(lists.findData(name))
    return part(dialog, CodeTable, "code_table")


def cell(table: CodeTable, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item is not None
    return item.text()


@pytest.fixture
def session(window: MainWindow) -> LogSession:
    return window.session


@pytest.fixture
def bridge(window: MainWindow) -> Bridge:
    return window.bridge


@pytest.fixture
def dialog(qtbot: QtBot, bridge: Bridge) -> CodeListsDialog:
    made = CodeListsDialog(bridge)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_code_is_added_by_enter_and_removed_again(qtbot: QtBot, session: LogSession, dialog: CodeListsDialog) -> None:
    table = show_list(dialog, "means")
    line = part(dialog, QLineEdit, "code_new_editor")
    line.setFocus()
    QTest.keyClicks(line, "Free balloon")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: keys(session)[-1] == "free_balloon")
    qtbot.waitUntil(lambda: table.current_key() == "free_balloon" and line.text() == "")
    assert dialog.isVisible()
    click(dialog, "code_remove")
    qtbot.waitUntil(lambda: "free_balloon" not in keys(session))


def test_a_name_is_typed_over_and_undo_is_offered(qtbot: QtBot, session: LogSession, dialog: CodeListsDialog) -> None:
    table = show_list(dialog, "status")
    before = session.vocabularies["status"].codes[0].label
    table.setFocus()
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    box.selectAll()
    QTest.keyClicks(box, "Not yet known")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.vocabularies["status"].codes[0].label == "Not yet known")
    assert dialog.isVisible()
    undo = part(dialog, QPushButton, "notice_action")
    qtbot.waitUntil(undo.isVisible)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.vocabularies["status"].codes[0].label == before)
    qtbot.waitUntil(lambda: cell(table, 0, 0) == before)


def test_codes_move_and_are_retired_and_brought_back(
    qtbot: QtBot, session: LogSession, dialog: CodeListsDialog
) -> None:
    table = show_list(dialog, "outcome")
    first, second = keys(session, "outcome")[:2]
    table.setCurrentCell(0, 0)
    assert not part(dialog, QPushButton, "code_up").isEnabled()
    click(dialog, "code_down")
    qtbot.waitUntil(lambda: keys(session, "outcome")[:2] == [second, first])
    qtbot.waitUntil(lambda: table.currentRow() == 1)
    retire = part(dialog, QPushButton, "code_retire")
    click(dialog, "code_retire")
    qtbot.waitUntil(lambda: retire.text() == "&Bring back")
    assert cell(table, 1, 2) == "retired"
    assert first not in [code.key for code in session.vocabularies["outcome"].current()]
    click(dialog, "code_retire")
    qtbot.waitUntil(lambda: retire.text() == "Re&tire")
    qtbot.waitUntil(lambda: part(dialog, QWidget, "code_history").isVisible())


def test_what_is_refused_is_said_and_what_was_typed_stays(qtbot: QtBot, dialog: CodeListsDialog) -> None:
    table = show_list(dialog, "means")
    line = part(dialog, QLineEdit, "code_new_editor")
    QTest.keyClicks(line, cell(table, 0, 0))
    click(dialog, "code_add")
    qtbot.waitUntil(lambda: "already" in dialog.problem.text)
    assert line.text() == cell(table, 0, 0)
    click(dialog, "code_remove")
    qtbot.waitUntil(lambda: "came with the log" in dialog.problem.text)


def test_nothing_is_added_to_a_closed_list(dialog: CodeListsDialog) -> None:
    show_list(dialog, "stance")
    assert not part(dialog, QWidget, "code_adding").isVisible()
    assert not part(dialog, QPushButton, "code_retire").isEnabled()
    assert not part(dialog, QPushButton, "code_remove").isEnabled()
    assert "rules depend" in part(dialog, QLabel, "code_lists_dialog_sentence").text()
    show_list(dialog, "kind")
    assert part(dialog, QWidget, "code_parent").isVisible()


def test_an_open_form_follows_a_list(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    form = EntryForm(bridge, Shelf.PLACES)
    qtbot.addWidget(form)
    form.start_new("North base")
    form.show()
    boxes = [box for box in form.findChildren(CodeCombo) if box.findData(keys(session, "place_kind")[0]) >= 0]
    (box,) = boxes
    chosen = keys(session, "place_kind")[0]
    box.set_value(chosen)
    bridge.run(KeepCode("place_kind", Code(chosen, "Renamed", retired=True)))
    bridge.run(KeepCode("place_kind", Code("ferry", "Ferry")))
    qtbot.waitUntil(lambda: box.findData("ferry") >= 0)
    assert (box.value(), box.currentText()) == (chosen, "Renamed"), "what is chosen stays, though it is retired"


def test_uses_are_counted_and_one_code_is_merged_into_another(
    qtbot: QtBot, session: LogSession, bridge: Bridge, dialog: CodeListsDialog
) -> None:
    first = session.ledger.run(LogIncident(IncidentContent(title="One", means="mortar"))).result().made[0]
    session.ledger.run(LogIncident(IncidentContent(title="Two", means="rocket"))).result()
    table = show_list(dialog, "means")
    row = keys(session).index("mortar")
    qtbot.waitUntil(lambda: cell(table, row, 1) == "1")
    table.setCurrentCell(row, 0)
    click(dialog, "code_merge")
    asked = part(dialog, MergeCodesDialog, "merge_codes_dialog")
    qtbot.waitExposed(asked)
    into = part(asked, QComboBox, "merge_codes_into_editor")
    assert into.findData("mortar") == -1
    into.setFocus()
    QTest.keyClicks(into, "Rocket")
    assert into.currentData() == "rocket"
    assert "One record" in part(asked, QLabel, "merge_codes_outcome").text()
    QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cell(table, row, 2) == "merged")
    qtbot.waitUntil(lambda: cell(table, keys(session).index("rocket"), 1) == "2")
    held = session.reader().ask(lambda queries: queries.incident(first)).result()
    assert held is not None
    assert held.content.means == "rocket"
    assert bridge.session is session


def test_a_note_is_kept_when_the_cursor_leaves_it_and_shown_beside_the_field(
    qtbot: QtBot, session: LogSession, bridge: Bridge, dialog: CodeListsDialog
) -> None:
    table = show_list(dialog, "means")
    table.setCurrentCell(0, 0)
    note = part(dialog, CodeNote, "code_note_editor")
    assert note.toPlainText() == session.vocabularies["means"].codes[0].note
    note.setFocus()
    note.selectAll()
    QTest.keyClicks(note, "Only where a wreck was shown.")
    QTest.keyClick(note, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: session.vocabularies["means"].codes[0].note == "Only where a wreck was shown.")
    dialog.close()
    form = IncidentForm(bridge)
    qtbot.addWidget(form)
    form.start_new()
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    means = part(form, CodeCombo, "means")
    means.setFocus()
    line = part(form, HelpLine, "incident_help")
    assert line.text == "The weapon used."
    QTest.keyClick(means, Qt.Key.Key_Down)
    assert line.text == f"{means.currentText()}: Only where a wreck was shown."
    part(form, QLineEdit, "title").setFocus()
    assert line.text == "One line that says what happened."
    form.close()
