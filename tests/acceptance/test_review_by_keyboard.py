"""The whole review queue of the example log is settled by keyboard alone, and the keys are counted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ascertain.app.example import log_example
from ascertain.app.session import create_session
from tests.acceptance.conftest import Program
from tests.acceptance.hands import CTRL, NONE, Hands, press

MOST_KEYS_EACH = 3.0


# Said by the screen in memory for windows that pop up; no fault of the program.
@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_the_queue_of_the_example_is_settled_by_keyboard(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = tmp_path / "example.ascertain"
    session = create_session(path, clock=program.clock)
    logged = log_example(session)
    session.close()
    program.clock.at = datetime(2023, 11, 2, 9, tzinfo=UTC)
    window = program.start(path).window
    assert window is not None
    hands = Hands(qtbot, window)
    hands.wait_for(lambda: hands.shows("detail_pane"))
    keys = 0

    def key(name: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        nonlocal keys
        press(name, modifiers)
        keys += 1

    key(Qt.Key.Key_R, CTRL)
    hands.wait_for(lambda: hands.shows("review_hand"))
    desk = window.center.review_desk()
    waiting = len(desk.work.ids)
    assert waiting >= 5
    for at in range(waiting):
        hands.wait_for_keyboard("review_queue")
        hands.wait_for(lambda at=at: hands.shows("review_hand") and desk.work.done == at)  # type: ignore[misc]
        current = desk.work.current
        assert current is not None
        ref = window.session.pages.rows([current])[0].ref
        hands.wait_for(lambda ref=ref: ref in hands.part(QLabel, "review_ref").text())  # type: ignore[misc]
        key(Qt.Key.Key_S)  # what is suggested, with its reasons
        key(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: hands.shows("review_finished"))
    rows = window.session.pages.rows(desk.work.ids)
    assert all(row.status_reason for row in rows)
    assert hands.part(QLabel, "review_progress").text() == f"{waiting} of {waiting} done today"
    print(f"{waiting} of {logged} incidents settled with {keys} keys, {keys / waiting:.1f} for each")
    assert keys / waiting <= MOST_KEYS_EACH
