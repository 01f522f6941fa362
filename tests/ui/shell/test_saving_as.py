"""The file goes while a form is open: the save is refused, the form keeps its text, and Save as goes on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession, create_session
from ascertain.ui.application import Desktop, Doors
from ascertain.ui.dialogs.carrying import Carrying
from ascertain.ui.kit import NoticeBar
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow


@pytest.fixture
def desktop(qapp: QApplication, remembered: Remembered, tmp_path: Path) -> Iterator[Desktop]:
    doors = Doors(
        LogSession.open, create_session, lambda: create_session(tmp_path / "example.ascertain"), tmp_path / "own"
    )
    made = Desktop(qapp, doors, remembered)
    yield made
    if made.window is not None:
        made.window.side.close_form()
        made.window.close()
    made.deleteLater()


def ready(qtbot: QtBot, desktop: Desktop) -> MainWindow:
    qtbot.waitUntil(lambda: desktop.window is not None and desktop.window.browse.model.complete, timeout=20_000)
    window = desktop.window
    assert window is not None
    qtbot.waitUntil(lambda: window.side.count() > 1, timeout=20_000)
    return window


def part(window: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def focus(window: MainWindow) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    assert window.side.isAncestorOf(found)
    return found


def title(window: MainWindow) -> str:
    form = window.side._form
    assert form is not None
    return str(form._presenter.get("title"))


@pytest.fixture
def name_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    target = tmp_path / "kept.ascertain"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    return target


def test_a_form_goes_on_in_the_log_that_was_saved_under_another_name(
    qtbot: QtBot, desktop: Desktop, log: Path, name_chosen: Path
) -> None:
    desktop.begin(log)
    first = ready(qtbot, desktop)
    first.new_incident()
    qtbot.waitUntil(lambda: first.side.isAncestorOf(QApplication.focusWidget() or first))
    QTest.keyClicks(focus(first), "Drone over the depot")
    log.unlink()
    form = first.side._form
    assert form is not None
    notice = part(form, "incident_notice", NoticeBar)
    assert isinstance(notice, NoticeBar)
    QTest.keyClick(focus(first), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "is no longer at" in notice.text)
    assert title(first) == "Drone over the depot"
    with qtbot.waitSignal(first.gone, timeout=20_000):
        QTest.mouseClick(part(notice, "notice_action"), Qt.MouseButton.LeftButton)
    second = ready(qtbot, desktop)
    assert second.session.path == name_chosen
    qtbot.waitUntil(lambda: second.side.form_open, timeout=20_000)
    assert title(second) == "Drone over the depot"
    with qtbot.waitSignal(second.side.saved, timeout=20_000):
        QTest.keyClick(focus(second), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert second.session.pages.count() == 7


def test_the_menu_saves_the_log_under_another_name(
    qtbot: QtBot, desktop: Desktop, log: Path, name_chosen: Path
) -> None:
    desktop.begin(log)
    first = ready(qtbot, desktop)
    with qtbot.waitSignal(first.gone, timeout=20_000):
        first.actions_set["save_as"].trigger()
    assert ready(qtbot, desktop).session.path == name_chosen
    with closing(LogSession.open(log)) as old:
        assert old.pages.count() == 6


def test_a_name_that_is_taken_changes_nothing(qtbot: QtBot, desktop: Desktop, log: Path, name_chosen: Path) -> None:
    name_chosen.write_text("precious")
    desktop.begin(log)
    window = ready(qtbot, desktop)
    window.actions_set["save_as"].trigger()
    qtbot.waitUntil(lambda: "There is already a file" in window.notices.text, timeout=20_000)
    qtbot.waitUntil(lambda: not window.findChildren(Carrying))
    assert desktop.window is window
    assert name_chosen.read_text() == "precious"


def test_a_log_in_a_synchronised_folder_warns_until_it_is_closed(
    qtbot: QtBot, open_window: Callable[..., MainWindow], log: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    window = open_window(log.rename(folder / log.name))
    assert window.standing.isVisible()
    assert "Dropbox" in window.standing.text
    assert window.actions_set["new_incident"].isEnabled()
    QTest.mouseClick(part(window, "standing_close"), Qt.MouseButton.LeftButton)
    assert not window.standing.isVisible()


def test_a_window_that_comes_to_the_front_looks_for_its_file(
    qtbot: QtBot, open_window: Callable[..., MainWindow], log: Path
) -> None:
    window = open_window(log)
    log.rename(log.with_name("moved.ascertain"))
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: "is no longer at" in window.notices.text, timeout=20_000)
