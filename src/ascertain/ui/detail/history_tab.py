"""The third page of the detail pane: each operation on the incident, newest first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.ui.detail.history_cards import HistoryCards
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.detail.opened import Opened
from ascertain.ui.theme import current_theme


class HistoryTab(Leaf):
    """What was done, by whom, when and why, with every field before and after."""

    help_page = "detail#history"

    restore_requested = Signal(int)

    def __init__(self, read_only: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_page")
        px = current_theme().px
        self._cards = HistoryCards(read_only, self)
        self._cards.restore_requested.connect(self.restore_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(12), px(14), px(14))
        column.addWidget(self._cards)
        column.addStretch(1)

    def show_incident(self, opened: Opened) -> None:
        """Show the history of another incident."""
        self._cards.show_history(opened.history)
