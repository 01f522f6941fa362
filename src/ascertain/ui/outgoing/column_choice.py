"""Which fields become columns: all, those of the table, or some that are chosen by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ascertain.domain.own_fields import Fields
from ascertain.ui.kit import KeyButton, LabeledField, button
from ascertain.ui.outgoing.scope import Keys
from ascertain.ui.table.columns import DEFAULT_COLUMNS, available
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, field_label, isolated, number_text

_NAMED = 12
"""So many columns are named to screen readers and in the tip."""


class ColumnChoice(QWidget):
    """A list of what is offered, and a button to choose other ones in the way of the table's columns."""

    changed = Signal()

    def __init__(self, offered: Sequence[tuple[str, Keys]], at: int, fields: Fields, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export_columns_row")
        self._fields = fields
        self._offered = list(offered)
        self._own: Keys = None
        self._box = QComboBox(self)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(14)
        self._field = LabeledField(self.tr("C&olumns"), self._box, name="export_columns", parent=self)
        self._choose: KeyButton = button(self.tr("C&hoose…"), name="export_choose_columns", parent=self)
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(lambda: self.ask())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self._field, 1)
        row.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignBottom)
        self._fill(at)
        self._box.currentIndexChanged.connect(lambda _: self._follow())

    @property
    def keys(self) -> Keys:
        """The fields that are chosen."""
        return self._all()[max(0, self._box.currentIndex())][1]

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return self._box, self._choose

    def take(self, keys: Keys) -> None:
        """Choose these fields; those that the log does not have are left out."""
        if keys is not None:
            known = {field.key for field in (*available(self._fields), *self._fields.own)}
            keys = tuple(dict.fromkeys(key for key in keys if key in known)) or None
        offered = [each for _, each in self._offered]
        if keys not in offered:
            self._own = keys
        at = [each for _, each in self._all()].index(keys)
        self._fill(at)
        self._follow()

    def give(self, needed: bool) -> None:
        """Let columns be chosen, where the format has such."""
        self.setVisible(needed)

    def ask(self) -> None:
        """Choose by hand."""
        from ascertain.ui.dialogs.columns import ColumnDialog

        now = self.keys
        dialog = ColumnDialog(DEFAULT_COLUMNS if now is None else now, self.window(), self._fields)
        dialog.accept_button.setText(self.tr("Use these"))
        dialog.accepted.connect(lambda: self.take(dialog.columns))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def _all(self) -> list[tuple[str, Keys]]:
        own = [] if self._own is None else [(self.tr("Chosen by hand"), self._own)]
        return [*self._offered, *own]

    def _fill(self, at: int) -> None:
        blocked = self._box.blockSignals(True)
        self._box.clear()
        for text, keys in self._all():
            told = text if keys is None else f"{text} ({code(number_text(len(keys)))})"
            self._box.addItem(told)
        self._box.setCurrentIndex(at)
        self._box.blockSignals(blocked)
        self._tell()

    def _follow(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        keys = self.keys or ()
        names = ", ".join(isolated(field_label(key, self._fields)) for key in keys[:_NAMED])
        self._box.setAccessibleDescription(names + (", …" if len(keys) > _NAMED else ""))
