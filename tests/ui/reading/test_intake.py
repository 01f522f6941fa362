"""A document is read into the log by the dialog: pasted, opened, dropped; looked at, corrected, kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry
from ascertain.app.queries import Queries
from ascertain.app.session import LogSession
from ascertain.domain.records import Attachment, Document, NamedRef, Source
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import KeyButton
from ascertain.ui.reading.intake.dialog import IntakeDialog, read_document
from ascertain.ui.reading.intake.drops import DocumentDrops
from ascertain.ui.reading.intake.work import Given

TEXT = """Harbour closed after a blast

18 October 2023

The port authority said that two boats were seen near the harbour and that nobody was hurt by the blast.

It said that the harbour would open again within two days."""

PAGE = f"""<!doctype html><html lang="en"><head><title>Harbour closed after a blast - The Coast</title>
<meta property="og:site_name" content="The Coast">
<meta property="article:published_time" content="2023-10-18T09:00:00+03:00">
<link rel="canonical" href="https://coast.example/news/1"><link rel="stylesheet" href="http://127.0.0.1:9/style.css"></head>
<body><article><h1>Harbour closed after a blast</h1>{"".join(f"<p>{line}</p>" for line in TEXT.split(chr(10)) if line)}
<img src="http://127.0.0.1:9/picture.png"></article></body></html>"""

Opened = Callable[[Given | None], IntakeDialog]


@pytest.fixture
def opened(qtbot: QtBot, bridge: Bridge) -> Opened:
    window = QWidget()
    window.setObjectName("window")
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    qtbot.waitExposed(window)

    def make(given: Given | None = None) -> IntakeDialog:
        dialog = read_document(bridge, window, given)
        qtbot.waitExposed(dialog)
        return dialog

    return make


def line(dialog: QWidget, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def words(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None, name
    return found.text() if not found.isHidden() else ""


def pressed(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isVisible(), name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def button_text(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found.text().replace("&", "")


def proposed(qtbot: QtBot, dialog: IntakeDialog) -> None:
    qtbot.waitUntil(lambda: line(dialog, "intake_title").isVisible(), timeout=30_000)


def documents(session: LogSession) -> list[Document]:
    def every(queries: Queries) -> list[Document]:
        found = [queries.entry(Shelf.DOCUMENTS, each) for each in queries.shelf_order(Shelf.DOCUMENTS)]
        return [each for each in found if isinstance(each, Document)]

    return session.reader().ask(every).result(30)


def attachments(session: LogSession, document_id: int) -> list[Attachment]:
    return session.reader().ask(lambda queries: queries.attachments((document_id,))).result(30)


def test_a_pasted_text_is_proposed_and_kept_with_two_keys(qtbot: QtBot, opened: Opened, session: LogSession) -> None:
    dialog = opened(None)
    box = dialog.findChild(QPlainTextEdit, "intake_text")
    assert box is not None
    qtbot.waitUntil(box.hasFocus)
    box.insertPlainText(TEXT)
    read = dialog.findChild(KeyButton, "intake_dialog_accept")
    assert read is not None
    assert "Ctrl" in read.keys, "Enter is a line more here"
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    proposed(qtbot, dialog)
    assert not read.keys
    title = line(dialog, "intake_title")
    assert title.text() == "Harbour closed after a blast"
    assert (title.selectedText(), title.cursorPosition()) == (title.text(), 0), "its beginning is in sight"
    assert words(dialog, "intake_title_why") == "The first line of the text."
    assert line(dialog, "intake_published_on").text() == "2023-10-18"
    assert "18 October 2023" in words(dialog, "intake_published_on_why")
    assert line(dialog, "intake_language").text() == "en"
    assert documents(session) == []
    with qtbot.waitSignal(dialog.kept, timeout=30_000) as kept:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    (document,) = documents(session)
    assert kept.args == [document.id]
    assert (document.title, document.published_on, document.text) == (
        "Harbour closed after a blast", date(2023, 10, 18), TEXT,
    )  # fmt: skip


def test_an_opened_page_is_corrected_and_kept_with_its_original(
    qtbot: QtBot, opened: Opened, session: LogSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (
        session.ledger.run(KeepEntry(Source("The Coast Daily", url="https://www.coast.example/"))).result(30).made[0]
    )
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(page), ""))
    dialog = opened(None)
    pressed(dialog, "intake_open")
    proposed(qtbot, dialog)
    assert line(dialog, "intake_publisher").text() == "The Coast Daily"
    assert "The Coast" in words(dialog, "intake_publisher_why")
    title = line(dialog, "intake_title")
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Blast closes harbour")
    assert words(dialog, "intake_title_why") == ""
    with qtbot.waitSignal(dialog.kept, timeout=30_000) as kept:
        QTest.keyClick(title, Qt.Key.Key_Return)
    (document,) = documents(session)
    assert document.publisher == NamedRef("The Coast Daily", source)
    assert (document.title, document.url, document.kind) == (
        "Blast closes harbour",
        "https://coast.example/news/1",
        "page",
    )
    number = kept.args[0]
    qtbot.waitUntil(lambda: len(attachments(session, number)) == 1, timeout=30_000)
    assert attachments(session, number)[0].file.name == "page.html"


def test_the_same_document_is_noticed_and_the_one_in_the_log_opened(
    qtbot: QtBot, opened: Opened, session: LogSession
) -> None:
    known = session.ledger.run(KeepEntry(Document("Harbour shut", text=TEXT))).result(30).made[0]
    dialog = opened(TEXT.replace("\n", "\r\n"))
    proposed(qtbot, dialog)
    assert words(dialog, "intake_twins_heading") == "This document is already in the log"
    assert "very same text" in words(dialog, "intake_twin_0_why")
    assert button_text(dialog, "intake_dialog_accept") == "Keep both"
    with qtbot.waitSignal(dialog.open_wanted) as wanted:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert wanted.args == [known]
    assert len(documents(session)) == 1


def test_both_are_kept_where_that_is_meant(qtbot: QtBot, opened: Opened, session: LogSession) -> None:
    session.ledger.run(KeepEntry(Document("Harbour shut", text=TEXT))).result(30)
    dialog = opened(TEXT)
    proposed(qtbot, dialog)
    with qtbot.waitSignal(dialog.kept, timeout=30_000):
        pressed(dialog, "intake_dialog_accept")
    assert len(documents(session)) == 2


def test_a_title_that_is_typed_finds_its_twin(qtbot: QtBot, opened: Opened, session: LogSession) -> None:
    session.ledger.run(KeepEntry(Document("Port shut", text=TEXT.upper()))).result(30)
    dialog = opened(TEXT + "\n\nMore follows.")
    proposed(qtbot, dialog)
    title = line(dialog, "intake_title")
    title.selectAll()
    QTest.keyClicks(title, "port shut")
    qtbot.waitUntil(lambda: "stands in the other" in words(dialog, "intake_twin_0_why"))
    assert words(dialog, "intake_twins_heading") == "The log may have this document"
    assert button_text(dialog, "intake_dialog_accept") == "Keep"


def test_what_cannot_be_read_is_told_and_nothing_is_lost(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    dialog = opened(None)
    box = dialog.findChild(QPlainTextEdit, "intake_text")
    assert box is not None
    box.insertPlainText("typed before")
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    dialog.take(picture)
    qtbot.waitUntil(lambda: "copy the text" in dialog.problem.text, timeout=30_000)
    assert box.toPlainText() == "typed before"
    assert box.isVisible()


def test_a_fault_stands_at_its_field(qtbot: QtBot, opened: Opened, session: LogSession) -> None:
    dialog = opened(TEXT)
    proposed(qtbot, dialog)
    day = line(dialog, "intake_published_on")
    day.setText("no day at all")
    pressed(dialog, "intake_dialog_accept")
    qtbot.waitUntil(lambda: day.property("problem") is True)
    assert documents(session) == []
    assert day.text() == "no day at all"


def test_an_address_is_asked_about_and_not_fetched(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("https://news.example/item?id=3")
    assert button_text(dialog, "intake_dialog_accept") == "Fetch and read"
    assert "news.example" in words(dialog, "intake_address_host")
    assert not dialog._work.busy
    box = dialog.findChild(QPlainTextEdit, "intake_text")
    assert box is not None
    box.setPlainText("https://news.example/item said so.")
    assert button_text(dialog, "intake_dialog_accept") == "Read"


def test_escape_leaves_and_back_goes_back(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened(TEXT)
    proposed(qtbot, dialog)
    pressed(dialog, "intake_back")
    box = dialog.findChild(QPlainTextEdit, "intake_text")
    assert box is not None
    assert box.toPlainText() == TEXT
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(box, Qt.Key.Key_Escape)


def test_a_window_takes_what_is_dropped_on_it(qtbot: QtBot) -> None:
    from tests.ui.attachments.test_files import dropped_on, urls

    window = QWidget()
    window.setObjectName("window")
    qtbot.addWidget(window)
    taken: list[Given] = []
    wanted = [True]
    DocumentDrops(window, taken.append, lambda: wanted[0])
    text = QMimeData()
    text.setText("Two boats were seen.")
    assert dropped_on(window, urls("file:///tmp/page.html"))
    assert dropped_on(window, urls("https://news.example/1"))
    assert dropped_on(window, text)
    assert taken == [Path("/tmp/page.html"), "https://news.example/1", "Two boats were seen."]
    empty = QMimeData()
    empty.setText(" ")
    for other in (
        urls("file:///tmp/a.ascertain"),
        urls("file:///a.txt", "file:///b.txt"),
        urls("ftp://x.example/"),
        empty,
    ):
        assert not dropped_on(window, other)
    wanted[0] = False
    assert not dropped_on(window, text)
    assert len(taken) == 3


def test_every_control_has_a_name(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened(TEXT)
    proposed(qtbot, dialog)
    controls = [
        each
        for kind in (QPushButton, QLineEdit, QPlainTextEdit)
        for each in dialog.findChildren(kind)
        if not each.objectName().startswith("qt_")
    ]
    names = [each.objectName() for each in controls]
    assert all(names)
    assert len(names) == len(set(names))
    assert all(each.accessibleName() or (isinstance(each, QPushButton) and each.text()) for each in controls)
