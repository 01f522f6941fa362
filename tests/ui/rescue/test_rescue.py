"""A log that is not sound is told of calmly, with its backups and with what can be read of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import EditIncident
from ascertain.app.example import log_example
from ascertain.app.importing import import_log
from ascertain.app.session import LogSession, create_session
from ascertain.domain.problems import Remedy
from ascertain.ui.application import Desktop, Doors
from ascertain.ui.dialogs.trouble import TroubleDialog
from ascertain.ui.incoming.conflict_view import ConflictView
from ascertain.ui.incoming.looked_rows import ConflictRows
from ascertain.ui.incoming.wizard import ImportWizard
from ascertain.ui.rescue.check import CheckDialog
from ascertain.ui.rescue.import_log import ImportDialog, import_from_log
from ascertain.ui.rescue.salvage import SalvageDialog
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.theme import Wardrobe

Ask = Callable[[Path], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "october.ascertain"
    with closing(create_session(made, vocabularies=shipped_vocabularies())) as session:
        log_example(session)
    return made


@pytest.fixture
def remembered(wardrobe: Wardrobe, tmp_path: Path) -> Remembered:
    from ascertain.app.settings import SettingsFile

    return Remembered(SettingsFile(tmp_path / "settings.json"), wardrobe)


@pytest.fixture
def desktop(qapp: QApplication, remembered: Remembered, tmp_path: Path) -> Iterator[Desktop]:
    own = tmp_path / "own.ascertain"
    made = Desktop(qapp, Doors(LogSession.open, create_session, lambda: create_session(own), own), remembered)
    yield made
    if made.window is not None:
        made.window.close()
    made.deleteLater()


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    def answer(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))

    return answer


def cut(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as knife:
        knife.execute(statement)


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def found(qtbot: QtBot, parent: QWidget, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: bool(parent.findChildren(kind)), timeout=10_000)
    return parent.findChildren(kind)[-1]


@pytest.mark.usefixtures("wardrobe")
def test_a_sound_log_is_said_to_be_sound(qtbot: QtBot, path: Path) -> None:
    dialog = CheckDialog(path)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: "is sound" in dialog._sentence.text(), timeout=20_000)
    assert dialog.told == []
    assert dialog.cancel_button.text() == "Close"


@pytest.mark.usefixtures("wardrobe")
def test_what_is_wrong_is_told_with_what_can_be_done(qtbot: QtBot, path: Path) -> None:
    cut(path, "UPDATE incident SET killed_best = 7")
    dialog = CheckDialog(path)
    qtbot.addWidget(dialog)
    asked: list[Remedy] = []
    dialog.remedy_asked.connect(asked.append)
    dialog.begin()
    qtbot.waitUntil(lambda: "is not sound" in dialog._sentence.text(), timeout=20_000)
    assert any("show something other" in line for line in dialog.told)
    press(dialog, "check_salvage")
    assert asked == [Remedy.SALVAGE]


@pytest.mark.usefixtures("wardrobe")
def test_a_check_that_is_closed_stops(qtbot: QtBot, path: Path) -> None:
    dialog = CheckDialog(path)
    qtbot.addWidget(dialog)
    dialog.begin()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)


def test_a_hostile_log_is_told_and_its_rows_come_into_a_new_one(
    qtbot: QtBot, desktop: Desktop, path: Path, named: Ask, tmp_path: Path
) -> None:
    desktop.begin(path)
    assert desktop.window is not None
    hostile = tmp_path / "sent.ascertain"
    with closing(LogSession.open(path, read_only=True)) as session:
        session.save_as(hostile).result()
    cut(hostile, "CREATE TRIGGER t AFTER INSERT ON incident BEGIN DELETE FROM change; END")
    new = tmp_path / "copied.ascertain"
    named(new)
    desktop.open(hostile)
    trouble = found(qtbot, desktop.window, TroubleDialog)
    assert isinstance(trouble, TroubleDialog)
    assert "1 trigger" in trouble._sentence.text()
    QTest.mouseClick(trouble.accept_button, Qt.MouseButton.LeftButton)
    dialog = found(qtbot, desktop.window, SalvageDialog)
    assert isinstance(dialog, SalvageDialog)
    qtbot.waitUntil(lambda: dialog.accept_button.isVisible(), timeout=20_000)
    assert dialog.told[0] == "8 incidents saved, none lost"
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert desktop.window is not None
    qtbot.waitUntil(lambda: desktop.window is not None and desktop.window.session.path == new, timeout=20_000)
    window = desktop.window
    qtbot.waitUntil(lambda: window.browse.model.complete and window.side.count() > 1, timeout=20_000)


@pytest.mark.usefixtures("wardrobe")
def test_what_cannot_be_salvaged_is_said_in_the_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    letter = tmp_path / "letter.ascertain"
    letter.write_bytes(b"Dear all,\n" * 500)
    dialog = SalvageDialog(letter, tmp_path / "new.ascertain", "", lambda _: None)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: bool(dialog.problem.text), timeout=20_000)
    assert "is not a log of this program" in dialog.problem.text
    assert not dialog.accept_button.isVisible()


def test_what_another_log_has_is_counted_asked_for_and_taken_in(
    qtbot: QtBot, desktop: Desktop, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.ascertain"
    create_session(own, vocabularies=shipped_vocabularies()).close()
    desktop.begin(own)
    window = desktop.window
    assert window is not None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    window.openers.import_file()
    wizard = found(qtbot, window, ImportWizard)
    assert isinstance(wizard, ImportWizard)
    wizard.file_page.ask()
    assert not wizard.isVisible(), "a log has a dialog of its own"
    dialog = found(qtbot, window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.accept_button.isVisible(), timeout=20_000)
    assert dialog.told == ["New: 8"]
    assert dialog.accept_button.text() == "&Import 8 incidents"
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Import 8 incidents from october" in dialog._sentence.text(), timeout=20_000)
    qtbot.waitUntil(lambda: len(window.browse.model.ids) == 8, timeout=20_000)
    QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert "import 8 incidents" in window.actions_set["undo"].text()


def test_what_two_logs_say_differently_is_shown_and_taken_as_chosen(
    qtbot: QtBot, desktop: Desktop, path: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.ascertain"
    with closing(create_session(own, vocabularies=shipped_vocabularies())) as session:
        import_log(session, path)
        retitle(session, 1, "As it stands here")
        retitle(session, 2, "Another one here")
    desktop.begin(own)
    window = desktop.window
    assert window is not None
    dialog = import_from_log(window, path)
    qtbot.waitUntil(lambda: dialog.accept_button.isVisible(), timeout=20_000)
    assert "Already in this log: 8" in dialog.told
    assert "Of these, cells in which the logs differ: 2" in dialog.told
    view = dialog.findChild(ConflictView, "import_conflicts")
    assert view is not None
    assert view.isVisible()
    rows = view.model()
    assert isinstance(rows, ConflictRows)
    taken, kept = rows.conflict(0), rows.conflict(1)
    assert {taken.here, kept.here} == {"As it stands here", "Another one here"}
    view.setCurrentIndex(rows.index(0, 0))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Import 1 change from october" in dialog._sentence.text(), timeout=20_000)
    after = titles(window.session)
    assert {taken.there, kept.here} <= after
    assert not {taken.here, kept.there} & after


def titles(session: LogSession) -> set[str]:
    reader = session.reader()
    found = reader.ask(lambda queries: list(queries.incidents(queries.order(None)))).result(20)
    return {each.content.title for each in found}


def retitle(session: LogSession, number: int, title: str) -> None:
    incident = session.reader().ask(lambda queries: queries.incident(number)).result(20)
    assert incident is not None
    session.ledger.run(EditIncident(number, incident.version, replace(incident.content, title=title))).result(20)
