"""Purging from the window: nothing happens by accident, and what is told is what is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.domain.backups import Why
from ascertain.domain.messages import say
from ascertain.domain.rows import Shelf
from ascertain.store import backups, clearing
from ascertain.ui.dialogs.finish_purge import FinishPurgeDialog
from ascertain.ui.dialogs.purge import PurgeDialog
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FactList
from ascertain.ui.shell.window import MainWindow

T = TypeVar("T", bound=QWidget)
D = TypeVar("D", bound=Sheet)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def child(parent: QWidget, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def opened(qtbot: QtBot, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=10_000)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def asked(qtbot: QtBot, window: MainWindow) -> PurgeDialog:
    """The dialog for the first incident of the table, once it knows what would go."""
    window.table.go_to(1)
    QTest.keyClick(window.table, Qt.Key.Key_Delete, SHIFT)
    dialog = opened(qtbot, PurgeDialog)
    qtbot.waitUntil(lambda: bool(child(dialog, FactList, "purge_goes").facts()), timeout=10_000)
    return dialog


def count(window: MainWindow) -> int:
    return window.session.reader().ask(lambda queries: queries.count(None)).result()


def test_it_tells_what_goes_and_wants_a_tick(qtbot: QtBot, window: MainWindow) -> None:
    dialog = asked(qtbot, window)
    assert dialog.windowTitle() == "Purge 1 incident"
    assert [label for label, _ in child(dialog, FactList, "purge_goes").facts()] == [
        "Incidents", "Statements", "Out of the history",
    ]  # fmt: skip
    assert "tombstone" in child(dialog, QLabel, "purge_stays").text()
    assert not dialog.accept_button.isEnabled()
    QTest.keyClick(
        child(dialog, QPlainTextEdit, "purge_reason_editor"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert count(window) == 6


def test_by_the_keyboard_alone_an_incident_is_purged_with_its_reason(qtbot: QtBot, window: MainWindow) -> None:
    dialog = asked(qtbot, window)
    assert dialog.focusWidget().objectName() == "purge_reason_editor"
    QTest.keyClicks(dialog.focusWidget(), "a promise")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget().objectName() == "purge_sure"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.browse.model.ids) == 5 and window.browse.model.complete, timeout=10_000)
    qtbot.waitUntil(lambda: window.notices.text == "Purge 1 incident", timeout=10_000)
    assert count(window) == 5
    assert window.session.ledger.undo_state().result().undo is not None


def test_entries_that_nothing_else_uses_go_where_it_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    dialog = asked(qtbot, window)
    choice = child(dialog, QCheckBox, "purge_choice")
    assert choice.text() == "Also purge the one &entry of the library that nothing else uses"
    choice.click()
    goes = child(dialog, FactList, "purge_goes")
    qtbot.waitUntil(lambda: "Library entries" in dict(goes.facts()), timeout=10_000)
    child(dialog, QCheckBox, "purge_sure").click()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    places = window.session.reader().ask(lambda queries: queries.suggest(Shelf.PLACES, "Al-Harir")).result()
    assert places == []


def test_older_backups_are_replaced_by_a_new_one(qtbot: QtBot, window: MainWindow) -> None:
    log = window.session.path
    older = [backups.make(log, Why.AUTOMATIC, at).path for at in (1_000_000, 2_000_000)]
    aside = log.with_name("october.before-restore-1.ascertain")
    aside.write_bytes(b"")
    dialog = asked(qtbot, window)
    box = child(dialog, QCheckBox, "purge_backups")
    assert "2" in box.text()
    assert box.isChecked()
    assert aside.name in child(dialog, QLabel, "purge_holding").text()
    child(dialog, QCheckBox, "purge_sure").click()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
    (left,) = backups.listing(log)
    assert left.path not in older
    assert left.manifest is not None
    assert left.manifest.incidents == 5


def test_older_backups_stay_where_that_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    older = backups.make(window.session.path, Why.AUTOMATIC, 1_000_000).path
    dialog = asked(qtbot, window)
    child(dialog, QCheckBox, "purge_backups").click()
    child(dialog, QCheckBox, "purge_sure").click()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
    assert [each.path for each in backups.listing(window.session.path)] == [older]


def test_no_older_backup_goes_where_no_new_one_can_be_made(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = backups.make(window.session.path, Why.AUTOMATIC, 1_000_000).path

    def refuse(*_: object) -> None:
        raise backups.BackupFailed(say("There is no room for a backup."))

    monkeypatch.setattr(backups, "make", refuse)
    dialog = asked(qtbot, window)
    child(dialog, QCheckBox, "purge_sure").click()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "There is no room for a backup." in dialog.problem.text, timeout=20_000)
    assert "Backups made before may still hold" in dialog.problem.text
    assert dialog.windowTitle() == "Purged, but not everywhere"
    assert older.exists()
    assert count(window) == 5
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_what_could_not_be_cleared_is_told_then_and_at_the_next_start_until_it_is_finished(
    qtbot: QtBot, log: Path, open_window: Callable[[Path], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    older = backups.make(log, Why.AUTOMATIC, 1_000_000).path
    window = open_window(log)
    dialog = asked(qtbot, window)
    child(dialog, QCheckBox, "purge_sure").click()
    with monkeypatch.context() as patched:
        patched.setattr(clearing, "_write_anew", full)
        dialog.accept_button.click()
        qtbot.waitUntil(lambda: "Finish purging" in dialog.problem.text, timeout=10_000)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.close()
    window = open_window(log)
    qtbot.waitUntil(lambda: "not finished" in window.notices.text, timeout=10_000)
    window.actions_set["finish_purge"].trigger()
    finishing = opened(qtbot, FinishPurgeDialog)
    qtbot.waitUntil(child(finishing, QCheckBox, "purge_backups").isVisible, timeout=10_000)
    finishing.accept_button.click()
    qtbot.waitUntil(lambda: window.notices.text.startswith("Nothing of what was purged"), timeout=10_000)
    unfinished = window.session.reader().ask(lambda queries: queries.purge_unfinished()).result()
    assert not unfinished
    assert not older.exists()


def test_nothing_closes_it_in_the_middle(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    going, on = Event(), Event()

    def slow(connection: sqlite3.Connection) -> None:
        going.set()
        assert on.wait(20)
        connection.execute("VACUUM")

    monkeypatch.setattr(clearing, "_write_anew", slow)
    dialog = asked(qtbot, window)
    child(dialog, QCheckBox, "purge_sure").click()
    dialog.accept_button.click()
    qtbot.waitUntil(going.is_set, timeout=10_000)
    try:
        dialog.reject()
        dialog.close()
        assert dialog.isVisible()
        assert child(dialog, QWidget, "clearing_progress").isVisible()
    finally:
        on.set()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)


def test_a_source_goes_from_the_library_with_what_it_said(qtbot: QtBot, window: MainWindow) -> None:
    window.show_shelf(Shelf.SOURCES)
    qtbot.waitUntil(lambda: _purge_button(window) is not None, timeout=10_000)
    button = _purge_button(window)
    assert button is not None
    button.click()
    dialog = opened(qtbot, PurgeDialog)
    stays = child(dialog, QLabel, "purge_stays")
    qtbot.waitUntil(lambda: "A source goes only together" in stays.text(), timeout=10_000)
    assert not child(dialog, QCheckBox, "purge_choice").isVisible()
    child(dialog, QCheckBox, "purge_sure").click()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    assert window.session.reader().ask(lambda queries: queries.suggest(Shelf.SOURCES, "A channel")).result() == []
    assert count(window) == 6


def _purge_button(window: MainWindow) -> QPushButton | None:
    found = [each for each in window.findChildren(QPushButton, "library_purge") if each.isVisible()]
    return found[0] if found else None
