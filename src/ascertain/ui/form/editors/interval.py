"""The interval of a time, set by hand: begin, end and precision."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.lines import TextLine
from ascertain.ui.form.field_grid import FieldGrid
from ascertain.ui.form.incident.when import FROM, TO
from ascertain.ui.form.names.code_boxes import CodeCombo
from ascertain.ui.form.names.followed_codes import code_choices, following
from ascertain.ui.kit import LabeledField


class IntervalByHand(QWidget):
    """Begin, end and precision."""

    edited = Signal()

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("when_hand")
        grid = FieldGrid("when_hand_grid", self)
        self._from, self._to = TextLine("when_from", grid), TextLine("when_to", grid)
        for box in (self._from, self._to):
            box.setPlaceholderText(self.tr("2023-10-17 18:40"))
            box.edited.connect(self.edited)
        combo = CodeCombo(code_choices("time_precision", context), "when_precision", grid, empty=None)
        self._precision = following(combo, "time_precision", context)
        self._precision.edited.connect(self.edited)
        self.fields = {
            FROM: LabeledField(self.tr("From"), self._from, name="when_from_field", parent=grid),
            TO: LabeledField(self.tr("Up to"), self._to, name="when_to_field", parent=grid),
        }
        for field in self.fields.values():
            grid.place(field, 4)
        grid.place(LabeledField(self.tr("Precision"), self._precision, name="when_precision_field", parent=grid), 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)
        self.setFocusProxy(self._from)

    def values(self) -> tuple[str, str, str]:
        """Begin, end and precision as typed."""
        return self._from.text(), self._to.text(), self._precision.value() or ""

    def show_values(self, t_from: str, t_to: str, precision: str) -> None:
        """Show a begin, an end and a precision."""
        self._from.set_value(t_from)
        self._to.set_value(t_to)
        self._precision.set_value(precision)
