"""A window on a log that is only read: the reason stays, and nothing that writes can be pressed or reached by a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar
from pytestqt.qtbot import QtBot

from ascertain.domain.rows import Shelf
from ascertain.ui.shell.window import MainWindow

HARMLESS = {
    "add_filter", "read_button", "columns_link", "density_button", "export_button", "look_button", "review_button",
    "review_back", "histogram_unit", "arrange_button",
    "review_close", "review_skip", "review_changed",
    "review_turn", "library_incidents", "standing_save_as", "statement_document", "backup_state", "",
}  # fmt: skip
"""What may be pressed where nothing may be written."""
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: Callable[..., MainWindow], log: Path) -> MainWindow:
    return open_window(log, read_only=True)


@pytest.fixture
def commands(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every command that the window gives."""
    given: list[Any] = []
    monkeypatch.setattr(window.session.ledger, "run", given.append)
    return given


def pressable(window: MainWindow) -> set[str]:
    found = window.findChildren(QAbstractButton)
    return {each.objectName() for each in found if each.isVisible() and each.isEnabled()} - HARMLESS


def type_everything(window: MainWindow) -> None:
    focused = QApplication.focusWidget() or window
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_E, Qt.Key.Key_S, Qt.Key.Key_T, Qt.Key.Key_L, Qt.Key.Key_1):
        QTest.keyClick(focused, key)
        assert QApplication.activeModalWidget() is None
    for key in (Qt.Key.Key_N, Qt.Key.Key_Z, Qt.Key.Key_Return):
        QTest.keyClick(focused, key, CTRL)
        assert QApplication.activeModalWidget() is None


def test_nothing_that_writes_can_be_pressed(qtbot: QtBot, window: MainWindow, commands: list[Any]) -> None:
    qtbot.waitUntil(lambda: window.side.count() > 1, timeout=20_000)
    assert window.standing.isVisible()
    for tabs in window.side.findChildren(QTabBar):
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            assert not pressable(window)
    type_everything(window)
    window.review()
    qtbot.waitUntil(lambda: window.center.reviewing)
    assert not pressable(window)
    type_everything(window)
    for shelf in Shelf:
        window.show_shelf(shelf)
        assert not pressable(window)
        type_everything(window)
    assert window.standing.isVisible()
    assert not window.side.form_open
    assert commands == []
