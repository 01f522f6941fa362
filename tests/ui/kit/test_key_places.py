"""A letter does the same under an Arabic, Persian or Hebrew layout, by where its key stands."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ascertain.domain.codes import AssertionState
from ascertain.ui.accounts.keys import Asked, asked_by
from ascertain.ui.kit.key_places import key_by_place
from ascertain.ui.reading.text_view import ReadingText

NONE = Qt.KeyboardModifier.NoModifier


def pressed(text: str, place: int = 0, virtual: int = 0, key: int | None = None) -> QKeyEvent:
    given = ord(text.upper()) if key is None else key
    return QKeyEvent(QEvent.Type.KeyPress, given, NONE, place, virtual, 0, text)


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        ("ه", 31, "I"),  # Arabic
        ("ش", 38, "A"),
        ("م", 46, "L"),
        ("ى", 57, "N"),
        ("د", 35, "]"),
        ("ن", 31, "I"),  # Hebrew
        ("ר", 26, "E"),
        ("Ж", 47, None),  # beyond the letters: stays what it is
    ],
)
def test_a_letter_of_another_script_is_the_key_at_its_place(text: str, place: int, meant: str | None) -> None:
    event = pressed(text, place)
    assert key_by_place(event, "linux") == (event.key() if meant is None else ord(meant))
    assert key_by_place(pressed(text, place - 8), "win32") == (event.key() if meant is None else ord(meant))


def test_the_places_of_a_mac_have_numbers_of_their_own() -> None:
    assert key_by_place(pressed("ه", virtual=34), "darwin") == Qt.Key.Key_I.value
    assert key_by_place(pressed("ش", virtual=99), "darwin") == ord("ش")


@pytest.mark.parametrize(("text", "digit"), [("٠", 0), ("۳", 3), ("٧", 7)])
def test_digits_of_other_scripts_are_digits(text: str, digit: int) -> None:
    assert key_by_place(pressed(text), "linux") == Qt.Key.Key_0.value + digit


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_I, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Delete]
)
def test_what_an_english_keyboard_gives_stays(key: Qt.Key) -> None:
    text = {Qt.Key.Key_I: "i", Qt.Key.Key_Return: "\r"}.get(key, "")
    event = QKeyEvent(QEvent.Type.KeyPress, key.value, NONE, 57, 0, 0, text)
    assert key_by_place(event, "linux") == key.value


def test_a_letter_of_an_english_keyboard_in_another_order_stays() -> None:
    """Who types on a French or Dvorak keyboard means the letter that stands on the key."""
    assert key_by_place(pressed("a", 24), "linux") == Qt.Key.Key_A.value


def test_the_grid_and_the_desk_look_at_places() -> None:
    assert asked_by(pressed("ش", 38)) is Asked.ADOPT
    assert asked_by(pressed("ى", 57)) is AssertionState.NOT_STATED


def test_a_deed_is_asked_under_an_arabic_layout(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    text = ReadingText(lambda _: "", lambda _: "", page)
    with qtbot.waitSignal(text.asked) as asked:
        QCoreApplication.sendEvent(text, pressed("ه", 23 if sys.platform == "win32" else 31, virtual=34))
    assert asked.args == ["incident"]
