"""The line under the filters where a search finds little: what was meant, perhaps, and documents with the words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import FlowLayout, button, text_label
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.search.mending import Offers

FEW = 3
"""Incidents up to which a search finds little."""


class OfferLine(QWidget):
    """Asks the log what was meant once a search has found little. What is offered finds something."""

    def __init__(self, bridge: Bridge, state: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("offer_line")
        self.setProperty("area", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("What the search may have meant"))
        self._asker = bridge.asker(self)
        self._state = state
        self._buttons: list[QPushButton] = []
        self._meant = text_label(self.tr("Did you mean:"), "muted", parent=self)
        self._meant.setObjectName("offer_meant")
        px = current_theme().px
        self._row = FlowLayout(self, px(8))
        self._row.setContentsMargins(px(12), px(6), px(12), px(6))
        self._row.addWidget(self._meant)
        self.hide()

    def follow(self, found: int) -> None:
        """So many incidents were found by the search of the view."""
        search = self._state.search
        if found > FEW or not search.terms:
            self._asker.drop()
            self._show(None)
            return

        def ask(queries: Queries) -> Offers:
            return queries.offers(search)

        self._asker.ask(ask, self._show)

    def first(self) -> QWidget | None:
        """The first of what is offered, to be taken with the keyboard."""
        return self._buttons[0] if self._buttons and self.isVisible() else None

    def _show(self, offers: Offers | None) -> None:
        for each in self._buttons:
            self._row.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._buttons = []
        if offers:
            for at, offer in enumerate(offers.instead):
                self._add(f"offer_{at}", isolated(offer.shown), offer.search, IconName.SEARCH)
            if offers.documents:
                self._add(
                    "offer_documents", self._in_documents(offers.documents), offers.in_documents, IconName.DOCUMENT
                )
            self._meant.setVisible(bool(offers.instead))
            self._meant.setFixedHeight(self._buttons[0].sizeHint().height())
        self.setVisible(bool(self._buttons))
        self.updateGeometry()

    def _in_documents(self, count: int) -> str:
        if count == 1:
            return self.tr("One document holds these words: show its incidents")
        return self.tr("{count} documents hold these words: show their incidents").replace(
            "{count}", number_text(count)
        )

    def _add(self, name: str, words: str, search: str, sign: IconName) -> None:
        made = button(words.replace("&", "&&"), "link", icon=sign, name=name, parent=self)
        made.setAccessibleDescription(self.tr("Search for {search}").replace("{search}", search))
        made.clicked.connect(partial(self._take, search))
        self._row.addWidget(made)
        self._buttons.append(made)

    def _take(self, search: str, _: bool = False) -> None:
        self._state.ask(search)
