"""The page of help: its sections are found from its head, and its keys are those of the program."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from ascertain import resources
from ascertain.ui.dialogs.reading import help_window
from ascertain.ui.form.entering.above import ABOVE_KEYS
from ascertain.ui.form.entering.templates import TEMPLATE_KEYS
from ascertain.ui.form.page import SAVE_KEYS, SAVE_NEW_KEYS
from ascertain.ui.review.verdicts import FOLLOW_UP_KEY, KEEP_KEY, SUGGESTION_KEY
from ascertain.ui.shell.action_table import ACTIONS

PAGE = resources.text("help", "getting-started.html")
LONGEST = 600
"""Letters of a paragraph that is still read, and not passed over."""


def keys_under(anchor: str) -> set[str]:
    section = PAGE.split(f'<a name="{anchor}">')[1].split("<h2>")[0]
    return set(re.findall(r'<span class="key">(.*?)</span>', section))


def test_each_section_is_led_to_from_the_head_of_the_page(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = help_window(parent)
    window.show()
    qtbot.waitExposed(window)
    page = window.findChild(QTextBrowser, "help_window_page")
    assert page is not None
    named = re.findall(r'<h2><a name="(\w+)"></a>', PAGE)
    assert named == re.findall(r'<a href="#(\w+)">', PAGE)
    assert len(named) == PAGE.count("<h2>")
    for name in named:
        page.verticalScrollBar().setValue(0)
        page.scrollToAnchor(name)
        assert page.verticalScrollBar().value() > 0, name


def test_no_paragraph_is_a_wall_of_words() -> None:
    told = [re.sub("<.*?>", "", each) for each in re.findall(r"<p>(.*?)</p>", PAGE)]
    assert [each for each in told[2:] if len(each) > LONGEST] == []


@pytest.mark.parametrize(
    ("anchor", "keys"),
    [
        ("review", {"1", "7", SUGGESTION_KEY, KEEP_KEY, FOLLOW_UP_KEY, "E", "L", "G", "O", "C", "Esc", "Ctrl+Enter"}),
        ("accounts", {"Enter", "U", "F2", "0", "N", "D", "?", "Del", "+"}),
        ("reading", {"I", "A", "L", "N", "S", "Tab"}),
    ],
)
def test_the_keys_of_a_desk_stand_in_its_table(anchor: str, keys: set[str]) -> None:
    assert keys <= keys_under(anchor)


def test_a_key_of_the_page_is_one_that_the_program_has() -> None:
    known = {QKeySequence(spec.shortcut).toString() for spec in ACTIONS if spec.shortcut}
    boxes = {*SAVE_KEYS, *SAVE_NEW_KEYS, *ABOVE_KEYS, TEMPLATE_KEYS, "Ctrl+Shift+P", "Ctrl+.", "Ctrl+Shift+.", "Ctrl+/"}
    chords = set(re.findall(r'<span class="key">(Ctrl\+.*?)</span>', PAGE))
    assert chords - known - boxes == set()
