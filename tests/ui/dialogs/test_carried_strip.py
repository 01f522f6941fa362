"""The strip over the foot of a window, in both directions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.dialogs.carried_strip import CarriedStrip


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_bar_keeps_its_length_and_both_ends_are_alike(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    window.resize(900, 500)
    window.show()
    stopped: list[bool] = []
    strip = CarriedStrip("Changing the log…", lambda: stopped.append(True), window)
    bar, title = strip.findChild(QProgressBar, "carried_progress"), strip.findChild(QLabel, "carried_title")
    cancel = strip.findChild(QPushButton, "carried_cancel")
    row = strip.layout()
    assert row is not None
    assert bar is not None
    assert title is not None
    assert cancel is not None
    lengths = []
    for done in (1, 10, 100):
        strip.tell_share(done, 100)
        row.activate()
        lengths.append(bar.width())
    assert lengths == [lengths[0]] * 3
    first, last = sorted((title.geometry(), cancel.geometry()), key=lambda each: each.left())
    assert first.left() == strip.width() - 1 - last.right()
    assert (first == title.geometry()) is (direction is Qt.LayoutDirection.LeftToRight)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert stopped == [True]
    strip.finish()
