"""Cards, headings and lists of facts: how what is known is laid out for reading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ascertain.ui.kit.text import text_label
from ascertain.ui.theme import current_theme, restyle

__all__ = ["Card", "FactList", "SectionHeading", "line"]


class Card(QFrame):
    """A framed area for things that belong together; add to ``body``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        px = current_theme().px
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(10), px(8), px(10), px(8))
        self.body.setSpacing(px(3))

    def set_tone(self, tone: str) -> None:
        """Make it stand out: ``warning`` or ``danger``; empty for a plain card."""
        self.setProperty("tone", tone)
        restyle(self)

    def set_chosen(self, chosen: bool) -> None:
        """Show whether it is the one chosen among several."""
        self.setProperty("chosen", chosen)
        restyle(self)


class SectionHeading(QLabel):
    """The heading of a part of a pane: small, spaced, muted, drawn in capitals; its text stays as it is given."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        self.setFont(font)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("look", "section")
        self.setWordWrap(True)
        self.setContentsMargins(0, current_theme().px(8), 0, current_theme().px(2))


class FactList(QWidget):
    """Pairs of label and value, one below another; values wrap and can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = current_theme().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these pairs in place of those shown now. Labels are reused, so that following a selection is quick."""
        while len(self._rows) < len(facts):
            self._add_row()
        for row, (label, value) in enumerate(self._rows):
            shown = row < len(facts)
            if shown:
                label.setText(facts[row][0])
                value.setText(facts[row][1])
                value.setAccessibleName(f"{facts[row][0]}: {facts[row][1]}")
            label.setVisible(shown)
            value.setVisible(shown)

    def facts(self) -> list[tuple[str, str]]:
        """Return what is shown."""
        return [(label.text(), value.text()) for label, value in self._rows if not label.isHidden()]

    def labels(self) -> list[tuple[QLabel, QLabel]]:
        """Return the labels that show it, name and value."""
        return [pair for pair in self._rows if not pair[0].isHidden()]

    def changeEvent(self, event: QEvent) -> None:
        """Keep the values beside their labels when the layout is mirrored."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            for _, value in self._rows:
                value.setAlignment(self._value_alignment())

    def _value_alignment(self) -> Qt.AlignmentFlag:
        # Absolute, so that an Arabic name stays beside its label in a left-to-right window.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop

    def _add_row(self) -> None:
        row = len(self._rows)
        label = text_label("", "muted", parent=self)
        label.setObjectName(f"fact_label_{row}")
        label.setMinimumWidth(current_theme().px(72))
        value = text_label("", wraps=True, selectable=True, parent=self)
        value.setObjectName(f"fact_value_{row}")
        # A word too long for the pane, such as an address, is cut; it does not push all else out of sight.
        value.setMinimumWidth(current_theme().px(80))
        top = Qt.AlignmentFlag.AlignTop
        value.setAlignment(self._value_alignment())
        self._grid.addWidget(label, row, 0, top)
        self._grid.addWidget(value, row, 1, top)
        self._rows.append((label, value))


def line(upright: bool = False, parent: QWidget | None = None) -> QFrame:
    """Return a thin line between areas."""
    made = QFrame(parent)
    made.setProperty("line", "v" if upright else "h")
    return made
