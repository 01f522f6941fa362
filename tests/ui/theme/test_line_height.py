"""Letters of another script neither move a line nor stand too high in a box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.theme import Wardrobe

DARK = 110


def ink(widget: QWidget) -> tuple[int, int]:
    """The first and the last line of pixels with ink, away from the frame."""
    image: QImage = widget.grab().toImage()
    rows = [
        row
        for row in range(4, image.height() - 2)
        if any(image.pixelColor(column, row).lightness() < DARK for column in range(8, image.width() - 8))
    ]
    return rows[0], rows[-1]


@pytest.mark.parametrize("words", ["قرب الحدود", "پهپاد در مرز", "ליד הגבול"])
def test_a_label_in_any_script_is_hardly_higher(qtbot: QtBot, wardrobe: Wardrobe, words: str) -> None:
    del wardrobe
    latin, other = QLabel("Near the border"), QLabel(words)
    for each in (latin, other):
        qtbot.addWidget(each)
    assert other.sizeHint().height() - latin.sizeHint().height() <= latin.sizeHint().height() // 3


@pytest.mark.parametrize("words", ["سقوط طائرة", "سقوط پهپاد", "נפילת רחפן"])
def test_what_is_typed_in_any_script_stands_in_the_middle_of_its_box(
    qtbot: QtBot, wardrobe: Wardrobe, words: str
) -> None:
    del wardrobe
    line = QLineEdit(words)
    line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    qtbot.addWidget(line)
    line.resize(240, line.sizeHint().height())
    line.show()
    top, bottom = ink(line)
    above, below = top, line.height() - 1 - bottom
    assert min(above, below) >= 5
    assert abs(above - below) <= QFontMetricsF(line.font()).height() / 3
