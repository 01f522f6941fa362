"""The third page of the detail pane: each operation on the incident, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ascertain.ui.detail.changes import ChangeShown, change_shown
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.detail.opened import Opened
from ascertain.ui.detail.pile import Pile
from ascertain.ui.kit import Card, text_label
from ascertain.ui.theme import current_theme


class HistoryTab(Leaf):
    """What was done, by whom, when and why, with every field before and after."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_page")
        px = current_theme().px
        self._pile: Pile[ChangeShown, ChangeCard] = Pile(
            "history_operations", ChangeCard, ChangeCard.show_change, 25, self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(12), px(14), px(14))
        column.addWidget(self._pile)
        column.addStretch(1)

    def show_incident(self, opened: Opened) -> None:
        """Show the history of another incident."""
        newest_first = sorted(opened.history, key=lambda entry: entry.operation, reverse=True)
        self._pile.show_items([change_shown(entry) for entry in newest_first])


class ChangeCard(Card):
    """One operation."""

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
        for widget in (self._what, self._who, self._reason, self._fields):
            self.body.addWidget(widget)

    def show_change(self, shown: ChangeShown) -> None:
        """Show another operation."""
        self._what.setText(shown.what)
        self._who.setText(shown.who)
        self._reason.setText(shown.reason)
        self._reason.setVisible(bool(shown.reason))
        self._fields.show_fields(shown.fields)
        self._fields.setVisible(bool(shown.fields))
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
        for at, (label, change) in enumerate(self._rows):
            if at < len(fields):
                label.setText(fields[at][0])
                change.setText(fields[at][1])
                change.setAccessibleName(f"{fields[at][0]}: {fields[at][1]}")
            label.setVisible(at < len(fields))
            change.setVisible(at < len(fields))

    def _add(self) -> None:
        at = len(self._rows)
        label = text_label("", "small", wraps=True, selectable=True, parent=self)
        label.setObjectName(f"change_field_{at}")
        change = text_label("", "", wraps=True, selectable=True, parent=self)
        change.setObjectName(f"change_value_{at}")
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(change, at, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((label, change))
