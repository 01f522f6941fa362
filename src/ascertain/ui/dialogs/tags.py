"""Adding tags to incidents and taking tags from them."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit, QWidget

from ascertain.app.commands import TagIncidents
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField
from ascertain.ui.wording import code, number_text

_BETWEEN = re.compile(r"[,;،؛]")


class TagDialog(Sheet):
    """Asks which tags to add to `incident_ids` and which to take away; `present` are those that some of them have."""

    help_page = "many"

    def __init__(self, incident_ids: tuple[int, ...], present: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__("tag_dialog", parent)
        self._ids = incident_ids
        title = self.tr("Tags")
        if len(incident_ids) > 1:
            title = self.tr("Tags of {count} incidents").replace("{count}", code(number_text(len(incident_ids))))
        self.set_title(title)
        self.accept_button.setText(self.tr("Change tags"))
        names = self.tr(", ").join(present)
        self.set_sentence(self.tr("Now: {tags}").replace("{tags}", names) if names else self.tr("No tags yet."))
        self._add, self._remove = QLineEdit(self), QLineEdit(self)
        hint = self.tr("with commas between")
        self.body.addWidget(LabeledField(self.tr("&Add"), self._add, hint, name="tags_add"))
        self._remove_field = LabeledField(self.tr("&Take away"), self._remove, hint, name="tags_remove")
        self._remove_field.setVisible(bool(present))
        self.body.addWidget(self._remove_field)
        self._add.textChanged.connect(self._fit)
        self._remove.textChanged.connect(self._fit)
        self._fit()
        self._add.setFocus()

    @property
    def command(self) -> TagIncidents:
        """What was answered, as a command."""
        return TagIncidents(self._ids, split_tags(self._add.text()), split_tags(self._remove.text()))

    def _fit(self) -> None:
        self.accept_button.setEnabled(bool(self.command.add or self.command.remove))


def split_tags(text: str) -> tuple[str, ...]:
    """Tags as typed, with commas (Arabic ones too) or semicolons between, each once."""
    return tuple(dict.fromkeys(tag for part in _BETWEEN.split(text) if (tag := " ".join(part.split()))))
