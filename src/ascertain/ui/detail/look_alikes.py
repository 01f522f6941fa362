"""Incidents that may be the one that is shown, with why, and the decisions about each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ascertain.domain.duplicates import LookAlike
from ascertain.domain.records import Incident
from ascertain.ui.duplicates.deciding import Decider
from ascertain.ui.duplicates.decisions import Decision, label_of
from ascertain.ui.kit import Card, InlineProblem, SectionHeading, button, text_label
from ascertain.ui.shell.faults import told
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, joined, when_text, where_text
from ascertain.ui.wording.likeness import likeness_text, reasons_text

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

SHOWN = 3
"""How many are shown."""


class LookAlikes(QWidget):
    """Asks the log beside the pane, so that the pane does not wait; hidden while there are none."""

    open_requested = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("look_alikes")
        self._bridge = bridge
        self._vocabularies = bridge.session.vocabularies
        self._asker = bridge.asker(self)
        self._incident: Incident | None = None
        self._cards: list[QWidget] = []
        self._decider = Decider(bridge, self, done=self._decided, failed=self._failed, closed=lambda: None)
        heading = SectionHeading(self.tr("May be the same as"), self)
        heading.setObjectName("look_alikes_heading")
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName("look_alikes_problem")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(4))
        self._column.addWidget(heading)
        self._column.addWidget(self._problem)
        self.hide()

    def show_incident(self, incident: Incident) -> None:
        """Look for those that may be this one. What is shown stays until the answer is there, for the same one."""
        if self._incident is None or self._incident.id != incident.id:
            self._put(())
        self._incident = incident
        if incident.trashed_at is not None:
            self._asker.drop()
            self._put(())
            return
        self._asker.ask(
            lambda queries: queries.like_incident(incident.id, SHOWN),
            self._put,
            # Nothing depends on it: what is wrong with the log is told by what matters.
            lambda _: self._put(()),
        )

    def _put(self, found: Sequence[LookAlike]) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            for each in (card, *card.findChildren(QWidget)):
                each.setObjectName("")
            card.deleteLater()
        self._problem.set_text("")
        self._cards = [self._card(at, each) for at, each in enumerate(found)]
        for card in self._cards:
            self._column.addWidget(card)
        self.setVisible(bool(found))

    def _card(self, at: int, found: LookAlike) -> Card:
        row = found.row
        card = Card(self)
        card.setObjectName(f"look_alike_{at}")
        where = where_text(row, self._vocabularies)
        title = text_label(isolated(row.title), "strong", wraps=True, selectable=True, parent=card)
        title.setObjectName(f"look_alike_{at}_title")
        facts = text_label(joined(code(row.ref), when_text(row)[0], isolated(where)), "small", wraps=True, parent=card)
        facts.setObjectName(f"look_alike_{at}_facts")
        why = text_label(
            joined(likeness_text(found.comparison), reasons_text(found.comparison)), "small", wraps=True, parent=card
        )
        why.setObjectName(f"look_alike_{at}_why")
        opened = button(self.tr("Open"), "link", name=f"look_alike_{at}_open", parent=card)
        opened.setAccessibleName(self.tr("Open {ref}").format(ref=code(row.ref)))
        opened.clicked.connect(lambda: self.open_requested.emit(row.id))
        across = QHBoxLayout()
        across.addWidget(opened)
        across.addStretch(1)
        if not self._bridge.session.read_only:
            decide = button(self.tr("Decide…"), "quiet", name=f"look_alike_{at}_decide", parent=card)
            decide.setAccessibleName(self.tr("Decide how {ref} stands to this one").format(ref=code(row.ref)))
            decide.setMenu(self._menu(at, row.id, row.ref, decide))
            across.addWidget(decide)
        for widget in (title, facts, why):
            card.body.addWidget(widget)
        card.body.addLayout(across)
        return card

    def _menu(self, at: int, other_id: int, other_ref: str, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.setObjectName(f"look_alike_{at}_menu")
        own = code(self._incident.ref) if self._incident is not None else ""
        for decision in Decision:
            action = menu.addAction(label_of(decision, own, code(other_ref)).replace("&", "&&"))
            action.setObjectName(f"look_alike_{at}_{decision.value}")
            action.triggered.connect(partial(self._decide, decision, other_id, other_ref))
        return menu

    def _decide(self, decision: Decision, other_id: int, other_ref: str, _checked: bool = False) -> None:
        if self._incident is not None:
            self._decider.decide(decision, (self._incident.id, self._incident.ref), (other_id, other_ref))

    def _decided(self, _: Decision) -> None:
        # The pane hears of the change and shows the incident anew; where it was merged away, what it became is shown.
        if self._incident is not None:
            self.show_incident(self._incident)

    def _failed(self, fault: BaseException) -> None:
        self._problem.set_text(told(fault))
