"""Saved views in the sidebar: counted, moved, edited, doubled, exported and removed, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepView, LogIncident, SetStatus, TagIncidents, TrashIncidents
from ascertain.domain.codes import Status
from ascertain.domain.records import SavedView
from ascertain.domain.table_rows import Measures
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import content
from tests.ui.shell.test_stop_layouts import choose
from tests.ui.shell.test_window import NONE, click_stop, shown

# Without a screen there is no keyboard for a menu to grab.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def add(qtbot: QtBot, window: MainWindow, *views: SavedView) -> list[str]:
    made = [window.session.ledger.run(KeepView(view)).result().made[0] for view in views]
    keys = [f"view:{number}" for number in made]
    qtbot.waitUntil(lambda: all(window.sidebar.stops.row_of(key) > 0 for key in keys), timeout=10_000)
    return keys


def counts(window: MainWindow) -> dict[str, int | None]:
    stops = window.sidebar.stops
    lines = [stops.stop(row) for row in range(stops.rowCount())]
    return {stop.text: stop.count for stop in lines if stop.key.startswith("view:")}


def order(window: MainWindow) -> list[str]:
    return list(counts(window))


def wait_for(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met, timeout=10_000)


def menu_of(window: MainWindow, key: str) -> None:
    window.sidebar.customContextMenuRequested.emit(window.sidebar.place_of(key).center())


def dialog(name: str) -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    assert found.objectName() == name
    return found


def part(of: QDialog, kind: type[QLineEdit], name: str) -> QLineEdit:
    found = of.findChild(kind, name)
    assert found is not None
    return found


def test_views_are_counted_and_counted_again_when_a_change_concerns_them(qtbot: QtBot, window: MainWindow) -> None:
    assert window.side_feed.view_counts is not None
    add(qtbot, window, SavedView("Claims", "status:claimed"), SavedView("Tagged", "tag:base"), SavedView("All"))
    wait_for(qtbot, lambda: counts(window) == {"Claims": 1, "Tagged": 1, "All": 6})
    asked: list[int] = []
    window.side_feed.view_counts.asked.connect(asked.append)
    window.session.ledger.run(SetStatus((1, 2), Status.CLAIMED, "both channels say so")).result()
    wait_for(qtbot, lambda: counts(window)["Claims"] == 3)
    assert asked == [1], "the others were counted for nothing"
    window.session.ledger.run(TagIncidents((1, 2), add=("base",))).result()
    wait_for(qtbot, lambda: counts(window)["Tagged"] == 3)
    assert asked == [1, 2]
    window.session.ledger.run(LogIncident(content("One more", status=Status.CLAIMED))).result()
    wait_for(qtbot, lambda: counts(window) == {"Claims": 4, "Tagged": 3, "All": 7})
    window.session.ledger.run(TrashIncidents((1, 2, 3, 4, 5, 6))).result()
    wait_for(qtbot, lambda: counts(window) == {"Claims": 1, "Tagged": 0, "All": 1})


def test_only_views_in_sight_are_counted_and_a_hidden_sidebar_counts_nothing(qtbot: QtBot, window: MainWindow) -> None:
    view_counts = window.side_feed.view_counts
    assert view_counts is not None
    asked: list[int] = []
    view_counts.asked.connect(asked.append)
    add(qtbot, window, *(SavedView(f"View {number:03}", f"id:>={number}") for number in range(60)))
    first = window.sidebar.stops.row_of("view:1")
    in_sight = [key for key in window.sidebar.keys_in_sight() if key.startswith("view:")]
    assert 1 < len(in_sight) < 40
    wait_for(qtbot, lambda: all(counts(window)[f"View {number:03}"] is not None for number in range(len(in_sight))))
    assert counts(window)["View 059"] is None
    window.sidebar.scrollTo(window.sidebar.stops.index(first + 59))
    wait_for(qtbot, lambda: counts(window)["View 059"] == 0)
    assert len(asked) < 60
    QTest.keyClick(window.table, Qt.Key.Key_F9)
    assert window.sidebar.isHidden()
    asked.clear()
    with qtbot.waitSignal(window.side_feed.open_counted, timeout=10_000):
        window.session.ledger.run(TrashIncidents((1,))).result()
    assert asked == []
    QTest.keyClick(window.table, Qt.Key.Key_F9)
    wait_for(qtbot, lambda: counts(window)["View 059"] == 0 and bool(asked))


def test_views_are_moved_by_keys_and_by_dragging(qtbot: QtBot, window: MainWindow) -> None:
    keys = add(qtbot, window, SavedView("One"), SavedView("Two"), SavedView("Three"))
    sidebar = window.sidebar
    sidebar.setFocus()
    sidebar.setCurrentIndex(sidebar.stops.index(sidebar.stops.row_of(keys[2])))
    QTest.keyClick(sidebar, Qt.Key.Key_Up, ALT)
    wait_for(qtbot, lambda: order(window) == ["One", "Three", "Two"])
    assert sidebar.current_key() == keys[2], "the keyboard stays at what was moved"
    QTest.keyClick(sidebar, Qt.Key.Key_Up, ALT)
    wait_for(qtbot, lambda: order(window) == ["Three", "One", "Two"])
    QTest.keyClick(sidebar, Qt.Key.Key_Up, ALT)
    assert sidebar.current_key() == keys[2], "at the top it goes no further"

    start, below = sidebar.place_of(keys[2]).center(), sidebar.place_of(keys[1]).bottomLeft() + QPoint(20, -2)
    QTest.mousePress(sidebar.viewport(), LEFT, NONE, start)
    QTest.mouseMove(sidebar.viewport(), below)
    QTest.mouseRelease(sidebar.viewport(), LEFT, NONE, below)
    wait_for(qtbot, lambda: order(window) == ["One", "Two", "Three"])
    assert window.layouts.home == "search:", "a drag goes nowhere"
    QTest.keyClick(window.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, lambda: order(window) == ["Three", "One", "Two"])


def test_a_drag_that_is_given_up_moves_nothing(qtbot: QtBot, window: MainWindow) -> None:
    keys = add(qtbot, window, SavedView("One"), SavedView("Two"))
    sidebar = window.sidebar
    start, far = sidebar.place_of(keys[0]).center(), sidebar.place_of(keys[1]).bottomLeft() + QPoint(20, -2)
    before = window.session.ledger.undo_state().result()
    QTest.mousePress(sidebar.viewport(), LEFT, NONE, start)
    QTest.mouseMove(sidebar.viewport(), far)
    QTest.keyClick(sidebar, Qt.Key.Key_Escape)
    QTest.mouseRelease(sidebar.viewport(), LEFT, NONE, far)
    QTest.mousePress(sidebar.viewport(), LEFT, NONE, start)
    QTest.mouseMove(sidebar.viewport(), start + QPoint(2, 60))
    QTest.mouseRelease(sidebar.viewport(), LEFT, NONE, start - QPoint(0, 2_000))
    assert window.session.ledger.undo_state().result() == before
    assert order(window) == ["One", "Two"]


def test_a_view_is_edited_with_what_is_not_understood_shown(qtbot: QtBot, window: MainWindow) -> None:
    (key,) = add(qtbot, window, SavedView("Claims", "status:claimed", layout=Measures({"title": 400})))
    click_stop(window, key)
    shown(qtbot, window, 1)
    window.sidebar.setFocus()
    QTest.keyClick(window.sidebar, Qt.Key.Key_F2)
    edit = dialog("edit_view_dialog")
    name, search = part(edit, QLineEdit, "edit_view_name_editor"), part(edit, QLineEdit, "edit_view_search_editor")
    assert edit.focusWidget() is name
    QTest.keyClicks(name, "Disputed ones")
    search.setFocus()
    search.selectAll()
    QTest.keyClicks(search, "wind:north")
    field = search.parent()
    assert "wind" in field.problem  # type: ignore[union-attr]  # a LabeledField
    search.selectAll()
    QTest.keyClicks(search, "status:disputed")
    assert not field.problem  # type: ignore[union-attr]
    wait_for(qtbot, lambda: field.hint == "finds 1 incident")  # type: ignore[union-attr]
    QTest.keyClick(search, Qt.Key.Key_Return)
    wait_for(qtbot, lambda: window.state.text == "status:disputed")
    assert order(window) == ["Disputed ones"]
    assert window.table.widths == {"title": 400}
    assert not window.layouts.view_changed


def test_a_name_that_is_taken_is_told_and_nothing_typed_is_lost(qtbot: QtBot, window: MainWindow) -> None:
    keys = add(qtbot, window, SavedView("One"), SavedView("Two"))
    menu_of(window, keys[1])
    choose(window, "view_menu", "Edit…")
    edit = dialog("edit_view_dialog")
    name = part(edit, QLineEdit, "edit_view_name_editor")
    QTest.keyClicks(name, "one")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert edit.isVisible()
    assert "Another view" in name.parent().problem  # type: ignore[union-attr]  # a LabeledField
    assert name.text() == "one"
    QTest.keyClick(name, Qt.Key.Key_Escape)
    wait_for(qtbot, lambda: not edit.isVisible())


def test_a_view_is_doubled_and_removed_and_undo_is_offered(qtbot: QtBot, window: MainWindow) -> None:
    keys = add(qtbot, window, SavedView("Claims", "status:claimed", ("title",), ("title", "ref")))
    menu_of(window, keys[0])
    choose(window, "view_menu", "Duplicate")
    wait_for(qtbot, lambda: order(window) == ["Claims", "Claims (2)"])
    click_stop(window, keys[0])
    shown(qtbot, window, 1)
    wait_for(qtbot, lambda: window.findChild(QMenu, "view_menu") is None)
    menu_of(window, keys[0])
    choose(window, "view_menu", "Remove")
    wait_for(qtbot, lambda: order(window) == ["Claims (2)"])
    assert window.layouts.view is None
    window.table.show_columns(("ref", "title", "killed"))
    click_stop(window, "search:")
    assert window.table.columns_in_order() != ("ref", "title", "killed"), "a view that is gone lays out no other stop"
    undo = window.findChild(QPushButton, "notice_action")
    assert undo is not None
    QTest.mouseClick(undo, LEFT)
    wait_for(qtbot, lambda: order(window) == ["Claims", "Claims (2)"])


def test_a_view_is_exported_without_being_shown(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (key,) = add(qtbot, window, SavedView("Not open", "-status:unconfirmed", ("title",), ("title", "status")))
    menu_of(window, key)
    choose(window, "view_menu", "Export…")
    wait_for(qtbot, lambda: QApplication.activeModalWidget() is not None)
    export = dialog("export_dialog")
    path = part(export, QLineEdit, "export_path_editor")
    assert path.text().endswith("Not open.xlsx")
    path.setText(str(tmp_path / "out.xlsx"))
    accept = export.findChild(QPushButton, "export_dialog_accept")
    assert accept is not None
    assert "4" in accept.text()
    QTest.mouseClick(accept, LEFT)
    wait_for(qtbot, lambda: accept.isHidden())
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    heads = list(rows[0])
    found = [str(row[heads.index("What happened")]) for row in rows[1:]]
    assert "Injured" not in heads
    assert len(found) == 4
    assert found == sorted(found)
    assert len(window.browse.model.ids) == 6, "the view was not shown"
    export.reject()


def test_a_view_that_is_no_longer_understood_says_so_and_works_as_words(qtbot: QtBot, window: MainWindow) -> None:
    (key,) = add(qtbot, window, SavedView("By wind", "wind:north hospital"))
    wait_for(qtbot, lambda: counts(window)["By wind"] is not None)
    stop = window.sidebar.stops.stop(window.sidebar.stops.row_of(key))
    assert stop.warns
    assert "wind" in stop.hint
    index = window.sidebar.stops.index(window.sidebar.stops.row_of(key))
    assert "not understood" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    click_stop(window, key)
    assert window.state.problem
    assert window.tool_bar.search.text() == "wind:north hospital"


def test_without_views_the_sidebar_says_how_to_make_one(qtbot: QtBot, window: MainWindow) -> None:
    wait_for(qtbot, lambda: window.sidebar.stops.row_of("save:") > 0)
    click_stop(window, "save:")
    name = dialog("name_view_dialog").findChild(QLineEdit)
    assert name is not None
    QTest.keyClicks(name, "Everything")
    QTest.keyClick(name, Qt.Key.Key_Return)
    wait_for(qtbot, lambda: order(window) == ["Everything"])
    assert window.sidebar.stops.row_of("save:") < 0
    assert window.sidebar.stops.here == "view:1"
    (view,) = window.side_feed.views
    assert view.columns == window.table.columns_in_order()


def test_for_reading_only_views_are_shown_and_exported_and_no_more(
    qtbot: QtBot, window: MainWindow, open_window: Callable[..., MainWindow], log: Path
) -> None:
    (key,) = add(qtbot, window, SavedView("Claims", "status:claimed"))
    window.backups.leave()
    window.close()
    reading = open_window(log, read_only=True)
    wait_for(qtbot, lambda: reading.sidebar.stops.row_of(key) > 0)
    menu_of(reading, key)
    menu = reading.findChild(QMenu, "view_menu")
    assert menu is not None
    enabled = [action.text().replace("&", "") for action in menu.actions() if action.isEnabled()]
    assert enabled == ["Show", "Export…"]
    menu.close()
    click_stop(reading, key)
    shown(qtbot, reading, 1)
    QTest.keyClick(reading.sidebar, Qt.Key.Key_Down, ALT)
    assert not reading.actions_set["edit_view"].isEnabled()
