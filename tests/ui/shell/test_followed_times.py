from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry, LogIncident
from ascertain.domain.codes import AnchorKind
from ascertain.domain.records import Anchor, Document, IncidentContent, ReportedTime
from ascertain.domain.reported_time import read_time
from ascertain.ui.shell.window import MainWindow


def _told_from(window: MainWindow, day: date) -> int:
    """A document, and two incidents of the day before it; returns the document's id."""
    run = window.session.ledger.run
    document = run(KeepEntry(Document("Bulletin", published_on=day))).result().made[0]
    read = read_time("yesterday", day, "UTC")
    anchor = Anchor(AnchorKind.PUBLICATION, day, document)
    when = ReportedTime("yesterday", anchor, "UTC", read.t_from, read.t_to, read.precision)
    for title in ("One", "Two"):
        run(LogIncident(IncidentContent(title, when=when))).result()
    return document


def test_it_is_told_how_many_times_moved_and_undo_stands_beside_it(qtbot: QtBot, window: MainWindow) -> None:
    document = _told_from(window, date(2023, 10, 18))
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run(KeepEntry(Document("Bulletin", id=document, published_on=date(2023, 10, 20))))
    qtbot.waitUntil(lambda: window.notices.text == "Edit Bulletin; 2 times told from it moved along")
    undo = next(each for each in window.notices.findChildren(QPushButton) if each.text() == "Undo")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.notices.isVisible())
