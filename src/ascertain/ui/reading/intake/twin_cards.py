"""Documents of the log that may be the one that is given: shown, never in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.document_proposals import Likeness, Twin
from ascertain.ui.kit import Card, ElidedLabel, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import date_text, joined, tr_message

_MOST = 3


class TwinCards(Card):
    """Names them, each with why and a way to open it; hidden while there are none."""

    open_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake_twins")
        self.set_tone("warning")
        self._twins: tuple[Twin, ...] = ()
        self._lines: list[QWidget] = []
        self._heading = text_label("", "strong", wraps=True, parent=self)
        self._heading.setObjectName("intake_twins_heading")
        self._column = QVBoxLayout()
        self._column.setSpacing(current_theme().px(8))
        self.body.addWidget(self._heading)
        self.body.addLayout(self._column)
        self.hide()

    @property
    def shown(self) -> tuple[Twin, ...]:
        """The documents that are shown."""
        return self._twins

    def show_twins(self, twins: Sequence[Twin]) -> None:
        """Show these documents, or hide."""
        if tuple(twins[:_MOST]) == self._twins:
            return
        self._twins = tuple(twins[:_MOST])
        for line in self._lines:
            line.hide()
            line.setObjectName("")
            line.deleteLater()
        self._lines = [self._line(at, twin) for at, twin in enumerate(self._twins)]
        for line in self._lines:
            self._column.addWidget(line)
        sure = any(twin.likeness is not Likeness.NEARLY_THE_SAME for twin in self._twins)
        text = self.tr("This document is already in the log") if sure else self.tr("The log may have this document")
        self._heading.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(self._twins))

    def _line(self, at: int, twin: Twin) -> QWidget:
        name = f"intake_twin_{at}"
        line = QWidget(self)
        line.setObjectName(name)
        title = ElidedLabel(twin.title, parent=line)
        title.setObjectName(f"{name}_title")
        day = date_text(twin.published_on) if twin.published_on else ""
        facts = text_label(joined(twin.publisher, day, tr_message(twin.why)), "small", wraps=True, parent=line)
        facts.setObjectName(f"{name}_why")
        opens = button(self.tr("Open the one in the log"), "link", name=f"{name}_open", parent=line)
        opens.setAccessibleDescription(twin.title)
        opens.clicked.connect(lambda: self.open_wanted.emit(twin.document_id))
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(1))
        for part in (title, facts, opens):
            column.addWidget(part)
        return line
