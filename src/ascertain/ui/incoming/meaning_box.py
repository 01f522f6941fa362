"""The box in which it is chosen what a column is taken for: type a part of a name, or open the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ascertain.domain.folding import fold
from ascertain.domain.incoming.meanings import Meaning
from ascertain.ui.form.names.choices import Choice
from ascertain.ui.form.names.completion import Deliver
from ascertain.ui.incoming.boxed_view import ChoiceBox
from ascertain.ui.incoming.meaning_words import meanings_matching, passed_over

NEW_FIELD = "\0new"
"""What is chosen where a new field is to be made of a column."""


class MeaningBox(ChoiceBox):
    """Offers the meanings under the headings of the form and, where `makes`, to make a new field of the column."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Meaning]]], makes: bool, parent: QWidget) -> None:
        lines = [
            (each.key, QCoreApplication.translate("fields", each.label), None)
            for _, meanings in groups
            for each in meanings
        ]
        self._new = QCoreApplication.translate("ImportColumns", "A new field of the log…")
        new = [(NEW_FIELD, self._new, None)] if makes else []
        super().__init__([("", passed_over(), None), *lines, *new], "import_meaning", parent)
        self._groups, self._makes = groups, makes
        self.setAccessibleName(self.tr("Taken for"))

    def _provide(self, text: str, deliver: Deliver) -> None:
        choices = meanings_matching(self._groups, text)
        if self._makes and all(word in fold(self._new) for word in fold(text).split()):
            place = 1 if choices and choices[0].value == "" else len(choices)
            choices.insert(place, Choice(self._new, NEW_FIELD))
        deliver(choices)
