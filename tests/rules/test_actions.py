"""Every action is whole, reachable, and does something."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import partial

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ascertain import resources
from ascertain.ui.help.made_pages import menus
from ascertain.ui.shell import handlers
from ascertain.ui.shell.action_set import ActionSet
from ascertain.ui.shell.action_table import ACTIONS, BY_KEY
from ascertain.ui.shell.actions import ActionSpec, Menu, Need, Situation, available
from ascertain.ui.shell.menu_bar import fill_menu_bar


def by_key(spec: ActionSpec) -> str:
    return spec.key


@pytest.mark.parametrize("spec", ACTIONS, ids=by_key)
def test_an_action_has_key_name_help_and_an_icon_that_exists(spec: ActionSpec) -> None:
    assert spec.key.isidentifier()
    assert spec.text.strip()
    assert len(spec.help) > 10
    assert spec.help.endswith(".")
    assert resources.path("icons", f"{spec.icon}.svg").is_file()


def test_keys_of_actions_are_unique() -> None:
    assert len(BY_KEY) == len(ACTIONS)


def test_no_two_actions_share_a_shortcut_and_each_is_one() -> None:
    keys = [QKeySequence(spec.shortcut).toString() for spec in ACTIONS if spec.shortcut]
    assert all(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("menu", Menu)
def test_no_two_entries_of_a_menu_share_a_mnemonic(menu: Menu) -> None:
    for part in {spec.part for spec in ACTIONS if spec.menu is menu}:
        texts = [spec.text for spec in ACTIONS if spec.menu is menu and spec.part is part]
        letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text]
        assert [letter for letter, count in Counter(letters).items() if count > 1] == []


def every_situation() -> list[Situation]:
    flags = itertools.product((False, True), repeat=6)
    return [
        Situation(read_only, rows, rows and 1, bool(rows), trashed, browsing, filtered, undo, redo)
        for rows in (0, 5)
        for read_only, trashed, browsing, filtered, undo, redo in flags
    ] + [
        Situation(
            rows=5,
            chosen=3,
            current=True,
            current_trashed=True,
            filtered=True,
            undo=True,
            redo=True,
            view=True,
            view_changed=True,
        )
    ]


@pytest.mark.parametrize("need", Need)
def test_each_need_is_met_in_a_situation_that_can_occur(need: Need) -> None:
    assert any(available(need, now) for now in every_situation())
    if need is not Need.NOTHING:
        assert not all(available(need, now) for now in every_situation())


def test_nothing_that_writes_is_offered_when_reading_only() -> None:
    writing = {
        spec.key
        for spec in ACTIONS
        if available(spec.need, Situation(rows=5, chosen=1, current=True, undo=True, redo=True))
    }
    reading = {spec.key for spec in ACTIONS if available(spec.need, Situation(True, 5, 1, True, undo=True, redo=True))}
    assert {
        "new_incident",
        "edit_incident",
        "set_status",
        "tag",
        "link",
        "trash",
        "undo",
        "redo",
        "save_view",
    } <= writing - reading


def test_every_action_stands_in_its_menu_and_calls_its_handler(qtbot: QtBot) -> None:
    called: list[str] = []
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = ActionSet({key: partial(called.append, key) for key in BY_KEY}, window)
    fill_menu_bar(window.menuBar(), actions)
    for spec, action in actions:
        assert any(widget.objectName().startswith("menu_") for widget in action.associatedObjects()), spec.key
        action.trigger()
    assert called == [spec.key for spec in ACTIONS]


def test_the_window_has_a_handler_for_every_action_and_no_other() -> None:
    class Anything:
        def __getattr__(self, name: str) -> Anything:
            return self

        def __call__(self, *args: object, **kwargs: object) -> Anything:
            return self

    assert set(handlers.handlers_of(Anything())) == set(BY_KEY)  # type: ignore[arg-type]  # stands for any window


def test_the_page_of_shortcuts_names_every_action_that_has_a_key(qtbot: QtBot) -> None:
    page = menus()
    for spec in ACTIONS:
        assert (
            QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText) in page
        ) or not spec.shortcut
