"""The help keeps its rules, and each rule notices a planted violation."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ascertain import resources
from tests.rules import help_rules
from tests.rules.help_rules import RULES, Rule, is_dialog, named_page, written

MOST_BYTES = 1_500_000
"""Of all pictures of the help together."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_help_keeps_its_rules(rule: Rule) -> None:
    assert list(rule(written())) == []


PLANTED: list[tuple[Rule, str, str]] = [
    (help_rules.unknown_actions, "form", "<press>make_coffee</press>"),
    (help_rules.unknown_actions, "form", "<menu>new_incidents</menu>"),
    (help_rules.unknown_fields, "form", "<field>wounded</field>"),
    (help_rules.unknown_fields, "form", "<list>statuses</list>"),
    (help_rules.unknown_fields, "form", "<word>status:certain</word>"),
    (help_rules.unknown_searches, "find", "<ask>weather</ask>"),
    (help_rules.unknown_searches, "find", "<example>when:someday</example>"),
    (help_rules.unknown_commands, "command-line", "<command>print</command>"),
    (help_rules.unknown_commands, "command-line", "<option>export --colour</option>"),
    (help_rules.unknown_commands, "command-line", "<option>show --search</option>"),
    (help_rules.dead_links, "form", "<see>weather</see>"),
    (help_rules.dead_links, "form", '<see to="when#tides">the tides</see>'),
    (help_rules.missing_pictures, "form", '<picture name="coffee">A cup.</picture>'),
    (help_rules.words_that_no_screen_has, "form", "<ui>Make coffee…</ui>"),
    (help_rules.unknown_marks, "form", "<actoin>undo</actoin>"),
    (help_rules.unknown_marks, "form", "<press>undo"),
    (help_rules.unknown_marks, "form", "<made>weather</made>"),
    (help_rules.unknown_marks, "form", "<img src='x'>"),
]


@pytest.mark.parametrize(("rule", "page", "planted"), PLANTED)
def test_a_page_that_names_what_is_not_there_is_noticed(rule: Rule, page: str, planted: str) -> None:
    pages = written()
    before = set(rule(pages))
    pages[page] += planted
    assert set(rule(pages)) - before


LEFT_OUT: list[tuple[Rule, str, int]] = [
    (help_rules.untold_actions, "<press>second_look</press>", 1),
    (help_rules.untold_actions, "<action>theme_dark</action>", 1),
    (help_rules.untold_commands, "<command>salvage</command>", 1),
    (help_rules.untold_commands, "<option>import --on-error</option>", 1),
    (help_rules.untold_fields, "<made>codebook</made>", 30),
    (help_rules.untold_searches, "<made>search_keys</made>", 30),
    (help_rules.missing_pictures, '<picture name="library">', 2),
    (help_rules.unreached_pages, "<see>words</see>", 1),
]


@pytest.mark.parametrize(("rule", "mark", "least"), LEFT_OUT)
def test_what_no_page_tells_of_is_noticed(rule: Rule, mark: str, least: int) -> None:
    pages = written()
    before = set(rule(pages))
    pages = {name: source.replace(mark, "") for name, source in pages.items()}
    assert len(set(rule(pages)) - before) >= least


def test_a_page_that_a_screen_names_and_is_gone_is_noticed() -> None:
    pages = written()
    del pages["printing"]
    assert any("PrintDialog names printing" in each for each in help_rules.untold_places(pages))
    pages = written()
    pages["library"] = pages["library"].replace('<h2 id="merge">', "<h2>")
    assert any("MergeDialog names library#merge" in each for each in help_rules.untold_places(pages))


def test_a_dialog_without_a_page_is_noticed() -> None:
    bare, named = ast.parse("class A(Sheet):\n    x = 1\nclass B(QDialog):\n    help_page = 'form'").body
    assert isinstance(bare, ast.ClassDef)
    assert isinstance(named, ast.ClassDef)
    assert is_dialog(bare)
    assert named_page(bare) is None
    assert is_dialog(named)
    assert named_page(named) == "form"


def test_the_screens_are_those_that_the_window_is_made_of() -> None:
    desks = {"ReviewDesk", "ReadingDesk", "DuplicatesDesk", "LibraryPage", "DetailPane", "BrowsePage", "FirstStart"}
    assert desks <= help_rules.screens()
    bare = ast.parse("class ReviewDesk(QWidget):\n    x = 1").body[0]
    assert isinstance(bare, ast.ClassDef)
    assert help_rules.is_widget(bare)
    assert named_page(bare) is None


def test_every_page_lies_in_the_contents_and_the_pictures_are_small() -> None:
    assert {f"{name}.html" for name in written()} == set(resources.names("help", ".html"))
    pictures = [resources.path("help", "pictures", name) for name in resources.names("help/pictures", ".png")]
    assert sum(Path(each).stat().st_size for each in pictures) < MOST_BYTES
