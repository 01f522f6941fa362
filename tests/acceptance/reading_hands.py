"""Hands at the text of the reading desk: from sentence to sentence, and to the words that are quoted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget

from ascertain.ui.reading.text_view import ReadingText
from tests.acceptance.hands import ALT, press
from tests.acceptance.quick_hands import QuickHands


class ReadingHands(QuickHands):
    """Selects what is taken from the text."""

    @property
    def text(self) -> ReadingText:
        """The text on the desk."""
        return self.part(ReadingText, "reading_text")

    @property
    def selected(self) -> str:
        """The passage that is selected."""
        start, end = sorted(self.text.selection)
        return self.text.text.text[start:end]

    def narrow_to(self, quote: str) -> None:
        """Move the beginning of the selected sentence to that of a quote in it."""
        before = len(self.selected)
        while self.selected != quote:
            press(Qt.Key.Key_Right, ALT)
            assert len(self.selected) < before, f"{self.selected!r} does not become {quote!r}"
            before = len(self.selected)

    def go_back_to(self, sentence: str) -> None:
        """Select a sentence above again."""
        for _ in range(40):
            if self.selected == sentence:
                return
            press(Qt.Key.Key_Up)
        raise AssertionError(f"Up does not lead back to {sentence!r}")

    @property
    def waits(self) -> bool:
        """Whether a sentence is open."""
        return self.part(QLabel, "reading_open").text() != "No sentence open"


def lit_line(found: QListWidget) -> str:
    """The line of a list that is lit; empty without one."""
    return found.currentItem().text() if found.currentRow() >= 0 else ""
