"""Every screen works with nothing in the log and with a thousand incidents, and says nothing on the side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.acceptance.conftest import Program
from tests.acceptance.hands import CTRL, SHIFT, Hands, click, press, type_text

SHELVES = {
    Qt.Key.Key_2: "document",
    Qt.Key.Key_3: "source",
    Qt.Key.Key_4: "actor",
    Qt.Key.Key_5: "place",
}


@pytest.fixture(params=[0, 1, 1_000])
def hands(request: pytest.FixtureRequest, qtbot: QtBot, program: Program, make_log: Callable[[int], Path]) -> Hands:
    """A window on a log with so many incidents, with all of it on the screen."""
    count = int(request.param)
    window = program.start(make_log(count)).window
    assert window is not None
    made = Hands(qtbot, window)
    # Some of those that are generated lie in the trash.
    made.wait_for(lambda: window.browse.model.complete and len(made.rows()) >= 0.9 * count, "the table is not filled")
    made.wait_for(lambda: made.shows("detail_pane"), "the window is not complete")
    return made


# Said by the screen in memory for windows that pop up; no fault of the program.
@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_every_screen_opens_and_closes(hands: Hands) -> None:
    count = hands.window.table.model().rowCount()
    _look_at_the_table(hands, count)
    _look_at_the_review(hands, count)
    _look_at_the_library(hands)
    _look_at_the_form(hands, count)
    _look_at_dialogs(hands, count)
    _look_at_pages_to_read(hands)
    assert hands.window.table.model().rowCount() == count


def _look_at_the_table(hands: Hands, count: int) -> None:
    hands.wait_for(lambda: hands.shows("empty_state") is (count == 0))
    assert hands.shows("histogram_slot")
    if not count:
        return
    hands.click_header("What happened")
    hands.wait_for(lambda: hands.rows()[:50] == sorted(hands.rows(), key=str.casefold)[:50] or count > 1)
    press(Qt.Key.Key_End, CTRL)
    hands.wait_for(lambda: hands.window.table.currentIndex().row() == count - 1)
    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_F, CTRL)
    type_text("no such word anywhere")
    hands.wait_for_rows(0)
    hands.wait_for(lambda: hands.shows("empty_state"))
    press(Qt.Key.Key_Escape)
    hands.wait_for_rows(count)
    press(Qt.Key.Key_Escape)


def _look_at_the_review(hands: Hands, count: int) -> None:
    press(Qt.Key.Key_R, CTRL)
    if count > 1:
        hands.wait_for(lambda: hands.shows("review_case"), "no incident is taken up")
    else:
        hands.wait_for(lambda: hands.shows("review_case") or hands.shows("review_empty"), "the desk stays blank")
    press(Qt.Key.Key_Escape)
    hands.wait_for(lambda: not hands.shows("review_desk"))


def _look_at_the_library(hands: Hands) -> None:
    for key, shelf in SHELVES.items():
        press(key, CTRL)
        page = f"library_{shelf}"
        hands.wait_for(lambda page=page: hands.shows(page), f"{page} does not open")  # type: ignore[misc]
    press(Qt.Key.Key_1, CTRL)
    hands.wait_for(lambda: hands.shows("browse_page"))


def _look_at_the_form(hands: Hands, count: int) -> None:
    press(Qt.Key.Key_N, CTRL)
    hands.wait_for_keyboard("title")
    press(Qt.Key.Key_Escape)
    hands.wait_for(lambda: not hands.shows("incident_form"))
    if count:
        press(Qt.Key.Key_Return)
        hands.wait_for(lambda: hands.shows("incident_form"))
        hands.wait_for_keyboard("title")
        press(Qt.Key.Key_Escape)
        hands.wait_for(lambda: not hands.shows("incident_form"), "the form asks though nothing was changed")


def _look_at_dialogs(hands: Hands, count: int) -> None:
    opened = {"export_dialog": (Qt.Key.Key_E, CTRL), "column_dialog": (Qt.Key.Key_C, CTRL | SHIFT)}
    opened["sort_dialog"] = (Qt.Key.Key_O, CTRL | SHIFT)
    opened["name_view_dialog"] = (Qt.Key.Key_S, CTRL | SHIFT)
    if count:
        none = Qt.KeyboardModifier.NoModifier
        opened |= {"status_dialog": (Qt.Key.Key_S, none), "tag_dialog": (Qt.Key.Key_T, none)}
        opened["link_dialog"] = (Qt.Key.Key_L, none)
    for name, (key, modifiers) in opened.items():
        press(key, modifiers)
        hands.wait_for_dialog(name)
        assert hands.part(QPushButton, f"{name}_accept").isVisible()
        if name == "export_dialog":
            assert hands.part(QPushButton, f"{name}_accept").isEnabled() is (count > 0)
        press(Qt.Key.Key_Escape)
        hands.wait_for(lambda name=name: not hands.shows(name), f"{name} stays")  # type: ignore[misc]
    click(hands.part(QWidget, "add_filter"))
    hands.wait_for_dialog("filter_popup")
    press(Qt.Key.Key_Escape)
    hands.wait_for(lambda: not hands.shows("filter_popup"))


def _look_at_pages_to_read(hands: Hands) -> None:
    for name, key, modifiers in (
        ("help_window", Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        ("help_window", Qt.Key.Key_Slash, CTRL),
    ):
        press(key, modifiers)
        hands.wait_for(lambda name=name: hands.shows(name), f"{name} does not open")  # type: ignore[misc]
        window = hands.part(QDialog, name)
        hands.wait_for(window.isActiveWindow)
        press(Qt.Key.Key_Escape)
        hands.wait_for(lambda name=name: not hands.shows(name))  # type: ignore[misc]
    assert QApplication.activeModalWidget() is None
