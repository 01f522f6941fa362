from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ascertain.ui.kit import Chip, ChipRow
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def titles(window: MainWindow) -> list[str]:
    model = window.browse.model
    rows = [model.row(position) for position in range(len(model.ids))]
    return [row.title for row in rows if row is not None]


def click_header(window: MainWindow, key: str, modifier: Qt.KeyboardModifier = NONE) -> None:
    header = window.table.header
    logical = window.browse.model.columns.index(key)
    where = QPoint(header.sectionViewportPosition(logical) + 12, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def click_stop(window: MainWindow, key: str) -> None:
    sidebar = window.sidebar
    where = sidebar.visualRect(sidebar.stops.index(sidebar.stops.row_of(key))).center()
    QTest.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, NONE, where)


def shown(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == count, timeout=10_000)


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_a_window_shows_the_newest_incident_first_and_counts(qtbot: QtBot, window: MainWindow) -> None:
    assert titles(window)[0] == "هجوم بطائرة مسيرة على القاعدة"
    assert label(window, "status_counts") == "6 incidents · 1 selected"
    assert window.windowTitle() == "october — Ascertain"
    stops = {
        window.sidebar.stops.stop(row).key: window.sidebar.stops.stop(row).count
        for row in range(window.sidebar.stops.rowCount())
    }
    assert stops["search:"] == 6
    assert stops["search:status:unconfirmed"] == 2
    assert stops["search:is:due"] == 1


def test_headers_sort_reverse_and_add_keys(qtbot: QtBot, window: MainWindow) -> None:
    click_header(window, "title")
    qtbot.waitUntil(lambda: titles(window)[0] == "=1+1 stays a title")
    click_header(window, "title")
    qtbot.waitUntil(lambda: titles(window)[-1] == "=1+1 stays a title")
    click_header(window, "status", SHIFT)
    qtbot.waitUntil(lambda: len(window.browse.model.sort_keys) == 2)
    assert [key.field for key in window.browse.model.sort_keys] == ["title", "status"]


def test_the_search_box_finds_and_turns_filters_into_chips(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_F, CTRL)
    box = window.tool_bar.search.line
    assert box.hasFocus()
    QTest.keyClicks(box, "drone")
    shown(qtbot, window, 2)
    QTest.keyClicks(box, " status:unconfirmed")
    shown(qtbot, window, 1)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "drone"
    chips = [chip.accessibleName() for chip in window.browse.filters.findChildren(Chip)]
    assert "Status Unconfirmed" in chips
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert window.table.hasFocus()


def test_a_chip_is_lifted_by_its_cross(qtbot: QtBot, window: MainWindow) -> None:
    click_stop(window, "search:status:unconfirmed")
    shown(qtbot, window, 2)
    row = window.findChild(ChipRow, "filter_chips")
    assert row is not None
    chip = row.chips()[0]
    assert chip.objectName() == "filter_chip_0"
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    shown(qtbot, window, 6)
    assert window.sidebar.stops.here == "search:"


def test_what_is_not_understood_is_said_under_the_box(qtbot: QtBot, window: MainWindow) -> None:
    window.tool_bar.search.setFocus()
    QTest.keyClicks(window.tool_bar.search.line, "killed:many")
    qtbot.waitUntil(lambda: bool(window.tool_bar.search.problem))


def test_nothing_found_offers_to_lift_everything(qtbot: QtBot, window: MainWindow) -> None:
    window.tool_bar.search.setFocus()
    QTest.keyClicks(window.tool_bar.search.line, "zeppelin")
    shown(qtbot, window, 0)
    button = window.browse._clear
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    shown(qtbot, window, 6)


def test_trash_is_told_and_undone_and_redone_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(window.table, Qt.Key.Key_Delete)
    shown(qtbot, window, 4)
    qtbot.waitUntil(lambda: window.notices.text == "Moved 2 incidents to the trash")
    assert window.actions_set["undo"].isEnabled()
    assert "trash" in window.actions_set["undo"].text()
    QTest.keyClick(window.table, Qt.Key.Key_Z, CTRL)
    shown(qtbot, window, 6)
    QTest.keyClick(window.table, Qt.Key.Key_Z, CTRL | SHIFT)
    shown(qtbot, window, 4)
    click_stop(window, "search:is:trash")
    shown(qtbot, window, 2)
    qtbot.waitUntil(window.actions_set["restore"].isEnabled)
    QTest.keyClick(window.table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(window.table, Qt.Key.Key_R, CTRL | SHIFT)
    shown(qtbot, window, 0)


def test_a_notice_offers_undo_only_of_what_it_tells(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_Delete)
    shown(qtbot, window, 5)
    qtbot.waitUntil(lambda: window.notices.text == "Moved 1 incident to the trash")
    QTest.keyClick(window.table, Qt.Key.Key_Z, CTRL)
    shown(qtbot, window, 6)
    qtbot.waitUntil(window.notices.isHidden)


def test_undo_belongs_to_the_text_box_while_it_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_Delete)
    shown(qtbot, window, 5)
    box = window.tool_bar.search.line
    box.setFocus()
    QTest.keyClicks(box, "x")
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.text() == ""
    shown(qtbot, window, 5)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    shown(qtbot, window, 5)


