from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import SetStatus
from ascertain.domain.codes import Status
from ascertain.ui.shell.window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


def settled(qtbot: QtBot, window: MainWindow) -> tuple[int, ...]:
    """Give three incidents a status, and wait until the menu names it."""
    ids = tuple(window.browse.model.ids[:3])
    window.bridge.run(SetStatus(ids, Status.REFUTED, "seen"))
    qtbot.waitUntil(lambda: "status" in window.actions_set["undo"].text())
    return ids


def statuses(window: MainWindow, ids: tuple[int, ...]) -> set[str]:
    return {row.status for row in window.session.pages.rows(ids)}


def test_the_menu_names_what_undo_and_redo_would_do(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    assert window.actions_set["undo"].text() == "&Undo set status of 3 incidents"
    QTest.keyClick(window.table, Qt.Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: window.actions_set["redo"].text() == "&Redo set status of 3 incidents")
    assert "set status" not in window.actions_set["undo"].text()


def test_in_the_table_the_key_undoes_the_log(qtbot: QtBot, window: MainWindow) -> None:
    ids = settled(qtbot, window)
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(window.table, Qt.Key.Key_Z, _CTRL)
    assert statuses(window, ids) != {"refuted"}
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(window.table, Qt.Key.Key_Z, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert statuses(window, ids) == {"refuted"}


def undone_in(box: QWidget) -> str:
    """Type two words into a box and press the key for undo until nothing is left, and twice more."""
    box.setFocus()
    QTest.keyClicks(box, "two words")
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Z, _CTRL)
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()  # type: ignore[attr-defined]  # the other kind


def test_in_a_text_box_the_key_is_the_text_box_s(qtbot: QtBot, window: MainWindow) -> None:
    ids = settled(qtbot, window)
    assert undone_in(window.tool_bar.search.line) == ""
    window.new_incident()
    qtbot.waitUntil(lambda: window.side.form_open)
    lines = [each for each in window.side.findChildren(QLineEdit) if each.isVisible() and not each.isReadOnly()]
    texts = [each for each in window.side.findChildren(QPlainTextEdit) if each.isVisible()]
    for box in (lines[0], *texts[:1]):
        assert undone_in(box) == ""
    state = window.session.ledger.undo_state().result()
    assert str(state.undo) == "Set status of 3 incidents"
    assert statuses(window, ids) == {"refuted"}, "the log is as it was"
