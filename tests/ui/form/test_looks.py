"""No word is cut, in either look, either direction, at any width and text size that the form is meant for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.section import Section
from ascertain.ui.form.statements.card import StatementCard
from ascertain.ui.kit import ElidedLabel
from ascertain.ui.theme import Wardrobe
from tests.ui.form.samples import content


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """A layout from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def cut(form: QWidget) -> list[str]:
    """The names of labels, buttons and lines that have too little room, or stand beyond the edge of the form."""
    found = []
    for each in form.findChildren(QWidget):
        if not each.isVisible():
            continue
        left = each.mapTo(form, each.rect().topLeft()).x()
        if left < 0 or left + each.width() > form.width():
            found.append(f"{each.objectName()} beyond the edge")
        if isinstance(each, QLabel) and not isinstance(each, ElidedLabel) and not each.wordWrap() and each.text():
            if each.width() < each.sizeHint().width():
                found.append(f"label {each.text()}")
        elif isinstance(each, QLabel) and each.wordWrap() and each.text():
            if each.height() < each.heightForWidth(each.width()):
                found.append(f"lines of {each.text()}")
        elif isinstance(each, QPushButton) and each.width() < each.sizeHint().width():
            found.append(f"button {each.text()}")
        elif isinstance(each, QLineEdit) and each.height() < QFontMetrics(each.font()).height():
            found.append(f"line {each.objectName()}")
    return found


def unfolded(qtbot: QtBot, bridge: Bridge, width: int) -> IncidentForm:
    form = IncidentForm(bridge)
    qtbot.addWidget(form)
    form.resize(width, 900)
    form.start_new(content())
    form.show()
    for section in form.findChildren(Section):
        section.set_open(True)
    for card in form.findChildren(StatementCard):
        card.unfold(True)
    return form


@pytest.mark.parametrize("width", [480, 560, 900])
def test_nothing_is_cut(qtbot: QtBot, bridge: Bridge, each_look: str, width: int) -> None:
    form = unfolded(qtbot, bridge, width)
    qtbot.waitUntil(lambda: cut(form) == [])


@pytest.mark.usefixtures("mirrored")
def test_nothing_is_cut_from_right_to_left(qtbot: QtBot, bridge: Bridge, wardrobe: Wardrobe) -> None:
    form = unfolded(qtbot, bridge, 560)
    qtbot.waitUntil(lambda: cut(form) == [])
    title, kind = form.findChild(QWidget, "place_field"), form.findChild(QWidget, "where_precision_field")
    assert title is not None
    assert kind is not None
    assert title.x() > kind.x()


def test_nothing_is_cut_after_the_text_grew(qtbot: QtBot, bridge: Bridge, wardrobe: Wardrobe) -> None:
    form = unfolded(qtbot, bridge, 720)
    wardrobe.apply("dark", 1.5)
    qtbot.waitUntil(lambda: cut(form) == [])


@pytest.mark.parametrize("shelf", list(Shelf))
def test_nothing_is_cut_in_the_form_of_an_entry(qtbot: QtBot, bridge: Bridge, wardrobe: Wardrobe, shelf: Shelf) -> None:
    form = EntryForm(bridge, shelf)
    qtbot.addWidget(form)
    form.resize(420, 800)
    form.start_new("عين الأسد")
    form.show()
    qtbot.waitUntil(lambda: cut(form) == [])
