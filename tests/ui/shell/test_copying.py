"""Copying from the table of a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ascertain.ui.shell import copying
from ascertain.ui.shell.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_one_cell_is_copied_as_it_is_seen(window: MainWindow) -> None:
    table, model = window.table, window.browse.model
    column = model.columns.index("title")
    row = next(at for at in range(6) if (each := model.row(at)) and each.title.startswith("=1+1"))
    table.setCurrentIndex(model.index(row, column))
    QTest.keyClick(table, Qt.Key.Key_C, CTRL | ALT)
    assert QGuiApplication.clipboard().text() == "'=1+1 stays a title"
    other = next(at for at in range(6) if (each := model.row(at)) and each.title.startswith("Missile"))
    table.setCurrentIndex(model.index(other, model.columns.index("killed")))
    QTest.keyClick(table, Qt.Key.Key_C, CTRL | ALT)
    assert QGuiApplication.clipboard().text() == "2"


def test_rows_are_copied_with_and_without_headings(window: MainWindow) -> None:
    window.table.selectAll()
    QTest.keyClick(window.table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("Ref\t")
    assert "<table" in QGuiApplication.clipboard().mimeData().html()
    window.actions_set["copy_bare"].trigger()
    assert QGuiApplication.clipboard().text().startswith("2023-")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 6


def test_a_large_selection_is_read_part_by_part(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_AT_ONCE", 1)
    monkeypatch.setattr(copying, "_PART", 2)
    QGuiApplication.clipboard().setText("before")
    window.table.selectAll()
    QTest.keyClick(window.table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "before"
    qtbot.waitUntil(lambda: len(QGuiApplication.clipboard().text().splitlines()) == 7)


def test_copying_that_takes_long_shows_itself_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_AT_ONCE", 1)
    monkeypatch.setattr(copying, "_LONG_MS", 0)
    # Nobody answers, as of a log that takes its time.
    monkeypatch.setattr(copying.RowCopier, "_read", lambda *_: None)
    QGuiApplication.clipboard().setText("before")
    window.table.selectAll()
    QTest.keyClick(window.table, Qt.Key.Key_C, CTRL)
    qtbot.waitUntil(lambda: window.findChild(QDialog, "carrying_dialog") is not None)
    sheet = window.findChild(QDialog, "carrying_dialog")
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert QGuiApplication.clipboard().text() == "before"
    assert "Nothing was copied" in window.notices.text


def test_too_many_rows_are_refused_with_the_most_that_go(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MOST_COPIED", 5)
    QGuiApplication.clipboard().setText("before")
    window.table.selectAll()
    QTest.keyClick(window.table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "before"
    assert "6 rows are too many to copy, 5 are the most" in window.notices.text
