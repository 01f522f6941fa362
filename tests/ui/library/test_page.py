from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import KeepEntry
from ascertain.app.session import LogSession
from ascertain.domain.records import Actor, AlternateName, Document, NamedRef, Place, Source
from ascertain.domain.rows import Shelf
from ascertain.domain.search import parse
from ascertain.ui.bridge import Bridge
from ascertain.ui.library import LibraryPage
from ascertain.ui.library.entry_facts import entry_facts, entry_title
from ascertain.ui.library.shelves import incidents_search

LISTS = shipped_vocabularies()


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def label(page: QWidget, name: str) -> str:
    found = part(page, name)
    assert isinstance(found, QLabel)
    return found.text()


def table(page: LibraryPage) -> QTableView:
    found = part(page, "library_table")
    assert isinstance(found, QTableView)
    return found


def column(page: LibraryPage, at: int) -> list[str]:
    model = table(page).model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def page_of(qtbot: QtBot, bridge: Bridge, shelf: Shelf = Shelf.SOURCES) -> LibraryPage:
    page = LibraryPage(bridge, shelf)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    qtbot.waitExposed(page)
    page.start()
    return page


@pytest.fixture
def stocked(filled: LogSession) -> LogSession:
    for entry in (
        Source("Zeta daily", reliability="B", country="IQ"),
        Source("قناة", reliability="C", names=(AlternateName("Channel", "en"),)),
    ):
        filled.ledger.run(KeepEntry(entry)).result(30)
    return filled


def test_the_first_entry_is_read_at_once(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: part(page, "library_reading").isVisible())
    assert table(page).currentIndex().row() == 0
    qtbot.waitUntil(lambda: bool(column(page, 0)[0]))
    assert label(page, "library_entry_title") == column(page, 0)[0]


def choose(qtbot: QtBot, page: LibraryPage, row: int) -> None:
    view = table(page)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row, 0)).center()
    )
    name = column(page, 0)[row]
    qtbot.waitUntil(lambda: label(page, "library_entry_title") == name and part(page, "library_reading").isVisible())


def test_the_shelf_is_shown_with_how_often_each_entry_is_used(
    qtbot: QtBot, stocked: LogSession, bridge: Bridge
) -> None:
    page = page_of(qtbot, bridge)
    shown: list[tuple[list[str], list[str]]] = []
    table(page).model().dataChanged.connect(lambda *_: shown.append((column(page, 0), column(page, 4))))
    names = ["Al-Mayadeen", "Zeta daily", "قناة"]
    qtbot.waitUntil(lambda: column(page, 4) == ["4", "0", "0"])
    # In a large log it takes seconds to count: the names do not wait for it.
    assert shown == [(names, ["", "", ""]), (names, ["4", "0", "0"])]
    assert column(page, 1)[1] == "B"
    assert label(page, "library_count") == "3"


def test_a_click_on_a_heading_sorts(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: len(column(page, 0)) == 3)
    header = table(page).horizontalHeader()
    first = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.waitUntil(lambda: column(page, 0) == ["قناة", "Zeta daily", "Al-Mayadeen"])
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.waitUntil(lambda: column(page, 0) == ["Al-Mayadeen", "Zeta daily", "قناة"])
    used = QPoint(header.sectionViewportPosition(4) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=used)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=used)
    qtbot.waitUntil(lambda: column(page, 4)[0] == "4")


def test_the_search_box_narrows_and_finds_other_names(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: len(column(page, 0)) == 3)
    box = part(page, "library_search_line")
    assert isinstance(box, QLineEdit)
    QTest.keyClicks(box, "chan")
    qtbot.waitUntil(lambda: column(page, 0) == ["قناة"])
    QTest.keyClicks(box, "zzz")
    qtbot.waitUntil(lambda: part(page, "library_none").isVisible())


def test_a_choice_is_read_at_the_side_and_leads_to_its_incidents(
    qtbot: QtBot, stocked: LogSession, bridge: Bridge
) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: column(page, 0)[:1] == ["Al-Mayadeen"])
    choose(qtbot, page, 0)
    # Counted once the row stands on the screen.
    qtbot.waitUntil(lambda: label(page, "library_used") == "Used in 4 incidents")
    with qtbot.waitSignal(page.incidents_requested) as asked:
        QTest.mouseClick(part(page, "library_incidents"), Qt.MouseButton.LeftButton)
    assert asked.args == ["source:Al-Mayadeen"]


