from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.shell.filter_popup import FilterPopup, filter_fields
from ascertain.ui.shell.view_state import ViewState, same_search
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.table.columns import DEFAULT_SORT
from tests.ui.shell.test_window import shown

# Without a screen there is no keyboard to grab and no window to raise; on a screen a popup does both.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", r"support raise\(\)", extend=True)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def state() -> Iterator[ViewState]:
    owner = QObject()
    yield ViewState(DEFAULT_SORT, owner)
    owner.deleteLater()


def popup_of(qtbot: QtBot, window: MainWindow) -> FilterPopup:
    QTest.keyClick(window.table, Qt.Key.Key_F, CTRL | SHIFT)
    popup = window.browse.findChild(FilterPopup)
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    return popup


def line(parent: QWidget, name: str) -> QLineEdit:
    found = parent.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_values_are_checked_by_keyboard_with_counts(qtbot: QtBot, window: MainWindow) -> None:
    popup = popup_of(qtbot, window)
    fields = line(popup, "filter_field_search_line")
    QTest.keyClicks(fields, "status")
    QTest.keyClick(fields, Qt.Key.Key_Return)
    values = popup.findChild(QListWidget, "filter_value_list")
    assert values is not None
    qtbot.waitUntil(lambda: values.count() > 0, timeout=10_000)
    assert any(values.item(row).text() == "Unconfirmed  2" for row in range(values.count()))
    within = line(popup, "filter_value_search_line")
    QTest.keyClicks(within, "unconf")
    QTest.keyClick(within, Qt.Key.Key_Return)
    shown(qtbot, window, 2)
    QTest.keyClick(within, Qt.Key.Key_Return)
    shown(qtbot, window, 6)
    popup.close()


def test_a_date_range_is_typed_and_a_wrong_one_is_told(qtbot: QtBot, window: MainWindow) -> None:
    popup = popup_of(qtbot, window)
    fields = line(popup, "filter_field_search_line")
    QTest.keyClicks(fields, "when")
    QTest.keyClick(fields, Qt.Key.Key_Return)
    low, high = line(popup, "range_from_editor"), line(popup, "range_to_editor")
    QTest.keyClicks(low, "tomorrow")
    QTest.keyClick(low, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert low.text() == "tomorrow"
    low.clear()
    QTest.keyClicks(low, "2023-10-18")
    QTest.keyClicks(high, "2023-10-19")
    QTest.keyClick(high, Qt.Key.Key_Return)
    shown(qtbot, window, 3)
    assert window.state.range_of("t_from") == ("2023-10-18", "2023-10-19")


def test_every_field_that_filters_has_a_page(qtbot: QtBot, window: MainWindow) -> None:
    popup = popup_of(qtbot, window)
    for field in filter_fields():
        popup._open_field(field.key)
        popup._show_fields()
    popup.close()


def test_a_span_of_the_histogram_is_a_chip(qtbot: QtBot, window: MainWindow) -> None:
    start = 1_697_587_200  # 2023-10-18T00:00Z
    window.state.filter_by_instants(start, start + 86_400)
    shown(qtbot, window, 2)
    chips = window.state.chips_shown(window.session.vocabularies)
    assert [(chip.label, chip.value) for chip in chips] == [("When", "18 Oct 2023")]
    assert window.state.picked() == (start, start + 86_400)
    window.state.lift_time()
    shown(qtbot, window, 6)


def test_whole_months_and_years_are_named(state: ViewState, window: MainWindow) -> None:
    for typed, read in (("2023-10", "Oct 2023"), ("2023", "2023")):
        state.ask(f"when:{typed}")
        assert state.chips_shown(window.session.vocabularies)[0].value == read


def test_checked_values_with_any_letters_survive_as_text(state: ViewState) -> None:
    values = ('with "quotes"', "a, b", "قاعدة", "none", "x:y")
    state.filter_by_values("source", values)
    text = state.text
    state.clear()
    state.ask(text)
    assert state.values_of("source") == values


@given(st.text(max_size=40))
def test_any_text_can_be_asked_and_asked_again(text: str) -> None:
    owner = QObject()
    state = ViewState(DEFAULT_SORT, owner)
    state.ask(text)
    again = state.text
    state.ask(again)
    assert same_search(state.text, again)


def test_a_wrong_count_is_told(state: ViewState) -> None:
    assert state.filter_by_range("killed", "5", "2")
    assert state.filter_by_range("killed", "2", "5") == ""
    assert state.range_of("killed") == ("2", "5")
    assert state.filter_by_range("killed", "", "") == ""
    assert not state.filtered
