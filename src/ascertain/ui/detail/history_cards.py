"""What was done to a record, an operation a card: with each field before and after, and the way back to that state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ascertain.domain.rows import HistoryEntry
from ascertain.ui.detail.changes import ChangeShown, history_shown
from ascertain.ui.detail.pile import Pile
from ascertain.ui.kit import Card, button, text_label
from ascertain.ui.theme import IconName, current_theme


class HistoryCards(QWidget):
    """The operations on one record, newest first."""

    restore_requested = Signal(int)
    """The record is wanted as it was right after this operation."""

    def __init__(self, read_only: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_cards")
        self._read_only = read_only
        self._pile: Pile[ChangeShown, ChangeCard] = Pile(
            "history_operations", self._make, ChangeCard.show_change, 25, self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pile)

    def show_history(self, entries: Iterable[HistoryEntry]) -> None:
        """Show another history."""
        self._pile.show_items(history_shown(entries, read_only=self._read_only))

    def _make(self, at: int, parent: QWidget) -> ChangeCard:
        made = ChangeCard(at, parent)
        made.restore_requested.connect(self.restore_requested)
        return made


class ChangeCard(Card):
    """One operation."""

    restore_requested = Signal(int)

    def __init__(self, at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"operation_{at}")
        self._what = text_label("", "strong", wraps=True, selectable=True, parent=self)
        self._what.setObjectName("operation_label")
        self._who = text_label("", "small", wraps=True, selectable=True, parent=self)
        self._who.setObjectName("operation_author")
        self._reason = text_label("", "", wraps=True, selectable=True, parent=self)
        self._reason.setObjectName("operation_reason")
        self._fields = _Changes(self)
        self._operation = 0
        self._restore = button(
            self.tr("Restore this version"), "link", icon=IconName.HISTORY, name="operation_restore", parent=self
        )
        self._restore.clicked.connect(lambda: self.restore_requested.emit(self._operation))
        for widget in (self._what, self._who, self._reason):
            widget.setMinimumWidth(current_theme().px(80))  # a word too long for the pane is cut
            self.body.addWidget(widget)
        self.body.addWidget(self._fields)
        row = QHBoxLayout()
        row.setContentsMargins(0, current_theme().px(2), 0, 0)
        row.addWidget(self._restore)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_change(self, shown: ChangeShown) -> None:
        """Show another operation."""
        self._what.setText(shown.what)
        self._who.setText(shown.who)
        self._reason.setText(shown.reason)
        self._reason.setVisible(bool(shown.reason))
        self._fields.show_fields(shown.fields)
        self._fields.setVisible(bool(shown.fields))
        self._operation = shown.operation
        self._restore.setVisible(shown.restores)
        self._restore.setAccessibleDescription(f"{shown.what}, {shown.who}")
        self.setAccessibleName(f"{shown.what}, {shown.who}")


class _Changes(QWidget):
    """Each field of an operation, with before and after. Names of fields wrap: some hold the name of a source."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("operation_changes")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, current_theme().px(2), 0, 0)
        self._grid.setHorizontalSpacing(current_theme().px(10))
        self._grid.setVerticalSpacing(current_theme().px(3))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def show_fields(self, fields: Sequence[tuple[str, str]]) -> None:
        while len(self._rows) < len(fields):
            self._add()
        # Absolute, so that an Arabic name stays beside its label in a left-to-right window.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        for at, (label, change) in enumerate(self._rows):
            if at < len(fields):
                label.setText(fields[at][0])
                change.setText(fields[at][1])
                change.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
                change.setAccessibleName(f"{fields[at][0]}: {fields[at][1]}")
            label.setVisible(at < len(fields))
            change.setVisible(at < len(fields))

    def _add(self) -> None:
        at = len(self._rows)
        label = text_label("", "small", wraps=True, selectable=True, parent=self)
        label.setObjectName(f"change_field_{at}")
        change = text_label("", "", wraps=True, selectable=True, parent=self)
        change.setObjectName(f"change_value_{at}")
        # A word too long for the pane is cut; it does not push all else out of sight.
        change.setMinimumWidth(current_theme().px(80))
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(change, at, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((label, change))
