"""The question before something typed would be lost, and waiting for a save that it asked for."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QWidget

from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.kit import button


class Answer(Enum):
    """What becomes of changes that are not saved."""

    KEEP_EDITING = auto()
    DISCARD = auto()
    LATER = auto()
    SAVE = auto()


class ClosingQuestion(Sheet):
    """Keep editing, discard, keep for later or save. Escape keeps editing."""

    help_page = "form#unfinished"

    def __init__(self, parent: QWidget) -> None:
        super().__init__("closing_question", parent)
        self.answer = Answer.KEEP_EDITING
        self.set_title(self.tr("Save your changes?"))
        self.set_sentence(self.tr("What you typed is not saved yet. Kept for later, it is offered to you again."))
        self.accept_button.setText(self.tr("&Save"))
        self.cancel_button.setText(self.tr("&Keep editing"))
        discard = button(self.tr("&Discard"), "danger", name="closing_question_discard", parent=self)
        discard.clicked.connect(self._discard)
        later = button(self.tr("Keep for &later"), name="closing_question_later", parent=self)
        later.clicked.connect(self._keep)
        self.buttons.insertWidget(0, discard)
        self.buttons.insertWidget(self.buttons.indexOf(self.accept_button), later)
        self.accept_button.setFocus()

    def accept(self) -> None:
        """Save."""
        self.answer = Answer.SAVE
        super().accept()

    def _keep(self) -> None:
        self.answer = Answer.LATER
        super().reject()

    def _discard(self) -> None:
        self.answer = Answer.DISCARD
        super().reject()


def ask_about_changes(parent: QWidget, keeper: DraftKeeper, save: Callable[[Callable[[bool], None]], None]) -> bool:
    """Ask what becomes of what was typed, and see to it; whether the form may go. Nothing is lost by the question
    itself."""
    question = ClosingQuestion(parent)
    question.exec()
    answer = question.answer
    question.deleteLater()
    match answer:
        case Answer.SAVE:
            return until(save)
        case Answer.LATER:
            return _kept_for_later(keeper)
        case Answer.DISCARD:
            keeper.drop()
            return True
    return False


def _kept_for_later(keeper: DraftKeeper) -> bool:
    kept = until(keeper.keep_now)
    if kept:
        keeper.begin()
    return kept


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
