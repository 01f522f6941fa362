"""Asks the log, once typing rests, for incidents that may be the one that is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from ascertain.domain.duplicates import LookAlike
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.duplicates import SHOWN, DuplicateCard
from ascertain.ui.form.incident.presenter import IncidentPresenter

_SOON_MS = 250
"""How long typing rests before the log is asked."""


class LikenessWatch(QObject):
    """Fills the card of possible duplicates. What the user leaves alone is not shown again for the same incident."""

    def __init__(self, bridge: Bridge, presenter: IncidentPresenter, card: DuplicateCard, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("likeness_watch")
        self._presenter, self._card = presenter, card
        self._asker = bridge.asker(self)
        self._left_alone: frozenset[int] = frozenset()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask)
        card.dismissed.connect(self._leave_alone)

    def start(self) -> None:
        """Another incident is typed."""
        self._asker.drop()
        self._soon.stop()
        self._left_alone = frozenset()

    def look(self) -> None:
        """What describes the incident has changed."""
        self._soon.start()

    def _ask(self) -> None:
        if not self._presenter.describes_event():
            self._card.show_found(())
            return
        content, _ = self._presenter.content()
        own = self._presenter.incident.id if self._presenter.incident is not None else None
        most = SHOWN + len(self._left_alone)
        self._asker.ask(
            lambda queries: queries.like_content(content, most, leave_out=own),
            self._show,
            # Nothing depends on it: what is wrong with the log is told by what matters.
            lambda _: self._card.show_found(()),
        )

    def _show(self, found: Sequence[LookAlike]) -> None:
        self._card.show_found([each for each in found if each.row.id not in self._left_alone])

    def _leave_alone(self, ids: object) -> None:
        self._left_alone |= frozenset(ids) if isinstance(ids, tuple) else frozenset()
