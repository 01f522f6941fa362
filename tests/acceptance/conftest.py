"""The program as a user starts it, in folders of its own, under a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QDir, QEvent, QLocale
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from ascertain.app.session import LogSession, create_session
from ascertain.app.settings import Settings, SettingsFile
from ascertain.ui.application import Desktop, Doors, start
from ascertain.ui.theme import Wardrobe


@dataclass
class SetClock:
    """A clock that stands where it is set."""

    at: datetime

    def now(self) -> int:
        return int(self.at.timestamp())

    def today(self) -> date:
        return self.at.date()


@dataclass
class Program:
    """Starts the program and ends it; what it keeps lies under `folder`."""

    app: QApplication
    folder: Path
    clock: SetClock
    desktop: Desktop | None = field(default=None)

    @property
    def log(self) -> Path:
        """The log that a first start makes."""
        return self.folder / "data" / "incidents.ascertain"

    def start(self, path: Path | None = None) -> Desktop:
        """Start it on `path`, on the log that was open last, or on the first page."""
        settings = SettingsFile(self.folder / "config" / "settings.json")
        if not settings.path.exists():
            settings.write(Settings(theme_mode="light", window=(0, 0, 1440, 900)))
        doors = Doors(
            lambda log: LogSession.open(log, clock=self.clock),
            lambda log: create_session(log, clock=self.clock),
            lambda: create_session(self.folder / "data" / "example.ascertain", clock=self.clock),
            self.log,
        )
        self.desktop = start(self.app, doors, settings, self.folder / "cache", path)
        return self.desktop

    def end(self) -> None:
        """Let go of what is left. A window that a failed test left open is not asked: it could ask back."""
        if self.desktop is None:
            return
        window = self.desktop.window
        if window is not None:
            window.bridge.close()
            window.session.close()
        for left in (window, self.desktop.first_start):
            if left is not None:
                left.hide()
                left.deleteLater()
        self.desktop.deleteLater()
        self.desktop = None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for worn in self.app.findChildren(Wardrobe):
            shiboken6.delete(worn)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program, not started yet. Afterwards the application is plain again."""
    font, palette, paths = QFont(qapp.font()), QPalette(qapp.palette()), QDir.searchPaths("icon")
    locale, direction = QLocale(), qapp.layoutDirection()
    for each in ("data", "config", "cache"):
        (tmp_path / each).mkdir()
    made = Program(qapp, tmp_path, SetClock(datetime(2023, 10, 25, 9, 30, tzinfo=UTC)))
    yield made
    made.end()
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setLayoutDirection(direction)
    QLocale.setDefault(locale)
    QDir.setSearchPaths("icon", paths)


@pytest.fixture
def make_log(tmp_path: Path) -> Callable[[int], Path]:
    """Makes logs with so many generated incidents."""

    def make(incidents: int) -> Path:
        from ascertain.app.generation.generating import generate

        path = tmp_path / f"log_of_{incidents}.ascertain"
        create_session(path).close()
        if incidents:
            generate(path, incidents)
        return path

    return make
