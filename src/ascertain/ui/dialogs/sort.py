"""Sorting by several fields, by keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.rows import SortKey
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import text_label
from ascertain.ui.table.columns import available
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import field_label

_FEWEST, _MOST = 3, 8
"""Fields that are offered at once: one more than there are, within these bounds."""


class SortDialog(Sheet):
    """Several fields, each ascending or descending. The same as clicking headers, with Shift for one more."""

    help_page = "table"

    def __init__(self, sort: tuple[SortKey, ...], parent: QWidget | None = None, fields: Fields = NO_OWN) -> None:
        super().__init__("sort_dialog", parent)
        self._fields = fields
        self.set_title(self.tr("Sort"))
        self.accept_button.setText(self.tr("Sort"))
        self.set_sentence(self.tr("A click on a column does the same; Shift and a click adds a column."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(current_theme().px(8))
        grid.setColumnStretch(1, 1)
        labels = [self.tr("&First by"), self.tr("&Then by"), self.tr("Then &by")]
        labels += [self.tr("Then by")] * (min(_MOST, max(_FEWEST, len(sort) + 1)) - _FEWEST)
        self._choices: list[tuple[QComboBox, QComboBox]] = []
        for place, text in enumerate(labels):
            field, way = self._field(place), self._way(place)
            given = sort[place] if place < len(sort) else None
            field.setCurrentIndex(max(0, field.findData(given.field if given else "")))
            way.setCurrentIndex(int(given.descending) if given else 0)
            label = text_label(text, "label", parent=self)
            label.setBuddy(field)
            for column, widget in enumerate((label, field, way)):
                grid.addWidget(widget, place, column)
            self._choices.append((field, way))
        self.body.addLayout(grid)
        self._choices[0][0].setFocus()

    @property
    def sort(self) -> tuple[SortKey, ...]:
        """The keys as chosen, each field once."""
        keys = [SortKey(field.currentData(), way.currentData()) for field, way in self._choices if field.currentData()]
        return tuple({key.field: key for key in reversed(keys)}[name] for name in dict.fromkeys(k.field for k in keys))

    def _field(self, place: int) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"sort_field_{place}")
        box.setAccessibleName(self.tr("Field"))
        if place:
            box.addItem(self.tr("nothing more"), "")
        for field in available(self._fields):
            if field.sorts:
                box.addItem(field_label(field.key, self._fields), field.key)
        return box

    def _way(self, place: int) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"sort_way_{place}")
        box.setAccessibleName(self.tr("Direction"))
        box.addItem(self.tr("ascending"), False)
        box.addItem(self.tr("descending"), True)
        return box
