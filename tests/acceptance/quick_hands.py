"""Hands of somebody who knows the keys: to every box by the shortest way, and into it with the fewest letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)

from ascertain.domain.folding import fold
from ascertain.ui.form.names.choices import codes_matching
from ascertain.ui.form.parts import in_reading_order
from tests.acceptance.example_item import LIBRARY, codes
from tests.acceptance.hands import ALT, CTRL, NONE, SHIFT, Hands, parts_of, press, tab_to, type_text, under_the_keyboard

_MNEMONIC = re.compile(r"(?<!&)&(\w)")
_SHORT = (2, 3)
"""Letters that Enter takes for a name of the log."""


class QuickHands(Hands):
    """Works in a page whose parts Tab goes through in reading order."""

    page = "incident_page"
    """The page that is worked in; none where Tab goes its own way."""

    # ---- ways

    def go(self, name: str) -> QWidget:
        """Go to a box by Tab, back by Shift+Tab, or by the letter of a label and on from there: whichever is short."""
        held = under_the_keyboard()
        if held.objectName() == name or not self.page:
            return tab_to(name)
        parts = self._settled_parts()
        target = _place_in(parts, name)
        ways: list[tuple[int, str, int]] = []
        here = next((at for at, part in enumerate(parts) if part is held), None)
        if here is not None:
            ways.append((abs(target - here), "", target - here))
        for letter, box in self._letters():
            at = next((at for at, part in enumerate(parts) if part is box), None)
            if at is not None:
                ways.append((1 + abs(target - at), letter, target - at))
        _, letter, steps = min(ways)
        begun = held.objectName()
        if letter:
            press(Qt.Key(ord(letter.upper())), ALT)
        for _ in range(abs(steps)):
            press(Qt.Key.Key_Tab if steps > 0 else Qt.Key.Key_Backtab, NONE if steps > 0 else SHIFT)
        held = under_the_keyboard()
        assert held.objectName() == name, (
            f"from {begun} {letter or 'Tab'} and {steps} steps lead to {held.objectName()}, not {name}"
        )
        return held

    def _settled_parts(self) -> list[QWidget]:
        """The parts of the page in the order of Tab, once what was just unfolded has taken its place."""
        page = self.part(QWidget, self.page)
        before: list[QWidget] = []
        while (parts := [each for each in in_reading_order(page) if each.isEnabled()]) != before:
            before = parts
            self._qtbot.wait(5)
            QCoreApplication.processEvents()
        return parts

    def _letters(self) -> Iterator[tuple[str, QWidget]]:
        """The boxes that have a letter which no other label, button or menu in sight has."""
        owners: list[tuple[str, QWidget | None]] = []
        for part in parts_of(self.window):
            if isinstance(part, QMenuBar):
                owners += [(found[1].lower(), None) for each in part.actions() if (found := _letter(each.text()))]
            elif part.isVisible() and isinstance(part, QLabel) and part.buddy() is not None:
                found = _letter(part.text())
                if found:
                    buddy = part.buddy()
                    owners.append((found[1].lower(), buddy.focusProxy() or buddy))
            elif part.isVisible() and isinstance(part, QAbstractButton):
                found = _letter(part.text())
                owners += [(found[1].lower(), None)] if found else []
        count = Counter(letter for letter, _ in owners)
        for letter, box in owners:
            if box is not None and count[letter] == 1:
                yield letter, box

    # ---- boxes

    def put(self, name: str, text: str) -> None:
        """Type a text over what stands in a line or a text."""
        held = self.go(name)
        assert isinstance(held, QLineEdit | QPlainTextEdit)
        if isinstance(held, QPlainTextEdit):
            if held.toPlainText() and held.toPlainText() != held.textCursor().selectedText():
                press(Qt.Key.Key_A, CTRL)
        elif held.text() and held.selectedText() != held.text():
            press(Qt.Key.Key_A, CTRL)
        type_text(text)

    def choose(self, name: str, label: str) -> None:
        """Choose from a combo box: by arrows, or by the first letters that only this line has."""
        box = self.go(name)
        assert isinstance(box, QComboBox)
        labels = [box.itemText(at) for at in range(box.count())]
        steps = labels.index(label) - box.currentIndex()
        letters = next(
            (at for at in range(1, len(label)) if sum(fold(each).startswith(fold(label[:at])) for each in labels) == 1),
            len(label),
        )
        if abs(steps) <= letters:
            for _ in range(abs(steps)):
                press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        else:
            type_text(label[:letters])
        assert box.currentText() == label, f"{name} holds {box.currentText()!r}, not {label!r}"

    def search_code(self, name: str, label: str, known: list[tuple[str, str, str | None]]) -> None:
        """Type the fewest letters of a word of the label with which the list lights it, and take it."""
        line = self.go(name)
        assert isinstance(line, QLineEdit)
        if line.text() and line.selectedText() != line.text():
            press(Qt.Key.Key_A, CTRL)
        type_text(_fewest(label, known))
        list_name = f"{name}_choices_list"
        self.wait_for(lambda: self._lit(list_name) == label, lambda: f"{list_name} lights {self._lit(list_name)!r}")
        press(Qt.Key.Key_Return)
        assert line.text() == label, f"{name} holds {line.text()!r}"

    def name(self, line_name: str, name: str, kind: str, *, known: bool) -> None:
        """A name: by two or three letters where the log has it, else in full."""
        line = self.go(line_name)
        assert isinstance(line, QLineEdit)
        if line.text() and line.selectedText() != line.text():
            press(Qt.Key.Key_A, CTRL)
        if not known:
            type_text(name)
            return
        letters = _first_letters(name, kind)
        list_name = f"{line_name}_choices_list"
        type_text(letters[: _SHORT[0]])
        if not self._offers(list_name, name, most=2):
            type_text(letters[_SHORT[0] : _SHORT[1]])
            assert self._offers(list_name, name, most=9), f"{letters} does not offer {name}: {self._texts(list_name)}"
        for _ in range(self._texts(list_name).index(name)):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)

    def _offers(self, list_name: str, name: str, *, most: int) -> bool:
        """Whether a name is among the first that are offered, once something is."""
        for _ in range(40):
            texts = self._texts(list_name)
            if name in texts[: most + 1] and self._lit(list_name):
                return True
            self._qtbot.wait(10)
        return False

    def _texts(self, list_name: str) -> list[str]:
        model = self.part(QListView, list_name).model() if self.shows(list_name) else None
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if model is not None else []

    def _lit(self, list_name: str) -> str:
        at = self.part(QListView, list_name).currentIndex() if self.shows(list_name) else None
        return str(at.data()) if at is not None and at.isValid() else ""


def code_lines(vocabulary: str) -> list[tuple[str, str, str | None]]:
    """The published codes of a list, as a box knows them."""
    return [(key, text, None) for key, text in codes(vocabulary).items()]


def _place_in(parts: list[QWidget], name: str) -> int:
    found = next((at for at, part in enumerate(parts) if part.objectName() == name), None)
    assert found is not None, f"Tab does not lead to {name}, only to {[part.objectName() for part in parts]}"
    return found


def _letter(text: str) -> re.Match[str] | None:
    return _MNEMONIC.search(text.replace("&&", ""))


def _fewest(label: str, known: list[tuple[str, str, str | None]]) -> str:
    words = [label, *re.split(r"[^\w]+", label)]
    tried = sorted({word[:at] for word in words for at in range(1, len(word) + 1)}, key=len)
    for typed in tried:
        fitting = codes_matching(known, typed)
        same = [each.text for each in fitting if fold(each.text) == fold(typed)]
        if (same or [each.text for each in fitting])[:1] == [label]:
            return typed
    return label


def _first_letters(name: str, kind: str) -> str:
    """The beginning of the word of a name that the fewest other names have."""
    others = [
        word
        for table in LIBRARY[kind]
        if table["name"] != name
        for text in (table["name"], *(each["name"] for each in table.get("names", ())))
        for word in _words(text)
    ]
    words = [word for word in _words(name) if len(word) >= _SHORT[1]]
    return min(words, key=lambda word: sum(each.startswith(word[: _SHORT[0]]) for each in others))[: _SHORT[1]]


def _words(text: str) -> list[str]:
    return fold(text).replace("-", " ").replace(",", " ").split()
