"""All small widgets together are drawn without a word from Qt, in every look, direction and text size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from ascertain.ui.theme import Wardrobe
from tests.ui.kit.gallery import Gallery


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped(
    qapp: QApplication, wardrobe: Wardrobe, qtbot: QtBot, mode: str, direction: Qt.LayoutDirection, scale: float
) -> None:
    wardrobe.apply(mode, scale)
    qapp.setLayoutDirection(direction)
    try:
        gallery = Gallery()
        qtbot.addWidget(gallery)
        gallery.resize(1440, 900)
        with qtbot.waitExposed(gallery):
            gallery.show()
        for widget in gallery.findChildren(QAbstractButton):
            if widget.isVisible() and widget.text():
                assert widget.height() >= widget.fontMetrics().height(), widget.text()
                assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
        for label in gallery.findChildren(QLabel):
            if label.isVisible() and label.wordWrap() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert not gallery.grab().isNull()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_look_is_changed_while_everything_is_shown(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    with qtbot.waitExposed(gallery):
        gallery.show()
    corner = (5, gallery.height() // 2)
    light = gallery.grab().toImage().pixelColor(*corner)
    wardrobe.apply("dark")
    dark = gallery.grab().toImage().pixelColor(*corner)
    assert light.lightness() > 200 > 60 > dark.lightness()
