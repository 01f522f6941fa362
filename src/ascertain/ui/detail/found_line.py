"""The line that says where in the incident the search found its words, and leads there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ascertain.ui.detail.found_places import FoundPlace
from ascertain.ui.kit import button, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import joined, number_text

_TOLD = 3


class FoundLine(QWidget):
    """Shown where the title alone does not tell why an incident was found."""

    wanted = Signal(int)
    """The page with the first of the places is wanted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("found_line")
        self._places: list[FoundPlace] = []
        sign = text_label(parent=self)
        sign.setObjectName("found_sign")
        set_icon(sign, IconName.SEARCH, Tone.MUTED, 14)
        self._words = text_label("", "small", wraps=True, selectable=True, parent=self)
        self._words.setObjectName("found_words_line")
        self._show = button(self.tr("Sho&w"), "link", name="found_show", parent=self)
        self._show.clicked.connect(lambda: self.wanted.emit(self._places[0].page))
        row = QHBoxLayout(self)
        px = current_theme().px
        row.setContentsMargins(px(14), 0, px(14), px(4))
        row.setSpacing(px(6))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._show, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_places(self, places: Sequence[FoundPlace]) -> None:
        """Say where the words are; nothing hides the line."""
        self._places = list(places)
        told = joined(*(place.words for place in self._places[:_TOLD]))
        if len(self._places) > _TOLD:
            more = self.tr("{count} more").replace("{count}", number_text(len(self._places) - _TOLD))
            told = joined(told, more)
        self._words.setText(self.tr("Found in: {places}").replace("{places}", told))
        self._show.setAccessibleName(self.tr("Show where the words were found"))
        self.setVisible(bool(self._places))
