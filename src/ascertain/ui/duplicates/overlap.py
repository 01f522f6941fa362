"""Asks how much two incidents share."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from ascertain.app.commands import LinkIncidents
from ascertain.domain.codes import LinkType
from ascertain.domain.records import Link
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField, pad_spin_box
from ascertain.ui.wording import code

_MOST = 100_000


class OverlapDialog(Sheet):
    """The least and the greatest number of munitions that both stand for."""

    help_page = "totals#links"

    def __init__(self, first: tuple[int, str], second: tuple[int, str], parent: QWidget | None = None) -> None:
        super().__init__("overlap_dialog", parent)
        self._ids = first[0], second[0]
        self.set_title(self.tr("{first} and {second} overlap").format(first=code(first[1]), second=code(second[1])))
        self.set_sentence(self.tr("How many of what they count do both count? Totals then count those once."))
        self._low, self._high = self._number(0), self._number(1)
        self.body.addWidget(LabeledField(self.tr("At &least"), self._low, name="overlap_low"))
        self.body.addWidget(LabeledField(self.tr("At &most"), self._high, name="overlap_high"))
        self.accept_button.setText(self.tr("&Link"))
        self._low.setFocus()

    @property
    def command(self) -> LinkIncidents:
        """What was answered."""
        low, high = self._low.value(), self._high.value()
        return LinkIncidents(self._ids[0], Link(LinkType.OVERLAPS, self._ids[1], shared_low=low, shared_high=high))

    def submit(self) -> None:
        """Accept where the least is not more than the most."""
        if self._low.value() > self._high.value():
            self.problem.set_text(self.tr("The least is more than the most. Change one of them."))
            self._low.setFocus()
            return
        self.accept()

    def _number(self, value: int) -> QSpinBox:
        made = QSpinBox(self)
        made.setRange(0, _MOST)
        made.setValue(value)
        pad_spin_box(made)
        return made
