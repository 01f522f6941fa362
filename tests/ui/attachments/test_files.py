"""Attached files on the screen: listed in the library and on statements, brought in, copied out, taken away."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.attaching import attach
from ascertain.app.commands import KeepEntry, LogIncident, Undo
from ascertain.app.session import LogSession
from ascertain.domain.conduct import Conduct
from ascertain.domain.records import Document, IncidentContent, NamedRef, Statement
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.detail import DetailPane
from ascertain.ui.dialogs.carrying import CarryingSheet, carry
from ascertain.ui.library import LibraryPage

Shown = Callable[[], LibraryPage]


@pytest.fixture
def document(session: LogSession) -> int:
    return session.ledger.run(KeepEntry(Document("Evening bulletin", text="Words."))).result(30).made[0]


@pytest.fixture
def page(qtbot: QtBot, document: int, bridge: Bridge) -> LibraryPage:
    made = LibraryPage(bridge, Shelf.DOCUMENTS)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    made.start()
    qtbot.waitUntil(lambda: text_of(made, "library_entry_title") == "Evening bulletin")
    return made


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def text_of(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    return found.text() if found is not None and not found.isHidden() else ""


def given(folder: Path, name: str = "map.pdf", content: bytes = b"the map") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def press(page: QWidget, name: str) -> None:
    button = part(page, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def dropped_on(widget: QWidget, data: QMimeData) -> bool:
    where, left, none = QPoint(9, 9), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        # PySide6 6.12 calls it deprecated; 6.11 has no other.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, left, none))
    return True


def urls(*given: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(each) for each in given])
    return data


def test_files_are_chosen_listed_copied_and_removed(
    qtbot: QtBot, page: LibraryPage, session: LogSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert part(page, "document_files_none").isVisible()
    source = given(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(source)], ""))
    press(page, "document_files_attach")
    qtbot.waitUntil(lambda: text_of(page, "document_files_0_file") == "map.pdf")
    assert "7 bytes · application/pdf · 18 Oct 2023" in text_of(page, "document_files_0_facts")
    assert part(page, "document_files_none").isHidden()

    asked: list[str] = []
    out = tmp_path / "copy.pdf"

    def choose(_parent: QWidget, _title: str, start: str) -> tuple[str, str]:
        asked.append(start)
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(page, "document_files_0_save")
    qtbot.waitUntil(lambda: "copy.pdf" in text_of(page, "document_files_said"))
    assert Path(asked[0]).name == "map.pdf"
    assert out.read_bytes() == b"the map"

    press(page, "document_files_0_remove")
    qtbot.waitUntil(lambda: part(page, "document_files_none").isVisible())
    session.ledger.run(Undo()).result(30)
    qtbot.waitUntil(lambda: text_of(page, "document_files_0_file") == "map.pdf")


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """The clipboard, empty again afterwards: Qt would let go of what was made here only after Python has ended."""
    yield qapp.clipboard()
    qapp.clipboard().clear()


def test_files_are_dropped_and_pasted(qtbot: QtBot, page: LibraryPage, tmp_path: Path, clipboard: QClipboard) -> None:
    first, second = given(tmp_path), given(tmp_path, "two.txt", b"two")
    assert dropped_on(part(page, "library_reading_leaf"), urls(first.as_uri()))
    qtbot.waitUntil(lambda: text_of(page, "document_files_0_file") == "map.pdf")
    clipboard.setMimeData(urls(second.as_uri()))
    attach_button = part(page, "document_files_attach")
    attach_button.setFocus()
    QTest.keyClick(attach_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: text_of(page, "document_files_1_file") == "two.txt")


def test_what_lies_elsewhere_is_not_taken(page: LibraryPage) -> None:
    for address in ("https://example.org/a.pdf", "file://server/share/a.pdf", "ftp://example.org/a", "data:,x"):
        assert not dropped_on(part(page, "library_reading_leaf"), urls(address))
    text = QMimeData()
    text.setText("/etc/passwd")
    assert not dropped_on(part(page, "library_reading_leaf"), text)


def test_what_cannot_be_attached_is_told_there(qtbot: QtBot, page: LibraryPage, tmp_path: Path) -> None:
    assert dropped_on(part(page, "library_reading_leaf"), urls(tmp_path.as_uri()))
    qtbot.waitUntil(lambda: "is a folder" in part(page, "document_files_problem").accessibleName())
    assert dropped_on(part(page, "library_reading_leaf"), urls(given(tmp_path).as_uri()))
    qtbot.waitUntil(lambda: text_of(page, "document_files_0_file") == "map.pdf")
    assert part(page, "document_files_problem").isHidden()


@pytest.mark.parametrize(
    ("name", "shown", "care"),
    [
        ("invoice\u202efdp.exe", "invoice⟨U+202E⟩fdp.exe", "A program"),
        ("a\nb.pdf", "a⟨U+000A⟩b.pdf", ""),
        ("<img src=x>.html", "<img src=x>.html", "A page"),
        ("x" * 240 + ".pdf", "x" * 240 + ".pdf", ""),
    ],
)
def test_a_hostile_name_is_shown_as_what_it_is(
    qtbot: QtBot,
    page: LibraryPage,
    session: LogSession,
    document: int,
    tmp_path: Path,
    name: str,
    shown: str,
    care: str,
) -> None:
    attach(session, [given(tmp_path, name)], document_id=document)
    qtbot.waitUntil(lambda: text_of(page, "document_files_0_file") == shown)
    label = part(page, "document_files_0_file")
    assert isinstance(label, QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert text_of(page, "document_files_0_care").startswith(care)
    assert part(page, "document_files_0").width() <= part(page, "library_reading_leaf").width()


@pytest.mark.parametrize("width", [900, 1100])
def test_no_address_or_name_is_too_long_for_the_side(
    qtbot: QtBot, session: LogSession, bridge: Bridge, tmp_path: Path, each_look: str, width: int
) -> None:
    wide = Document("T" * 200, url="https://" + "x" * 200, notes="n" * 300)
    document = session.ledger.run(KeepEntry(wide)).result(30).made[0]
    attach(session, [given(tmp_path, "x" * 250)], document_id=document)
    page = LibraryPage(bridge, Shelf.DOCUMENTS)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.start()
    qtbot.waitUntil(lambda: text_of(page, "document_files_0_file") != "")
    qtbot.waitUntil(lambda: text_of(page, "operation_label") != "")
    scroll = part(page, "library_reading")
    assert isinstance(scroll, QScrollArea)
    qtbot.waitUntil(lambda: part(page, "library_reading_leaf").width() <= scroll.viewport().width())
    for name in ("document_files_0_save", "document_files_0_remove", "document_files_attach", "library_address"):
        button = part(page, name)
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(scroll.viewport(), button.rect().topRight()).x() <= scroll.viewport().width()


def test_a_statement_shows_its_files_and_takes_more(
    qtbot: QtBot, session: LogSession, bridge: Bridge, tmp_path: Path
) -> None:
    told = (Statement(NamedRef("Al-Mayadeen")), Statement(NamedRef("Another")))
    incident_id = session.ledger.run(LogIncident(IncidentContent("Third", statements=told))).result(30).made[0]
    pane = DetailPane(bridge)
    qtbot.addWidget(pane)
    pane.resize(420, 800)
    pane.show()
    pane.show_incident(incident_id)
    qtbot.waitUntil(lambda: part(pane, "detail_reading").isVisible())
    pane._tabs.setCurrentIndex(1)
    card = part(part(pane, "evidence_origins"), "statement_0")
    assert dropped_on(card, urls(given(tmp_path).as_uri()))
    qtbot.waitUntil(lambda: text_of(card, "statement_0_files_0_file") == "map.pdf")
    assert [len(each.findChildren(QLabel, "statement_0_files_0_file")) for each in pane._evidence._groups.shown()] == [
        1,
        0,
    ]
    press(card, "statement_0_files_0_remove")
    qtbot.waitUntil(lambda: part(card, "statement_0_files_0").isHidden())


def test_a_log_for_reading_only_gives_copies_and_no_more(
    qtbot: QtBot, session: LogSession, document: int, tmp_path: Path
) -> None:
    attach(session, [given(tmp_path)], document_id=document)
    reading = LogSession.open(session.path, read_only=True)
    bridge = Bridge(reading)
    page = LibraryPage(bridge, Shelf.DOCUMENTS)
    qtbot.addWidget(page)
    page.show()
    page.start()
    qtbot.waitUntil(lambda: text_of(page, "document_files_0_file") == "map.pdf")
    assert part(page, "document_files_0_save").isVisible()
    assert part(page, "document_files_0_remove").isHidden()
    assert part(page, "document_files_attach").isHidden()
    assert not dropped_on(part(page, "library_reading_leaf"), urls(given(tmp_path).as_uri()))
    bridge.close()
    reading.close()


def test_long_work_shows_itself_and_is_stopped(qtbot: QtBot, wardrobe: object) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.show()
    started = threading.Event()

    def work(conduct: Conduct) -> None:
        started.set()
        while True:
            conduct.tell(3 << 30, 4 << 30)
            threading.Event().wait(0.005)

    def never(_: object) -> None:
        pytest.fail("it was stopped: it is neither done nor has it failed")

    carry(work, "Attaching files", screen, never, never)
    assert started.wait(30)
    qtbot.waitUntil(lambda: bool(screen.findChildren(CarryingSheet)))
    sheet = screen.findChildren(CarryingSheet)[0]
    qtbot.waitUntil(lambda: text_of(sheet, "carrying_said") == "3.2 GB of 4.3 GB")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not screen.findChildren(CarryingSheet))


def test_work_is_stopped_when_its_screen_goes(qtbot: QtBot) -> None:
    stopped = threading.Event()

    def work(conduct: Conduct) -> None:
        while not conduct.cancelled():
            threading.Event().wait(0.005)
        stopped.set()

    screen = QWidget()
    carry(work, "Work", screen, lambda _: None, lambda _: None)
    screen.deleteLater()
    qtbot.waitUntil(stopped.is_set)