def test_copied_rows_can_be_pasted_into_a_spreadsheet(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(window.table, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 7
    assert lines[0].split("\t")[:2] == ["Ref", "When"]


def test_the_look_changes_at_run_time(qtbot: QtBot, window: MainWindow, remembered: Remembered) -> None:
    QTest.mouseClick(window.tool_bar.look, Qt.MouseButton.LeftButton)
    assert remembered.value.theme_mode == "dark"
    assert window.actions_set["theme_dark"].isChecked()
    window.actions_set["density_compact"].trigger()
    assert remembered.value.density == "compact"
    assert window.table.verticalHeader().defaultSectionSize() == 22
    window.actions_set["text_larger"].trigger()
    assert remembered.value.text_scale == 110
    window.actions_set["direction_rtl"].trigger()
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    window.actions_set["direction_ltr"].trigger()


def test_the_layout_is_as_it_was_left(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], log: Path, remembered: Remembered
) -> None:
    window = open_window(log)
    click_header(window, "title")
    qtbot.waitUntil(lambda: titles(window)[0] == "=1+1 stays a title")
    window.table.show_columns(("title", "status"))
    window.actions_set["sidebar"].trigger()
    window.close()
    again = open_window(log)
    assert titles(again)[0] == "=1+1 stays a title"
    assert again.table.columns_in_order() == ("title", "status")
    assert again.sidebar.isHidden()
    assert not again.actions_set["sidebar"].isChecked()


def test_an_empty_log_says_what_to_do(qtbot: QtBot, open_window: Callable[[Path], MainWindow], empty_log: Path) -> None:
    window = open_window(empty_log)
    qtbot.waitUntil(window.browse._new.isVisible)
    assert not window.actions_set["trash"].isEnabled()
    assert label(window, "status_counts") == "0 incidents"


def test_a_log_for_reading_only_says_so_and_changes_nothing(
    qtbot: QtBot, open_window: Callable[..., MainWindow], log: Path
) -> None:
    window = open_window(log, read_only=True)
    qtbot.waitUntil(window.standing.isVisible)
    assert label(window, "status_mode") == "Read only"
    assert not window.actions_set["new_incident"].isEnabled()
    QTest.keyClick(window.table, Qt.Key.Key_Delete)
    assert len(window.browse.model.ids) == 6


def test_a_view_is_saved_shown_renamed_and_removed(qtbot: QtBot, window: MainWindow) -> None:
    from ascertain.ui.dialogs.name_view import NameViewDialog

    click_stop(window, "search:status:unconfirmed")
    shown(qtbot, window, 2)
    QTest.keyClick(window.table, Qt.Key.Key_S, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NameViewDialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.focusWidget(), "Open in October")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.sidebar.stops.row_of("view:1") > 0, timeout=10_000)
    click_stop(window, "search:")
    shown(qtbot, window, 6)
    click_stop(window, "view:1")
    shown(qtbot, window, 2)
    window.sidebar.setFocus()
    window.sidebar.setCurrentIndex(window.sidebar.stops.index(window.sidebar.stops.row_of("view:1")))
    QTest.keyClick(window.sidebar, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.sidebar.stops.row_of("view:1") < 0, timeout=10_000)


def test_the_library_and_the_review_open_and_close(qtbot: QtBot, window: MainWindow) -> None:
    click_stop(window, "shelf:source")
    assert window.center.currentWidget() is not window.center.split
    assert not window.actions_set["trash"].isEnabled()
    window.actions_set["show_all"].trigger()
    assert window.center.currentWidget() is window.center.split
    QTest.keyClick(window.table, Qt.Key.Key_R, CTRL)
    assert window.center.reviewing
    window.actions_set["show_all"].trigger()
    assert window.center.currentWidget() is window.center.split


@pytest.mark.parametrize(
    ("key", "name"), [("help", "help_window"), ("shortcuts", "help_window"), ("about", "about_window")]
)
def test_pages_to_read_open_once(qtbot: QtBot, window: MainWindow, key: str, name: str) -> None:
    window.actions_set[key].trigger()
    window.actions_set[key].trigger()
    pages = [each for each in QApplication.topLevelWidgets() if each.objectName() == name and each.isVisible()]
    assert len(pages) == 1
    pages[0].close()
