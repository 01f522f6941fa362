"""The question before a claim or blame is taken over that was told of another time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ascertain.ui.dialogs.sheet import Sheet


class AnotherTimeQuestion(Sheet):
    """Says from when the claim or blame is. Escape leaves it where it is, and so does Enter: taking over is chosen."""

    help_page = "accounts#wall"

    def __init__(self, sentence: str, parent: QWidget) -> None:
        super().__init__("another_time_question", parent)
        self.set_title(self.tr("Told of another time"))
        self.set_sentence(sentence)
        self.accept_button.setText(self.tr("&Take it over"))
        self.cancel_button.setText(self.tr("&Leave it"))
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(True)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
