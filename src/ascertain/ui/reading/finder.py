"""Choosing the incidents to which a passage is added as evidence."""

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
    """Hands the arrows on, and Shift+Enter."""

    stepped = Signal(int)
    ticked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class IncidentFinder(Sheet):
    """Asks for one incident or several: those of the document first, then those that a search finds. The one `in_hand`
    is chosen first; Shift+Enter ticks one, so that further ones can be looked for."""

    help_page = "reading-desk"

    def __init__(self, bridge: Bridge, here: Sequence[Logged], in_hand: int | None, parent: QWidget) -> None:
        super().__init__("incident_finder", parent)
        self.set_title(self.tr("Add as evidence to"))
        self.set_sentence(self.tr("Shift+Enter ticks one of several: what is said then stands with each of them."))
        self.accept_button.setText(self.tr("Add"))
        self._here = sorted(here, key=lambda each: each.id != in_hand)
        self._ticked: dict[int, Logged] = {}
        self._offered: tuple[Logged, ...] = ()
        self._asker = bridge.asker(self)
        self._vocabularies, self._fields = bridge.session.vocabularies, bridge.session.fields
        self._words = _Line(self)
        self._words.setPlaceholderText(self.tr("Number or words"))
        self._words.textChanged.connect(self._ask)
        self._words.stepped.connect(self._step)
        self._words.ticked.connect(self._tick)
        self._found = QListWidget(self)
        self._found.setObjectName("incident_finder_list")
        self._found.setAccessibleName(self.tr("Incidents found"))
        self._found.setMinimumHeight(current_theme().px(220))
        self._found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._found.itemActivated.connect(lambda _: self.submit())
        self._found.itemChanged.connect(self._take_tick)
        self.body.addWidget(LabeledField(self.tr("&Incident"), self._words, name="incident_finder_words"))
        self.body.addWidget(self._found, 1)
        self.setMinimumWidth(current_theme().px(560))
        self._words.setFocus()
        self._offer([])
        self._ask("")

    @property
    def incident_ids(self) -> tuple[int, ...]:
        """The incidents that are chosen: the ticked ones, and the line that is lit where it was looked for, or where
        none is ticked."""
        lit = self._lit()
        looked_for = lit is not None and (not self._ticked or bool(self._words.text().strip()))
        return tuple(dict.fromkeys((*self._ticked, *((lit.id,) if lit is not None and looked_for else ()))))

    def submit(self) -> None:
        """Accept once an incident is chosen."""
        if not self.incident_ids:
            self.problem.set_text(self.tr("Choose an incident from the list."))
            self._words.setFocus()
        else:
            self.accept()

    def _lit(self) -> Logged | None:
        row = self._found.currentRow()
        return self._offered[row] if 0 <= row < len(self._offered) else None

    def _tick(self) -> None:
        """Tick the line that is lit, or take its tick back, and look for another."""
        lit = self._lit()
        if lit is None:
            return
        if self._ticked.pop(lit.id, None) is None:
            self._ticked[lit.id] = lit
        if self._words.text():
            self._words.clear()
        else:
            self._ask("")

    def _take_tick(self, item: QListWidgetItem) -> None:
        """A box was ticked by the mouse or the space bar."""
        met = next((each for each in self._offered if each.id == int(item.data(Qt.ItemDataRole.UserRole))), None)
        if met is None:
            return
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked[met.id] = met
        else:
            self._ticked.pop(met.id, None)

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
        found = list(self._ticked.values())
        found += [each for each in self._here if all(word in fold(f"{each.ref} {each.title}") for word in words)]
        found += [Logged(row.id, row.ref, row.title, row.status) for row in rows]
        self._offered = tuple({each.id: each for each in found}.values())
        blocked = self._found.blockSignals(True)
        self._found.clear()
        for each in self._offered:
            self._found.addItem(self._item(each))
        self._found.blockSignals(blocked)
        fresh = (at for at, each in enumerate(self._offered) if each.id not in self._ticked)
        self._found.setCurrentRow(next(fresh, 0 if self._offered else -1))

    def _item(self, incident: Logged) -> QListWidgetItem:
        text = incident_line(incident, self._vocabularies)
        item = QListWidgetItem(text)
        item.setToolTip(plain_tip(text))
        item.setData(Qt.ItemDataRole.UserRole, incident.id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = incident.id in self._ticked
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item
