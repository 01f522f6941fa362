"""Columns, widths, density and sort at each stop of the sidebar, by real clicks and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepOwnField, KeepView
from ascertain.app.session import create_session
from ascertain.app.settings import ALL_INCIDENTS, ALL_LOGS, SettingsFile
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import SavedView
from ascertain.domain.table_rows import Layout, Measures
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.stop_layouts import with_foreign
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.table.columns import DEFAULT_COLUMNS
from ascertain.ui.theme import Wardrobe, current_theme
from tests.ui.shell.conftest import StillClock
from tests.ui.shell.test_window import CTRL, NONE, SHIFT, click_header, click_stop, shown

# Without a screen there is no keyboard for a menu to grab.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

UNCONFIRMED = "search:status:unconfirmed"


def drag_edge(window: MainWindow, key: str, by: int) -> None:
    """Take the edge of a column and drag it."""
    header = window.table.header
    logical = window.browse.model.columns.index(key)
    at = QPoint(header.sectionViewportPosition(logical) + header.sectionSize(logical) - 1, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    QTest.mouseMove(header.viewport(), at + QPoint(by, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, NONE, at + QPoint(by, 0))


def choose(window: MainWindow, menu: str, text: str) -> None:
    """Choose an entry of a menu that is open."""
    found = window.findChild(QMenu, menu)
    assert found is not None
    action = next(each for each in found.actions() if each.text().replace("&", "") == text)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, NONE, found.actionGeometry(action).center())


def sorts(window: MainWindow) -> list[tuple[str, bool]]:
    return [(key.field, key.descending) for key in window.state.sort]


def add_view(qtbot: QtBot, window: MainWindow, view: SavedView) -> str:
    made = window.session.ledger.run(KeepView(view)).result().made[0]
    qtbot.waitUntil(lambda: window.side_feed.view(f"view:{made}") is not None, timeout=10_000)
    return f"view:{made}"


def test_each_stop_keeps_columns_widths_density_and_sort(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], log: Path, remembered: Remembered, wardrobe: Wardrobe
) -> None:
    window = open_window(log)
    click_stop(window, UNCONFIRMED)
    shown(qtbot, window, 2)
    window.table.show_columns(("ref", "title", "killed"))
    click_header(window, "killed")
    drag_edge(window, "ref", 60)
    wide = window.table.widths["ref"]
    window.actions_set["rows_compact"].trigger()
    assert window.table.rowHeight(0) == current_theme().rows["compact"] < current_theme().row_height
    click_stop(window, ALL_INCIDENTS)
    shown(qtbot, window, 6)
    assert window.table.columns_in_order() == DEFAULT_COLUMNS
    assert sorts(window) == [("t_from", True)]
    assert window.table.widths == {}
    assert window.table.rowHeight(0) == current_theme().row_height
    assert window.actions_set["rows_usual"].isChecked()
    click_stop(window, UNCONFIRMED)
    shown(qtbot, window, 2)
    assert window.table.columns_in_order() == ("ref", "title", "killed")
    assert (sorts(window), window.table.widths) == ([("killed", True)], {"ref": wide})
    assert window.actions_set["rows_compact"].isChecked()
    window.backups.leave()
    window.close()
    again = Remembered(SettingsFile(remembered._file.path), wardrobe)
    kept = again.value.layout("whichever", UNCONFIRMED)
    assert kept == Layout(("ref", "title", "killed"), ("-killed",), Measures({"ref": wide}, "compact"))
    again.deleteLater()


def test_a_search_that_is_typed_keeps_the_layout_of_the_stop_that_it_was_started_from(
    qtbot: QtBot, window: MainWindow
) -> None:
    click_stop(window, "search:status:disputed")
    shown(qtbot, window, 1)
    window.table.show_columns(("title", "killed"))
    search = window.tool_bar.search
    search.setFocus()
    QTest.keyClicks(search.line, "nothing like it")
    shown(qtbot, window, 0)
    search.line.clear()
    QTest.keyClicks(search.line, "hospital")
    shown(qtbot, window, 1)
    assert window.table.columns_in_order() == ("title", "killed")
    click_header(window, "killed")
    QTest.keyClick(search, Qt.Key.Key_X, CTRL | SHIFT)
    shown(qtbot, window, 6)
    assert window.table.columns_in_order() == DEFAULT_COLUMNS
    click_stop(window, "search:status:disputed")
    shown(qtbot, window, 1)
    assert (window.table.columns_in_order(), sorts(window)) == (("title", "killed"), [("killed", True)])


def test_a_stop_that_nobody_has_laid_out_follows_all_incidents(qtbot: QtBot, window: MainWindow) -> None:
    window.table.show_columns(("title", "ref"))
    click_stop(window, "search:status:disputed")
    shown(qtbot, window, 1)
    assert window.table.columns_in_order() == ("title", "ref")
    assert window.remembered.value.layouts.keys() == {ALL_LOGS}
    assert window.remembered.value.layouts[ALL_LOGS].keys() == {ALL_INCIDENTS}


def test_a_view_shows_that_it_was_changed_and_goes_back_or_takes_the_change(qtbot: QtBot, window: MainWindow) -> None:
    key = add_view(qtbot, window, SavedView("Settled", "-status:unconfirmed", ("-t_from",), ("ref", "title")))
    click_stop(window, key)
    shown(qtbot, window, 4)
    button = window.findChild(QPushButton, "view_changed_button")
    assert button is not None
    assert window.sidebar.stops.here == key
    assert not button.isVisible()
    assert not window.actions_set["update_view"].isEnabled()
    drag_edge(window, "ref", 40)
    assert not button.isVisible(), "a width is no change of what a view shows"
    click_header(window, "title")
    assert button.isVisible()
    assert window.sidebar.stops.changed
    QTest.keyClick(window.table, Qt.Key.Key_B, CTRL | SHIFT)
    assert not button.isVisible()
    assert (sorts(window), window.table.widths) == ([("t_from", True)], {})
    click_header(window, "title")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    choose(window, "view_changed_menu", "Update view")
    qtbot.waitUntil(lambda: not button.isVisible(), timeout=10_000)
    view = window.side_feed.view(key)
    assert view is not None
    assert (view.name, view.sort) == ("Settled", ("title",))
    assert window.sidebar.stops.here == key


def test_a_change_of_a_view_is_still_there_when_one_comes_back_to_it(qtbot: QtBot, window: MainWindow) -> None:
    key = add_view(qtbot, window, SavedView("Settled", "-status:unconfirmed", (), ("ref", "title")))
    click_stop(window, key)
    shown(qtbot, window, 4)
    window.table.show_columns(("title", "ref"))
    click_stop(window, ALL_INCIDENTS)
    shown(qtbot, window, 6)
    assert window.table.columns_in_order() == DEFAULT_COLUMNS
    click_stop(window, key)
    shown(qtbot, window, 4)
    assert window.table.columns_in_order() == ("title", "ref")
    assert window.actions_set["view_back"].isEnabled()
    window.actions_set["reset_columns"].trigger()
    assert window.table.columns_in_order() == ("ref", "title")
    assert not window.actions_set["view_back"].isEnabled()


def test_columns_of_a_log_s_own_fields_stay_with_that_log(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], log: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.ascertain"
    with_field = create_session(other, clock=StillClock())
    with_field.ledger.run(KeepOwnField(OwnField("Wind", OwnType.TEXT))).result()
    with_field.close()
    first = open_window(other)
    first.table.show_columns(("title", "wind", "ref"))
    first.backups.leave()
    first.close()
    second = open_window(log)
    assert second.table.columns_in_order() == DEFAULT_COLUMNS
    second.table.show_columns(("title", "status"))
    second.backups.leave()
    second.close()
    third = open_window(other)
    assert third.table.columns_in_order() == ("title", "wind", "ref")


def test_what_was_remembered_for_all_logs_keeps_the_columns_of_another_log() -> None:
    old = Layout(("wind", "ref", "title", "gust", "status"), (), Measures({"gust": 90, "ref": 50}))
    now = Layout(("title", "ref"), ("ref",), Measures({"title": 70}))
    assert with_foreign(now, old, ()) == Layout(
        ("wind", "title", "gust", "ref"), ("ref",), Measures({"gust": 90, "title": 70})
    )
    assert with_foreign(now, old, ("wind", "gust")) == now


def test_the_menu_of_a_header_hides_fits_and_resets(qtbot: QtBot, window: MainWindow) -> None:
    header, columns = window.table.header, window.table.columns_in_order()
    logical = window.browse.model.columns.index("title")

    def open_menu() -> None:
        where = QPoint(header.sectionViewportPosition(logical) + 12, header.height() // 2)
        header.customContextMenuRequested.emit(where)
        qtbot.waitUntil(lambda: window.findChild(QMenu, "header_menu") is not None)

    before = header.sectionSize(logical)
    open_menu()
    choose(window, "header_menu", "Fit to its texts")
    assert 20 < header.sectionSize(logical) != before
    qtbot.waitUntil(lambda: window.findChild(QMenu, "header_menu") is None)
    open_menu()
    choose(window, "header_menu", "Hide What happened")
    assert window.table.columns_in_order() == tuple(key for key in columns if key != "title")
    window.actions_set["reset_columns"].trigger()
    assert (window.table.columns_in_order(), window.table.widths) == (DEFAULT_COLUMNS, {})
    QApplication.processEvents()
