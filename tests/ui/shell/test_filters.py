from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident, SetStatus
from ascertain.domain.codes import Status
from ascertain.domain.fields import FIELDS
from ascertain.domain.search import Range
from ascertain.ui.kit import Chip, FilterChip
from ascertain.ui.shell.filter_list import ChoiceList
from ascertain.ui.shell.filter_pages import FilterPage
from ascertain.ui.shell.filter_popup import FilterPopup
from ascertain.ui.shell.view_state import ViewState, same_search
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.table.columns import DEFAULT_SORT
from tests.ui.shell.conftest import TODAY, content
from tests.ui.shell.test_window import shown

# Without a screen there is no keyboard to grab and no window to raise; on a screen a popup does both.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", r"support raise\(\)", extend=True)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def state() -> Iterator[ViewState]:
    owner = QObject()
    yield ViewState(DEFAULT_SORT, owner, today=lambda: TODAY)
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


def list_of(popup: FilterPopup) -> ChoiceList:
    found = popup.findChild(ChoiceList, "filter_value_list")
    assert found is not None
    return found


def counts(values: ChoiceList) -> dict[str, str]:
    """The rows with their counts, as they stand."""
    return {values.item(row).text(): values.count_at(row).strip("\u2066\u2069") for row in range(values.count())}


def open_page(qtbot: QtBot, window: MainWindow, key: str) -> tuple[FilterPopup, ChoiceList]:
    """The page of a field, counted."""
    window.browse.filters.ask_filter(key)
    popup = window.browse.findChild(FilterPopup)
    assert popup is not None
    values = list_of(popup)
    qtbot.waitUntil(lambda: all(counts(values).values()) and values.count() > 0, timeout=10_000)
    return popup, values


def check(values: ChoiceList, label: str) -> None:
    """Go to a row by its words and press Space."""
    row = list(counts(values)).index(label)
    values.setFocus()
    values.setCurrentRow(row)
    QTest.keyClick(values, Qt.Key.Key_Space)


def bar_texts(window: MainWindow) -> list[str]:
    return [chip.accessibleName() for chip in window.browse.filters.findChildren(FilterChip) if not chip.isHidden()]


def test_values_are_checked_by_keyboard_with_counts(qtbot: QtBot, window: MainWindow) -> None:
    popup = popup_of(qtbot, window)
    fields = line(popup, "filter_field_search_line")
    QTest.keyClicks(fields, "status")
    QTest.keyClick(fields, Qt.Key.Key_Return)
    values = list_of(popup)
    qtbot.waitUntil(lambda: counts(values).get("Unconfirmed") == "2", timeout=10_000)
    assert next(iter(counts(values))) == "Unconfirmed"
    assert values.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Unconfirmed, 2 incidents"
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
    fields = popup.findChild(QListWidget, "filter_fields")
    assert fields is not None
    offered = {fields.item(row).data(Qt.ItemDataRole.UserRole) for row in range(fields.count())}
    assert offered >= {field.key for field in FIELDS if field.column}
    for key in offered:
        popup._open_field(key)
        page = popup.findChild(FilterPage)
        assert page is not None
        assert page.focusProxy() is not None
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
    state = ViewState(DEFAULT_SORT, owner, today=lambda: TODAY)
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


def test_not_stated_and_zero_and_unknown_are_three_choices(qtbot: QtBot, window: MainWindow) -> None:
    popup, values = open_page(qtbot, window, "killed")
    assert counts(values) | {"not stated": "4", "stated": "2", "unknown": "0", "0": "0", "2 – 5": "1"} == counts(values)
    check(values, "not stated")
    shown(qtbot, window, 4)
    check(values, "2 – 5")
    shown(qtbot, window, 5)
    assert window.state.text == "killed:none OR killed:2..5"
    popup.close()
    assert bar_texts(window) == ["Killed not stated, 2 – 5"]


