"""The list of backups: when each was made, what for, how much is in it, and whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ascertain.domain.backups import Backup, State
from ascertain.domain.sizes import size_text
from ascertain.ui.backups.words import made_text, state_text, why_text
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text

_NUMBERS = (2, 3)
_STATE = 4


class BackupTable(QTableWidget):
    """Shows backups, newest first; one of them is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 5, parent)
        self.setObjectName("backup_table")
        self.setAccessibleName(self.tr("Backups"))
        self.backups: tuple[Backup, ...] = ()
        names = (self.tr("Made"), self.tr("Why"), self.tr("Incidents"), self.tr("Size"), self.tr("State"))
        for at, name in enumerate(names):
            heading = QTableWidgetItem(name)
            heading.setTextAlignment(_alignment(at))
            self.setHorizontalHeaderItem(at, heading)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setObjectName("backup_header")
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(current_theme().px(120))

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.currentRow()
        return self.backups[row] if 0 <= row < len(self.backups) else None

    def show_backups(self, backups: Sequence[Backup], today: date) -> None:
        """Show these; the one that was chosen stays so, else the first is."""
        before = self.chosen
        self.backups = tuple(backups)
        self.setRowCount(len(self.backups))
        for row, backup in enumerate(self.backups):
            for column, text in enumerate(_texts(backup, today)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(column))
                self.setItem(row, column, item)
        paths = [backup.path for backup in self.backups]
        if self.backups:
            self.setCurrentCell(paths.index(before.path) if before is not None and before.path in paths else 0, 0)
        self._fit_columns()

    def show_read(self, backup: Backup) -> None:
        """One of them was read through, or could not be because it is open."""
        for row, each in enumerate(self.backups):
            if each.path == backup.path:
                self.backups = (*self.backups[:row], backup, *self.backups[row + 1 :])
                item = self.item(row, _STATE)
                if item is not None:
                    item.setText(self.tr("Open") if backup.state is State.WHOLE else state_text(backup.state))
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit_columns()

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        for column in range(self.columnCount()):
            if header.sectionResizeMode(column) is QHeaderView.ResizeMode.Fixed:
                widest = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
                self.setColumnWidth(column, widest + current_theme().px(18))


def _texts(backup: Backup, today: date) -> tuple[str, ...]:
    manifest = backup.manifest
    return (
        made_text(backup, today),
        "" if manifest is None else why_text(manifest.why),
        "" if manifest is None else code(number_text(manifest.incidents)),
        code(size_text(backup.size)),
        state_text(backup.state),
    )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column in _NUMBERS else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
