"""F1 shows the page for where one is: on every screen, in the fields of the form, and in dialogs that wait."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.dialogs.first_start import FirstStart
from ascertain.ui.help.window import HelpWindow
from ascertain.ui.shell.window import MainWindow

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", r"support raise\(\)", extend=True)


def focus(qtbot: QtBot) -> QWidget:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    found = QApplication.focusWidget()
    assert found is not None
    return found


def page_by_f1(qtbot: QtBot, window: QWidget) -> str:
    """Press F1 where the keyboard is; the page that comes. The help is closed again."""
    QTest.keyClick(focus(qtbot), Key.Key_F1)
    shown = window.findChild(HelpWindow)
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    place = shown.place
    shown.close()
    return place


PARTS: tuple[tuple[Callable[[MainWindow], QWidget | None], str], ...] = (
    (lambda window: window.table, "table"),
    (lambda window: window.tool_bar.search.line, "search"),
    (lambda window: window.sidebar, "views"),
    (lambda window: window.browse.filters.findChild(QWidget, "add_filter"), "find#filters"),
    (lambda window: window.side.findChild(QWidget, "detail_edit"), "detail"),
)


def test_in_the_parts_of_the_main_window(qtbot: QtBot, window: MainWindow) -> None:
    for part, place in PARTS:
        widget = part(window)
        assert widget is not None
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        assert page_by_f1(qtbot, window) == place
        window.activateWindow()
    window.openers.help_at(None)
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert shown.place == "browse"


OPENED = (
    (Key.Key_R, CTRL, "review-desk"),
    (Key.Key_D, CTRL, "reading-desk"),
    (Key.Key_J, CTRL | SHIFT, "duplicates#desk"),
    (Key.Key_2, CTRL, "library"),
    (Key.Key_3, CTRL, "library"),
    (Key.Key_E, NONE, "codebook#field-title"),
    (Key.Key_E, CTRL, "export"),
    (Key.Key_C, CTRL | SHIFT, "table"),
    (Key.Key_O, CTRL | SHIFT, "table"),
    (Key.Key_S, CTRL | SHIFT, "views"),
    (Key.Key_S, NONE, "many"),
    (Key.Key_T, NONE, "many"),
    (Key.Key_V, NONE, "many"),
    (Key.Key_H, CTRL, "many"),
    (Key.Key_L, NONE, "totals#links"),
    (Key.Key_K, CTRL | SHIFT, "own-fields#codes"),
    (Key.Key_Y, CTRL | SHIFT, "own-fields"),
    (Key.Key_P, CTRL, "printing"),
    (Key.Key_F, NONE, "review-desk#again"),
    (Key.Key_F, CTRL | SHIFT, "find#filters"),
    (Key.Key_Delete, SHIFT, "purge"),
    (Key.Key_I, CTRL, "import#file"),
)


def test_on_each_screen_and_in_each_dialog(qtbot: QtBot, window: MainWindow) -> None:
    first = window.browse.model.ids[0]
    for key, modifier, place in OPENED:
        window.activateWindow()
        window.center.browse()
        window.table.setFocus()
        qtbot.waitUntil(window.table.hasFocus)
        window.table.go_to(first)
        QTest.keyClick(window.table, key, modifier)
        qtbot.waitUntil(lambda: QApplication.focusWidget() not in (None, window.table))
        assert page_by_f1(qtbot, window) == place
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.side.close_form()


def test_in_the_fields_of_the_form(qtbot: QtBot, window: MainWindow) -> None:
    window.new_incident()
    qtbot.waitUntil(lambda: window.findChild(QWidget, "incident_fields") is not None)
    seen = {}
    qtbot.waitUntil(lambda: focus(qtbot).objectName() == "title_editor" or bool(focus(qtbot).objectName()))
    for _ in range(24):
        widget = focus(qtbot)
        seen[widget.objectName()] = page_by_f1(qtbot, window)
        widget.setFocus()
        QTest.keyClick(widget, Key.Key_Tab)
    places = set(seen.values())
    assert {"codebook#field-title", "codebook#field-kind", "when", "where", "statements"} <= places


def test_a_dialog_that_waits_does_not_keep_one_from_reading(qtbot: QtBot, window: MainWindow) -> None:
    window.openers.show_help("form")
    window.table.setFocus()
    window.activateWindow()
    window.actions_set["columns"].trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(focus(qtbot), Key.Key_F1)
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert shown.place == "table"
    assert shown.windowHandle().transientParent() is dialog.windowHandle()
    # Through the window system, as a person would: what is blocked does not get the key.
    QTest.keyClick(shown.windowHandle(), Key.Key_Down)
    shown.side.tree.setFocus()
    QTest.keyClick(shown.windowHandle(), Key.Key_Down)
    assert shown.place == "views"
    dialog.reject()
    assert shown.isVisible()
    QTest.keyClick(shown.windowHandle(), Key.Key_Down)
    assert shown.place == "bars"
    window.openers.show_help("form")
    assert shown.windowHandle().transientParent() is window.windowHandle()
    assert QGuiApplication.modalWindow() is None


def test_before_any_log_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    page = FirstStart(str(tmp_path / "mine.ascertain"))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    button = page.findChild(QWidget, "start_empty_button")
    assert button is not None
    button.setFocus()
    assert page_by_f1(qtbot, page) == "getting-started"
    shown = page.findChild(HelpWindow)
    assert shown is not None
    assert 'href="try:' not in shown.side._pages.html("search")
