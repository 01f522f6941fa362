"""The parts of the dialog that merges incidents: which is kept, and one choice for each difference."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ascertain.domain.merging import Difference
from ascertain.domain.records import Incident
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import Card, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, joined, number_text, status_word

_JOINED = 0
"""The choice that takes none of them alone."""


class Columns(QWidget):
    """The incidents as cards: one is kept, the others take part or are left out."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("merge_incidents_columns")
        self.kept = 0
        self.left_out: set[int] = set()
        self._keep = QButtonGroup(self)
        self._parts: dict[int, QCheckBox] = {}
        self._cards: dict[int, Card] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(current_theme().px(8))

    def show_incidents(
        self, incidents: Sequence[Incident], kept: int, left_out: set[int], vocabularies: Vocabularies
    ) -> None:
        """Show these."""
        self.kept, self.left_out = kept, set(left_out)
        for each in incidents:
            self._row.addWidget(self._card(each, vocabularies), 1)
        self._keep.idToggled.connect(self._other_kept)
        self._fit()

    def take_focus(self) -> None:
        """Put the keyboard on the one that is kept."""
        chosen = self._keep.button(self.kept)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, incident: Incident, vocabularies: Vocabularies) -> Card:
        card = self._cards[incident.id] = Card(self)
        card.setObjectName(f"merge_card_{incident.id}")
        keep = QRadioButton(self.tr("Keep {ref}").format(ref=code(incident.ref)), card)
        keep.setObjectName(f"merge_keep_{incident.id}")
        self._keep.addButton(keep, incident.id)
        keep.setChecked(incident.id == self.kept)
        part = self._parts[incident.id] = QCheckBox(self.tr("becomes part of it"), card)
        part.setObjectName(f"merge_part_{incident.id}")
        part.setAccessibleName(self.tr("{ref} becomes part of the kept one").format(ref=code(incident.ref)))
        part.setChecked(incident.id not in self.left_out)
        part.toggled.connect(lambda on, number=incident.id: self._take_part(number, on))
        title = text_label(isolated(incident.content.title), "strong", wraps=True, selectable=True, parent=card)
        title.setObjectName(f"merge_title_{incident.id}")
        statements = self.tr("statements: {count}").format(count=code(number_text(len(incident.content.statements))))
        small = text_label(
            joined(status_word(incident.content.status, vocabularies), statements), "small", wraps=True, parent=card
        )
        small.setObjectName(f"merge_small_{incident.id}")
        for widget in (keep, part, title, small):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        return card

    def _other_kept(self, incident_id: int, on: bool) -> None:
        if on:
            self.kept = incident_id
            self.left_out.discard(incident_id)
            self._fit()
            self.changed.emit()

    def _take_part(self, incident_id: int, on: bool) -> None:
        if incident_id == self.kept:
            return
        if on:
            self.left_out.discard(incident_id)
        else:
            self.left_out.add(incident_id)
        self.changed.emit()

    def _fit(self) -> None:
        for number, part in self._parts.items():
            part.setVisible(number != self.kept)
            blocked = part.blockSignals(True)
            part.setChecked(number not in self.left_out)
            part.blockSignals(blocked)
            self._cards[number].set_chosen(number == self.kept)


class ChoiceRow(QObject):
    """One difference: its name, a choice for each value, and what comes of it."""

    chosen = Signal(str, int)

    def __init__(self, at: int, difference: Difference, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"merge_row_{at}")
        self.part = difference.part
        self._chosen, self._label, self._area = difference.chosen, label, parent
        self._name = text_label(label, "strong", wraps=True, parent=parent)
        self._name.setObjectName(f"merge_label_{self.part}")
        self._result = text_label("", wraps=True, selectable=True, parent=parent)
        self._result.setObjectName(f"merge_result_{self.part}")
        self._values = QWidget(parent)
        self._values.setObjectName(f"merge_values_{self.part}")
        self._column = QVBoxLayout(self._values)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(2))
        self._group = QButtonGroup(self)

    def show_values(self, values: Sequence[tuple[int, str, str]]) -> None:
        """The choices: incident, its number, what it holds."""
        for incident_id, ref, text in values:
            self._add(incident_id, joined(ref, isolated(text)))
        if self.part == "notes":
            self._add(_JOINED, self.tr("All of them, one below another"))
        self._group.idClicked.connect(lambda number: self.chosen.emit(self.part, number))

    def show_result(self, text: str) -> None:
        """What the one will hold."""
        self._result.setText(self.tr("→ {result}").format(result=isolated(text)))

    def stand_in(self, grid: QGridLayout, at: int) -> None:
        """Take a row of the grid."""
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._name, at, 0, top)
        grid.addWidget(self._values, at, 1, top)
        grid.addWidget(self._result, at, 2, top)
        for column, stretch in enumerate((2, 7, 4)):
            grid.setColumnStretch(column, stretch)

    def leave(self, grid: QGridLayout) -> None:
        """Go."""
        for widget in (self._name, self._values, self._result):
            grid.removeWidget(widget)
            widget.hide()
            widget.setObjectName("")
            for child in widget.findChildren(QWidget):
                child.setObjectName("")
            widget.deleteLater()
        self.deleteLater()

    def _add(self, number: int, text: str) -> None:
        line = _Choice(text, self._values)
        line.radio.setObjectName(f"merge_choice_{self.part}_{number}")
        line.radio.setAccessibleName(f"{self._label}: {text}")
        self._group.addButton(line.radio, number)
        line.radio.setChecked(number == (self._chosen or _JOINED))
        self._column.addWidget(line)


class _Choice(QWidget):
    """A choice whose text wraps, which that of a radio button does not; a click on the text chooses too."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.radio = QRadioButton(self)
        self._text = text_label(text, wraps=True, parent=self)
        self._text.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the text is one on the button."""
        if watched is self._text and event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()
        return super().eventFilter(watched, event)
