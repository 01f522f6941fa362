from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascertain.domain.folding import fold
from ascertain.domain.rows import SortKey
from ascertain.ui.dialogs.about import about_page
from ascertain.ui.dialogs.columns import ColumnDialog
from ascertain.ui.dialogs.first_start import FirstStart
from ascertain.ui.dialogs.link import LinkDialog
from ascertain.ui.dialogs.reading import ReadingWindow
from ascertain.ui.dialogs.set_status import StatusDialog
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.dialogs.sort import SortDialog
from ascertain.ui.dialogs.tags import TagDialog, split_tags
from ascertain.ui.outgoing.dialog import ExportDialog
from ascertain.ui.outgoing.formats import FormatList
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.table.columns import DEFAULT_COLUMNS

T = TypeVar("T", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


def child(parent: QWidget, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def opened(kind: type[T]) -> T:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def shown(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == count, timeout=10_000)


def test_the_status_of_many_is_set_with_a_reason_and_undone_as_one(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(window.table, Qt.Key.Key_S)
    dialog = opened(StatusDialog)
    assert dialog.windowTitle() == "Set status of 6 incidents"
    child(dialog, QComboBox, "status_choice_editor").setCurrentIndex(0)
    QTest.keyClicks(child(dialog, QPlainTextEdit, "status_reason_editor"), "two sources agree")
    child(dialog, QCheckBox, "follow_up_wanted").click()
    assert dialog.command.follow_up_on == date(2023, 11, 1)
    wanted = dialog.command.status
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CTRL)

    def statuses() -> set[str]:
        return {row.status for row in window.session.pages.rows(window.browse.model.ids)}

    qtbot.waitUntil(lambda: statuses() == {wanted}, timeout=10_000)
    qtbot.waitUntil(window.actions_set["undo"].isEnabled)
    window.activateWindow()
    qtbot.waitUntil(window.table.hasFocus)
    QTest.keyClick(window.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(statuses()) > 1, timeout=10_000)


def test_reasons_are_offered_in_the_dialog_for_the_status_as_at_the_desk(qtbot: QtBot, window: MainWindow) -> None:
    window.table.go_to(0)
    QTest.keyClick(window.table, Qt.Key.Key_S)
    dialog = opened(StatusDialog)
    first = child(dialog, QPushButton, "reason_1")
    qtbot.waitUntil(first.isVisible)
    status = child(dialog, QComboBox, "status_choice_editor")
    before = first.accessibleName()
    status.setCurrentIndex(status.findData("refuted"))
    assert first.accessibleName() != before, "other reasons for another status"
    reason = child(dialog, QPlainTextEdit, "status_reason_editor")
    wanted = first.accessibleName()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    reason.setFocus()
    QTest.keyClick(reason, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert reason.toPlainText() == wanted
    assert reason.hasFocus()
    reason.selectAll()
    QTest.keyClick(reason, Qt.Key.Key_Delete)
    QTest.keyClick(reason, Qt.Key.Key_Down)
    assert first.hasFocus()
    assert dialog.command.status.value == "refuted"
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_F])
def test_a_dialog_grows_with_lines_that_wrap(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    window.table.go_to(0)
    QTest.keyClick(window.table, key)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Sheet)
    wanted = dialog.findChild(QCheckBox, "follow_up_wanted")
    if wanted is not None:
        wanted.click()
    dialog.resize(dialog.minimumWidth(), dialog.minimumHeight())
    last = child(dialog, QPushButton, "remind_4")
    qtbot.waitUntil(lambda: dialog.rect().contains(last.mapTo(dialog, last.rect().bottomRight())))
    line = last.mapTo(dialog, last.rect().bottomLeft()).y()
    assert line < dialog.accept_button.mapTo(dialog, QPoint(0, 0)).y()
    box = dialog.findChild(QWidget, "remind_reason_editor") or child(dialog, QWidget, "status_reason_editor")
    assert box.visibleRegion().boundingRect().height() == box.height()
    dialog.reject()


def test_a_day_to_look_again_that_is_not_understood_is_told_and_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.table.go_to(0)
    QTest.keyClick(window.table, Qt.Key.Key_S)
    dialog = opened(StatusDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    child(dialog, QCheckBox, "follow_up_wanted").click()
    line = child(dialog, QLineEdit, "remind_in")
    assert line.hasFocus()
    QTest.keyClicks(line, "someday")
    QTest.keyClick(line, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.problem.text
    line.selectAll()
    QTest.keyClicks(line, "in 10 days")
    assert not dialog.problem.text
    assert dialog.command.follow_up_on == date(2023, 11, 4)
    dialog.reject()


def test_tags_are_added_and_taken_away(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(window.table, Qt.Key.Key_T)
    dialog = opened(TagDialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(child(dialog, QLineEdit, "tags_add_editor"), "iraq, october")
    QTest.keyClicks(child(dialog, QLineEdit, "tags_remove_editor"), "base")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    def tags() -> set[frozenset[str]]:
        return {frozenset(row.tags) for row in window.session.pages.rows(window.browse.model.ids)}

    qtbot.waitUntil(lambda: tags() == {frozenset({"iraq", "october"})}, timeout=10_000)


def test_tags_are_split_at_commas_of_any_script() -> None:
    assert split_tags(" a b ,c، د;a b") == ("a b", "c", "د")
    assert split_tags(" , ") == ()


def test_two_incidents_are_linked_with_how_many_they_share(qtbot: QtBot, window: MainWindow) -> None:
    window.table.go_to(1)
    QTest.keyClick(window.table, Qt.Key.Key_L)
    dialog = opened(LinkDialog)
    kinds = child(dialog, QComboBox, "link_type_editor")
    kinds.setCurrentIndex(kinds.findData("overlaps"))
    QTest.keyClicks(child(dialog, QLineEdit, "link_words_editor"), "hospital")
    others = child(dialog, QListWidget, "link_others")
    qtbot.waitUntil(lambda: others.count() == 1, timeout=10_000)
    child(dialog, QWidget, "shared_low_editor").setProperty("value", 2)
    child(dialog, QWidget, "shared_high_editor").setProperty("value", 1)
    dialog.submit()
    assert "at most" in dialog.problem.text
    child(dialog, QWidget, "shared_high_editor").setProperty("value", 3)
    command = dialog.command
    assert command is not None
    assert (command.incident_id, command.link.other_id, command.link.shared_low, command.link.shared_high) == (
        1,
        4,
        2,
        3,
    )
    with qtbot.waitSignal(window.bridge.changed, timeout=10_000):
        dialog.submit()


def test_nothing_is_linked_before_somebody_chose(qtbot: QtBot, window: MainWindow) -> None:
    window.table.go_to(1)
    QTest.keyClick(window.table, Qt.Key.Key_L)
    dialog = opened(LinkDialog)
    others = child(dialog, QListWidget, "link_others")
    qtbot.waitUntil(lambda: others.count() > 0, timeout=10_000)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.problem.text
    others.setCurrentRow(0)
    with qtbot.waitSignal(window.bridge.changed, timeout=10_000):
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)


def test_a_column_is_found_by_its_name_and_moved_among_those_found(qtbot: QtBot) -> None:
    dialog = ColumnDialog(DEFAULT_COLUMNS)
    qtbot.addWidget(dialog)
    dialog.show()
    columns, find = child(dialog, QListWidget, "column_list"), child(dialog, QLineEdit, "column_find_editor")
    find.setFocus()
    QTest.keyClicks(find, "KILLED civil")
    left = [columns.item(row) for row in range(columns.count()) if not columns.item(row).isHidden()]
    assert [item.data(Qt.ItemDataRole.UserRole) for item in left] == ["killed_civilian"]
    assert columns.currentItem() is left[0]
    QTest.keyClick(find, Qt.Key.Key_Down)
    assert dialog.focusWidget() is columns
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert dialog.columns == (*DEFAULT_COLUMNS, "killed_civilian")
    find.selectAll()
    QTest.keyClicks(find, "nothing like it")
    assert all(columns.item(row).isHidden() for row in range(columns.count()))
    assert dialog.accept_button.isEnabled(), "what is hidden from the list is still chosen"
    find.clear()
    QTest.keyClicks(find, "injured")
    columns.setFocus()
    shown = [row for row in range(columns.count()) if not columns.item(row).isHidden()]
    columns.setCurrentRow(shown[1])
    moved = columns.item(shown[1]).data(Qt.ItemDataRole.UserRole)
    QTest.keyClick(columns, Qt.Key.Key_Up, CTRL)
    assert columns.item(shown[0]).data(Qt.ItemDataRole.UserRole) == moved
    child(dialog, QPushButton, "column_usual").click()
    find.clear()
    assert dialog.columns == DEFAULT_COLUMNS
    assert not columns.item(0).isHidden()


def test_columns_are_chosen_and_moved_by_keys(qtbot: QtBot) -> None:
    dialog = ColumnDialog(DEFAULT_COLUMNS)
    qtbot.addWidget(dialog)
    dialog.show()
    columns = child(dialog, QListWidget, "column_list")
    QTest.keyClick(columns, Qt.Key.Key_Down, CTRL)
    assert dialog.columns[:2] == (DEFAULT_COLUMNS[1], DEFAULT_COLUMNS[0])
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert DEFAULT_COLUMNS[0] not in dialog.columns
    for row in range(columns.count()):
        columns.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.accept_button.isEnabled()


def test_a_sort_by_keyboard_has_each_field_once(qtbot: QtBot) -> None:
    dialog = SortDialog((SortKey("status"), SortKey("t_from", descending=True)))
    qtbot.addWidget(dialog)
    assert list(dialog.sort) == [SortKey("status"), SortKey("t_from", descending=True)]
    second = child(dialog, QComboBox, "sort_field_1")
    second.setCurrentIndex(second.findData("status"))
    assert list(dialog.sort) == [SortKey("status")]


def test_a_sort_by_many_fields_loses_none(qtbot: QtBot) -> None:
    many = tuple(SortKey(key, descending=key == "notes") for key in ("status", "country", "notes", "target", "killed"))
    dialog = SortDialog(many)
    qtbot.addWidget(dialog)
    assert dialog.sort == many
    last = child(dialog, QComboBox, "sort_field_5")
    last.setFocus()
    last.setCurrentIndex(last.findData("tags"))
    assert dialog.sort == (*many, SortKey("tags"))


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_is_filtered_is_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path, suffix: str) -> None:
    window.state.ask("status:unconfirmed")
    shown(qtbot, window, 2)
    QTest.keyClick(window.table, Qt.Key.Key_E, CTRL)
    dialog = opened(ExportDialog)
    child(dialog, QRadioButton, "export_filtered").click()
    assert child(dialog, FormatList, "export_format_editor").choose(suffix)
    assert dialog.accept_button.text() == "Export 2 incidents"
    path = child(dialog, QLineEdit, "export_path_editor")
    assert path.text().endswith(suffix)
    path.setText(str(tmp_path / "nowhere" / f"out.{suffix}"))
    dialog.submit()
    assert not (tmp_path / "nowhere").exists()
    target = tmp_path / f"out.{suffix}"
    target.write_text("old")
    path.setText(str(target))
    dialog.submit()
    assert target.read_text() == "old"
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.accept_button.isVisible(), timeout=20_000)
    if suffix == "csv":
        with target.open(encoding="utf-8-sig", newline="") as written:
            rows = list(csv.DictReader(written))
        assert sum("base" in row["What happened"] for row in rows) == len(rows) == 2
    else:
        assert target.read_bytes().startswith(b"PK")
    dialog.reject()
    assert not dialog.isVisible()


def test_how_many_are_exported_waits_for_the_whole_result(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.state.ask("status:unconfirmed")
    assert not window.browse.feed.settled
    QTest.keyClick(window.table, Qt.Key.Key_E, CTRL)
    dialog = opened(ExportDialog)
    choice = child(dialog, QRadioButton, "export_filtered")
    assert choice.isChecked()
    assert choice.text() == "As &filtered and sorted (counting…)"
    assert dialog.accept_button.text() == "Export incidents"
    assert dialog.accept_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.accept_button.text() == "Export 2 incidents")
    assert "2" in choice.text()
    dialog.reject()
    window.state.ask("zeppelin")
    window.actions_set["export"].trigger()
    dialog = opened(ExportDialog)
    choice = child(dialog, QRadioButton, "export_filtered")
    qtbot.waitUntil(lambda: not choice.isEnabled())
    assert child(dialog, QRadioButton, "export_all").isChecked()
    assert dialog.accept_button.text() == "Export 6 incidents"
    dialog.reject()


@pytest.mark.parametrize("scope", ["all", "filtered"])
def test_an_export_is_sorted_as_the_table_is(qtbot: QtBot, window: MainWindow, tmp_path: Path, scope: str) -> None:
    window.state.set_sort((SortKey("title", descending=True),))
    if scope == "filtered":
        window.state.ask("status:unconfirmed")
        shown(qtbot, window, 2)
    QTest.keyClick(window.table, Qt.Key.Key_E, CTRL)
    dialog = opened(ExportDialog)
    child(dialog, QRadioButton, f"export_{scope}").click()
    assert child(dialog, FormatList, "export_format_editor").choose("csv")
    target = tmp_path / "out.csv"
    child(dialog, QLineEdit, "export_path_editor").setText(str(target))
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.accept_button.isVisible(), timeout=20_000)
    with target.open(encoding="utf-8-sig", newline="") as written:
        titles = [line["What happened"] for line in csv.DictReader(written)]
    assert len(titles) >= 2
    assert titles == sorted(titles, key=fold, reverse=True)
    dialog.reject()


def test_the_first_start_offers_three_ways(qtbot: QtBot) -> None:
    page = FirstStart("somewhere")
    qtbot.addWidget(page)
    page.show()
    for name, signal in (
        ("start_empty_button", page.start_empty),
        ("open_example_button", page.open_example),
        ("open_file_button", page.open_file),
    ):
        with qtbot.waitSignal(signal, timeout=1_000):
            QTest.keyClick(child(page, QWidget, name), Qt.Key.Key_Space)
    page.show_problem("The log is damaged.")


def test_a_page_to_read_loads_nothing_and_keeps_its_links_inside(qtbot: QtBot, window: MainWindow) -> None:
    page = ReadingWindow("about_window", "About", about_page(), window)
    page.show()
    listed = (
        (Path(__file__).parents[3] / "pyproject.toml")
        .read_text(encoding="utf-8")
        .split("\ndependencies = [")[1]
        .split("\n]")[0]
    )
    needed = re.findall(r'^ {4}"([\w-]+)', listed, re.MULTILINE)
    told = about_page().lower()
    assert len(needed) > 10
    assert [each for each in needed if each.lower().replace("-essentials", "") not in told] == []
    page.close()
