from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.test_window import shown, titles

CTRL = Qt.KeyboardModifier.ControlModifier


def in_form(window: MainWindow) -> bool:
    found = QApplication.focusWidget()
    return found is not None and window.side.isAncestorOf(found)


def focus(window: MainWindow) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    assert window.side.isAncestorOf(found)
    return found


def test_an_incident_is_logged_by_keyboard_and_becomes_the_current_one(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: window.side.form_open, timeout=10_000)
    qtbot.waitUntil(lambda: in_form(window))
    QTest.keyClicks(focus(window), "Mortar rounds near the green zone")
    QTest.keyClick(focus(window), Qt.Key.Key_Return, CTRL)
    shown(qtbot, window, 7)
    qtbot.waitUntil(lambda: not window.side.form_open, timeout=10_000)
    qtbot.waitUntil(lambda: window.table.current_id() == 7, timeout=10_000)
    assert "Mortar rounds near the green zone" in titles(window)
    qtbot.waitUntil(window.table.hasFocus)


def test_enter_edits_the_current_incident(qtbot: QtBot, window: MainWindow) -> None:
    window.table.go_to(2)
    QTest.keyClick(window.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.side.form_open, timeout=10_000)
    qtbot.waitUntil(lambda: in_form(window))
    QTest.keyClick(focus(window), Qt.Key.Key_A, CTRL)
    QTest.keyClicks(focus(window), "Rocket attack on Conoco base")
    QTest.keyClick(focus(window), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Rocket attack on Conoco base" in titles(window), timeout=10_000)
    assert window.table.current_id() == 2


def test_the_form_has_a_width_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    before = window.center.split.sizes()
    window.actions_set["new_incident"].trigger()
    qtbot.waitUntil(lambda: window.side.form_open, timeout=10_000)
    assert window.center.split.sizes()[1] > before[1]
    QTest.keyClick(focus(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.side.form_open, timeout=10_000)
    assert window.center.split.sizes() == before


def test_beside_the_form_every_usual_column_stays_in_sight(qtbot: QtBot, window: MainWindow) -> None:
    window.new_incident()
    qtbot.waitUntil(lambda: in_form(window))
    assert window.width() == 1440
    table = window.table
    qtbot.waitUntil(lambda: table.header.length() <= table.viewport().width())
    widths = {key: table.header.sectionSize(at) for at, key in enumerate(table.columns_in_order())}
    digits = table.fontMetrics().horizontalAdvance("30–31 Dec 2024")
    assert widths["t_from"] > digits
    assert widths["ref"] > table.fontMetrics().horizontalAdvance("2023-0001")
    assert widths["title"] > widths["place"]


def test_a_notice_leaves_the_buttons_of_the_form_free(qtbot: QtBot, window: MainWindow) -> None:
    window.new_incident()
    qtbot.waitUntil(lambda: in_form(window))
    window.notices.show_notice("Something to know that takes a line or two to say to the person who is typing here.")
    qtbot.waitUntil(window.notices.isVisible)

    def apart() -> bool:
        form = QRect(window.side.mapToGlobal(QPoint(0, 0)), window.side.size())
        notice = QRect(window.notices.mapToGlobal(QPoint(0, 0)), window.notices.size())
        return not form.intersects(notice)

    qtbot.waitUntil(apart)
