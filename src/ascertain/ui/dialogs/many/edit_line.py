"""One change in the sheet for many incidents: the field, what is done to it, and the value in the box of the form."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.field_edits import FIGURE_PARTS, ZONE, EditValue, FieldEdit, Way, editable, ways_of
from ascertain.domain.fields import Field, FieldType
from ascertain.domain.figures import NotAFigure, read_figure
from ascertain.domain.own_values import NotANumber
from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.dialogs.many.words import label_of, way_label
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.field_boxes import make_field_box
from ascertain.ui.form.editors.lines import TextLine
from ascertain.ui.form.editors.several import NamesBox
from ascertain.ui.form.typed import NotReadable, read_day, read_own
from ascertain.ui.kit import ElidedLabel, InlineProblem, button, plain_tip
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import field_help, tr_message

Wanted = tuple[FieldEdit | None, str]
"""The change, and what is wrong with what is typed; neither where nothing is typed yet."""


class EditLine(QWidget):
    """`edited` after each change of what is asked; `removed` where the line is not wanted any more."""

    edited = Signal()
    removed = Signal()

    def __init__(self, context: FormContext, key: str, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"edit_line_{number}")
        self._context, self._number = context, number
        self._fields = context.bridge.session.fields
        self._field_box, self._way_box, self._part_box = (QComboBox(self) for _ in range(3))
        names = (("field", self._field_box, self.tr("Field")), ("way", self._way_box, self.tr("What to do")))
        for name, box, label in (*names, ("part", self._part_box, self.tr("Which count"))):
            box.setObjectName(f"edit_{name}_{number}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setAccessibleName(label)
        self._held = ElidedLabel("", look="small", parent=self)
        self._held.setObjectName(f"edit_held_{number}")
        self._problem = InlineProblem(parent=self)
        self._value: Any = None
        self._lay_out()
        self._fill(key)

    @property
    def key(self) -> str:
        """The field that is chosen."""
        return str(self._field_box.currentData())

    def wanted(self) -> Wanted:
        """What is asked for."""
        way = Way(str(self._way_box.currentData()))
        if way is Way.CLEAR:
            return FieldEdit(self.key, way), ""
        part = str(self._part_box.currentData() or "") if self._part_box.isVisibleTo(self) else ""
        try:
            value = self._read(part)
        except (NotAFigure, NotReadable, NotANumber) as wrong:
            return None, tr_message(wrong.message)
        if value is None or value in ("", ()):
            return None, ""
        return FieldEdit(self.key, way, value, part), ""

    def tell(self, held: str, problem: str) -> None:
        """Say what the incidents hold now, and what is wrong."""
        self._held.setText(held)
        self._held.setVisible(bool(held))
        self._problem.set_text(problem)

    def in_order(self) -> list[QWidget]:
        """What has the keyboard here, one after the other."""
        value: QWidget = self._value.focusProxy() or self._value
        return [self._field_box, self._way_box, self._part_box, value, self._remove]

    def take_focus(self) -> None:
        """Let the field be chosen by keyboard."""
        self._field_box.setFocus()

    @property
    def _field(self) -> Field | None:
        return None if self.key == ZONE else self._fields[self.key]

    def _lay_out(self) -> None:
        theme = current_theme()
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(6))
        self._remove = button("", icon=IconName.CLOSE, name=f"edit_remove_{self._number}", parent=self)
        self._remove.setAutoDefault(False)
        self._remove.setAccessibleName(self.tr("Leave this field as it is"))
        self._remove.setToolTip(plain_tip(self.tr("Leave this field as it is")))
        self._remove.clicked.connect(self.removed.emit)
        self._row.addWidget(self._field_box)
        self._row.addWidget(self._way_box)
        self._row.addWidget(self._part_box)
        self._row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(self._row)
        column.addWidget(self._held)
        column.addWidget(self._problem)

    def _fill(self, key: str) -> None:
        for field in editable(self._fields):
            self._field_box.addItem(label_of(field.key, self._fields), field.key)
            if field.key == "place_text":
                self._field_box.addItem(label_of(ZONE, self._fields), ZONE)
        self._field_box.setCurrentIndex(max(0, self._field_box.findData(key)))
        self._part_box.addItem(self.tr("the count"), "")
        for part, label in zip(FIGURE_PARTS, (self.tr("lowest"), self.tr("best"), self.tr("highest")), strict=True):
            self._part_box.addItem(label, part)
        self._field_box.currentIndexChanged.connect(lambda _: self._choose())
        self._way_box.currentIndexChanged.connect(lambda _: self._choose_way())
        self._part_box.currentIndexChanged.connect(lambda _: self.edited.emit())
        self._choose()

    def _choose(self) -> None:
        """Another field: other ways, and another box."""
        field = self._field
        self._way_box.blockSignals(True)
        self._way_box.clear()
        for way in ways_of(field) if field is not None else (Way.SET,):
            self._way_box.addItem(way_label(way, field), way.value)
        self._way_box.blockSignals(False)
        if self._value is not None:
            self._row.removeWidget(self._value)
            self._value.hide()
            self._value.setParent(None)
            self._value.deleteLater()
        self._value = self._make_box(field)
        self._value.setObjectName(f"edit_value_{self._number}")
        self._value.setAccessibleName(self.tr("Value"))
        self._value.edited.connect(self.edited.emit)
        self._row.insertWidget(3, self._value, 1)
        help_text = "" if field is None else field_help(field.key, self._fields)
        self._field_box.setAccessibleDescription(help_text)
        self._choose_way()

    def _choose_way(self) -> None:
        clears = self._way_box.currentData() == Way.CLEAR.value
        self._value.setVisible(not clears)
        field = self._field
        self._part_box.setVisible(field is not None and field.type is FieldType.FIGURE)
        self.edited.emit()

    def _make_box(self, field: Field | None) -> Any:
        if field is None:
            return TextLine("zone", self)
        if field.type is FieldType.STATEMENTS:
            return NamesBox(Shelf.SOURCES, self._context, "statements", self)
        return make_field_box(field, self._context, label_of(field.key, self._fields), self)

    def _read(self, part: str) -> EditValue:
        """The value as typed. Raises `NotAFigure`, `NotReadable` and `NotANumber`."""
        field, typed = self._field, self._value.value()
        if field is None:
            return str(typed).strip()
        if field.own is not None:
            return read_own(field, str(typed or ""), self._context.today())
        match field.type:
            case FieldType.FIGURE:
                figure = read_figure(str(typed))
                if part and str(typed).strip():
                    return "" if figure.best is None else str(figure.best)
                return figure if str(typed).strip() else None
            case FieldType.DATE:
                day: date | None = read_day(str(typed), self._context.today())
                return day
            case FieldType.TAGS:
                return tuple(each.name for each in typed)
            case FieldType.PLACE:
                return typed if isinstance(typed, NamedRef) and typed.name.strip() else None
        return typed if isinstance(typed, (bool, tuple)) else str(typed or "").strip()
