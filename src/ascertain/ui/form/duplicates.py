"""Incidents that may be the one that is being typed: shown, never in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import Card, ElidedLabel, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, joined, status_word, when_text, where_text

SHOWN = 3
"""How many are shown."""


class DuplicateCard(Card):
    """Names the incidents that may be the same, each with a way to open it; hidden while there are none."""

    open_requested = Signal(int)
    dismissed = Signal(object)
    """The ids that are not the same."""

    def __init__(self, vocabularies: Vocabularies, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("duplicates")
        self._vocabularies = vocabularies
        self._ids: tuple[int, ...] = ()
        self._lines: list[QWidget] = []
        self.set_tone("warning")
        px = current_theme().px
        heading = text_label(self.tr("May already be logged"), "strong", parent=self)
        heading.setObjectName("duplicates_heading")
        self._dismiss = button(self.tr("Not the same"), "link", name="duplicates_dismiss", parent=self)
        self._dismiss.clicked.connect(self._leave)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self._dismiss)
        self._column = QVBoxLayout()
        self._column.setSpacing(px(2))
        self.body.addLayout(head)
        self.body.addLayout(self._column)
        self.hide()

    @property
    def ids(self) -> tuple[int, ...]:
        """The incidents that are shown."""
        return self._ids

    def show_rows(self, rows: Sequence[IncidentRow]) -> None:
        """Show these incidents, or hide."""
        rows = rows[:SHOWN]
        self._ids = tuple(row.id for row in rows)
        for line in self._lines:
            line.hide()
            line.setObjectName("")
            line.deleteLater()
        self._lines = [self._make_line(at, row) for at, row in enumerate(rows)]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(rows))
        self.setAccessibleName(self.tr("May already be logged") if rows else "")

    def _leave(self) -> None:
        ids = self._ids
        self.show_rows(())
        self.dismissed.emit(ids)

    def _make_line(self, at: int, row: IncidentRow) -> QWidget:
        line = QWidget(self)
        line.setObjectName(f"duplicate_{at}")
        main, suffix = when_text(row)
        parts = (
            code(row.ref),
            row.title,
            joined(main, suffix, by=" "),
            where_text(row, self._vocabularies),
            status_word(row.status, self._vocabularies),
        )
        words = joined(*(isolated(part) for part in parts))
        text = ElidedLabel(words, parent=line)
        text.setObjectName(f"duplicate_{at}_text")
        opened = button(self.tr("Open"), "link", name=f"duplicate_{at}_open", parent=line)
        opened.setAccessibleName(self.tr("Open {ref}").format(ref=row.ref))
        opened.clicked.connect(lambda: self.open_requested.emit(row.id))
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(text, 1)
        across.addWidget(opened)
        return line
