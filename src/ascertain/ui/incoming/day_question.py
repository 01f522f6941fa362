"""The one question about dates such as 03/04/2023: whether the day stands first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from ascertain.domain.incoming.cells import CellRefused, as_text
from ascertain.domain.incoming.days import day_order, read_day
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.kit import FlowLayout, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, date_text

_EXAMPLES = 2

Example = tuple[str, date, date]
"""A date of the file, and what it is with the day first, and with the month first."""


class DayQuestion(QFrame):
    """Shown while nothing in the file tells. `answered` with whether the day stands first."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_day_question")
        self.setProperty("card", True)
        self.setProperty("tone", "warning")
        self.setAccessibleName(self.tr("Which of the two numbers is the day?"))
        self._text = text_label("", wraps=True, parent=self)
        self._text.setObjectName("import_day_text")
        self._day = QRadioButton(self)
        self._day.setObjectName("import_day_first")
        self._month = QRadioButton(self)
        self._month.setObjectName("import_month_first")
        self._group = QButtonGroup(self)
        self._group.addButton(self._day, 1)
        self._group.addButton(self._month, 0)
        self._group.idClicked.connect(lambda which: self.answered.emit(bool(which)))
        column = QVBoxLayout(self)
        px = current_theme().px
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(4))
        column.addWidget(self._text)
        answers = QWidget(self)
        answers.setObjectName("import_day_answers")
        flow = FlowLayout(answers, px(12))
        flow.addWidget(self._day)
        flow.addWidget(self._month)
        column.addWidget(answers)
        self.hide()

    def ask(self, examples: Sequence[Example], *, both: bool) -> None:
        """Ask with dates of the file; `both`: some can only be the one and some only the other."""
        text = self.tr("In the dates of this file either number can be the day. Which is it?")
        if both:
            text = self.tr(
                "Some dates of this file have the day first and some the month. Rows that do not fit your answer "
                "cannot be taken, and are listed."
            )
        self._text.setText(text)
        day = self.tr("The &day stands first: {examples}")
        month = self.tr("The &month stands first: {examples}")
        self._day.setText(day.replace("{examples}", _told([(text, one) for text, one, _ in examples])))
        self._month.setText(month.replace("{examples}", _told([(text, other) for text, _, other in examples])))
        self.show()

    def show_answer(self, day_first: bool | None) -> None:
        """Show what was answered; None: nothing yet."""
        self._group.setExclusive(False)
        self._day.setChecked(day_first is True)
        self._month.setChecked(day_first is False)
        self._group.setExclusive(True)

    def take_focus(self) -> None:
        """Put the keyboard on the first answer, without giving it."""
        self._day.setFocus()


def _told(examples: Sequence[tuple[str, date]]) -> str:
    return ", ".join(f"{code(text)} → {date_text(day)}" for text, day in examples)


def examples_of(state: ImportState) -> list[Example]:
    """Dates of the file of which either number can be the day."""
    found: dict[str, Example] = {}
    for sheet in state.mapping.sheets if state.mapping is not None else ():
        first = state.first(sheet.sheet)
        days = {each.key for each in state.meanings(sheet.kind) if each.is_day}
        places = [use.at for use in sheet.columns if use.target in days]
        for _, cells in first.below if first is not None else ():
            for text in (as_text(cells[at]).strip() for at in places if at < len(cells)):
                example = _example(text) if len(found) < _EXAMPLES and text not in found else None
                if example is not None:
                    found[text] = example
    return list(found.values())


def _example(text: str) -> Example | None:
    order = day_order(text)
    if order is None or not (order.day_first and order.month_first):
        return None
    try:
        one, other = read_day(text, day_first=True), read_day(text, day_first=False)
    except CellRefused:
        return None
    return None if one is None or other is None else (text, one.first, other.first)
