"""Incidents that may be the one that is being typed: shown, never in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.duplicates import LookAlike
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import Card, ElidedLabel, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, joined, status_word, when_text, where_text
from ascertain.ui.wording.likeness import likeness_text, reasons_text

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

    def show_found(self, found: Sequence[LookAlike]) -> None:
        """Show these incidents with why they may be the one, or hide."""
        found = found[:SHOWN]
        self._ids = tuple(each.row.id for each in found)
        for line in self._lines:
            line.hide()
            line.setObjectName("")
            line.deleteLater()
        self._lines = [self._make_line(at, each) for at, each in enumerate(found)]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(found))
        self.setAccessibleName(self.tr("May already be logged") if found else "")

    def _leave(self) -> None:
        ids = self._ids
        self.show_found(())
        self.dismissed.emit(ids)

    def _make_line(self, at: int, found: LookAlike) -> QWidget:
        row = found.row
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
        why = ElidedLabel(
            joined(likeness_text(found.comparison), reasons_text(found.comparison), by=" · "), parent=line
        )
        why.setObjectName(f"duplicate_{at}_why")
        why.setProperty("look", "small")
        across = QHBoxLayout()
        across.addWidget(text, 1)
        across.addWidget(opened)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across)
        column.addWidget(why)
        return line
