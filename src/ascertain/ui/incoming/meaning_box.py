"""The box in which it is chosen what a column is taken for: type a part of a name, or open the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ascertain.domain.incoming.meanings import Meaning
from ascertain.ui.form.names.completion import Deliver
from ascertain.ui.incoming.boxed_view import ChoiceBox
from ascertain.ui.incoming.meaning_words import meanings_matching, passed_over


class MeaningBox(ChoiceBox):
    """Offers the meanings under the headings of the form."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Meaning]]], parent: QWidget) -> None:
        lines = [
            (each.key, QCoreApplication.translate("fields", each.label), None)
            for _, meanings in groups
            for each in meanings
        ]
        super().__init__([("", passed_over(), None), *lines], "import_meaning", parent)
        self._groups = groups
        self.setAccessibleName(self.tr("Taken for"))

    def _provide(self, text: str, deliver: Deliver) -> None:
        deliver(meanings_matching(self._groups, text))
