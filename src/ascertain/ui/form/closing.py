"""The question before something typed would be lost, and waiting for a save that it asked for."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QWidget

from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import button


class Answer(Enum):
    """What becomes of changes that are not saved."""

    KEEP_EDITING = auto()
    DISCARD = auto()
    SAVE = auto()


class ClosingQuestion(Sheet):
    """Keep editing, discard or save. Escape keeps editing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("closing_question", parent)
        self.answer = Answer.KEEP_EDITING
        self.set_title(self.tr("Save your changes?"))
        self.set_sentence(self.tr("What you typed is not saved yet."))
        self.accept_button.setText(self.tr("&Save"))
        self.cancel_button.setText(self.tr("&Keep editing"))
        discard = button(self.tr("&Discard"), "danger", name="closing_question_discard", parent=self)
        discard.clicked.connect(self._discard)
        self.buttons.insertWidget(0, discard)
        self.accept_button.setFocus()

    def accept(self) -> None:
        """Save."""
        self.answer = Answer.SAVE
        super().accept()

    def _discard(self) -> None:
        self.answer = Answer.DISCARD
        super().reject()


def ask_about_changes(parent: QWidget) -> Answer:
    """Ask what becomes of what was typed. Nothing is lost by the question itself."""
    question = ClosingQuestion(parent)
    question.exec()
    answer = question.answer
    question.deleteLater()
    return answer


def until(start: Callable[[Callable[[bool], None]], None]) -> bool:
    """Start something that calls back with its success, and wait for that while the window lives on."""
    loop = QEventLoop()
    outcome: list[bool] = []

    def finish(success: bool) -> None:
        outcome.append(success)
        loop.quit()

    start(finish)
    if not outcome:
        loop.exec()
    return bool(outcome and outcome[0])
