"""The history of an entry of the library, under what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.rows import HistoryEntry, Shelf
from ascertain.ui.detail.history_cards import HistoryCards
from ascertain.ui.kit import SectionHeading
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge


class EntryHistory(QWidget):
    """Asks the log when an entry is shown; an entry without a journal (as made by the generator) shows nothing."""

    restore_requested = Signal(int)

    def __init__(self, bridge: Bridge, shelf: Shelf, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("library_history")
        self._shelf = shelf
        self._asker = bridge.asker(self)
        heading = SectionHeading(self.tr("History"), self)
        heading.setObjectName("library_history_heading")
        self._cards = HistoryCards(bridge.session.read_only, self)
        self._cards.restore_requested.connect(self.restore_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, current_theme().px(6), 0, 0)
        column.addWidget(heading)
        column.addWidget(self._cards)
        self.hide()

    def show_entry(self, entry_id: int) -> None:
        """Show the history of another entry once the log has answered."""
        self._asker.ask(lambda queries: queries.entry_history(self._shelf, entry_id), self._take)

    def _take(self, history: list[HistoryEntry]) -> None:
        self._cards.show_history(history)
        self.setVisible(bool(history))
