"""The head of the detail pane: reference, title, status with its reason."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.records import Incident
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.detail.found_words import FoundWords
from ascertain.ui.kit import StatusPill, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, day_and_month, due_text, isolated, joined, status_word


class Head(QWidget):
    """What an incident is called and how far it is established."""

    edit_requested = Signal()

    def __init__(self, found: FoundWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("detail_head")
        px = current_theme().px
        self._ref = text_label("", "muted", selectable=True, parent=self)
        self._ref.setObjectName("detail_ref")
        self._edit = button(self.tr("E&dit"), keys=self.tr("E"), name="detail_edit", parent=self)
        self._edit.clicked.connect(self.edit_requested)
        self._title = text_label("", "title", wraps=True, selectable=True, parent=self)
        self._title.setObjectName("detail_title")
        self._pill = StatusPill(parent=self)
        self._pill.setObjectName("detail_status")
        self._reason = text_label("", "small", wraps=True, selectable=True, parent=self)
        self._reason.setObjectName("detail_reason")
        for label, key in ((self._ref, "ref"), (self._title, "title"), (self._reason, "status_reason")):
            found.watch(label, key)
        top = QHBoxLayout()
        top.addWidget(self._ref, 1)
        top.addWidget(self._edit)
        state = QHBoxLayout()
        state.setSpacing(px(8))
        state.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(6))
        column.setSpacing(px(6))
        column.addLayout(top)
        column.addWidget(self._title)
        column.addLayout(state)

    def show_incident(self, incident: Incident, vocabularies: Vocabularies, today: date) -> None:
        """Show another incident."""
        content = incident.content
        marks = [
            code(incident.ref),
            self.tr("in the trash") if incident.trashed_at is not None else "",
            self.tr("draft") if content.draft else "",
        ]
        self._ref.setText(joined(*marks))
        self._title.setText(content.title)
        self._pill.set_status(content.status, status_word(content.status, vocabularies))
        self._reason.setText(self._state(incident, today))
        self._edit.setEnabled(incident.trashed_at is None)

    def set_read_only(self, read_only: bool) -> None:
        """Offer no change where none can be kept."""
        self._edit.setVisible(not read_only)

    def _state(self, incident: Incident, today: date) -> str:
        content, parts = incident.content, []
        if incident.status_at is not None:
            day = datetime.fromtimestamp(incident.status_at, UTC).astimezone().date()
            parts.append(self.tr("set {day}").format(day=day_and_month(day, today)))
        if content.status_reason:
            parts.append(self.tr("“{reason}”").format(reason=isolated(content.status_reason)))
        if content.follow_up_on is not None and content.follow_up_on <= today:
            parts.append(self.tr("follow-up {due}").format(due=due_text(content.follow_up_on, today)))
        return joined(*parts)
