"""The ways of the window to the reading desk and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry, LogIncident
from ascertain.domain.passages import passage_at
from ascertain.domain.records import Document, IncidentContent, NamedRef, Statement
from ascertain.domain.rows import Shelf
from ascertain.ui.reading.desk import ReadingDesk
from ascertain.ui.shell.window import MainWindow

TEXT = "Two drones came down near the camp. Nobody was hurt."
CTRL = Qt.KeyboardModifier.ControlModifier


def kept(window: MainWindow) -> int:
    document = Document("News", NamedRef("A paper"), text=TEXT)
    return window.session.ledger.run(KeepEntry(document)).result(30).made[0]


def desk_of(window: MainWindow) -> ReadingDesk:
    assert window.center.desk is not None
    return window.center.desk


def press(widget: QWidget, name: str) -> None:
    found = widget.findChild(QAbstractButton, name)
    assert found is not None, name
    found.click()


def test_ctrl_d_leads_to_the_desk_and_escape_back(window: MainWindow, qtbot: QtBot) -> None:
    kept(window)
    QTest.keyClick(window.table, Qt.Key.Key_D, CTRL)
    desk = desk_of(window)
    with qtbot.waitSignal(desk.settled):
        pass
    assert window.center.currentWidget() is desk
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "reading_waiting"
    with qtbot.waitSignal(desk.settled):
        QTest.keyClick(focus, Qt.Key.Key_Return)
    assert desk.page.text.hasFocus()
    QTest.keyClick(desk.page.text, Qt.Key.Key_Escape)
    QTest.keyClick(desk.page.text, Qt.Key.Key_Escape)
    assert window.center.browsing
    assert window.table.hasFocus()


def test_a_document_is_opened_from_the_library(window: MainWindow, qtbot: QtBot) -> None:
    number = kept(window)
    window.show_shelf(Shelf.DOCUMENTS, number)
    page = window.center.currentWidget()
    assert page is not None
    read = page.findChild(QAbstractButton, "library_read")
    assert read is not None
    qtbot.waitUntil(read.isVisible)
    read.click()
    qtbot.waitUntil(lambda: desk_of(window).page.text.toPlainText() == TEXT)
    press(desk_of(window), "reading_library")
    assert window.center.currentWidget() is page


def test_the_evidence_of_an_incident_leads_to_its_passage(window: MainWindow, qtbot: QtBot) -> None:
    number = kept(window)
    start = TEXT.index("Nobody")
    quote, passage = passage_at(TEXT, start, len(TEXT))
    told = Statement(NamedRef("A paper"), document=NamedRef("News", number), quote=quote, passage=passage)
    content = IncidentContent(title="Two drones", statements=(told,))
    made = window.session.ledger.run(LogIncident(content)).result(30).made[0]
    window.open_incident(made)
    qtbot.waitUntil(lambda: window.table.current_id() == made)
    tabs = window.side.findChild(QTabWidget, "detail_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)

    def shown() -> list[QAbstractButton]:
        there = window.side.findChildren(QAbstractButton, "statement_passage")
        return [each for each in there if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    shown()[0].click()
    qtbot.waitUntil(lambda: window.center.desk is not None and desk_of(window).page.text.framed == quote)


def test_undo_works_at_the_desk(window: MainWindow, qtbot: QtBot) -> None:
    number = kept(window)
    window.center.read(number)
    desk = desk_of(window)
    qtbot.waitUntil(lambda: bool(desk.page.text.toPlainText()))
    with qtbot.waitSignal(desk.settled):
        QTest.keyClick(desk.page.text, Qt.Key.Key_N)
    assert desk.page.text.marks
    qtbot.waitUntil(lambda: window.actions_set["undo"].isEnabled())
    with qtbot.waitSignal(desk.settled):
        QTest.keyClick(desk.page.text, Qt.Key.Key_Z, CTRL)
    assert not desk.page.text.marks


def test_what_is_pasted_on_the_empty_desk_is_read_in(window: MainWindow, qtbot: QtBot) -> None:
    window.center.read()
    desk = desk_of(window)
    with qtbot.waitSignal(desk.settled):
        pass
    QGuiApplication.clipboard().setText("A headline of some news\n\n" + TEXT)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_V, CTRL)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.objectName() == "intake_dialog"
    keep = dialog.findChild(QAbstractButton, "intake_dialog_accept")
    assert keep is not None
    qtbot.waitUntil(lambda: keep.isVisible() and keep.isEnabled() and "Keep" in keep.text(), timeout=20_000)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Two drones" in desk.page.text.toPlainText(), timeout=20_000)
    QGuiApplication.clipboard().clear()


def test_a_log_that_is_only_read_is_only_read(open_window: Callable[..., MainWindow], log: Path, qtbot: QtBot) -> None:
    window = open_window(log)
    number = kept(window)
    window.close()
    reading = open_window(log, read_only=True)
    reading.center.read(number)
    desk = desk_of(reading)
    qtbot.waitUntil(lambda: bool(desk.page.text.toPlainText()))
    for key in (Qt.Key.Key_I, Qt.Key.Key_A, Qt.Key.Key_L, Qt.Key.Key_N):
        QTest.keyClick(desk.page.text, key)
    assert not desk.side.form_open
    assert desk.page.offers() == ()
    QTest.keyClick(desk.page.text, Qt.Key.Key_Return)
    assert not desk.page.card.isVisible()
