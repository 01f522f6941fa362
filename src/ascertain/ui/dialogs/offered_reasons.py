"""The reason of a status in a dialog, with reasons to choose from beneath it, as at the review desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.codes import Status
from ascertain.domain.records import Incident
from ascertain.domain.review import UsedReason
from ascertain.domain.review_reasons import known_of, offered_reasons
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import LabeledField
from ascertain.ui.review.reason_box import MOST_OFFERED, ReasonBox, ReasonOffers
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import date_text

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.ui.bridge import Bridge

Known = tuple[Incident | None, tuple[UsedReason, ...]]


class OfferedReasons(QWidget):
    """Where the reason is typed. Alt and a digit, or Down and Enter, take one of those offered for the status."""

    def __init__(self, vocabularies: Vocabularies, today: date, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_part")
        self._vocabularies, self._today = vocabularies, today
        self._status = ""
        self._incident: Incident | None = None
        self._used: tuple[UsedReason, ...] = ()
        self.box = ReasonBox(self)
        self.box.setFixedHeight(current_theme().px(84))
        self._offers = ReasonOffers(self)
        self._offers.taken.connect(self._take)
        self._offers.left.connect(lambda: self.box.setFocus(Qt.FocusReason.OtherFocusReason))
        self.box.offers_wanted.connect(self._offers.take_keyboard)
        self.box.textChanged.connect(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        column.addWidget(LabeledField(self.tr("&Why"), self.box, self.tr("kept in the history"), name=name))
        column.addWidget(self._offers)
        for at in range(MOST_OFFERED):
            shortcut = QShortcut(QKeySequence(f"Alt+{at + 1}"), parent)
            shortcut.activated.connect(partial(self._take, at))

    def show_status(self, status: str) -> None:
        """Offer reasons for another status."""
        self._status = status
        self._offer()

    def ask(self, bridge: Bridge, incident_ids: tuple[int, ...]) -> None:
        """Ask the log for the reasons given before and, of a single incident, for what fills the places of a reason."""
        bridge.asker(self).ask(_known(incident_ids), self._know)

    def _know(self, known: Known) -> None:
        self._incident, self._used = known
        self._offer()

    def _take(self, at: int) -> None:
        if at < len(self._offers.texts):
            self.box.take(self._offers.texts[at])
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        known = {"today": date_text(self._today)}
        incident = self._incident
        if incident is not None:
            known = known_of(incident.content, incident.origins, Status(self._status), date_text(self._today))
        typed = "" if self.box.textCursor().hasSelection() else self.box.toPlainText()
        self._offers.show_offers(offered_reasons(self._vocabularies, self._status, self._used, typed, known=known))


def _known(incident_ids: tuple[int, ...]) -> Callable[[Queries], Known]:
    def ask(queries: Queries) -> Known:
        incident = queries.incident(incident_ids[0]) if len(incident_ids) == 1 else None
        return incident, tuple(queries.used_reasons())

    return ask
