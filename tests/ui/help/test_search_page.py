"""The page on the search language: every key stands on it, and each of its examples finds something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from html import escape, unescape

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ascertain import resources
from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.example import log_example
from ascertain.app.session import create_session
from ascertain.domain.own_fields import NO_OWN, Fields, OwnField, OwnType
from ascertain.domain.search import parse, search_keys
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.queries import Queries
from ascertain.ui.help.made_pages import grammar_text
from ascertain.ui.help.markup import marks
from ascertain.ui.help.pages import Pages
from ascertain.ui.help.window import HelpWindow
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.test_window import shown

PAGE = resources.text("help", "search.html")


def examples() -> list[str]:
    return [name for kind, name in marks(PAGE) if kind == "example"]


def search_page(fields: Fields, vocabularies: Vocabularies) -> str:
    return Pages(fields, vocabularies).html("search")


@pytest.fixture(scope="module")
def example_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queries]:
    path = tmp_path_factory.mktemp("example") / "example.ascertain"
    with closing(create_session(path, vocabularies=shipped_vocabularies())) as session:
        log_example(session)
    queries = Queries(path, lambda: date(2023, 10, 26))
    yield queries
    queries.close()


@pytest.mark.parametrize("example", dict.fromkeys(examples()))
def test_each_example_is_understood_and_finds_some_of_the_example_log(example_log: Queries, example: str) -> None:
    search = parse(example)
    assert not search.problems
    assert example_log.count(search) > 0
    if example not in ("when:2023-10", "killed:none", "document:attacks", 'text:"broadcaster desert"'):
        assert example_log.count(search) < example_log.count(None)


def test_every_key_stands_on_the_page_with_its_names_also_those_of_own_fields() -> None:
    own = Fields((OwnField("Weather <b>", OwnType.TEXT, key="weather"),))
    page = search_page(own, shipped_vocabularies())
    for key in search_keys(own):
        assert f"<code>{key.name}:</code>" in page
        assert all(alias in page for alias in key.aliases)
        assert f"<code>{escape(key.example)}</code>" in page
    assert "Weather <b>" not in page


def test_the_grammar_of_the_page_is_that_of_the_language() -> None:
    page = unescape(search_page(NO_OWN, shipped_vocabularies()))
    assert "{" not in page.split("<pre")[0]
    for rule in ("search ", "part ", "term ", "values ", "value ", "range ", "N "):
        assert any(line.strip().startswith(rule) for line in unescape(grammar_text()).splitlines()), rule
    assert unescape(grammar_text()) in page


def test_f1_in_the_search_box_shows_it_and_an_example_is_tried_by_a_click(qtbot: QtBot, window: MainWindow) -> None:
    window.tool_bar.search.line.setFocus()
    QTest.keyClick(window.tool_bar.search.line, Qt.Key.Key_F1)
    help_page = window.findChild(HelpWindow)
    assert help_page is not None
    qtbot.waitUntil(help_page.isVisible)
    browser = help_page.page
    assert help_page.place == "search"
    links = browser.toHtml()
    assert 'href="try:drone%20attack"' in links
    browser.anchorClicked.emit(QUrl("try:drone%20attack"))
    shown(qtbot, window, 2)
    assert window.tool_bar.search.text() == "drone attack"
    top = browser.verticalScrollBar().value()
    browser.anchorClicked.emit(QUrl("#keys"))
    assert browser.verticalScrollBar().value() > top
