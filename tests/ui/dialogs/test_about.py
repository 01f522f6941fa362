"""The page about the program: what it is made of, and the licenses of that in full."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from ascertain import __version__
from ascertain.app import licenses
from ascertain.ui.dialogs.about import about_page, about_window, licenses_page

PROJECT = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))


def reading(window: QWidget) -> QTextBrowser:
    """Return the page of a window to read."""
    page = window.findChild(QTextBrowser, f"{window.objectName()}_page")
    assert isinstance(page, QTextBrowser)
    return page


def test_every_package_that_the_program_asks_for_is_in_the_short_list() -> None:
    asked = {re.split(r"[^\w-]", text)[0].lower() for text in PROJECT["project"]["dependencies"]}
    assert len(asked) > 10
    shown = {part.name for part in licenses.parts() if part.shown and part.kind == "package"}
    assert shown == asked


def test_about_tells_versions_and_terms() -> None:
    page = about_page()
    assert f"Ascertain {__version__}" in page
    for part in licenses.parts():
        assert not part.shown or (part.shown in page and part.terms in page)


def test_the_licenses_page_names_every_part_and_holds_each_text_once() -> None:
    page = licenses_page("Licenses")
    assert [part.name for part in licenses.parts() if part.name not in page and part.shown not in page] == []
    assert page.count("This version of the GNU Lesser General Public License incorporates") == 1
    assert page.count("May you find forgiveness for yourself and forgive others.") == 1


def test_the_licenses_are_reached_with_the_keyboard(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    about = about_window(owner)
    about.show()
    qtbot.waitExposed(about)
    page = reading(about)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool([w for w in QApplication.topLevelWidgets() if w.objectName() == "licenses_window"]))
    (shown,) = [w for w in QApplication.topLevelWidgets() if w.objectName() == "licenses_window"]
    text = reading(shown).toPlainText()
    assert "Permission is hereby granted, free of charge" in text
    # No link in it leads anywhere.
    assert "<a " not in licenses_page("Licenses")
    about.close()