def test_a_value_is_left_out(qtbot: QtBot, window: MainWindow) -> None:
    popup, values = open_page(qtbot, window, "status")
    check(values, "Disputed")
    shown(qtbot, window, 1)
    leave_out = popup.findChild(QCheckBox, "filter_not")
    assert leave_out is not None
    QTest.keyClick(leave_out, Qt.Key.Key_Space)
    shown(qtbot, window, 5)
    assert window.state.text == "-status:disputed"
    popup.close()
    assert bar_texts(window) == ["Status is not Disputed"]


def test_texts_are_asked_for_words(qtbot: QtBot, window: MainWindow) -> None:
    popup, values = open_page(qtbot, window, "title")
    words = line(popup, "filter_words_editor")
    QTest.keyClicks(words, "?")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert popup.isVisible()
    words.clear()
    QTest.keyClicks(words, "missile, tanf")
    QTest.keyClick(words, Qt.Key.Key_Return)
    shown(qtbot, window, 2)
    assert bar_texts(window) == ["What happened contains missile, tanf"]
    popup, values = open_page(qtbot, window, "notes")
    assert counts(values) == {"not stated": "2", "stated": "0"}
    popup.close()


def test_an_actor_is_asked_for_in_any_role_and_in_one(qtbot: QtBot, window: MainWindow) -> None:
    popup, values = open_page(qtbot, window, "claimed_by")
    role = popup.findChild(QComboBox, "filter_role")
    assert role is not None
    assert role.currentText() == "Claimed by"
    check(values, "not stated")
    assert window.state.text == "claimed_by:none"
    role.setCurrentIndex(role.findData("actor"))
    assert window.state.text == "actor:none"
    popup.close()


def test_counts_follow_other_filters_and_every_operation(qtbot: QtBot, window: MainWindow) -> None:
    popup, values = open_page(qtbot, window, "status")
    check(values, "Claimed")
    window.state.type_words("drone")
    qtbot.waitUntil(lambda: counts(values)["Unconfirmed"] == "1")
    assert values.currentItem().text() == "Claimed"
    assert values.currentItem().checkState() == Qt.CheckState.Checked
    before = list(counts(values))
    window.bridge.run(LogIncident(content("Another drone", 2, Status.REFUTED)))
    qtbot.waitUntil(lambda: counts(values)["Refuted"] == "1")
    window.bridge.run(SetStatus((1,), Status.CONFIRMED, "seen"))
    qtbot.waitUntil(lambda: counts(values)["Confirmed"] == "1")
    assert list(counts(values)) == before
    assert values.currentItem().checkState() == Qt.CheckState.Checked
    popup.close()


def test_values_that_are_asked_stand_first_whatever_they_were_called(qtbot: QtBot, window: MainWindow) -> None:
    window.state.ask("status:Disputed")
    popup, values = open_page(qtbot, window, "status")
    assert next(iter(counts(values))) == "Disputed"
    assert values.item(0).checkState() == Qt.CheckState.Checked
    check(values, "Disputed")
    assert not window.state.filtered
    popup.close()


def test_a_log_without_incidents_has_pages_too(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], empty_log: Path
) -> None:
    window = open_window(empty_log)
    for key in ("status", "killed", "source", "is", "grade"):
        popup, values = open_page(qtbot, window, key)
        assert set(counts(values).values()) == {"0"}, key
        popup.close()
        popup.setObjectName("closed")
        popup.setParent(None)


def test_the_popup_changes_the_chip_that_was_clicked(qtbot: QtBot, window: MainWindow) -> None:
    window.state.ask("tag:base killed:>0 tag:other")
    chips = window.browse.filters.findChildren(FilterChip)
    QTest.keyClick(chips[2], Qt.Key.Key_Return)
    popup = window.browse.findChild(FilterPopup)
    assert popup is not None
    values = list_of(popup)
    qtbot.waitUntil(lambda: "other" in counts(values))
    check(values, "other")
    check(values, "not stated")
    assert window.state.text == "tag:base killed:>0 tag:none"
    popup.close()


