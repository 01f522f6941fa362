"""What a phrase may mean, where it can be read in several ways: one button for each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ascertain.ui.kit import button
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code

_MOST = 2


class ReadingChoices(QWidget):
    """Offers phrases that can be read; hidden while there is nothing to choose."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("when_choices")
        self._phrases: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(12))
        self._buttons = [self._made(at) for at in range(_MOST)]
        for each in self._buttons:
            row.addWidget(each)
        row.addStretch(1)
        self.hide()

    def offer(self, phrases: tuple[str, ...]) -> None:
        """Show these phrases, none for an empty tuple."""
        self._phrases = phrases[:_MOST]
        for at, each in enumerate(self._buttons):
            there = at < len(self._phrases)
            each.setVisible(there)
            if there:
                each.setText(code(self._phrases[at]))
                name = self.tr("Read as {phrase}").replace("{phrase}", self._phrases[at])
                each.setAccessibleName(name)
        self.setVisible(bool(self._phrases))

    def _made(self, at: int) -> QPushButton:
        made = button("", "link", name=f"when_choice_{at}", parent=self)
        made.clicked.connect(lambda: self._choose(at))
        return made

    def _choose(self, at: int) -> None:
        if at < len(self._phrases):
            self.chosen.emit(self._phrases[at])
