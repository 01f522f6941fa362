"""The user's own fields as a table: name, type, part, how many incidents hold something, key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from ascertain.domain.own_fields import Fields, OwnField
from ascertain.ui.dialogs.row_table import RowTable
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, number_text, part_label, type_label

_KEY = Qt.ItemDataRole.UserRole


class OwnFieldTable(RowTable):
    """Shows the fields in their order; a field is chosen by its row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("own_field", 6, parent)
        self.setHorizontalHeaderLabels(
            [self.tr("Name"), self.tr("Type"), self.tr("Part"), self.tr("Used by"), self.tr("Key"), self.tr("State")]
        )

    def show_fields(self, fields: Fields, uses: Mapping[str, int] | None, current: str | None) -> None:
        """Show the fields, with the one of this key chosen if it is there; `uses` None: not counted yet."""
        self.setRowCount(len(fields.made))
        for row, (made, described) in enumerate(zip(fields.made, fields.own, strict=True)):
            self._fill(row, made, part_label(described), uses)
        keys = [made.key for made in fields.made]
        if keys:
            self.setCurrentCell(
                keys.index(current) if current in keys else min(max(self.currentRow(), 0), len(keys) - 1), 0
            )

    def current_key(self) -> str | None:
        """The key of the chosen field."""
        item = self.item(self.currentRow(), 0)
        return None if item is None else str(item.data(_KEY))

    def _fill(self, row: int, made: OwnField, part: str, uses: Mapping[str, int] | None) -> None:
        used = "" if uses is None else code(number_text(uses.get(made.key, 0)))
        where = self.tr("{part}, first part").replace("{part}", part) if made.quick else part
        state = self.tr("retired") if made.retired else ""
        texts = (isolated(made.label), type_label(made.type), where, used, code(made.key), state)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(_KEY, made.key)
            if column or made.retired:
                item.setForeground(current_theme().color("text_muted"))
            self.setItem(row, column, item)
