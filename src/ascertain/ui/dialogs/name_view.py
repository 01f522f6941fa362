"""Naming a saved view."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QLineEdit, QWidget

from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField


class NameViewDialog(Sheet):
    """Asks for the name of a view; a name that another view has is told at the field."""

    help_page = "views"

    def __init__(self, title: str, name: str, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__("name_view_dialog", parent)
        self.set_title(title)
        self.accept_button.setText(self.tr("Save"))
        self.set_sentence(self.tr("A view keeps the search, the filters, the sort and the columns."))
        self._taken = {each.casefold() for each in taken if each != name}
        self._line = QLineEdit(name, self)
        self._line.setMaxLength(120)
        self._field = LabeledField(self.tr("&Name"), self._line, name="view_name")
        self.body.addWidget(self._field)
        self._line.textChanged.connect(lambda: self._field.set_problem(""))
        self._line.selectAll()
        self._line.setFocus()

    @property
    def name(self) -> str:
        """The name as typed, without blanks around it."""
        return " ".join(self._line.text().split())

    def submit(self) -> None:
        """Accept a name that is there and not taken."""
        if not self.name:
            self._field.set_problem(self.tr("Give the view a name."))
        elif self.name.casefold() in self._taken:
            self._field.set_problem(self.tr("Another view has this name. Choose another one."))
        else:
            self.accept()
            return
        self._line.setFocus()
