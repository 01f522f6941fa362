"""Two incidents beside each other: every fact, those that differ marked, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ascertain.domain.duplicates import Pair
from ascertain.ui.detail.accounts_told import StatementShown, all_shown
from ascertain.ui.detail.facts import facts
from ascertain.ui.detail.found_words import FoundWords
from ascertain.ui.detail.opened import Opened, opened
from ascertain.ui.detail.pile import Pile
from ascertain.ui.detail.statement_card import StatementCard
from ascertain.ui.kit import Card, SectionHeading, text_label
from ascertain.ui.theme import current_theme, restyle
from ascertain.ui.wording import code, field_label, isolated, joined, right_to_left, status_word
from ascertain.ui.wording.likeness import likeness_text, reasons_against, reasons_for

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.ui.bridge import Bridge

Both = tuple[Opened | None, Opened | None, Pair | None]


def both_opened(one: int, other: int) -> Callable[[Queries], Both]:
    """The question for two incidents and how far they may be one."""
    return lambda queries: (opened(one)(queries), opened(other)(queries), queries.compared(one, other))


class SideBySide(QWidget):
    """Laid out for reading from left to right: what the fact is, the first, the second."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("side_by_side")
        self._session = bridge.session
        self._words = FoundWords(self)
        px = current_theme().px
        self._why = Card(self)
        self._why.setObjectName("side_by_side_why")
        self._score, self._for, self._against = (self._label(name, look) for name, look in (
            ("side_by_side_score", "strong"), ("side_by_side_for", ""), ("side_by_side_against", ""),
        ))  # fmt: skip
        for label in (self._score, self._for, self._against):
            self._why.body.addWidget(label)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(5))
        for place, stretch in enumerate((0, 1, 1)):
            self._grid.setColumnStretch(place, stretch)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._accounts = QGridLayout()
        self._accounts.setHorizontalSpacing(px(14))
        self._piles = [self._pile(at) for at in (0, 1)]
        heading = SectionHeading(self.tr("Who says so"), self)
        heading.setObjectName("side_by_side_accounts")
        for at, pile in enumerate(self._piles):
            self._accounts.addWidget(pile, 0, at, Qt.AlignmentFlag.AlignTop)
            self._accounts.setColumnStretch(at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(14))
        column.setSpacing(px(8))
        column.addWidget(self._why)
        column.addLayout(self._grid)
        column.addWidget(heading)
        column.addLayout(self._accounts)
        column.addStretch(1)

    def show_both(self, one: Opened, other: Opened, pair: Pair | None) -> None:
        """Show two incidents."""
        self._why.setVisible(pair is not None)
        if pair is not None:
            self._score.setText(likeness_text(pair.comparison))
            self._put(self._for, self.tr("For it: {reasons}"), reasons_for(pair.comparison))
            self._put(self._against, self.tr("Against it: {reasons}"), reasons_against(pair.comparison))
        rows = self._facts(one, other)
        while len(self._rows) < len(rows):
            self._add_row()
        for at, labels in enumerate(self._rows):
            for label in labels:
                label.setVisible(at < len(rows))
            if at < len(rows):
                self._fill(labels, *rows[at])
        for pile, shown in zip(self._piles, (one, other), strict=True):
            pile.show_items(all_shown(shown, self._session.vocabularies))

    def _facts(self, one: Opened, other: Opened) -> list[tuple[str, str, str]]:
        vocabularies, today, fields = self._session.vocabularies, self._session.clock.today(), self._session.fields
        found: list[dict[str, str]] = []
        for each in (one, other):
            incident = each.incident
            head = {
                field_label("ref"): code(incident.ref),
                field_label("title"): isolated(incident.content.title),
                field_label("status"): joined(
                    status_word(incident.content.status, vocabularies), isolated(incident.content.status_reason)
                ),
            }
            found.append(head | dict(facts(each, vocabularies, today, fields)))
        return [(label, *(each.get(label, "–") for each in found)) for label in dict.fromkeys((*found[0], *found[1]))]  # type: ignore[misc]

    def _fill(self, labels: tuple[QLabel, QLabel, QLabel], label: str, one: str, other: str) -> None:
        differs = one != other and label != field_label("ref")
        mark = self.tr("≠ {field}").format(field=label) if differs else label
        for widget, text in zip(labels, (mark, one, other), strict=True):
            widget.setText(text)
        labels[0].setAccessibleName(self.tr("{field}: they differ").format(field=label) if differs else label)
        for widget, value in zip(labels[1:], (one, other), strict=True):
            widget.setAccessibleName(f"{label}: {value}")
            self._dress(widget, "strong" if differs else "")
        self._dress(labels[0], "strong" if differs else "muted")

    @staticmethod
    def _dress(widget: QLabel, look: str) -> None:
        if widget.property("look") != look:
            widget.setProperty("look", look)
            restyle(widget)

    def _put(self, label: QLabel, text: str, reasons: list[str]) -> None:
        label.setText(text.replace("{reasons}", " ".join(reasons)))
        label.setVisible(bool(reasons))

    def _label(self, name: str, look: str) -> QLabel:
        made = text_label("", look, wraps=True, selectable=True, parent=self)
        made.setObjectName(name)
        return made

    def _add_row(self) -> None:
        at = len(self._rows)
        made = (
            self._label(f"pair_label_{at}", "muted"), self._label(f"pair_one_{at}", ""),
            self._label(f"pair_other_{at}", ""),
        )  # fmt: skip
        made[0].setWordWrap(False)
        # Absolute, so that every value stands at the same side of its column, whatever its script.
        side = Qt.AlignmentFlag.AlignRight if right_to_left() else Qt.AlignmentFlag.AlignLeft
        for label in made[1:]:
            label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        for column, label in enumerate(made):
            self._grid.addWidget(label, at, column, Qt.AlignmentFlag.AlignTop)
        self._rows.append(made)

    def _pile(self, at: int) -> Pile[StatementShown, StatementCard]:
        return Pile(
            f"pair_statements_{at}",
            lambda number, parent: StatementCard(number, full=False, found=self._words, parent=parent),
            StatementCard.show_statement,
            6,
            self,
        )
