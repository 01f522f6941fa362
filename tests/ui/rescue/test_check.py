"""The check of a log from the window: beside everything else, told calmly, with what can be done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app import checking
from ascertain.app.checking import Findings, check_log
from ascertain.app.commands import LogIncident
from ascertain.domain.backups import Why
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.messages import say
from ascertain.store import places
from ascertain.ui.application import Desktop
from ascertain.ui.backups.dialog import BackupsDialog
from ascertain.ui.rescue.check import MOST_SHOWN, CheckDialog
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import content

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", r"support raise\(\)", extend=True)

T = TypeVar("T", bound=QWidget)


def child(parent: QWidget, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069")


def said(dialog: CheckDialog) -> str:
    return plain(child(dialog, QLabel, "check_dialog_sentence").text())


def asked(window: MainWindow) -> CheckDialog:
    """The dialog, from the menu by the mouse."""
    action = window.actions_set["check_log"]
    menu = next(each for each in window.menuBar().findChildren(QMenu) if action in each.actions())
    menu.popup(window.mapToGlobal(QPoint(0, 0)))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CheckDialog)
    return dialog


def ended(qtbot: QtBot, dialog: CheckDialog) -> CheckDialog:
    qtbot.waitUntil(lambda: not child(dialog, QProgressBar, "check_dialog_progress").isVisible(), timeout=20_000)
    return dialog


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """A check goes on until this is set, or it is stopped."""
    go_on = Event()

    def slow(_path: Path, conduct: Conduct | None = None, **_: bool) -> Findings:
        while not go_on.wait(0.01):
            (conduct or Conduct()).tell(0, 1000)
        return Findings((), ())

    monkeypatch.setattr(checking, "check_log", slow)
    return go_on


def test_a_sound_log_is_told_with_what_is_in_it(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.backups.keeping is not None
    opened.backups.keeping.back_up(Why.BY_HAND)
    dialog = ended(qtbot, asked(opened))
    assert "is sound" in said(dialog)
    assert plain(child(dialog, QLabel, "check_count_incident").text()) == "Incidents: 6"
    kept = plain(child(dialog, QLabel, "check_kept").text())
    assert kept.startswith("Last backup: 25 Oct 2023")
    assert "Last closed and sealed: " in kept
    assert dialog.told == []
    QTest.keyClick(child(dialog, QPushButton, "check_dialog_cancel"), Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_saving_goes_on_meanwhile(qtbot: QtBot, opened: MainWindow, held: Event) -> None:
    dialog = asked(opened)
    with qtbot.waitSignal(opened.bridge.changed, timeout=10_000):
        opened.bridge.run(LogIncident(content("Saved while the check runs")))
    assert child(dialog, QProgressBar, "check_dialog_progress").isVisible()
    held.set()
    ended(qtbot, dialog)
    dialog.reject()


def test_a_real_check_holds_up_no_save(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = asked(opened)
    for number in range(5):
        opened.bridge.session.ledger.run(LogIncident(content(f"Saved meanwhile {number}"))).result(timeout=10)
    assert "is sound" in said(ended(qtbot, dialog))
    dialog.reject()


@pytest.mark.parametrize("by", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_it_can_be_stopped(qtbot: QtBot, opened: MainWindow, held: Event, by: Qt.Key) -> None:
    dialog = asked(opened)
    stop = child(dialog, QPushButton, "check_dialog_cancel")
    QTest.keyClick(stop if by is Qt.Key.Key_Space else dialog, by)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    assert not held.is_set()


def test_a_log_that_is_closed_ends_the_check_first(qtbot: QtBot, opened: MainWindow, held: Event) -> None:
    asked(opened)
    opened.session.close()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    assert not held.is_set()
    with pytest.raises(Cancelled):
        checking.check_open(opened.session)


def test_faults_are_told_as_sentences_with_the_backups_as_a_way_on(
    qtbot: QtBot, desktop: Desktop, opened: MainWindow
) -> None:
    with closing(sqlite3.connect(opened.session.path, isolation_level=None)) as knife:
        knife.execute("UPDATE incident SET killed_best = 99 WHERE id = 2")
        knife.execute("DELETE FROM incident_search WHERE rowid = 3")
    dialog = ended(qtbot, asked(opened))
    assert "is not sound" in said(dialog)
    told = plain("\n".join(dialog.told))
    assert "show something other" in told
    assert "missing from the search index" in told
    assert "Conoco" not in told
    qtbot.waitUntil(lambda: child(dialog, QPushButton, "check_salvage").isVisible(), timeout=10_000)
    QTest.mouseClick(child(dialog, QPushButton, "check_show_backups"), Qt.MouseButton.LeftButton)
    backups = QApplication.activeModalWidget()
    assert isinstance(backups, BackupsDialog)
    backups.reject()


def test_many_faults_are_cut(qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tuple(say("Fault {number}", number=number) for number in range(MOST_SHOWN + 50))
    monkeypatch.setattr(checking, "check_log", lambda *_, **__: Findings((), found))
    dialog = ended(qtbot, asked(opened))
    assert "is not sound" in said(dialog)
    assert len(dialog.told) == MOST_SHOWN + 1
    assert plain(dialog.told[-1]) == "and 50 more"
    dialog.reject()


def test_a_check_that_cannot_be_made_is_told(qtbot: QtBot, opened: MainWindow) -> None:
    opened.session.path.rename(opened.session.path.with_name("elsewhere.ascertain"))
    dialog = ended(qtbot, asked(opened))
    assert "There is no log at" in plain(child(dialog, QLabel, "problem_text").text())
    dialog.reject()


def test_a_log_for_reading_only_is_checked_too(qtbot: QtBot, open_window: Callable[..., MainWindow], log: Path) -> None:
    dialog = ended(qtbot, asked(open_window(log, read_only=True)))
    assert "is sound" in said(dialog)
    dialog.reject()


def test_in_a_shared_folder_a_copy_is_read_and_taken_away(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = log.parent / "Dropbox"
    folder.mkdir()
    log = log.rename(folder / log.name)
    assert places.place_of(log).shared
    window = open_window(log)
    found: list[bool] = []

    def noted(path: Path, conduct: Conduct, *, apart: bool) -> Findings:
        found.append(apart)
        return check_log(path, conduct, apart=apart)

    monkeypatch.setattr(checking, "check_log", noted)
    dialog = ended(qtbot, asked(window))
    assert "is sound" in said(dialog)
    assert found == [True]
    assert not list(folder.glob("*.part*")) + list(folder.glob(".*.part*"))
    dialog.reject()
