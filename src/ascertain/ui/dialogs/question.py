"""A question with two answers, in the words of what will happen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ascertain.ui.dialogs.sheet import Sheet


class Question(Sheet):
    """`accepted` answers yes; Escape and Cancel answer no."""

    def __init__(self, title: str, sentence: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__("question", parent)
        self.set_title(title)
        self.set_sentence(sentence)
        self.accept_button.setText(yes)
        self.cancel_button.setFocus()
