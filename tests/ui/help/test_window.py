"""The window of the help: pages, links, back and forward, searching, finding, and pictures in both looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepOwnField
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.ui.help.window import HelpWindow
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> Iterator[HelpWindow]:
    """The help, opened from the menu."""
    window.openers.show_help("getting-started")
    found = window.findChild(HelpWindow)
    assert found is not None
    qtbot.waitExposed(found)
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    yield found
    found.close()


def follow(shown: HelpWindow, target: str) -> None:
    """Click the first link of the page that leads there."""
    document = shown.page.document()
    for position in range(document.characterCount()):
        if _cursor(document, position).charFormat().anchorHref() == target:
            shown.page.setTextCursor(_cursor(document, position))
            shown.page.ensureCursorVisible()
            where = shown.page.cursorRect().center() + QPoint(6, 0)
            QTest.mouseClick(shown.page.viewport(), Qt.MouseButton.LeftButton, pos=where)
            return
    raise AssertionError(f"no link leads to {target}")


def _cursor(document: QTextDocument, position: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    return cursor


def entry(shown: HelpWindow, title: str) -> QTreeWidgetItem:
    """The entry of the list of pages that is called so."""
    (found,) = shown.side.tree.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return found


def test_every_page_stands_in_the_list_and_is_shown_by_the_arrows(shown: HelpWindow) -> None:
    tree = shown.side.tree
    tree.setFocus()
    seen = [shown.place]
    for _ in range(60):
        QTest.keyClick(tree, Qt.Key.Key_Down)
        if shown.place == seen[-1]:
            break
        seen.append(shown.place)
        assert shown.windowTitle().startswith(shown.side._pages.titles[shown.place])
        assert shown.page.toPlainText().startswith(shown.side._pages.titles[shown.place])
    listed = [name for part in shown.side._pages.parts for name in part.pages]
    assert seen == listed


def test_a_link_leads_on_and_back_and_forward_lead_where_one_was(shown: HelpWindow) -> None:
    assert not shown.back_button.isEnabled()
    follow(shown, "form")
    assert shown.place == "form"
    shown.page.verticalScrollBar().setValue(40)
    height = shown.page.verticalScrollBar().value()
    follow(shown, "when")
    assert shown.place == "when"
    assert entry(shown, "Say when").isSelected()
    QTest.keyClick(shown.page, Qt.Key.Key_Left, ALT)
    assert shown.place == "form"
    assert shown.page.verticalScrollBar().value() >= min(height, 1)
    QTest.mouseClick(shown.back_button, Qt.MouseButton.LeftButton)
    assert shown.place == "getting-started"
    assert not shown.back_button.isEnabled()
    QTest.keyClick(shown.page, Qt.Key.Key_Right, ALT)
    QTest.keyClick(shown.page, Qt.Key.Key_Right, ALT)
    assert shown.place == "when"
    assert not shown.forward_button.isEnabled()
    QTest.keyClick(shown.page, Qt.Key.Key_Left, ALT)
    follow(shown, "where")
    assert not shown.forward_button.isEnabled()


def test_a_link_to_a_section_shows_that_section(shown: HelpWindow) -> None:
    shown.page.anchorClicked.emit(QUrl("codebook#field-killed"))
    assert shown.place == "codebook#field-killed"
    top = shown.page.cursorForPosition(QPoint(30, 12)).block().text()
    assert top == "Killed"
    QTest.keyClick(shown.page, Qt.Key.Key_F1)
    assert shown.place == "help"


def test_searching_the_help_lists_where_it_is_told_and_enter_goes_there(qtbot: QtBot, shown: HelpWindow) -> None:
    QTest.keyClick(shown.page, Qt.Key.Key_F, CTRL | SHIFT)
    line = shown.side.search.line
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "preset")
    hits = shown.side.hits
    assert hits.isVisible()
    told = [hits.item(at).text() for at in range(hits.count())]
    assert any(each.startswith("Keep a way to export\nHand on: export") for each in told)
    assert shown.findChild(QLabel, "help_found_told").text() == f"{len(told)} places"  # type: ignore[union-attr]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert shown.place == "export#keep"
    QTest.keyClick(line, Qt.Key.Key_Down)
    qtbot.waitUntil(hits.hasFocus)
    QTest.keyClick(hits, Qt.Key.Key_Down)
    assert shown.place != "export#keep"
    QTest.keyClick(hits, Qt.Key.Key_Return)
    qtbot.waitUntil(shown.page.hasFocus)
    QTest.keyClick(shown.page, Qt.Key.Key_F6)
    qtbot.waitUntil(hits.hasFocus)
    QTest.keyClick(hits, Qt.Key.Key_Escape)
    assert shown.side.tree.isVisible()
    assert shown.isVisible()


def test_what_is_nowhere_is_said_to_be_nowhere(shown: HelpWindow) -> None:
    QTest.keyClicks(shown.side.search.line, "giraffe")
    assert shown.side.hits.count() == 0
    assert "Nothing found" in shown.findChild(QLabel, "help_found_told").text()  # type: ignore[union-attr]


def test_words_are_found_in_the_page_and_gone_through(qtbot: QtBot, shown: HelpWindow) -> None:
    shown.show_place("backups")
    QTest.keyClick(shown.page, Qt.Key.Key_F, CTRL)
    line = shown.find_line._box.line
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "manifest")
    assert shown.find_line.told.endswith("1")
    QTest.keyClicks(line, "xyz")
    assert shown.find_line.told == "not in this page"
    line.clear()
    QTest.keyClicks(line, "backup")
    count = len(shown.page.extraSelections())
    assert count > 2
    first = shown.page.textCursor().position()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert shown.page.textCursor().position() > first
    QTest.keyClick(line, Qt.Key.Key_F3, SHIFT)
    assert shown.page.textCursor().position() == first
    QTest.keyClick(line, Qt.Key.Key_F3, SHIFT)
    assert shown.page.textCursor().position() > first
    shown.show_place("undo")
    assert shown.find_line.told


def test_a_picture_is_that_of_the_look_and_never_wider_than_the_page(
    qtbot: QtBot, shown: HelpWindow, remembered: Remembered
) -> None:
    image = QTextDocument.ResourceType.ImageResource
    light = shown.page.loadResource(image, QUrl("browse"))
    assert isinstance(light, QImage)
    remembered.change(theme_mode="dark")
    dark = shown.page.loadResource(image, QUrl("browse"))
    assert isinstance(dark, QImage)
    assert light.pixelColor(40, 200).lightness() > 200 > 80 > dark.pixelColor(40, 200).lightness()
    shown.resize(700, 600)
    qtbot.waitUntil(lambda: shown.page.horizontalScrollBar().maximum() == 0)
    small = shown.page.loadResource(image, QUrl("browse"))
    assert isinstance(small, QImage)
    assert small.width() <= shown.page.viewport().width()


def test_nothing_but_pictures_of_the_help_is_loaded(shown: HelpWindow) -> None:
    kinds = QTextDocument.ResourceType
    for asked in ("../browse", "/etc/hostname", "file:///etc/hostname", "http://example.org/x.png", "no-such-picture"):
        for kind in (kinds.ImageResource, kinds.HtmlResource):
            assert shown.page.loadResource(kind, QUrl(asked)) is None
    assert shown.page.loadResource(kinds.StyleSheetResource, QUrl("browse")) is None


def test_the_text_grows_with_that_of_the_program(shown: HelpWindow, remembered: Remembered) -> None:
    high = shown.page.document().size().height()
    QTest.keyClick(shown.page, Qt.Key.Key_Plus, CTRL)
    assert remembered.value.text_scale > 100
    assert shown.page.document().size().height() > high
    QTest.keyClick(shown.page, Qt.Key.Key_0, CTRL)
    assert remembered.value.text_scale == 100


def test_from_right_to_left_the_list_stands_at_the_right(
    qtbot: QtBot, shown: HelpWindow, remembered: Remembered
) -> None:
    remembered.change(direction="rtl")
    qtbot.waitUntil(lambda: shown.side.mapTo(shown, QPoint()).x() > shown.page.mapTo(shown, QPoint()).x())


def test_every_control_has_a_name_for_screen_readers(shown: HelpWindow) -> None:
    for each in (shown.back_button, shown.forward_button, shown.page, shown.side.tree, shown.side.hits):
        assert each.accessibleName()
        assert each.objectName()


def test_the_codebook_follows_the_log(qtbot: QtBot, open_window: Callable[[Path], MainWindow], log: Path) -> None:
    window = open_window(log)
    window.openers.show_help("codebook")
    found = window.findChild(HelpWindow)
    assert found is not None
    assert "Moon phase" not in found.page.toPlainText()
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run(KeepOwnField(OwnField("Moon phase", OwnType.TEXT)))
    window.openers.show_help("codebook")
    assert "Moon phase" in found.page.toPlainText()
