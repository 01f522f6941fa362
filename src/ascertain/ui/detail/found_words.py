"""The words of the search in the labels of the detail pane: each label that shows a text of the log marks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from ascertain.domain.search.matching import NOTHING
from ascertain.ui.kit.found import found_in_label, paint_found
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.domain.search.matching import Sought

_KEY = "found_key"


class FoundWords(QObject):
    """Marks what is sought in the labels that it watches. A label is drawn by itself, over the marks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("found_words")
        self.sought: Sought = NOTHING

    def seek(self, sought: Sought, within: QWidget) -> None:
        """Mark something else in the labels within a widget."""
        self.sought = sought
        for label in self._watched(within):
            label.update()

    def watch(self, label: QLabel, key: str = "") -> None:
        """Mark what is sought in a label that shows the text of a field, or one that any words are found in."""
        if label.property(_KEY) is None:
            label.installEventFilter(self)
        label.setProperty(_KEY, key)

    def forget(self, label: QLabel) -> None:
        """Mark nothing in a label any longer."""
        if label.property(_KEY) is not None:
            label.removeEventFilter(self)
            label.setProperty(_KEY, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the marks before the label draws its text."""
        if event.type() == QEvent.Type.Paint and self.sought:
            label = cast("QLabel", watched)
            spans = self.sought.spans(label.text(), label.property(_KEY) or "")
            if spans:
                painter = QPainter(label)
                paint_found(painter, found_in_label(label, spans), current_theme())
                painter.end()
        return False

    def marked(self, within: QWidget) -> list[QLabel]:
        """The labels within a widget in which something is marked, from above."""
        found = [
            label
            for label in self._watched(within)
            if not label.isHidden() and self.sought.spans(label.text(), label.property(_KEY) or "")
        ]
        return sorted(found, key=lambda label: label.mapTo(within, QPoint(0, 0)).y())

    def scroll_to_first(self, scroll: QScrollArea) -> None:
        """Bring the first mark of a page into view."""
        page = scroll.widget()
        if page is None:
            return
        for label in self.marked(page)[:1]:
            spans = self.sought.spans(label.text(), label.property(_KEY) or "")
            places = found_in_label(label, spans)
            at = label.mapTo(page, places[0].center().toPoint() if places else label.rect().center())
            scroll.ensureVisible(at.x(), at.y(), 0, scroll.viewport().height() // 3)

    @staticmethod
    def _watched(within: QWidget) -> list[QLabel]:
        return [label for label in within.findChildren(QLabel) if label.property(_KEY) is not None]
