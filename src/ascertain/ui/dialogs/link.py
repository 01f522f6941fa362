"""Saying how one incident stands to another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QSpinBox, QWidget

from ascertain.app.commands import LinkIncidents
from ascertain.app.queries import Queries
from ascertain.domain.codes import LinkType
from ascertain.domain.records import Link
from ascertain.domain.rows import IncidentRow
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, code_label, isolated, when_text, where_text

_OFFERED = 20
_UNKNOWN = -1


class LinkDialog(Sheet):
    """Asks for the other incident, by number or by words, the kind of link, and how many events an overlap shares."""

    help_page = "totals#links"

    def __init__(
        self,
        bridge: Bridge,
        incident: IncidentRow,
        parent: QWidget | None = None,
        *,
        link_type: LinkType | None = None,
    ) -> None:
        super().__init__("link_dialog", parent)
        self.set_title(self.tr("Link to another incident"))
        self.accept_button.setText(self.tr("Link"))
        self.set_sentence(f"{code(incident.ref)} · {isolated(incident.title)}")
        self._from = incident
        self._asker = bridge.asker(self)
        self._vocabularies, self._fields = bridge.session.vocabularies, bridge.session.fields
        self._build()
        if link_type is not None:
            self._type.setCurrentIndex(max(0, self._type.findData(link_type.value)))
        self._ask("")

    @property
    def command(self) -> LinkIncidents | None:
        """What was answered, as a command; None while no other incident is chosen."""
        row = self._others.currentRow()
        if row < 0:
            return None
        item = self._others.item(row)
        overlaps = self._type.currentData() == LinkType.OVERLAPS
        low, high = (self._count(box) if overlaps else None for box in (self._low, self._high))
        link = Link(
            LinkType(self._type.currentData()), int(item.data(Qt.ItemDataRole.UserRole)),
            shared_low=low, shared_high=high, note=self._note.text().strip(),
        )  # fmt: skip
        return LinkIncidents(self._from.id, link)

    def submit(self) -> None:
        """Accept once another incident is chosen and the counts agree."""
        command = self.command
        if command is None:
            self.problem.set_text(self.tr("Choose the other incident from the list."))
            self._words.setFocus()
            return
        low, high = command.link.shared_low, command.link.shared_high
        if low is not None and high is not None and low > high:
            self.problem.set_text(self.tr("At least is more than at most. Correct one of them."))
            self._low.setFocus()
            return
        self.accept()

    def _build(self) -> None:
        self._type = QComboBox(self)
        for each in self._vocabularies["link_type"].current():
            self._type.addItem(code_label("link_type", each.key, self._vocabularies), each.key)
        self._type.currentIndexChanged.connect(self._fit)
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(self.tr("Number or words"))
        self._words.textChanged.connect(self._ask)
        self._others = QListWidget(self)
        self._others.setObjectName("link_others")
        self._others.setAccessibleName(self.tr("Incidents found"))
        self._others.setMinimumHeight(current_theme().px(170))
        self._others.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._others.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumWidth(current_theme().px(580))
        self._others.itemActivated.connect(lambda _: self.submit())
        self._low, self._high = self._counter(), self._counter()
        self._note = QLineEdit(self)
        self._shared = QWidget(self)
        row = QHBoxLayout(self._shared)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(LabeledField(self.tr("Shared at &least"), self._low, name="shared_low"))
        row.addWidget(LabeledField(self.tr("Shared at &most"), self._high, name="shared_high"))
        self.body.addWidget(LabeledField(self.tr("&How"), self._type, name="link_type"))
        self.body.addWidget(self._shared)
        self.body.addWidget(LabeledField(self.tr("&Other incident"), self._words, name="link_words"))
        self.body.addWidget(self._others, 1)
        self.body.addWidget(LabeledField(self.tr("&Note"), self._note, name="link_note"))
        self._words.setFocus()
        self._fit()

    def _counter(self) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(_UNKNOWN, 100_000)
        box.setSpecialValueText(self.tr("not known"))
        box.setValue(_UNKNOWN)
        return box

    @staticmethod
    def _count(box: QSpinBox) -> int | None:
        return None if box.value() == _UNKNOWN else box.value()

    def _fit(self) -> None:
        self._shared.setVisible(self._type.currentData() == LinkType.OVERLAPS)

    def _ask(self, text: str) -> None:
        self.problem.set_text("")

        fields = self._fields

        def find(queries: Queries) -> list[IncidentRow]:
            from ascertain.domain.search import parse

            by_ref = queries.incident_by_ref(text.strip()) if text.strip() else None
            found = list(queries.first(parse(text, fields), (), _OFFERED))
            ids = ([by_ref.id] if by_ref else []) + [i for i in found if by_ref is None or i != by_ref.id]
            return queries.rows(ids)

        self._asker.ask(find, self._offer)

    def _offer(self, rows: list[IncidentRow]) -> None:
        self._others.clear()
        for row in rows:
            if row.id == self._from.id:
                continue
            parts = (
                code(row.ref),
                when_text(row)[0],
                isolated(row.title),
                isolated(where_text(row, self._vocabularies)),
            )
            item = QListWidgetItem(" · ".join(part for part in parts if part))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self._others.addItem(item)
        if self._others.count() and self._words.text().strip():
            # The first of a search is what was meant; without one, nobody has chosen yet.
            self._others.setCurrentRow(0)
