"""Windows on real logs, with a desktop that leads from one to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession, create_session
from ascertain.ui.application import Desktop, Doors
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import StillClock, empty_log, log, open_window, remembered, window

__all__ = ["empty_log", "log", "open_window", "remembered", "window"]


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def desktop(
    qtbot: QtBot, qapp: QApplication, remembered: Remembered, tmp_path: Path, clock: StillClock
) -> Iterator[Desktop]:
    doors = Doors(
        lambda path: LogSession.open(path, clock=clock, backups=remembered.value.backup_root),
        lambda path: create_session(path, clock=clock),
        lambda: create_session(tmp_path / "example.ascertain", clock=clock),
        tmp_path / "own.ascertain",
        lambda path: LogSession.open(path, clock=clock, read_only=True),
    )
    made = Desktop(qapp, doors, remembered)
    yield made
    for preview in made.backups.previews:
        preview.close()
    if made.first_start is not None:
        made.first_start.close()
        made.first_start.deleteLater()
    if made.window is not None:
        made.window.close()
    made.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, desktop: Desktop, log: Path) -> MainWindow:
    """The desktop's window on the log with six incidents, once all of it is there."""
    desktop.begin(log)
    return ready(qtbot, desktop)


def ready(qtbot: QtBot, desktop: Desktop) -> MainWindow:
    def complete() -> bool:
        window = desktop.window
        return window is not None and window.browse.model.complete and window.side.count() > 1

    qtbot.waitUntil(complete, timeout=20_000)
    window = desktop.window
    assert window is not None
    return window
