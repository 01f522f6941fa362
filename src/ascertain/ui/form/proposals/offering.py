"""Reading a passage for the form: what it proposes goes into the boxes and under its statement, as proposals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ascertain.app.proposing import PassageBeside
from ascertain.domain.proposals.proposal import Proposal
from ascertain.domain.records import Document
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.incident.presenter import WHEN, IncidentPresenter
from ascertain.ui.form.incident.told import TypedStatement
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.page import IncidentPage
from ascertain.ui.form.proposals.in_boxes import ProposalsInBoxes
from ascertain.ui.form.proposals.offered import stands_in_a_box
from ascertain.ui.form.proposals.parts import asserts, lacking, with_part
from ascertain.ui.form.statements.card import StatementCard
from ascertain.ui.form.typed import NotReadable, read_day
from ascertain.ui.wording import number_text


@dataclass(frozen=True, slots=True)
class _Read:
    passage: str
    proposals: tuple[Proposal, ...]


class Offering(QObject):
    """Asks the log about the passage of a statement and offers what it answers. Nothing is typed by it: the analyst
    accepts, rejects, or types over. `settled`: the answer is shown."""

    settled = Signal()

    def __init__(
        self, bridge: Bridge, presenter: IncidentPresenter, page: IncidentPage, facts: LogFacts, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offering")
        self._bridge, self._presenter, self._page, self._facts = bridge, presenter, page, facts
        self._asker = bridge.asker(self)
        self._boxes = ProposalsInBoxes(page.fields, presenter, self)
        self._card: StatementCard | None = None
        self._told = False
        self._boxes.accepted.connect(self._note)
        self._boxes.changed.connect(self._count)
        page.fields.statements.read_asked.connect(self.read_card)
        page.fields.statements.part_changed.connect(self._count)
        page.proposals.accept_asked.connect(self._accept_focused)
        page.proposals.accept_all_asked.connect(self.accept_all)
        page.proposals.reject_all_asked.connect(self.reject_all)

    @property
    def open(self) -> int:
        """How many proposals wait for the analyst."""
        return len(self._boxes.keys) + sum(len(card.proposals.proposals) for card in self._cards)

    @property
    def _cards(self) -> tuple[StatementCard, ...]:
        return self._page.fields.statements.cards

    def clear(self) -> None:
        """Another incident is typed: no proposal stays."""
        self._asker.drop()
        self._told = False
        self._card = None
        for card in self._cards:
            card.proposals.show_proposals(())
        self._boxes.clear()

    # ---- reading

    def read_last(self) -> None:
        """Read the passage of the last statement, where there is one."""
        if self._cards:
            self.read_card(self._cards[-1])

    def read_card(self, card: StatementCard) -> None:
        """Read the passage of a statement. A newer question takes the place of an older one."""
        typed = card.value()
        if typed is None or not typed.statement.quote.strip():
            return
        passage, beside = typed.statement.quote, self._beside(typed)
        proposing = self._bridge.session.proposals
        self._asker.ask(
            lambda queries: _Read(passage, proposing.read(queries, passage, beside)),
            lambda read: self._show(card, read),
        )

    def offer(self, card: StatementCard, proposals: tuple[Proposal, ...]) -> None:
        """Show what is proposed from the passage of a statement."""
        typed = card.value()
        if typed is None:
            return
        self._card, self._told = card, False
        before = set(self._boxes.keys)
        self._boxes.offer(each for each in proposals if stands_in_a_box(each))
        boxed = set(self._boxes.keys) | before
        rest = (each for each in proposals if each.field not in boxed or not stands_in_a_box(each))
        card.proposals.show_proposals(lacking(typed, rest))
        self._count()

    def _show(self, card: StatementCard, read: _Read) -> None:
        typed = card.value()
        if card not in self._cards or typed is None or typed.statement.quote != read.passage:
            return
        self.offer(card, read.proposals)
        if not self.open:
            self._page.notice.show_notice(self.tr("The passage proposes nothing that is not there yet."))
        self.settled.emit()

    def _beside(self, typed: TypedStatement) -> PassageBeside:
        """What is known of the passage: its document, else the day on which it was said, else the anchor of the
        time."""
        told, when = typed.statement, self._presenter.get(WHEN)
        document: Document | None = None
        if told.document is not None and told.document.id is not None:
            document = self._facts.documents({told.document.id}).get(told.document.id)
        anchor = document.published_on if document is not None else None
        today = self._bridge.session.clock.today()
        for text in (typed.said_on, when.anchor_on):
            if anchor is None:
                try:
                    anchor = read_day(text, today)
                except NotReadable:
                    continue
        publisher = document.publisher.name if document is not None and document.publisher is not None else ""
        language = document.language if document is not None else ""
        return PassageBeside(anchor, when.zone or "UTC", language, publisher)

    # ---- accepting

    def accept_all(self) -> None:
        """Take every open proposal."""
        for card in self._cards:
            for each in card.proposals.proposals:
                card.take_part(each)
        for key in self._boxes.keys:
            self._boxes.accept(key)

    def reject_all(self) -> None:
        """Let every open proposal go."""
        for card in self._cards:
            card.proposals.show_proposals(())
        for key in self._boxes.keys:
            self._boxes.reject(key)
        self._count()

    def holds_back(self, save: Callable[[], None]) -> bool:
        """Whether a save waits once, because it would leave open proposals out. Asked for again, it goes on."""
        count = self.open
        if not count or self._told:
            return False
        self._told = True
        one = self.tr("1 proposal is not accepted, and is left out. Save again to save without it.")
        many = self.tr("{count} proposals are not accepted, and are left out. Save again to save without them.")
        words = one if count == 1 else many.format(count=number_text(count))

        def accept() -> None:
            self.accept_all()
            save()

        self._page.notice.show_notice(words, self.tr("Accept all and save"), accept, tone="warning", seconds=0)
        return True

    def _accept_focused(self) -> None:
        """Take the proposal at which the keyboard is."""
        if any(card.proposals.accept_focused() for card in self._cards):
            return
        focused: QWidget | None = self._page.focusWidget()
        key = self._page.fields.key_of(focused) if focused is not None else ""
        if key in self._boxes.keys:
            self._boxes.accept(key)
            self._boxes.go_on(key)

    def _note(self, proposals: tuple[Proposal, ...]) -> None:
        """A value that was accepted is what the statement says, and the finding has it from there."""
        card = self._card
        if card is None or card not in self._cards:
            return
        typed = card.value()
        if typed is None:
            return
        for each in proposals:
            if asserts(each):
                typed = with_part(typed, each, adopted=True)
        card.put(typed)

    def _count(self) -> None:
        self._page.proposals.show_count(self.open)
