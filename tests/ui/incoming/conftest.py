"""Imports are tested on the windows and logs of the shell's tests, with files as other people make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.incoming.state import Step
from ascertain.ui.incoming.wizard import ImportWizard
from ascertain.ui.shell.window import MainWindow
from tests.ui.incoming.tables import acled
from tests.ui.shell.conftest import empty_log, log, open_window, remembered, window

__all__ = ["empty_log", "log", "open_window", "remembered", "window"]

LONG = 20_000


class Driver:
    """Leads an import window by its keys, and waits for what each of them brings."""

    def __init__(self, qtbot: QtBot, wizard: ImportWizard) -> None:
        self.qtbot, self.wizard = qtbot, wizard

    @property
    def _place(self) -> QWidget:
        place: QWidget | None = self.wizard.focusWidget()
        return self.wizard if place is None else place

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._place, key, modifier)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        for letter in text:
            QTest.keyClicks(self._place, letter)

    def name(self, path: Path) -> None:
        """Type the path of a file."""
        self.wizard.file_page.path_line.setFocus()
        self.wizard.file_page.path_line.selectAll()
        self.type(str(path))
        self.press(Qt.Key.Key_Return)

    def open(self, path: Path) -> None:
        """Type the path of a file, and wait until all of its rows were looked through."""
        if self.wizard.step is not Step.FILE:
            QTest.mouseClick(self.wizard.bar.button(Step.FILE), Qt.MouseButton.LeftButton)
        self.name(path)
        self.wait(lambda: self.wizard.state.gathered and not self.wizard.errands.busy)

    def on_to(self, step: Step) -> None:
        """Press the button that goes on, and wait for a step."""
        QTest.keyClick(self.wizard.next, Qt.Key.Key_Return)
        self.wait(lambda: self.wizard.step is step and not self.wizard.errands.busy)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(until, timeout=LONG)


@pytest.fixture
def begin(qtbot: QtBot) -> Callable[[MainWindow], Driver]:
    """Opens the import window of a main window, as its key does."""

    def opened(window: MainWindow) -> Driver:
        QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(window.findChildren(ImportWizard)), timeout=LONG)
        wizard = window.findChildren(ImportWizard)[0]
        qtbot.waitUntil(wizard.isActiveWindow, timeout=LONG)
        return Driver(qtbot, wizard)

    return opened


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table as ACLED publishes it."""

    def write(count: int, **cells: object) -> Path:
        path = tmp_path / "acled.csv"
        path.write_text(acled(count, **cells), encoding="utf-8")
        return path

    return write