def test_what_is_used_is_not_removed_and_the_reason_is_told(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: column(page, 0)[:1] == ["Al-Mayadeen"])
    choose(qtbot, page, 0)
    QTest.mouseClick(part(page, "library_remove"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part(page, "library_notice").isVisible())
    assert part(page, "library_notice").accessibleName()
    assert len(column(page, 0)) == 3


def test_what_is_not_used_is_removed(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: len(column(page, 0)) == 3 and column(page, 0)[1] == "Zeta daily")
    choose(qtbot, page, 1)
    assert label(page, "library_used") == "Not used in any incident"
    assert not part(page, "library_incidents").isEnabled()
    QTest.mouseClick(part(page, "library_remove"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: column(page, 0) == ["Al-Mayadeen", "قناة"])
    qtbot.waitUntil(lambda: label(page, "library_entry_title") == "قناة")


def test_an_empty_shelf_says_what_to_do(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge, Shelf.PLACES)
    qtbot.waitUntil(lambda: part(page, "library_empty").isVisible())
    assert part(page, "library_first").isEnabled()


@pytest.mark.parametrize("shelf", list(Shelf))
@pytest.mark.parametrize("name", ["Al-Mayadeen", 'a "b" c', "قناة", "x:y -z (or) OR"])
def test_the_search_for_incidents_of_an_entry_is_understood_for_any_name(shelf: Shelf, name: str) -> None:
    search = parse(incidents_search(shelf, name))
    assert not search.problems
    assert len(search.terms) == 1


def test_every_kind_of_entry_is_told_in_full() -> None:
    source = Source(
        "S", "outlet", "B", "long on the ground", True, NamedRef("Iran"), None, "IQ", "ar", "https://x", "n",
        (AlternateName("س", "ar"),),
    )  # fmt: skip
    told = dict(entry_facts(source, LISTS))
    assert told["Other names"] == "\u2068س\u2069 (ar)"
    assert told["Official"] == "yes"
    assert told["Stands"] == "Iran"
    place = dict(entry_facts(Place("P", latitude=36.527, longitude=44.342, admin1="Erbil"), LISTS))
    assert place["Latitude, longitude"] == "36.527, 44.342"
    document = Document("D", text="word " * 600, published_on=date(2023, 10, 18), sha256="ab" * 32)
    read = dict(entry_facts(document, LISTS))
    assert read["Text"].endswith(" …")
    assert len(read["SHA-256 of the text"].replace(" ", "")) == 64
    assert entry_title(document) == "D"
    assert entry_facts(Actor("A"), LISTS) == []


def test_escape_leads_back_but_never_loses_what_is_typed(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: len(column(page, 0)) == 3)
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(table(page), Qt.Key.Key_Escape)
    QTest.mouseClick(part(page, "library_new"), Qt.MouseButton.LeftButton)
    typed = page.focusWidget()
    assert typed is not None
    QTest.keyClicks(typed, "half a name")
    with qtbot.assertNotEmitted(page.closed):
        QTest.keyClick(table(page), Qt.Key.Key_Escape)
    assert typed.isVisible()


def test_a_new_entry_is_made_at_the_side(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: len(column(page, 0)) == 3)
    QTest.mouseClick(part(page, "library_new"), Qt.MouseButton.LeftButton)
    name = page.focusWidget()
    assert name is not None
    QTest.keyClicks(name, "New wire")
    QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "New wire" in column(page, 0))
    qtbot.waitUntil(lambda: label(page, "library_entry_title") == "New wire")


def test_what_is_typed_is_not_lost_by_choosing_another_row(qtbot: QtBot, stocked: LogSession, bridge: Bridge) -> None:
    page = page_of(qtbot, bridge)
    qtbot.waitUntil(lambda: len(column(page, 0)) == 3 and bool(column(page, 0)[1]))
    choose(qtbot, page, 1)
    QTest.mouseClick(part(page, "library_edit"), Qt.MouseButton.LeftButton)
    name = page.findChild(QLineEdit, "source_name")
    assert name is not None
    QTest.keyClick(name, Qt.Key.Key_End)
    QTest.keyClicks(name, " and more")
    view = table(page)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
    qtbot.waitUntil(lambda: part(page, "library_notice").isVisible())
    qtbot.waitUntil(lambda: view.currentIndex().row() == 1)
    assert name.isVisible()
    assert "and more" in name.text()
    QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Zeta daily and more" in column(page, 0))
