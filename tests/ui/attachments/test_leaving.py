"""The one way out of the program: asked for, told, and nothing but http and https."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry
from ascertain.app.session import LogSession
from ascertain.domain.addresses import read_address
from ascertain.domain.records import Document, LibraryEntry, Source
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.leave import LeaveDialog
from ascertain.ui.leaving import url_of
from ascertain.ui.library import LibraryPage

TRICK = "https://www.bank.example@xn--80ak6aa92e.com/item?id=1&x=<b>"


def opened(qtbot: QtBot, session: LogSession, bridge: Bridge, entry: LibraryEntry) -> tuple[LibraryPage, list[str]]:
    session.ledger.run(KeepEntry(entry)).result(30)
    shelf = Shelf.DOCUMENTS if isinstance(entry, Document) else Shelf.SOURCES
    page = LibraryPage(bridge, shelf)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.start()
    title = page.findChild(QLabel, "library_entry_title")
    assert title is not None
    qtbot.waitUntil(lambda: bool(title.text()))
    left: list[str] = []

    def opens(url: QUrl) -> bool:
        left.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    page._side.opens = opens
    return page, left


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def press(page: QWidget, name: str) -> None:
    found = part(page, name)
    assert isinstance(found, QPushButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("entry", [Document("Item", url=TRICK), Source("Outlet", url=TRICK)])
def test_an_address_is_opened_only_after_asking(
    qtbot: QtBot, session: LogSession, bridge: Bridge, entry: LibraryEntry
) -> None:
    page, left = opened(qtbot, session, bridge, entry)
    press(page, "library_address")
    dialog = page.findChild(LeaveDialog)
    assert dialog is not None
    host = dialog.findChild(QLabel, "leave_host")
    assert host is not None
    assert host.text() == "xn--80ak6aa92e.com"
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "аррӏе.com" in words
    assert "user name: www.bank.example" in words.replace("\u2068", "").replace("\u2069", "")
    assert left == []
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert left == []
    press(page, "library_address")
    again = page.findChild(LeaveDialog)
    assert again is not None
    with qtbot.waitSignal(again.finished):
        press(again, "leave_dialog_accept")
    assert left == ["https://www.bank.example@xn--80ak6aa92e.com/item?id=1&x=%3Cb%3E"]


def test_enter_does_not_leave(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    page, left = opened(qtbot, session, bridge, Document("Item", url="https://example.org"))
    press(page, "library_address")
    dialog = page.findChild(LeaveDialog)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert left == []
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert left == []


@pytest.mark.parametrize(
    "url", ["//server/share", "file:///etc/passwd", "javascript:x", "example.org", "https://a\\@b"]
)
def test_anything_else_is_refused_with_a_sentence(qtbot: QtBot, session: LogSession, bridge: Bridge, url: str) -> None:
    page, left = opened(qtbot, session, bridge, Document("Item", url=url))
    press(page, "library_address")
    assert page.findChild(LeaveDialog) is None
    qtbot.waitUntil(lambda: "not opened" in page._notice.text or "are opened" in page._notice.text)
    assert left == []


def test_without_an_address_there_is_nothing_to_open(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    page, _ = opened(qtbot, session, bridge, Document("Item"))
    assert part(page, "library_address").isHidden()


@pytest.mark.parametrize("text", ["https://example.org/ä", "http://[::1]:8080/x", TRICK, "https://الميادين.شبكة/خبر"])
def test_qt_reads_the_same_host(text: str) -> None:
    assert url_of(read_address(text)) is not None
