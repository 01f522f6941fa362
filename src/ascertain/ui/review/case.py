"""The right side of the review desk: the incident in hand, what each account says of it, what is suggested."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.codes import Role
from ascertain.domain.records import Incident
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.detail.compared import accounts_shown
from ascertain.ui.detail.facts import casualties, means_line, names_in, when_line, where_line
from ascertain.ui.detail.grid import AccountsGrid
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.detail.opened import Opened
from ascertain.ui.kit import Card, FactList, SectionHeading, StatusPill, button, text_label
from ascertain.ui.review.advice import advice
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, due_text, field_label, isolated, joined, status_word, waiting_text


class Case(Leaf):
    """One incident, laid out for a judgment."""

    edit_requested = Signal()

    def __init__(self, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_case")
        px = current_theme().px
        self._title = text_label("", "title", wraps=True, selectable=True, parent=self)
        self._title.setObjectName("review_title")
        self._ref = text_label("", "muted", selectable=True, parent=self)
        self._ref.setObjectName("review_ref")
        self._pill = StatusPill(parent=self)
        self._pill.setObjectName("review_status")
        self._waiting = text_label("", "muted", wraps=True, selectable=True, parent=self)
        self._waiting.setObjectName("review_waiting")
        self._edit = button(self.tr("E&dit"), name="review_edit", keys=self.tr("E"), parent=self)
        self._edit.clicked.connect(self.edit_requested)
        self._edit.setVisible(not read_only)
        self._left = FactList(self)
        self._left.setObjectName("review_facts_left")
        self._right = FactList(self)
        self._right.setObjectName("review_facts_right")
        self._heading = SectionHeading(self.tr("Evidence, by what each account says"), self)
        self._heading.setObjectName("review_accounts_heading")
        self._grid = AccountsGrid("review_accounts", self)
        self._grid.setAccessibleName(self.tr("Evidence, by what each account says"))
        self._none = text_label(
            self.tr("No statement yet. Edit the incident to say which sources report it."),
            "muted",
            wraps=True,
            parent=self,
        )
        self._none.setObjectName("review_no_statement")
        self._card = Card(self)
        self._card.setObjectName("review_suggestion")
        self._suggested = text_label("", "strong", wraps=True, selectable=True, parent=self._card)
        self._suggested.setObjectName("review_suggested")
        self._why = text_label("", "small", wraps=True, selectable=True, parent=self._card)
        self._why.setObjectName("review_why")
        self._card.body.addWidget(self._suggested)
        self._card.body.addWidget(self._why)
        self._arrange(px(14), px(8))

    def show_incident(self, opened: Opened, vocabularies: Vocabularies, today: date) -> None:
        """Show another incident."""
        incident = opened.incident
        content = incident.content
        self._ref.setText(code(incident.ref))
        self._title.setText(content.title)
        self._pill.set_status(content.status, status_word(content.status, vocabularies))
        self._waiting.setText(_waiting(incident, today))
        self._left.set_facts(
            [
                (field_label("t_from"), when_line(content)),
                (field_label("means"), means_line(content, vocabularies) or self.tr("not known")),
                (field_label("target"), names_in(content, Role.TARGET) or self.tr("not known")),
                (self.tr("Casualties"), casualties(content)),
            ]
        )
        right = [
            (field_label("place"), where_line(opened, vocabularies) or self.tr("not known")),
            (field_label("claimed_by"), names_in(content, Role.CLAIMED_BY) or self.tr("nobody yet")),
            (field_label("attributed_to"), names_in(content, Role.ATTRIBUTED_TO) or self.tr("nobody yet")),
            (field_label("status_reason"), isolated(content.status_reason)),
        ]
        self._right.set_facts([(label, value) for label, value in right if value])
        grid = accounts_shown(opened, vocabularies, finding=True, framed=True)
        self._grid.setVisible(bool(content.statements))
        self._none.setVisible(not content.statements)
        if content.statements:
            self._grid.show_grid(grid)
        told = advice(opened.evidence, content.status, vocabularies)
        self._suggested.setText(told.headline)
        self._why.setText(told.sentences)

    def _arrange(self, margin: int, gap: int) -> None:
        top = QHBoxLayout()
        top.setSpacing(gap)
        top.addWidget(self._title, 1)
        top.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        state = QHBoxLayout()
        state.setSpacing(gap)
        state.addWidget(self._pill)
        state.addWidget(self._ref)
        state.addWidget(self._waiting, 1)
        facts = QHBoxLayout()
        facts.setSpacing(2 * margin)
        facts.addWidget(self._left, 1, Qt.AlignmentFlag.AlignTop)
        facts.addWidget(self._right, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, gap, margin, gap)
        column.setSpacing(gap)
        column.addLayout(top)
        column.addLayout(state)
        column.addLayout(facts)
        column.addWidget(self._heading)
        column.addWidget(self._none)
        column.addWidget(self._grid)
        column.addWidget(self._card)


def _waiting(incident: Incident, today: date) -> str:
    """`waiting 5 days · follow-up due yesterday`."""
    logged = datetime.fromtimestamp(incident.created_at, UTC).astimezone().date()
    parts = [waiting_text((today - logged).days)]
    due = due_text(incident.content.follow_up_on, today)
    if due:
        parts.append(QCoreApplication.translate("Case", "follow-up {due}").format(due=due))
    return joined(*parts)
