from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry
from ascertain.app.session import LogSession
from ascertain.domain.records import LibraryEntry, Source
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.library import LibraryPage
from ascertain.ui.library.merge_dialog import MergeDialog

Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def stocked(filled: LogSession) -> LogSession:
    """Beside the source of the sample, which four incidents use, two more."""
    for name in ("Al Mayadeen TV", "Zeta daily"):
        filled.ledger.run(KeepEntry(Source(name, reliability="B"))).result(30)
    return filled


@pytest.fixture
def page(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> LibraryPage:
    made = LibraryPage(bridge, Shelf.SOURCES)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitExposed(made)
    made.start()
    qtbot.waitUntil(lambda: names(made) == ["Al-Mayadeen", "Al Mayadeen TV", "Zeta daily"])
    return made


def part(within: QWidget, kind: type[Part], name: str) -> Part:
    found = within.findChild(kind, name)
    assert found is not None, name
    return found


def names(page: LibraryPage) -> list[str]:
    model = part(page, QTableView, "library_table").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(page: LibraryPage, *rows: int) -> None:
    table = part(page, QTableView, "library_table")
    flag = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(table.model().index(rows[0], 0), flag.ClearAndSelect | flag.Rows)
    for row in rows[1:]:
        flags = flag.Select | flag.Rows
        table.selectionModel().select(table.model().index(row, 0), flags)


def asked(qtbot: QtBot, page: LibraryPage) -> MergeDialog:
    QTest.mouseClick(part(page, QPushButton, "library_merge"), Qt.MouseButton.LeftButton)
    dialog = part(page, MergeDialog, "merge_dialog")
    qtbot.waitUntil(lambda: part(dialog, QComboBox, "merge_keep_editor").count() > 0)
    return dialog


def entry(session: LogSession, entry_id: int) -> LibraryEntry | None:
    reader = session.reader()
    found = reader.ask(lambda queries: queries.entry(Shelf.SOURCES, entry_id)).result()
    reader.close()
    return found


def test_chosen_rows_become_one_and_undo_is_offered(qtbot: QtBot, page: LibraryPage, stocked: LogSession) -> None:
    choose(page, 0, 1)
    dialog = asked(qtbot, page)
    keep = part(dialog, QComboBox, "merge_keep_editor")
    qtbot.waitUntil(lambda: keep.count() == 2)
    assert keep.currentText() == "Al-Mayadeen · 4 incidents", "the most used is kept"
    outcome = part(dialog, QLabel, "merge_outcome")
    qtbot.waitUntil(lambda: "Nothing points to them." in outcome.text())
    keep.setCurrentIndex(keep.findText("Al Mayadeen TV", Qt.MatchFlag.MatchStartsWith))
    qtbot.waitUntil(lambda: "4 incidents" in outcome.text())
    assert "Al Mayadeen TV stays; these become further names of it: Al-Mayadeen." in outcome.text()
    kept = int(keep.currentData())
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(page) == ["Al Mayadeen TV", "Zeta daily"])
    merged = entry(stocked, kept)
    assert isinstance(merged, Source)
    assert [each.name for each in merged.names] == ["Al-Mayadeen"]
    undo = part(page, QPushButton, "notice_action")
    qtbot.waitUntil(lambda: undo.isVisible())
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(page) == ["Al-Mayadeen", "Al Mayadeen TV", "Zeta daily"])


def test_with_one_row_the_other_is_found_by_name(qtbot: QtBot, page: LibraryPage) -> None:
    choose(page, 2)
    dialog = asked(qtbot, page)
    assert not dialog.accept_button.isEnabled()
    line, found = part(dialog, QLineEdit, "merge_find_editor"), part(dialog, QListWidget, "merge_found_list")
    QTest.keyClicks(line, "tv")
    qtbot.waitUntil(lambda: found.isVisible() and found.count() == 1)
    QTest.keyClick(line, Qt.Key.Key_Return)
    others = part(dialog, QListWidget, "merge_others_list")
    qtbot.waitUntil(lambda: others.count() == 1)
    assert dialog.isVisible(), "Enter added the other one and no more"
    qtbot.waitUntil(lambda: dialog.accept_button.isEnabled())
    others.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.command is None
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_nothing_is_offered_before_something_is_chosen(page: LibraryPage) -> None:
    part(page, QTableView, "library_table").clearSelection()
    assert not part(page, QPushButton, "library_merge").isEnabled()


def test_a_key_that_is_still_held_adds_no_row_to_the_one_that_is_shown(qtbot: QtBot, page: LibraryPage) -> None:
    table = part(page, QTableView, "library_table")
    choose(page, 0)
    QTest.keyPress(page.windowHandle(), Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    page.choose(int(table.model().index(2, 0).data(Qt.ItemDataRole.UserRole)))
    QTest.keyRelease(page.windowHandle(), Qt.Key.Key_Control)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
