"""Files of every sort in the import window: what is found can be overruled, and what is bad is told in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ascertain.ui.incoming.state import Step
from ascertain.ui.incoming.wizard import ImportWizard
from ascertain.ui.shell.window import MainWindow
from tests.ui.attachments.test_files import dropped_on, urls
from tests.ui.incoming.conftest import Driver
from tests.ui.incoming.tables import acled
from tests.ui.incoming.test_import_window import mapped

Begin = Callable[[MainWindow], Driver]
Table = Callable[..., Path]
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def test_encoding_and_heading_row_can_be_overruled(begin: Begin, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("A list,\nWhat happened,Where\nهجوم,أربيل\n".encode("cp1256"))
    driver = begin(window)
    driver.open(path)
    encoding = driver.wizard.findChild(QComboBox, "import_encoding_editor")
    assert encoding is not None
    encoding.setCurrentIndex(encoding.findText("windows-1256"))
    encoding.activated.emit(encoding.currentIndex())
    driver.wait(lambda: driver.wizard.state.asked.encoding == "windows-1256" and not driver.wizard.errands.busy)
    driver.wizard.file_page.heading_row.setValue(2)
    shown = driver.wizard.file_page.table.model()
    assert shown.index(2, 1).data() == "هجوم"
    driver.on_to(Step.COLUMNS)
    assert [use.target for use in mapped(driver).sheets[0].columns] == ["title", "place"]


@pytest.mark.parametrize("content", [b"", b"What happened,Where\n", b"\n\n"])
def test_an_empty_file_says_so_and_goes_no_further(
    begin: Begin, window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    driver = begin(window)
    driver.name(path)
    driver.wait(lambda: bool(driver.wizard.file_page.problem.text))
    assert not driver.wizard.next.isEnabled()


def test_a_file_that_is_no_table_is_told_in_place_and_another_can_be_chosen(
    begin: Begin, window: MainWindow, table: Table, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"%PDF-1.7 and more of it")
    driver = begin(window)
    driver.name(bad)
    driver.wait(lambda: bool(driver.wizard.file_page.problem.text))
    assert "bad.xlsx" in driver.wizard.file_page.problem.text
    assert not driver.wizard.next.isEnabled()
    driver.open(table(1))
    assert driver.wizard.file_page.problem.text == ""
    driver.on_to(Step.COLUMNS)


def test_a_table_that_is_dropped_on_the_window_is_imported(
    qtbot: QtBot, begin: Begin, window: MainWindow, table: Table
) -> None:
    qtbot.waitUntil(lambda: window.findChild(QObject, "document_drops") is not None)
    assert dropped_on(window, urls(table(2).as_uri()))
    driver = begin(window)
    driver.wait(lambda: driver.wizard.state.gathered)
    assert window.findChildren(ImportWizard) == [driver.wizard], "one window for one import"


def test_escape_stops_an_import_and_leaves_nothing(begin: Begin, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(acled(1_500), encoding="utf-8")
    driver = begin(window)
    driver.open(path)
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.LOOK)
    QTest.keyClick(driver.wizard.next, ENTER)
    assert driver.wizard.errands.taking
    driver.press(ESCAPE)
    driver.wait(lambda: not driver.wizard.errands.busy)
    assert driver.wizard.step is Step.LOOK
    assert driver.wizard.problem.text == "Stopped. Nothing was changed."
    assert window.session.pages.count() == 6


def test_leaving_is_asked_for_twice_once_something_was_chosen(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    driver.open(table(2))
    driver.on_to(Step.COLUMNS)
    driver.press(ESCAPE)
    assert driver.wizard.isVisible()
    assert "Cancel again" in driver.wizard.problem.text
    driver.press(ESCAPE)
    assert not driver.wizard.isVisible()
    assert window.session.pages.count() == 6


def test_a_log_that_is_only_read_takes_nothing_in(open_window: Callable[..., MainWindow], log: Path) -> None:
    window = open_window(log, read_only=True)
    assert not window.actions_set["import"].isEnabled()
    window.openers.import_file()
    assert not window.findChildren(ImportWizard)


def test_the_window_of_the_log_can_be_closed_while_a_file_is_looked_at(
    begin: Begin, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "long.csv"
    path.write_text(acled(1_500), encoding="utf-8")
    driver = begin(window)
    driver.open(path)
    driver.on_to(Step.COLUMNS)
    QTest.keyClick(driver.wizard.next, ENTER)
    state = driver.wizard.state
    window.backups.leave()
    window.close()
    assert state.opened is None
