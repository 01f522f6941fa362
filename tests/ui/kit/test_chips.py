"""Chips are opened and removed by mouse and keyboard, and stay in their row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.kit import Chip, ChipRow, FilterChip, FlowLayout


@pytest.fixture
def chip(qtbot: QtBot) -> Chip:
    made = FilterChip("Country", "Iraq, Syria")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_it_says_key_and_value(chip: Chip) -> None:
    assert chip.accessibleName() == "Country Iraq, Syria"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_it_is_removed_by_key(qtbot: QtBot, chip: Chip, key: Qt.Key) -> None:
    with qtbot.waitSignal(chip.removed), qtbot.assertNotEmitted(chip.clicked):
        QTest.keyClick(chip, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_it_is_opened_by_key(qtbot: QtBot, chip: Chip, key: Qt.Key) -> None:
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.removed):
        QTest.keyClick(chip, key)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_click_on_the_cross_removes_and_elsewhere_opens(
    qtbot: QtBot, chip: Chip, direction: Qt.LayoutDirection
) -> None:
    chip.setLayoutDirection(direction)
    at_right = chip.cross_rect().center().x() > chip.width() // 2
    assert at_right is (direction == Qt.LayoutDirection.LeftToRight)
    with qtbot.waitSignal(chip.removed), qtbot.assertNotEmitted(chip.clicked):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.cross_rect().center())
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())


def test_a_plain_chip_is_not_removed(qtbot: QtBot) -> None:
    plain = Chip("tag")
    qtbot.addWidget(plain)
    with qtbot.assertNotEmitted(plain.removed):
        QTest.keyClick(plain, Qt.Key.Key_Delete)
    assert plain.cross_rect() == QRect()


def test_a_long_text_does_not_push_the_window(qtbot: QtBot) -> None:
    long = Chip("x" * 500, removable=True)
    qtbot.addWidget(long)
    assert long.sizeHint().width() <= 400


def test_arrows_move_between_chips(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    chips = [Chip(str(n)) for n in range(3)]
    row.set_chips(chips)
    with qtbot.waitActive(row):
        row.show()
        row.activateWindow()
    chips[0].setFocus()
    QTest.keyClick(chips[0], Qt.Key.Key_Right)
    assert chips[1].hasFocus()
    QTest.keyClick(chips[1], Qt.Key.Key_Left)
    QTest.keyClick(chips[0], Qt.Key.Key_Left)
    assert chips[2].hasFocus()


def test_removing_the_focused_chip_leaves_the_focus_in_the_row(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    chips = [Chip(str(n), removable=True) for n in range(3)]
    row.set_chips(chips)
    chips[1].removed.connect(lambda: row.set_chips([chips[0], chips[2]]))
    with qtbot.waitActive(row):
        row.show()
        row.activateWindow()
    chips[1].setFocus()
    QTest.keyClick(chips[1], Qt.Key.Key_Delete)
    assert row.chips() == [chips[0], chips[2]]
    assert chips[2].hasFocus()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_flow_goes_to_the_next_line_and_is_mirrored(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    box.setLayoutDirection(direction)
    flow = FlowLayout(box, gap=5)
    labels = []
    for _ in range(3):
        label = QLabel("x")
        label.setFixedSize(100, 20)
        flow.addWidget(label)
        labels.append(label)
    box.resize(220, 60)
    box.show()
    lefts = [label.x() for label in labels]
    tops = [label.y() for label in labels]
    assert tops == [0, 0, 25]
    assert lefts == ([0, 105, 0] if direction == Qt.LayoutDirection.LeftToRight else [120, 15, 120])
    assert flow.heightForWidth(220) == 45
    assert flow.heightForWidth(320) == 20


def test_a_chip_that_is_longer_than_its_line_is_cut_with_its_cross_in_sight(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.resize(180, 80)
    chip = FilterChip("Status", "Claimed, Confirmed, Partly confirmed, Unconfirmed")
    row.set_chips([chip])
    row.show()
    qtbot.waitExposed(row)
    assert row.width() == 180
    assert row.rect().contains(chip.geometry())
    assert row.rect().contains(chip.cross_rect().translated(chip.pos()))
