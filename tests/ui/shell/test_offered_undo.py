"""A command whose answer comes after its dialog was closed says nothing there, and its trouble is still told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ascertain.app.commands import Command, RemoveLink, TagIncidents
from ascertain.ui.kit import NoticeBar
from ascertain.ui.offered_undo import OfferedUndo
from ascertain.ui.shell.window import MainWindow


@pytest.mark.parametrize(
    ("command", "signal"),
    [(TagIncidents((1,), add=("bases",)), "changed"), (RemoveLink(9_999), "trouble")],
)
def test_an_answer_that_comes_after_its_dialog_was_closed(
    qtbot: QtBot, window: MainWindow, command: Command, signal: str
) -> None:
    window.bridge.trouble.disconnect()
    dialog = QWidget(window)
    told: list[BaseException] = []
    offers = OfferedUndo(window.bridge, NoticeBar(parent=dialog), told.append, dialog)
    with qtbot.waitSignal(getattr(window.bridge, signal)):
        offers.run(command, then=lambda _: told.append(AssertionError("told where nobody is")))
        delete(dialog)
    # The answer itself is handed over after the notice of the change.
    asked: list[object] = []
    window.bridge.ask_undo_state(asked.append)
    qtbot.waitUntil(lambda: bool(asked))
    assert not told