def test_chips_are_turned_and_joined_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    window.state.ask("status:claimed killed:>0 drone")

    def press(key: Qt.Key) -> str:
        """Press a key where the keyboard is, which stays at its chip."""
        chip = QApplication.focusWidget()
        assert isinstance(chip, FilterChip)
        QTest.keyClick(chip, key)
        return window.state.text

    window.browse.filters.findChildren(FilterChip)[0].setFocus()
    assert press(Qt.Key.Key_N) == "drone -status:claimed killed:>0"
    assert press(Qt.Key.Key_N) == "drone status:claimed killed:>0"
    assert press(Qt.Key.Key_O) == "drone (status:claimed OR killed:>0)"
    group = QApplication.focusWidget()
    assert group is not None
    assert group.accessibleName() == "Any of Status Claimed or Killed ≥ 1"
    assert press(Qt.Key.Key_N) == "drone -(status:claimed OR killed:>0)"
    assert press(Qt.Key.Key_N) == "drone (status:claimed OR killed:>0)"
    assert press(Qt.Key.Key_O) == "drone status:claimed killed:>0"
    assert press(Qt.Key.Key_Right) == "drone status:claimed killed:>0"
    assert press(Qt.Key.Key_O) == "drone (status:claimed OR killed:>0)"
    assert press(Qt.Key.Key_Delete) == "drone"


def test_a_part_of_a_group_is_changed_from_its_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.state.ask("status:claimed OR killed:>0")
    (chip,) = window.browse.filters.findChildren(FilterChip)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    menu = window.browse.filters.findChild(QMenu, "chip_menu")
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Change Status Claimed…", "Change Killed ≥ 1…"]
    menu.close()
    # Without a screen a menu that closes takes the focus of the window along, and with it every popup: none is opened
    # from the menu here.
    qtbot.waitUntil(lambda: window.browse.filters.findChild(QMenu, "chip_menu") is None)
    window.browse.filters.ask_filter("status", None, 0, 0)
    popup = window.browse.findChild(FilterPopup)
    assert popup is not None
    values = list_of(popup)
    qtbot.waitUntil(lambda: counts(values).get("Claimed") == "1")
    check(values, "Disputed")
    assert window.state.text == "status:claimed,disputed OR killed:>0"
    check(values, "Claimed")
    check(values, "Disputed")
    assert window.state.text == "killed:>0"
    popup.close()


def test_chips_that_do_not_fit_stand_in_a_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1000, 700)
    window.state.ask(
        "status:claimed country:IQ killed:>0 injured:0 tag:base when:2023 origins:1 draft:no means:any kind:any"
    )
    bar = window.browse.filters
    qtbot.waitUntil(lambda: bar.findChild(Chip, "more_chips") is not None)
    more = bar.findChild(Chip, "more_chips")
    assert more is not None
    qtbot.waitUntil(more.isVisible)
    hidden = [chip for chip in bar.findChildren(FilterChip) if chip.isHidden()]
    assert more.text() == f"+{len(hidden)}"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    menu = bar.findChild(QMenu, "more_chips_menu")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [chip.accessibleName() for chip in hidden]
    menu.close()
    clear = bar.findChild(Chip, "clear_filters_chip")
    assert clear is not None
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert window.state.chips == ()
    qtbot.waitUntil(lambda: bar.findChild(Chip, "clear_filters_chip") is None)
    assert more.isHidden()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("when:last-7-days", (date(2023, 10, 19), date(2023, 10, 25))),
        ("when:yesterday", (date(2023, 10, 24), date(2023, 10, 24))),
        ("when:this-month", (date(2023, 10, 1), date(2023, 10, 31))),
        ("when:2023-10-17", (date(2023, 10, 17), date(2023, 10, 17))),
    ],
)
def test_days_told_from_today_are_a_span_as_others_are(state: ViewState, text: str, days: tuple[date, date]) -> None:
    state.ask(text)
    assert state.picked() == Range(*days).instants


@pytest.mark.parametrize("text", ["when:until-today", "logged:last-7-days", "when:today,2023", "-when:today", "when:"])
def test_what_is_no_span_of_time_is_not_marked_as_one(state: ViewState, text: str) -> None:
    state.ask(text)
    assert state.picked() is None
