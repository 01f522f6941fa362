"""The pages of the filter popup: values to check, and a range to enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ascertain.app.queries import Queries
from ascertain.domain.fields import Field, FieldType
from ascertain.domain.rows import FacetValue
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import LabeledField, SearchBox, button, text_label
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.wording import code, code_label, number_text, yes_or_no

_MOST_VALUES = 300
_VALUE = Qt.ItemDataRole.UserRole


class ValuesPage(QWidget):
    """The values of one field with counts. Checked ones are alternatives; the search within narrows the list."""

    left = Signal()
    """Escape in the empty search within."""

    def __init__(self, bridge: Bridge, state: ViewState, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_values")
        self._state, self._field = state, field
        self._vocabularies = bridge.session.vocabularies
        self._checked = list(state.values_of(field.key))
        self._box = SearchBox(self.tr("Search within"), name="filter_value_search", parent=self)
        self._list = QListWidget(self)
        self._list.setObjectName("filter_value_list")
        self._list.setAccessibleName(self.tr("Values"))
        self._said = text_label(self.tr("Counting…"), "small", parent=self)
        self._said.setObjectName("filter_value_said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._box, self._list, self._said):
            column.addWidget(widget)
        self.setFocusProxy(self._box)
        self._box.search_changed.connect(self._narrow)
        self._box.left_for_results.connect(self._go_to_list)
        self._box.left.connect(self.left)
        self._box.submitted.connect(lambda _: self._check_first())
        self._list.itemChanged.connect(self._toggled)
        self._list.itemActivated.connect(self._toggle)
        self._asker = bridge.asker(self)
        search, key = state.search_without(field.key), field.key

        def ask(queries: Queries) -> list[FacetValue]:
            return queries.facet(key, search, _MOST_VALUES)

        self._asker.ask(ask, self._show)

    def _show(self, values: list[FacetValue]) -> None:
        blocked = self._list.blockSignals(True)
        self._list.clear()
        counted = {value.value for value in values}
        missing = [FacetValue(value, value, 0) for value in self._checked if value not in counted]
        for value in (*missing, *values):
            item = QListWidgetItem(f"{self._label(value)}  {code(number_text(value.count))}", self._list)
            item.setData(_VALUE, value.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value.value in self._checked else Qt.CheckState.Unchecked)
        self._list.blockSignals(blocked)
        self._list.setCurrentRow(0)
        self._said.setText("" if values else self.tr("No values in what is shown."))
        self._said.setVisible(not values)

    def _label(self, value: FacetValue) -> str:
        if self._field.type is FieldType.CODE:
            return code_label(self._field.vocabulary or "", value.value, self._vocabularies)
        return yes_or_no(value.value) if self._field.type is FieldType.YES_NO else value.label

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        rows = range(self._list.count())
        for row in rows:
            self._list.item(row).setHidden(wanted not in self._list.item(row).text().casefold())
        self._list.setCurrentRow(next((row for row in rows if not self._list.item(row).isHidden()), -1))

    def _go_to_list(self) -> None:
        self._list.setFocus()

    def _check_first(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            self._toggle(self._list.item(row))

    def _toggle(self, item: QListWidgetItem) -> None:
        checked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _toggled(self, item: QListWidgetItem) -> None:
        value = str(item.data(_VALUE))
        if item.checkState() == Qt.CheckState.Checked:
            if value not in self._checked:
                self._checked.append(value)
        elif value in self._checked:
            self._checked.remove(value)
        self._state.filter_by_values(self._field.key, tuple(self._checked))


class RangePage(QWidget):
    """From and to, for dates and counts. One of them may stay empty."""

    applied = Signal()

    def __init__(self, state: ViewState, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_range")
        self._state, self._field = state, field
        dates = field.type in (FieldType.TIME, FieldType.DATE, FieldType.INSTANT)
        low, high = state.range_of(field.key)
        self._low, self._high = QLineEdit(low, self), QLineEdit(high, self)
        example = "2023-10" if dates else "0"
        self._low.setPlaceholderText(example)
        self._high.setPlaceholderText("2023-10-17" if dates else "10")
        hint = self.tr("year, month or day") if dates else ""
        self._from = LabeledField(
            self.tr("&From") if dates else self.tr("At &least"), self._low, hint, name="range_from"
        )
        self._to = LabeledField(self.tr("&To") if dates else self.tr("At &most"), self._high, name="range_to")
        apply = button(self.tr("Apply"), "primary", name="range_apply", parent=self)
        apply.clicked.connect(self._apply)
        self._low.returnPressed.connect(self._apply)
        self._high.returnPressed.connect(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._from, self._to, apply):
            column.addWidget(widget)
        column.addStretch(1)
        self.setFocusProxy(self._low)

    def _apply(self) -> None:
        low, high = self._low.text().strip(), self._high.text().strip()
        problem = self._state.filter_by_range(self._field.key, low, high)
        self._from.set_problem(problem)
        if not problem:
            self.applied.emit()
