"""A packed copy from the window: saved, and opened in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ascertain.app.packing import pack
from ascertain.app.session import LogSession, create_session
from ascertain.ui.application import Desktop, Doors
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow


def test_a_packed_copy_is_saved_and_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_window: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(start)
        return str(tmp_path / "copy"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.actions_set["save_packed"].trigger()
    qtbot.waitUntil(lambda: "was packed into copy.ascertain.zip" in window.notices.text)
    assert (tmp_path / "copy.ascertain.zip").is_file()
    assert Path(asked[0]).name == "october.ascertain.zip"


def test_a_log_for_reading_only_is_packed_too(
    qtbot: QtBot, open_window: Callable[..., MainWindow], log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = log.with_name("copy.zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    open_window(log, read_only=True).actions_set["save_packed"].trigger()
    qtbot.waitUntil(out.is_file)


@pytest.mark.parametrize("by_command_line", [True, False])
def test_a_packed_copy_is_opened(
    qtbot: QtBot,
    qapp: QApplication,
    remembered: Remembered,
    log: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    by_command_line: bool,
) -> None:
    out = tmp_path / "copy.ascertain.zip"
    pack(log, out)
    doors = Doors(LogSession.open, create_session, lambda: create_session(tmp_path / "e"), tmp_path / "own")
    desktop = Desktop(qapp, doors, remembered)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))
    if by_command_line:
        desktop.begin(out)
    else:
        desktop.begin(log)
        assert desktop.window is not None
        desktop.window.actions_set["open_packed"].trigger()
    there = tmp_path / "copy" / "october.ascertain"
    qtbot.waitUntil(lambda: desktop.window is not None and desktop.window.session.path == there, timeout=20_000)
    window = desktop.window
    assert window is not None
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == 6, timeout=20_000)
    assert remembered.value.last_log == str(there)
    window.close()
    desktop.deleteLater()


def test_a_zip_that_is_something_else_is_told(
    qtbot: QtBot, qapp: QApplication, remembered: Remembered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "pictures.zip"
    wrong.write_bytes(b"PK")
    doors = Doors(LogSession.open, create_session, lambda: create_session(tmp_path / "e"), tmp_path / "own")
    desktop = Desktop(qapp, doors, remembered)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    desktop.begin(wrong)
    page = desktop.first_start
    assert page is not None
    qtbot.waitUntil(lambda: "no packed copy of a log" in page._problem.text)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir() and "pictures" in path.name] == []
    page.close()
    page.deleteLater()
    desktop.deleteLater()
