"""The user's own fields in one part of the form, laid out anew when they are other ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.fields import Field, FieldType, Group
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.field_boxes import FieldBox, make_field_box
from ascertain.ui.form.field_grid import COLUMNS, FieldGrid
from ascertain.ui.kit import LabeledField, text_label
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged

_WIDE = (FieldType.TEXT, FieldType.LINK)


class OwnPart(QWidget):
    """Lays out the own fields that `fields` gives. `edited(key)` when something was typed; `laid_out` when there are
    other boxes now."""

    edited = Signal(str)
    laid_out = Signal()

    def __init__(
        self, name: str, fields: Callable[[], tuple[Field, ...]], context: FormContext, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._fields, self._context = fields, context
        self.boxes: dict[str, FieldBox] = {}
        self.labeled: dict[str, LabeledField] = {}
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        context.bridge.changed.connect(self._follow)

    def _follow(self, notice: LogChanged) -> None:
        if notice.fields:
            self._lay_out()
            self.laid_out.emit()

    def _lay_out(self) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.setParent(None)
            self._body.deleteLater()
        self.boxes, self.labeled = {}, {}
        fields = self._fields()
        self.setVisible(bool(fields))
        self._body = QWidget(self)
        self._body.setObjectName(f"{self.objectName()}_body")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(8))
        for at, heading in enumerate(dict.fromkeys(field.heading for field in fields)):
            if heading:
                said = text_label(heading, "small", parent=self._body)
                said.setObjectName(f"{self.objectName()}_heading_{at}")
                column.addWidget(said, 0, Qt.AlignmentFlag.AlignLeading)
            grid = FieldGrid(f"{self.objectName()}_grid_{at}", self._body)
            for field in fields:
                if field.heading == heading:
                    self._place(grid, field)
            column.addWidget(grid)
        self._column.addWidget(self._body)
        self._body.show()

    def _place(self, grid: FieldGrid, field: Field) -> None:
        label = field.label.replace("&", "&&")
        box = make_field_box(field, self._context, label, grid)
        box.edited.connect(partial(self.edited.emit, field.key))
        self.boxes[field.key] = box
        self.labeled[field.key] = LabeledField(label, box, name=f"{field.key}_field", parent=grid)
        self.labeled[field.key].help_page = f"codebook#field-{field.key}"
        grid.place(self.labeled[field.key], COLUMNS if field.type in _WIDE else COLUMNS // 2)


def own_quick(context: FormContext) -> tuple[Field, ...]:
    """The own fields that stand in the first part of the form."""
    return tuple(field for field in _offered(context) if field.quick)


def own_others(groups: tuple[Group, ...], context: FormContext) -> tuple[Field, ...]:
    """The other own fields of some groups."""
    return tuple(field for field in _offered(context) if not field.quick and field.group in groups)


def _offered(context: FormContext) -> tuple[Field, ...]:
    return tuple(field for field in context.bridge.session.fields.own if not field.retired)
