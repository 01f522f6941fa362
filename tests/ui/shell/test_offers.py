"""Where a search finds little, the line under the filters offers what was meant; a key or a click takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.test_window import shown


def offer_line(qtbot: QtBot, window: MainWindow) -> QWidget:
    qtbot.waitUntil(lambda: window.findChild(QWidget, "offer_line") is not None)
    found = window.findChild(QWidget, "offer_line")
    assert found is not None
    return found


def test_a_slip_is_offered_as_it_is_spelt_and_taken_with_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    line = offer_line(qtbot, window)
    box = window.tool_bar.search.line
    box.setFocus()
    QTest.keyClicks(box, "Harrir")
    shown(qtbot, window, 0)
    qtbot.waitUntil(line.isVisible)
    QTest.keyClick(box, Qt.Key.Key_Down)
    taken = QApplication.focusWidget()
    assert isinstance(taken, QPushButton)
    assert taken.objectName() == "offer_0"
    assert "Harir" in taken.text()
    assert "Harir" in taken.accessibleDescription()
    QTest.keyClick(taken, Qt.Key.Key_Space)
    shown(qtbot, window, 1)
    assert box.text() == "Harir"


def test_a_key_is_offered_as_it_is_called_and_taken_with_a_click(qtbot: QtBot, window: MainWindow) -> None:
    line = offer_line(qtbot, window)
    window.state.ask("statu:claimed")
    shown(qtbot, window, 0)
    qtbot.waitUntil(line.isVisible)
    offer = line.findChild(QPushButton, "offer_0")
    assert offer is not None
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    shown(qtbot, window, 1)
    qtbot.waitUntil(lambda: not line.isVisible())


def test_a_search_that_finds_enough_is_left_alone(qtbot: QtBot, window: MainWindow) -> None:
    line = offer_line(qtbot, window)
    QTest.keyClicks(window.tool_bar.search.line, "a")
    shown(qtbot, window, 6)
    assert not line.isVisible()
