"""The first page of the detail pane: facts, evidence in short, where accounts differ, links."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ascertain.domain.codes import LinkType
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.records import Link
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.detail.accounts_told import StatementShown, all_shown, evidence_heading
from ascertain.ui.detail.compared import accounts_shown, differing, differing_rows
from ascertain.ui.detail.facts import facts
from ascertain.ui.detail.found_words import FoundWords
from ascertain.ui.detail.grid import AccountsGrid
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.detail.opened import Opened
from ascertain.ui.detail.own_links import OwnLinks
from ascertain.ui.detail.pile import Pile
from ascertain.ui.detail.statement_card import StatementCard
from ascertain.ui.kit import Chip, ChipRow, FactList, SectionHeading, button
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import code, code_label, field_label, number_text


class SummaryTab(Leaf):
    """What is needed at a glance."""

    help_page = "detail#summary"

    open_requested = Signal(int)
    unlink_requested = Signal(int)
    link_requested = Signal()

    def __init__(self, read_only: bool, found: FoundWords, parent: QWidget, look_alikes: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("summary_page")
        self._read_only, self._found = read_only, found
        px = current_theme().px
        self._facts = FactList(self)
        self._facts.setObjectName("summary_facts")
        self.own_links = OwnLinks(self)
        self._evidence_heading = SectionHeading("", self)
        self._evidence_heading.setObjectName("summary_evidence_heading")
        self._cards: Pile[StatementShown, StatementCard] = Pile(
            "summary_evidence",
            lambda at, parent: StatementCard(at, full=False, found=found, parent=parent),
            lambda card, shown: card.show_statement(shown),
            4,
            self,
        )
        self._grid_heading = SectionHeading(self.tr("Where accounts differ"), self)
        self._grid_heading.setObjectName("summary_accounts_heading")
        self._grid = AccountsGrid("summary_accounts", self)
        self._grid.setAccessibleName(self.tr("Where accounts differ"))
        self._links_heading = SectionHeading(self.tr("Linked incidents"), self)
        self._links_heading.setObjectName("summary_links_heading")
        self._links = ChipRow(self)
        self._links.setObjectName("summary_links")
        self._add_link = button(self.tr("Add lin&k…"), "quiet", icon=IconName.LINK, name="detail_add_link", parent=self)
        self._add_link.clicked.connect(self.link_requested)
        self._add_link.setVisible(not read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(8), px(14), px(14))
        column.setSpacing(px(6))
        heading = SectionHeading(self.tr("Facts"), self)
        heading.setObjectName("summary_facts_heading")
        for widget in (heading, self._facts, self.own_links, look_alikes, self._evidence_heading, self._cards):
            if widget is not None:
                column.addWidget(widget)
        column.addWidget(self._grid_heading)
        column.addWidget(self._grid)
        column.addWidget(self._links_heading)
        column.addWidget(self._links)
        column.addWidget(self._add_link)
        column.addStretch(1)

    def show_incident(self, opened: Opened, vocabularies: Vocabularies, today: date, fields: Fields = NO_OWN) -> None:
        """Show another incident."""
        incident = opened.incident
        statements = incident.content.statements
        self._facts.set_facts(facts(opened, vocabularies, today, fields))
        self._watch_facts(fields)
        self.own_links.show_content(incident.content, fields)
        self._evidence_heading.setText(evidence_heading(len(statements), incident.origins))
        self._evidence_heading.setVisible(bool(statements))
        self._cards.show_items(all_shown(opened, vocabularies))
        grid = accounts_shown(opened, vocabularies, finding=False)
        rows = differing_rows(grid)
        self._grid_heading.setVisible(bool(rows))
        self._grid.setVisible(bool(rows))
        if rows:
            self._grid.show_grid(differing(grid, rows))
        self._show_links(incident.links, vocabularies)

    def _watch_facts(self, fields: Fields) -> None:
        """Mark what is found in the facts that are words of the log."""
        from ascertain.domain.search.matching import found_by_words

        texts = {field_label(each.key, fields): each.key for each in fields if found_by_words(each)}
        texts[field_label("t_from")] = "t_from"
        for label, value in self._facts.labels():
            key = texts.get(label.text())
            if key is None:
                self._found.forget(value)
            else:
                self._found.watch(value, key)

    def _show_links(self, links: tuple[Link, ...], vocabularies: Vocabularies) -> None:
        self._links_heading.setVisible(bool(links) or not self._read_only)
        self._links.setVisible(bool(links))
        self._links.set_chips([self._chip(link, vocabularies) for link in links])

    def _chip(self, link: Link, vocabularies: Vocabularies) -> Chip:
        removable = not self._read_only and link.id is not None
        chip = Chip(link_text(link, vocabularies), removable, self._links)
        chip.setObjectName(f"link_{link.id}")
        chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        chip.setAccessibleDescription(link.other_title)
        chip.clicked.connect(lambda: self.open_requested.emit(link.other_id))
        chip.removed.connect(lambda: self.unlink_requested.emit(link.id))
        return chip


def link_text(link: Link, vocabularies: Vocabularies) -> str:
    """How the incident stands to another: `possibly the same as 2023-0105, shares 1–3`."""
    type_label = code_label("link_type", link.type, vocabularies)
    text = f"{type_label} {code(link.other_ref)}"
    if not link.outgoing and link.other_trashed and link.type is LinkType.SAME_AS:
        return QCoreApplication.translate("Links", "also logged as {ref}, now in the trash").format(
            ref=code(link.other_ref)
        )
    if not link.outgoing:
        backwards = QCoreApplication.translate("Links", "{ref}: {type} this")
        text = backwards.format(ref=code(link.other_ref), type=type_label)
    if link.shared_low is None and link.shared_high is None:
        return text
    low, high = link.shared_low, link.shared_high
    if low is None:
        extent = f"≤ {number_text(high or 0)}"
    elif high is None:
        extent = f"{number_text(low)}+"
    else:
        extent = number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
    return QCoreApplication.translate("Links", "{link}, shares {count}").format(link=text, count=code(extent))
