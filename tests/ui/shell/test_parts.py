"""The way through the window by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.charts.histogram import Histogram
from ascertain.ui.shell.window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """The name of what has the keyboard after a key."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    return name()


def name() -> str:
    focus = QApplication.focusWidget()
    return "" if focus is None else focus.objectName()


@pytest.fixture
def whole(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with all its parts, and the keyboard in the table."""
    qtbot.waitUntil(lambda: bool(window.findChildren(Histogram)) and window.side.count() > 1, timeout=10_000)
    window.table.setCurrentIndex(window.browse.model.index(0, 0))
    edit = window.side.findChild(QWidget, "detail_edit")
    assert edit is not None
    qtbot.waitUntil(edit.isVisible, timeout=10_000)
    window.table.setFocus()
    return window


def test_one_key_leads_through_all_parts_and_back(whole: MainWindow) -> None:
    there = [press(Qt.Key.Key_F6) for _ in range(6)]
    assert there == ["histogram_unit", "detail_edit", "sidebar", "search_line", "add_filter", "incident_table"]
    back = [press(Qt.Key.Key_F6, SHIFT) for _ in range(6)]
    assert back == [*reversed(there[:-1]), "incident_table"]


def test_one_comes_back_to_where_one_was_and_passes_over_what_is_hidden(whole: MainWindow) -> None:
    whole.sidebar.hide()
    whole.browse.set_histogram_visible(False)
    assert press(Qt.Key.Key_F6) == "detail_edit"
    inside = press(Qt.Key.Key_Tab)
    assert inside.startswith("detail_")
    assert press(Qt.Key.Key_F6) == "search_line"
    assert press(Qt.Key.Key_F6, SHIFT) == inside


def test_tab_goes_through_the_tool_bar_and_the_filters_as_they_stand(qtbot: QtBot, whole: MainWindow) -> None:
    with qtbot.waitSignal(whole.browse.shown):
        whole.state.ask("status:unconfirmed when:2023-10")
    tool_bar = ("new_button", "read_button", "review_button", "search_line")
    whole.tool_bar.new.setFocus()
    assert [name(), *(press(Qt.Key.Key_Tab) for _ in tool_bar[1:])] == list(tool_bar)
    assert press(Qt.Key.Key_F6) == "filter_chip_0"
    along = ["filter_chip_1", "add_filter", "clear_filters_chip", "save_view_link", "columns_link", "density_button"]
    assert [press(Qt.Key.Key_Tab) for _ in along] == along


def test_the_reader_of_an_empty_table_is_not_caught(qtbot: QtBot, whole: MainWindow) -> None:
    with qtbot.waitSignal(whole.browse.shown):
        whole.state.ask("nothing-of-this-kind")
    qtbot.waitUntil(lambda: name() == "empty_clear_button")
    assert press(Qt.Key.Key_F6, SHIFT) == "add_filter"
    assert press(Qt.Key.Key_F6) == "empty_clear_button"
    with qtbot.waitSignal(whole.browse.shown):
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name() == "incident_table")


def test_the_library_and_the_search_box_are_a_key_apart(qtbot: QtBot, whole: MainWindow) -> None:
    QTest.keyClick(whole, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not whole.center.browsing)
    whole.sidebar.setFocus()
    assert press(Qt.Key.Key_F6) == "search_line"
    press(Qt.Key.Key_F6)
    page, focus = whole.center.currentWidget(), QApplication.focusWidget()
    assert page is not None
    assert focus is not None
    assert page.isAncestorOf(focus)
    assert press(Qt.Key.Key_F6) == "sidebar"
