from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession, create_session
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.ui.application import Desktop, Doors
from ascertain.ui.dialogs.trouble import TroubleDialog, Way
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, remembered: Remembered, tmp_path: Path) -> Iterator[Desktop]:
    example = tmp_path / "example.ascertain"
    doors = Doors(
        LogSession.open, create_session, lambda: create_session(example), tmp_path / "own" / "incidents.ascertain"
    )
    made = Desktop(qapp, doors, remembered)
    yield made
    if made.first_start is not None:
        made.first_start.close()
        made.first_start.deleteLater()
    if made.window is not None:
        made.window.close()
    made.deleteLater()


def ready(qtbot: QtBot, desktop: Desktop) -> MainWindow:
    qtbot.waitUntil(lambda: desktop.window is not None and desktop.window.browse.model.complete, timeout=20_000)
    window = desktop.window
    assert window is not None
    qtbot.waitUntil(lambda: window.side.count() > 1, timeout=20_000)
    return window


def press(desktop: Desktop, name: str) -> None:
    assert desktop.first_start is not None
    button = desktop.first_start.findChild(QWidget, name)
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_new_user_starts_empty_and_finds_the_log_again(
    qtbot: QtBot, desktop: Desktop, remembered: Remembered
) -> None:
    desktop.begin(None)
    press(desktop, "start_empty_button")
    window = ready(qtbot, desktop)
    assert window.session.path.name == "incidents.ascertain"
    assert desktop.first_start is None
    assert remembered.value.last_log == str(window.session.path)


def test_the_example_is_opened_from_the_first_page(qtbot: QtBot, desktop: Desktop) -> None:
    desktop.begin(None)
    press(desktop, "open_example_button")
    assert ready(qtbot, desktop).session.path.name == "example.ascertain"


def test_a_file_that_is_no_log_is_told_on_the_first_page(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.ascertain"
    wrong.write_text("not a log")
    desktop.begin(wrong)
    assert desktop.window is None
    assert desktop.first_start is not None
    assert desktop.first_start._problem.text


def test_another_log_takes_the_place_of_the_one_that_is_open(
    qtbot: QtBot, desktop: Desktop, log: Path, empty_log: Path, remembered: Remembered
) -> None:
    painted: list[bool] = []
    desktop.begin(log, lambda: painted.append(True))
    first = ready(qtbot, desktop)
    assert painted == [True]
    with qtbot.waitSignal(first.gone):
        desktop.open(empty_log)
    second = ready(qtbot, desktop)
    assert second.session.path == empty_log
    assert remembered.value.recent_logs == (str(empty_log), str(log))
    menu = second._recent
    menu.aboutToShow.emit()
    assert [action.statusTip() for action in menu.actions()] == [str(log)]
    assert painted == [True]


def test_a_log_that_has_gone_is_told_and_forgotten(
    qtbot: QtBot, desktop: Desktop, log: Path, tmp_path: Path, remembered: Remembered
) -> None:
    gone = tmp_path / "gone.ascertain"
    remembered.put(remembered.value.with_log(gone))
    desktop.begin(log)
    window = ready(qtbot, desktop)
    desktop.open(gone)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TroubleDialog)
    dialog.accept()
    assert desktop.window is window
    assert str(gone) not in remembered.value.recent_logs


def test_a_log_in_use_elsewhere_is_read_from_the_first_page(qtbot: QtBot, desktop: Desktop, log: Path) -> None:
    with closing(LogSession.open(log)):
        desktop.begin(log)
        assert desktop.first_start is not None
        assert "is open for changes" in desktop.first_start._problem.text
        press(desktop, "first_start_open_read_only")
        window = ready(qtbot, desktop)
        assert window.session.read_only
        assert window.standing.isVisible()
        assert window.standing.text == "The log is open for reading only, as you asked."
        assert not window.actions_set["new_incident"].isEnabled()


def test_a_log_in_use_elsewhere_is_read_from_the_window(
    qtbot: QtBot, desktop: Desktop, log: Path, empty_log: Path
) -> None:
    with closing(LogSession.open(log)):
        desktop.begin(empty_log)
        first = ready(qtbot, desktop)
        assert not first.standing.isVisible()
        desktop.open(log)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TroubleDialog)
        with qtbot.waitSignal(first.gone):
            QTest.keyClick(dialog, Qt.Key.Key_Return)
        window = ready(qtbot, desktop)
        assert window.session.path == log
        assert window.session.read_only


def test_ways_are_buttons_and_closing_does_none_of_them(qtbot: QtBot) -> None:
    done: list[str] = []
    ways = [Way(name, name, partial(done.append, name)) for name in ("first", "second", "third")]

    def dialog() -> TroubleDialog:
        made = TroubleDialog("Trouble", LogUnavailable(say("Sorry")), None, ways)
        qtbot.addWidget(made)
        made.show()
        return made

    QTest.keyClick(dialog(), Qt.Key.Key_Escape)
    assert done == []
    for name, button in (("first", "accept"), ("second", "second"), ("third", "third")):
        pressed = dialog().findChild(QWidget, f"trouble_{button}") or dialog().findChild(
            QWidget, f"trouble_dialog_{button}"
        )
        assert pressed is not None
        QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
        assert done.pop() == name


def test_a_trouble_names_the_remedy(qtbot: QtBot, make_fault: Callable[[Path], LogUnavailable], tmp_path: Path) -> None:
    dialog = TroubleDialog("This log could not be opened", make_fault(tmp_path / "none.ascertain"))
    qtbot.addWidget(dialog)
    assert "none" in dialog._sentence.text()


@pytest.fixture
def make_fault() -> Callable[[Path], LogUnavailable]:
    def make(path: Path) -> LogUnavailable:
        with pytest.raises(LogUnavailable) as caught:
            LogSession.open(path)
        return caught.value

    return make


def test_a_fault_of_the_program_is_told_without_a_trace(
    qtbot: QtBot, desktop: Desktop, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = tmp_path / "faults"
    monkeypatch.setattr("ascertain.app.folders.fault_folder", lambda: reports)
    desktop.begin(log)
    window = ready(qtbot, desktop)
    try:
        raise ZeroDivisionError("secret words")
    except ZeroDivisionError as fault:
        desktop.tell_fault(type(fault), fault, fault.__traceback__)
    assert window.notices.isVisible()
    assert "secret" not in window.notices.text
    assert "Traceback" not in window.notices.text
    assert all("secret" not in report.read_text() for report in reports.iterdir())


def test_a_window_closed_at_its_first_paint_asks_nothing_more(qtbot: QtBot, desktop: Desktop, log: Path) -> None:
    def close() -> None:
        # In the same turn of the event loop as the completing that follows, as a program that is told to quit.
        assert desktop.window is not None
        QTimer.singleShot(0, desktop.window.close)

    desktop.begin(log, close)
    window = desktop.window
    assert window is not None
    ended: list[bool] = []
    window.destroyed.connect(lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert desktop.window is None


def test_a_window_that_still_backs_up_its_log_stays_until_that_is_done(
    qtbot: QtBot, desktop: Desktop, log: Path, empty_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.begin(log)
    first = ready(qtbot, desktop)
    assert first.backups.keeping is not None
    go_on = Event()
    monkeypatch.setattr(first.backups.keeping, "at_close", lambda *_: go_on.wait())
    gone: list[bool] = []
    first.gone.connect(lambda: gone.append(True))
    del first
    desktop.open(empty_log)
    second = ready(qtbot, desktop)
    gc.collect()
    assert second.session.path == empty_log
    assert not gone
    go_on.set()
    qtbot.waitUntil(lambda: bool(gone), timeout=20_000)
