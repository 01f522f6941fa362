"""The right side of the review desk: the incident in hand, what each account says of it, what is suggested."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.codes import Role, Status
from ascertain.domain.records import Incident
from ascertain.domain.review import SinceReview
from ascertain.domain.suggestion import suggest_status
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.accounts import AccountsHand, AccountsTable
from ascertain.ui.detail.facts import casualties, means_line, names_in, when_line, where_line
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.detail.opened import Opened
from ascertain.ui.kit import Card, FactList, SectionHeading, StatusPill, button, text_label
from ascertain.ui.review.advice import advice
from ascertain.ui.review.since_card import SinceCard
from ascertain.ui.review.verdicts import SUGGESTION_KEY
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, due_text, field_label, isolated, joined, status_word, waiting_text

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

_TWO_COLUMNS = 430
"""From so many pixels of the design on, facts stand in two columns."""


class Case(Leaf):
    """One incident, laid out for a judgment."""

    edit_requested = Signal()
    suggestion_taken = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        read_only = bridge.session.read_only
        self.suggested: tuple[Status, str] | None = None
        """The status that is suggested now, and why."""
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
        self.accounts = AccountsTable("review_accounts", bridge.session.vocabularies, self)
        self.accounts.setAccessibleName(self.tr("Evidence, by what each account says"))
        self._hand = AccountsHand(bridge, self.accounts)
        self._since = SinceCard(self)
        self._none = text_label(
            self.tr("No statement yet. Edit the incident to say which sources report it."),
            "muted",
            wraps=True,
            parent=self,
        )
        self._none.setObjectName("review_no_statement")
        self._make_suggestion(read_only)
        self._arrange(px(14), px(8))

    def show_incident(self, opened: Opened, since: SinceReview, vocabularies: Vocabularies, today: date) -> None:
        """Show another incident, and what came since its last review."""
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
        self._since.show_since(since, opened, today)
        self.accounts.setVisible(bool(content.statements))
        self._heading.setVisible(bool(content.statements))
        self._none.setVisible(not content.statements)
        if content.statements:
            self._hand.show_incident(opened, since.statements)
        told = advice(opened.evidence, content.status, vocabularies)
        self._suggested.setText(told.headline)
        self._why.setText(told.sentences)
        self.suggested = suggest_status(opened.evidence).status, told.reasons

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns of facts where there is room for them, else one."""
        wide = event.size().width() >= current_theme().px(_TWO_COLUMNS)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._facts.direction() != direction:
            self._facts.setDirection(direction)
            self._facts.setSpacing(current_theme().px(28 if wide else 5))
        super().resizeEvent(event)

    def _make_suggestion(self, read_only: bool) -> None:
        self._card = Card(self)
        self._card.setObjectName("review_suggestion")
        self._suggested = text_label("", "strong", wraps=True, selectable=True, parent=self._card)
        self._suggested.setObjectName("review_suggested")
        self._why = text_label("", "small", wraps=True, selectable=True, parent=self._card)
        self._why.setObjectName("review_why")
        take = button(self.tr("Take it"), "quiet", SUGGESTION_KEY, name="review_take_suggestion", parent=self._card)
        take.setAccessibleName(self.tr("Take the suggested status"))
        take.clicked.connect(self.suggestion_taken)
        take.setVisible(not read_only)
        head = QHBoxLayout()
        head.addWidget(self._suggested, 1)
        head.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self._why)

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
        self._facts = facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        facts.setSpacing(2 * margin)
        facts.addWidget(self._left, 1, Qt.AlignmentFlag.AlignTop)
        facts.addWidget(self._right, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, gap, margin, gap)
        column.setSpacing(gap)
        column.addLayout(top)
        column.addLayout(state)
        column.addLayout(facts)
        # The suggestion stands before the accounts, which may be many: it is to be seen without scrolling.
        for part in (self._since, self._card, self._heading, self._none, self.accounts):
            column.addWidget(part)


def _waiting(incident: Incident, today: date) -> str:
    """`waiting 5 days · follow-up due yesterday`."""
    logged = datetime.fromtimestamp(incident.created_at, UTC).astimezone().date()
    parts = [waiting_text((today - logged).days)]
    due = due_text(incident.content.follow_up_on, today)
    if due:
        parts.append(QCoreApplication.translate("Case", "follow-up {due}").format(due=due))
    return joined(*parts)
