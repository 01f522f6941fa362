"""The sheets of a workbook: which of them are read, and which one is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ascertain.ui.incoming.file_words import rows_label
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.kit import plain_tip
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import joined

_NAME = Qt.ItemDataRole.UserRole


class SheetList(QListWidget):
    """Hidden where there is but one."""

    current_changed = Signal()
    chosen_changed = Signal()

    def __init__(self, state: ImportState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_sheets")
        self.setAccessibleName(self.tr("Sheets to read"))
        self._state = state
        self._filling = False
        self.setFixedWidth(current_theme().px(210))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda _: self._tell_current())
        self.itemChanged.connect(lambda _: self._tell_chosen())

    @property
    def current(self) -> str | None:
        """The name of the sheet that is shown."""
        row = self.currentRow()
        return str(self.item(row).data(_NAME)) if row >= 0 else None

    def refresh(self) -> None:
        """Show the sheets as they are read now; the one that was shown stays so where it can."""
        before, self._filling = self.current, True
        self.clear()
        opened = self._state.opened
        for first in opened.firsts if opened is not None else ():
            name = first.sheet.name
            item = QListWidgetItem(joined(name, rows_label(first.count)))
            item.setToolTip(plain_tip(name))
            item.setData(_NAME, name)
            read = self._state.sheet(name) is not None
            item.setCheckState(Qt.CheckState.Checked if read else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setVisible(self.count() > 1)
        names = [str(self.item(at).data(_NAME)) for at in range(self.count())]
        read_first = next((at for at, name in enumerate(names) if self._state.sheet(name) is not None), 0)
        self.setCurrentRow(names.index(before) if before in names else min(read_first, self.count() - 1))
        self._filling = False

    def _tell_current(self) -> None:
        if not self._filling:
            self.current_changed.emit()

    def _tell_chosen(self) -> None:
        if self._filling:
            return
        items = [self.item(at) for at in range(self.count())]
        self._state.read_sheets([str(i.data(_NAME)) for i in items if i.checkState() is Qt.CheckState.Checked])
        self.chosen_changed.emit()
