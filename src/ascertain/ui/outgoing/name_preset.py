"""Naming a way to export."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QLineEdit, QWidget

from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField

_MOST_LETTERS = 120


class NamePresetDialog(Sheet):
    """Asks for a name. `over`: a name that there is already may be given again, after saying so."""

    help_page = "export#keep"

    def __init__(
        self, title: str, name: str, taken: Collection[str], parent: QWidget | None = None, *, over: bool = False
    ) -> None:
        super().__init__("name_preset_dialog", parent)
        self.set_title(title)
        self.accept_button.setText(self.tr("Keep"))
        self.set_sentence(self.tr("A preset keeps the format with its options, the columns, and which incidents."))
        self._taken, self._over = {each.casefold() for each in taken}, over
        self._sure_of = name.casefold() if over else ""
        self._line = QLineEdit(name, self)
        self._line.setMaxLength(_MOST_LETTERS)
        self._field = LabeledField(self.tr("&Name"), self._line, name="preset_name")
        self.body.addWidget(self._field)
        self._line.textChanged.connect(lambda: self._field.set_problem(""))
        self._line.selectAll()
        self._line.setFocus()

    @property
    def name(self) -> str:
        """The name as typed, without blanks around it."""
        return " ".join(self._line.text().split())

    def submit(self) -> None:
        """Accept a name that is there, and is free or meant to be given again."""
        name = self.name.casefold()
        if not name:
            self._field.set_problem(self.tr("Give the preset a name."))
        elif name in self._taken and not self._over:
            self._field.set_problem(self.tr("Another preset has this name. Choose another one."))
        elif name in self._taken and name != self._sure_of:
            self._sure_of = name
            self._field.set_problem(self.tr("There is a preset of this name. Keep again to replace it."))
        else:
            self.accept()
            return
        self._line.setFocus()
