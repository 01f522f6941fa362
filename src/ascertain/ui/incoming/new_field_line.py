"""The line in which a field is named and its type is chosen that is made of the current column."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from ascertain.domain.own_fields import LABEL_LIMIT, OwnField, OwnType
from ascertain.ui.kit import LabeledField, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import type_label


class NewFieldLine(QWidget):
    """`edited` with the name and the type, once either was changed."""

    edited = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_new_field")
        self._name, self._type = _NameLine(self), QComboBox(self)
        self._name.setMaxLength(LABEL_LIMIT)
        for kind in OwnType:
            self._type.addItem(type_label(kind), kind.value)
        self._name_field = LabeledField(
            self.tr("Name of the ne&w field"), self._name, name="import_field_name", parent=self
        )
        self._type_field = LabeledField(self.tr("Its &type"), self._type, name="import_field_type", parent=self)
        self._told = text_label(
            self.tr("The field is made in the log with the import. Undo takes both back."),
            "muted",
            wraps=True,
            parent=self,
        )
        self._told.setObjectName("import_field_told")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self._name_field, 2)
        row.addWidget(self._type_field, 1)
        row.addWidget(self._told, 2, Qt.AlignmentFlag.AlignBottom)
        self._own: OwnField | None = None
        self._name.editingFinished.connect(lambda: self._tell())
        self._name.left.connect(lambda: self.left.emit())
        self._type.activated.connect(lambda _: self._tell())
        self.hide()

    def show_field(self, own: OwnField | None, problem: str) -> None:
        """Show the field that is made of the current column, and what is wrong with it; nothing where none is."""
        self._own = own
        self.setVisible(own is not None)
        if own is not None:
            if self._name.text().strip() != own.label:
                self._name.setText(own.label)
            self._type.setCurrentIndex(self._type.findData(own.type.value))
            self._name_field.set_problem(problem)

    @property
    def problem(self) -> str:
        """What is wrong with the field, as it is told."""
        return self._name_field.problem

    def take_focus(self) -> None:
        """Put the keyboard into the name."""
        self._name.setFocus()
        self._name.selectAll()

    def _tell(self) -> None:
        own, name = self._own, " ".join(self._name.text().split())
        kind = OwnType(self._type.currentData())
        if own is not None and (name, kind) != (own.label, own.type):
            self.edited.emit(name, kind)


class _NameLine(QLineEdit):
    """Enter and Escape go back to the columns."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
            return
        super().keyPressEvent(event)
