"""The real window, used as by hand and watched: when rows are on the screen, and how long its thread was held up."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ascertain.app.session import LogSession, create_session
from ascertain.app.settings import Settings, SettingsFile
from ascertain.ui.application import Desktop, Doors, make_application, start
from ascertain.ui.shell.window import MainWindow

_PATIENCE_S = 120


class Paints(QObject):
    """Counts how often a surface was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class Driven:
    """One application with the window of one log at a time. Times are in milliseconds."""

    def __init__(self, folder: Path, size: tuple[int, int] = (1440, 900)) -> None:
        self.app: QApplication = make_application(["ascertain"])
        self._folder = folder
        settings = SettingsFile(folder / "settings.json")
        settings.write(Settings(theme_mode="light", window=(0, 0, *size)))
        self._settings = settings
        self._desktop: Desktop | None = None
        self._paints = Paints()
        self.longest = 0.0
        """The longest time for which the thread that paints did not come back."""

    @property
    def window(self) -> MainWindow:
        """The window that is open."""
        assert self._desktop is not None
        assert self._desktop.window is not None
        return self._desktop.window

    def open(self, log: Path) -> float:
        """Open a log; how long until its first rows were painted."""
        painted: list[float] = []
        begun = time.perf_counter()
        doors = Doors(
            LogSession.open,
            create_session,
            lambda: create_session(self._folder / "example.ascertain"),
            self._folder / "own.ascertain",
        )
        self._desktop = start(
            self.app, doors, self._settings, self._folder, log, lambda: painted.append(time.perf_counter())
        )
        self.until(lambda: bool(painted))
        self.window.table.viewport().installEventFilter(self._paints)
        return (painted[0] - begun) * 1000

    def close(self) -> None:
        """Close the window, and let go of all that belongs to it."""
        assert self._desktop is not None
        self.window.close()
        self.until(lambda: self._desktop is None or self._desktop.window is None or not self.window.isVisible())
        self._desktop.deleteLater()
        self._desktop = None
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the program run until something holds."""
        latest = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > latest:
                raise TimeoutError("the window did not come to what was waited for")
            self._turn()

    def rest(self) -> None:
        """Let everything that was asked for come, and be painted."""
        self.until(lambda: self.window.browse.model.complete)
        quiet = time.monotonic() + 0.3
        while time.monotonic() < quiet:
            self._turn()

    def painted_after(self, act: Callable[[], object], arrived: Callable[[], bool] = lambda: True) -> float:
        """Do something; how long until the table was painted after `arrived` held."""
        begun = time.perf_counter()
        act()
        self.until(arrived)
        before = self._paints.count
        self.window.table.viewport().update()
        self.until(lambda: self._paints.count > before)
        return (time.perf_counter() - begun) * 1000

    def rows_painted_after(self, act: Callable[[], object]) -> float:
        """Do something that brings another result; how long until its first rows were painted."""
        came: list[bool] = []
        feed = self.window.browse.feed

        def note() -> None:
            came.append(True)

        feed.first_rows_shown.connect(note)
        feed.shown.connect(note)
        try:
            return self.painted_after(act, lambda: bool(came))
        finally:
            feed.first_rows_shown.disconnect(note)
            feed.shown.disconnect(note)

    def click_header(self, key: str) -> None:
        """Click on the head of a column."""
        table = self.window.table
        logical = self.window.browse.model.columns.index(key)
        where = QPoint(table.header.sectionViewportPosition(logical) + 20, table.header.height() // 2)
        QTest.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the table."""
        QTest.keyClick(self.window.table, key, modifier)

    def jump(self, row: int) -> None:
        """Drag the scroll bar of the table to a row."""
        self.window.table.verticalScrollBar().setValue(row)

    def _turn(self) -> None:
        begun = time.perf_counter()
        self.app.processEvents()
        self.longest = max(self.longest, (time.perf_counter() - begun) * 1000)
        time.sleep(0.0005)
