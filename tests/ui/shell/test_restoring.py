from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import EditIncident, KeepEntry
from ascertain.domain.records import Source
from ascertain.domain.rows import Shelf
from ascertain.ui.shell.window import MainWindow


def restore_buttons(within: QWidget) -> list[QPushButton]:
    return [each for each in within.findChildren(QPushButton, "operation_restore") if each.isVisible()]


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def edited(qtbot: QtBot, window: MainWindow, title: str) -> int:
    """Give the current incident another title, and show its history."""
    incident_id = window.table.current_id()
    assert incident_id is not None
    with_reader = window.session.reader()
    incident = with_reader.ask(lambda queries: queries.incident(incident_id)).result()
    with_reader.close()
    assert incident is not None
    window.bridge.run(EditIncident(incident.id, incident.version, replace(incident.content, title=title)))
    tabs = window.side.findChild(QTabWidget, "detail_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bool(restore_buttons(window.side)))
    return incident.id


def title_of(window: MainWindow, incident_id: int) -> str:
    return window.session.pages.rows((incident_id,))[0].title


def test_an_earlier_version_of_an_incident_is_one_click_away(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.table.current_id() is not None)
    before = title_of(window, window.table.current_id() or 0)
    incident_id = edited(qtbot, window, "Nothing like it")
    (restore,) = restore_buttons(window.side)
    click(restore)
    qtbot.waitUntil(lambda: "earlier version" in window.notices.text)
    assert title_of(window, incident_id) == before
    qtbot.waitUntil(lambda: len(restore_buttons(window.side)) == 2)
    undo = window.notices.findChild(QPushButton, "notice_action")
    assert undo is not None
    assert undo.text() == "Undo"
    click(undo)
    qtbot.waitUntil(lambda: title_of(window, incident_id) == "Nothing like it")


def test_an_earlier_version_of_a_source_is_restored_in_the_library(qtbot: QtBot, window: MainWindow) -> None:
    made = window.session.ledger.run(KeepEntry(Source("Gazette", reliability="B"))).result().made[0]
    window.session.ledger.run(KeepEntry(Source("Gazette", reliability="E", id=made))).result()
    window.show_shelf(Shelf.SOURCES, made)
    qtbot.waitUntil(lambda: len(restore_buttons(window.center)) == 1)
    click(restore_buttons(window.center)[0])
    qtbot.waitUntil(lambda: len(restore_buttons(window.center)) == 2)
    reader = window.session.reader()
    entry = reader.ask(lambda queries: queries.entry(Shelf.SOURCES, made)).result()
    reader.close()
    assert isinstance(entry, Source)
    assert entry.reliability == "B"
    qtbot.waitUntil(lambda: window.actions_set["undo"].text() == "&Undo restore an earlier version of Gazette")


def test_nothing_is_restored_in_a_log_that_is_only_read(
    qtbot: QtBot, open_window: Callable[..., MainWindow], window: MainWindow, log: Path
) -> None:
    edited(qtbot, window, "Nothing like it")
    window.close()
    reading = open_window(log, read_only=True)
    reading.table.go_to(reading.browse.model.ids[0])
    tabs = reading.side.findChild(QTabWidget, "detail_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bool(reading.side.findChildren(QWidget, "operation_0")))
    assert restore_buttons(reading.side) == []
