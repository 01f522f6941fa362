"""The codes of one list as a table: names to be typed over, those below a broader code set in, what is retired said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidgetItem, QWidget

from ascertain.domain.vocabulary import Code, Vocabulary
from ascertain.ui.dialogs.row_table import RowTable
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code as isolated_code
from ascertain.ui.wording import number_text

_KEY = Qt.ItemDataRole.UserRole
_NAME, _USED, _STATE, _CODE = range(4)
_INSET = "    "


class CodeTable(RowTable):
    """Shows a list in its order. F2, Enter or a double click lets a name be typed over."""

    renamed = Signal(str, str)
    """Key and new name."""

    def __init__(self, writable: bool, parent: QWidget) -> None:
        super().__init__("code", 4, parent)
        self.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Used"), self.tr("State"), self.tr("Key")])
        self._writable = writable
        self._uses: Mapping[str, int] = {}
        if writable:
            triggers = QAbstractItemView.EditTrigger
            self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.itemChanged.connect(self._changed)

    def show_codes(self, vocabulary: Vocabulary, current: str | None) -> None:
        """Show a list, with the code of this key chosen if it is there."""
        blocked = self.blockSignals(True)
        self.setRowCount(len(vocabulary.codes))
        for row, each in enumerate(vocabulary.codes):
            self._fill(row, each)
        self.blockSignals(blocked)
        keys = list(self._keys())
        if keys:
            self.setCurrentCell(keys.index(current) if current in keys else 0, _NAME)
        self.viewport().update()

    def show_uses(self, uses: Mapping[str, int]) -> None:
        """Show how often each code is used."""
        self._uses = uses
        blocked = self.blockSignals(True)
        for row, key in enumerate(self._keys()):
            item = self.item(row, _USED)
            if item is not None:
                item.setText(self._used(key))
        self.blockSignals(blocked)

    def _used(self, key: str) -> str:
        return number_text(self._uses[key]) if self._uses.get(key) else ""

    def current_key(self) -> str | None:
        """The key of the chosen code."""
        item = self.item(self.currentRow(), _NAME)
        return None if item is None else str(item.data(_KEY))

    def _fill(self, row: int, shown: Code) -> None:
        state = self.tr("retired") if shown.retired else ""
        if shown.merged_into is not None:
            state = self.tr("merged")
        inset = _INSET if shown.parent is not None else ""
        texts = (f"{inset}{shown.label}", self._used(shown.key), state, isolated_code(shown.key))
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(_KEY, shown.key)
            if column != _NAME or not self._writable:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if column != _NAME or shown.retired:
                item.setForeground(current_theme().color("text_muted"))
            self.setItem(row, column, item)

    def _keys(self) -> Iterator[str]:
        for row in range(self.rowCount()):
            item = self.item(row, _NAME)
            if item is not None:
                yield str(item.data(_KEY))

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.column() == _NAME:
            self.renamed.emit(str(item.data(_KEY)), item.text().strip())
