"""The second page of the detail pane: all statements in full, under the origin that each goes back to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.accounts import AccountsHand, AccountsTable
from ascertain.ui.attachments import FileDesk
from ascertain.ui.bridge import Bridge
from ascertain.ui.detail.accounts_told import OriginShown, StatementShown, by_origin, evidence_heading
from ascertain.ui.detail.found_words import FoundWords
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.detail.opened import Opened
from ascertain.ui.detail.pile import Pile
from ascertain.ui.detail.statement_card import StatementCard
from ascertain.ui.kit import SectionHeading, text_label
from ascertain.ui.theme import current_theme


class EvidenceTab(Leaf):
    """Who says what, word for word."""

    help_page = "detail#evidence"

    document_requested = Signal(int)
    passage_requested = Signal(int, int)

    def __init__(self, bridge: Bridge, desk: FileDesk, found: FoundWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_page")
        self._desk, self._found = desk, found
        px = current_theme().px
        self._heading = SectionHeading("", self)
        self._heading.setObjectName("evidence_heading")
        self._why = text_label(
            self.tr("Statements with the same origin count once."), "small", wraps=True, selectable=True, parent=self
        )
        self._why.setObjectName("evidence_why")
        self._none = text_label(
            self.tr("No statement yet. Edit the incident to say which sources report it."),
            "muted",
            wraps=True,
            parent=self,
        )
        self._none.setObjectName("evidence_none")
        self._groups: Pile[OriginShown, _Origin] = Pile("evidence_origins", self._make, _Origin.show_origin, 25, self)
        self._grid_heading = SectionHeading(self.tr("By what each account says"), self)
        self._grid_heading.setObjectName("evidence_accounts_heading")
        self._grid = AccountsTable("evidence_accounts", bridge.session.vocabularies, self)
        self._hand = AccountsHand(bridge, self._grid)
        self._grid.setAccessibleName(self.tr("By what each account says"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(8), px(14), px(14))
        column.setSpacing(px(6))
        for widget in (self._heading, self._why, self._none, self._groups, self._grid_heading, self._grid):
            column.addWidget(widget)
        column.addStretch(1)

    def show_incident(self, opened: Opened, vocabularies: Vocabularies) -> None:
        """Show another incident."""
        groups = by_origin(opened, vocabularies)
        count = len(opened.incident.content.statements)
        self._heading.setText(evidence_heading(count, opened.incident.origins))
        self._heading.setVisible(count > 0)
        self._why.setVisible(count > opened.incident.origins > 0)
        self._none.setVisible(count == 0)
        self._groups.show_items(groups)
        self._grid_heading.setVisible(count > 0)
        self._grid.setVisible(count > 0)
        self._hand.show_incident(opened)

    def _make(self, at: int, parent: QWidget) -> _Origin:
        made = _Origin(at, self._desk, self._found, parent)
        made.document_requested.connect(self.document_requested)
        made.passage_requested.connect(self.passage_requested)
        return made


class _Origin(QWidget):
    """One origin and the statements that go back to it."""

    document_requested = Signal(int)
    passage_requested = Signal(int, int)

    def __init__(self, at: int, desk: FileDesk, found: FoundWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"origin_{at}")
        self._desk, self._found = desk, found
        self._heading = text_label("", "strong", wraps=True, selectable=True, parent=self)
        self._heading.setObjectName("origin_name")
        found.watch(self._heading, "source")
        self._cards: Pile[StatementShown, StatementCard] = Pile(
            "origin_statements", self._make, StatementCard.show_statement, 10, self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, current_theme().px(4), 0, 0)
        column.setSpacing(current_theme().px(4))
        column.addWidget(self._heading)
        column.addWidget(self._cards)

    def show_origin(self, shown: OriginShown) -> None:
        self._heading.setText(shown.heading)
        self._cards.show_items(shown.statements)

    def _make(self, at: int, parent: QWidget) -> StatementCard:
        made = StatementCard(at, full=True, found=self._found, parent=parent, desk=self._desk)
        made.document_requested.connect(self.document_requested)
        made.passage_requested.connect(self.passage_requested)
        return made
