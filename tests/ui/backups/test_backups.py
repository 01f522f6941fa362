"""Backups from the window: told in the status line, made by hand and on closing, looked into, and put back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app import backing_up
from ascertain.app.commands import LogIncident
from ascertain.domain.backups import State, Why
from ascertain.domain.conduct import Conduct
from ascertain.store import disk
from ascertain.ui.application import Desktop
from ascertain.ui.backups.dialog import BackupsDialog
from ascertain.ui.backups.question import RestoreQuestion
from ascertain.ui.dialogs.carrying import CarryingSheet
from ascertain.ui.dialogs.trouble import TroubleDialog
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow
from tests.ui.backups.conftest import ready
from tests.ui.shell.conftest import StillClock, content

T = TypeVar("T", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


def child(parent: QWidget, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def status(window: MainWindow) -> str:
    return child(window, QLabel, "status_backup").text()


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069")


def made(log: Path) -> list[Why]:
    return [each.manifest.why for each in backing_up.list_backups(log) if each.manifest is not None]


def log_one(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.bridge.changed, timeout=10_000):
        window.bridge.run(LogIncident(content("One more")))


def shown_dialog(qtbot: QtBot, window: MainWindow) -> BackupsDialog:
    QTest.keyClick(window.table, Qt.Key.Key_B, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BackupsDialog)
    return dialog


def checked(qtbot: QtBot, dialog: BackupsDialog) -> None:
    def all_read() -> bool:
        return bool(dialog.table.backups) and all(each.state is not State.WHOLE for each in dialog.table.backups)

    qtbot.waitUntil(all_read, timeout=10_000)


def test_the_status_line_tells_of_backups(qtbot: QtBot, opened: MainWindow) -> None:
    qtbot.waitUntil(lambda: status(opened) == "No backup yet", timeout=10_000)
    opened.backups.look()
    qtbot.waitUntil(lambda: plain(status(opened)).startswith("Last backup"), timeout=10_000)
    assert status(opened).endswith("✓")
    assert made(opened.session.path) == [Why.AUTOMATIC]


def test_a_failure_is_told_quietly_and_closing_goes_on(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "free_space", lambda _: 0)
    opened.backups.look()
    qtbot.waitUntil(lambda: status(opened) == "Last backup failed", timeout=10_000)
    assert "There is no room for a backup" in child(opened, QLabel, "status_backup").toolTip()
    assert not opened.notices.isVisible()
    with qtbot.waitSignal(opened.gone):
        opened.close()


def test_closing_backs_up_what_changed(qtbot: QtBot, opened: MainWindow) -> None:
    log_one(qtbot, opened)
    path = opened.session.path
    with qtbot.waitSignal(opened.gone, timeout=10_000):
        opened.close()
    assert made(path) == [Why.CLOSE]
    (backup,) = backing_up.list_backups(path)
    assert backup.manifest is not None
    assert backup.manifest.incidents == 7


@pytest.mark.parametrize("stop", [True, False])
def test_closing_says_that_it_waits_for_a_long_backup(
    qtbot: QtBot, opened: MainWindow, stop: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def slow(conduct: Conduct | None = None) -> None:
        conduct = conduct or Conduct()
        while not go_on.wait(0.01):
            conduct.tell(100, 1_000)

    assert opened.backups.keeping is not None
    monkeypatch.setattr(opened.backups.keeping, "at_close", slow)
    opened.close()
    assert opened.isVisible()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, CarryingSheet)
    opened.close()
    assert opened.isVisible()
    with qtbot.waitSignal(opened.gone, timeout=10_000):
        if stop:
            assert sheet.cancel_button.text() == "Close without a backup"
            QTest.keyClick(sheet.cancel_button, Qt.Key.Key_Space)
        else:
            go_on.set()


def test_a_window_for_reading_makes_none(qtbot: QtBot, open_window: Callable[..., MainWindow], log: Path) -> None:
    window = open_window(log, read_only=True)
    assert window.backups.keeping is None
    window.backups.look()
    with qtbot.waitSignal(window.gone):
        window.close()
    assert made(log) == []


def test_one_is_made_by_hand_and_read_through(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = shown_dialog(qtbot, opened)
    assert child(dialog, QLabel, "backups_none").isVisible()
    assert not child(dialog, QPushButton, "backups_restore").isEnabled()
    child(dialog, QPushButton, "backups_make").click()
    checked(qtbot, dialog)
    row = [plain(str(dialog.table.model().index(0, column).data())) for column in range(5)]
    assert row[1:3] == ["By hand", "6"]
    assert row[4] == "✓ Whole"
    assert not child(dialog, QLabel, "backups_none").isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: status(opened).endswith("✓"))


def test_a_broken_one_is_told_and_not_offered(qtbot: QtBot, opened: MainWindow) -> None:
    keeping = opened.backups.keeping
    assert keeping is not None
    altered, cut = keeping.back_up(Why.BY_HAND).backup, keeping.back_up(Why.BY_HAND).backup
    content_ = bytearray(altered.path.read_bytes())
    content_[-1] ^= 1
    altered.path.write_bytes(content_)
    cut.path.write_bytes(cut.path.read_bytes()[:1000])
    dialog = shown_dialog(qtbot, opened)
    checked(qtbot, dialog)
    assert [each.state for each in dialog.table.backups] == [State.BROKEN, State.BROKEN]
    assert not child(dialog, QPushButton, "backups_restore").isEnabled()
    assert "was cut or altered" in child(dialog, QLabel, "backups_file").text()
    dialog.reject()


def test_a_backup_is_looked_into_in_a_window_of_its_own(qtbot: QtBot, desktop: Desktop, opened: MainWindow) -> None:
    assert opened.backups.keeping is not None
    opened.backups.keeping.back_up(Why.BY_HAND)
    log_one(qtbot, opened)
    dialog = shown_dialog(qtbot, opened)
    child(dialog, QPushButton, "backups_preview").click()
    (preview,) = desktop.backups.previews
    qtbot.waitUntil(lambda: preview.browse.model.complete and len(preview.browse.model.ids) == 6, timeout=20_000)
    assert "This is the backup made" in plain(child(preview, QLabel, "standing_text").text())
    assert preview.windowTitle().startswith("Backup made")
    assert desktop.window is opened
    qtbot.waitUntil(lambda: dialog.table.model().index(0, 4).data() == "Open", timeout=10_000)
    with qtbot.waitSignal(preview.gone):
        preview.close()
    assert desktop.backups.previews == ()
    dialog.reject()


def test_a_log_is_put_back_from_the_window(qtbot: QtBot, desktop: Desktop, opened: MainWindow) -> None:
    path = opened.session.path
    assert opened.backups.keeping is not None
    opened.backups.keeping.back_up(Why.BY_HAND)
    log_one(qtbot, opened)
    dialog = shown_dialog(qtbot, opened)
    child(dialog, QPushButton, "backups_restore").click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, RestoreQuestion)
    facts = {plain(label): plain(value) for label, value in question.facts}
    assert (facts["Incidents then"], facts["Incidents now"]) == ("6", "7")
    with qtbot.waitSignal(opened.gone, timeout=10_000):
        QTest.keyClick(question.accept_button, Qt.Key.Key_Return)
    window = ready(qtbot, desktop)
    assert window.session.path == path
    assert len(window.browse.model.ids) == 6
    aside = path.with_name("october.before-restore-1.ascertain")
    assert aside.exists()
    assert aside.name in plain(window.notices.text)
    assert made(path) == [Why.RESTORE, Why.BY_HAND]
    assert QApplication.quitOnLastWindowClosed()


def test_a_restoring_that_fails_leaves_the_log_open_as_it_was(
    qtbot: QtBot, desktop: Desktop, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.backups.keeping is not None
    backup = opened.backups.keeping.back_up(Why.BY_HAND).backup
    log_one(qtbot, opened)
    with monkeypatch.context() as full:
        full.setattr(disk, "free_space", lambda _: 0)
        with qtbot.waitSignal(opened.gone, timeout=10_000):
            desktop.backups.restore(opened.session.path, backup)
        window = ready(qtbot, desktop)
    trouble = QApplication.activeModalWidget()
    assert isinstance(trouble, TroubleDialog)
    assert len(window.browse.model.ids) == 7
    trouble.accept()


def test_a_damaged_log_is_put_back_from_the_first_page(
    qtbot: QtBot, desktop: Desktop, log: Path, clock: StillClock
) -> None:
    backing_up.back_up(log, Why.BY_HAND, clock.now())
    log.write_bytes(log.read_bytes()[:5_000])
    desktop.begin(log)
    first = desktop.first_start
    assert first is not None
    child(first, QPushButton, "first_start_show_backups").click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BackupsDialog)
    assert not child(dialog, QPushButton, "backups_make").isVisible()
    child(dialog, QPushButton, "backups_restore").click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, RestoreQuestion)
    question.accept()
    assert len(ready(qtbot, desktop).browse.model.ids) == 6


def test_backups_are_kept_elsewhere(
    qtbot: QtBot, opened: MainWindow, remembered: Remembered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    dialog = shown_dialog(qtbot, opened)
    assert child(dialog, QLabel, "backups_place").text() == str(tmp_path / "october.backups")
    child(dialog, QPushButton, "backups_elsewhere").click()
    assert remembered.value.backup_folder == str(elsewhere)
    child(dialog, QPushButton, "backups_make").click()
    checked(qtbot, dialog)
    assert dialog.table.backups[0].path.is_relative_to(elsewhere)
    child(dialog, QPushButton, "backups_beside").click()
    assert remembered.value.backup_folder == ""
    dialog.reject()
