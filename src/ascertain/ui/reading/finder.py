"""Choosing the incident to which a passage is added as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ascertain.app.queries import Queries
from ascertain.domain.folding import fold
from ascertain.domain.marks import Logged
from ascertain.domain.rows import IncidentRow
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField, plain_tip
from ascertain.ui.reading.words import incident_line
from ascertain.ui.theme import current_theme

_OFFERED = 20


class _Line(QLineEdit):
    """Hands the arrows on."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class IncidentFinder(Sheet):
    """Asks for an incident: those of the document first, then those that a search finds. The one `in_hand` is chosen
    first."""

    def __init__(self, bridge: Bridge, here: Sequence[Logged], in_hand: int | None, parent: QWidget) -> None:
        super().__init__("incident_finder", parent)
        self.set_title(self.tr("Add as evidence to"))
        self.accept_button.setText(self.tr("Add"))
        self._here = sorted(here, key=lambda each: each.id != in_hand)
        self._asker = bridge.asker(self)
        self._vocabularies, self._fields = bridge.session.vocabularies, bridge.session.fields
        self._words = _Line(self)
        self._words.setPlaceholderText(self.tr("Number or words"))
        self._words.textChanged.connect(self._ask)
        self._words.stepped.connect(self._step)
        self._found = QListWidget(self)
        self._found.setObjectName("incident_finder_list")
        self._found.setAccessibleName(self.tr("Incidents found"))
        self._found.setMinimumHeight(current_theme().px(220))
        self._found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._found.itemActivated.connect(lambda _: self.submit())
        self.body.addWidget(LabeledField(self.tr("&Incident"), self._words, name="incident_finder_words"))
        self.body.addWidget(self._found, 1)
        self.setMinimumWidth(current_theme().px(560))
        self._words.setFocus()
        self._offer([])
        self._ask("")

    @property
    def incident_id(self) -> int | None:
        """The incident that is chosen."""
        row = self._found.currentRow()
        return None if row < 0 else int(self._found.item(row).data(Qt.ItemDataRole.UserRole))

    def submit(self) -> None:
        """Accept once an incident is chosen."""
        if self.incident_id is None:
            self.problem.set_text(self.tr("Choose an incident from the list."))
            self._words.setFocus()
        else:
            self.accept()

    def _step(self, by: int) -> None:
        at = self._found.currentRow() + by
        if 0 <= at < self._found.count():
            self._found.setCurrentRow(at)

    def _ask(self, text: str) -> None:
        self.problem.set_text("")
        fields = self._fields

        def find(queries: Queries) -> list[IncidentRow]:
            from ascertain.domain.search import parse

            by_ref = queries.incident_by_ref(text.strip()) if text.strip() else None
            ids = [by_ref.id] if by_ref is not None and by_ref.trashed_at is None else []
            return queries.rows(dict.fromkeys((*ids, *queries.first(parse(text, fields), (), _OFFERED))))

        self._asker.ask(find, self._offer)

    def _offer(self, rows: Sequence[IncidentRow]) -> None:
        words = fold(self._words.text()).split()
        found = [each for each in self._here if all(word in fold(f"{each.ref} {each.title}") for word in words)]
        there = {each.id for each in found}
        found += [Logged(row.id, row.ref, row.title, row.status) for row in rows if row.id not in there]
        self._found.clear()
        for each in found:
            text = incident_line(each, self._vocabularies)
            item = QListWidgetItem(text)
            item.setToolTip(plain_tip(text))
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            self._found.addItem(item)
        if found:
            self._found.setCurrentRow(0)
