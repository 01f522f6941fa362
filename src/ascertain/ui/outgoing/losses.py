"""What would be lost by an export, looked for beside the window before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import LabeledField
from ascertain.ui.outgoing.loss_text import LossText, Piece, Ref
from ascertain.ui.outgoing.work import Work, WorkLine
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, fault_text, isolated, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.records import Incident
    from ascertain.exchange.outgoing import Loss

    Looking = Callable[[Queries, Conduct], Sequence[Loss]]

_AFTER_MS = 200
"""Whoever walks through the formats does not wait for each."""


class LossPane(QWidget):
    """Says what the format cannot hold, of how many incidents and of which; or that nothing is lost. `picked` carries
    the id of an incident that someone wants to see."""

    picked = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export_loss_pane")
        self._asker, self._finder = bridge.asker(self), bridge.asker(self)
        self._work: Work | None = None
        self._looking: Looking | None = None
        self._text = LossText(self)
        self._text.picked.connect(self._look_up)
        self._field = LabeledField(self.tr("What is &lost"), self._text, name="export_losses", parent=self)
        self._line = WorkLine("export_looking", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        column.addWidget(self._field, 1)
        column.addWidget(self._line)
        self._soon = QTimer(self)
        self._soon.setObjectName("export_losses_timer")
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._begin)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.toPlainText()

    @property
    def editor(self) -> LossText:
        """Where it stands."""
        return self._text

    def look(self, looking: Looking | None) -> None:
        """Look for what would be lost, instead of what is being looked for; None: there is nothing to export."""
        self.stop()
        self._looking = looking
        if looking is None:
            self._put(self.tr("There is nothing to export."))
            return
        self._put("")
        self._soon.start()

    def stop(self) -> None:
        """Look no further. What was not looked through to the end says nothing."""
        self._soon.stop()
        if self._work is not None:
            self._work.stop()
            self._work = None
            self._asker.drop()
            self._put(self.tr("Not looked through to the end."))
        self._line.say("")

    def _look_up(self, ref: str) -> None:
        self._finder.ask(lambda queries: queries.incident_by_ref(ref), partial(self._pick, ref))

    def _pick(self, ref: str, found: Incident | None) -> None:
        if found is not None:
            self.picked.emit(found.id)
            return
        text = self.tr("{ref} is not in the log any more.")
        self._line.say(text.replace("{ref}", code(ref)))

    def _begin(self) -> None:
        looking = self._looking
        if looking is None:
            return
        work = self._work = Work()
        self._line.follow(work, self.tr("Looking what is lost…"))
        conduct = work.conduct
        self._asker.ask(lambda queries: looking(queries, conduct), self._tell, self._fail)

    def _tell(self, losses: Sequence[Loss]) -> None:
        self._end()
        if losses:
            told = [self._told(each) for each in losses]
            self._put(*told[0], *(piece for each in told[1:] for piece in ("\n\n", *each)))
        else:
            self._put(self.tr("Nothing. This format holds all that is exported."))

    def _fail(self, fault: BaseException) -> None:
        self._end()
        self._put("" if isinstance(fault, Cancelled) else fault_text(fault))

    def _end(self) -> None:
        self._work = None
        self._line.say("")

    def _told(self, loss: Loss) -> list[Piece]:
        what, refs = tr_message(loss.what), loss.examples
        if not loss.records:
            return [what]
        if loss.records == 1:
            text = self.tr("{what} 1 incident: {refs}") if refs else self.tr("{what} 1 incident.")
        elif len(refs) < loss.records:
            text = self.tr("{what} {count} incidents: {refs}, …") if refs else self.tr("{what} {count} incidents.")
        else:
            text = self.tr("{what} {count} incidents: {refs}")
        # What is lost comes last: no text that is put in is searched for places.
        before, place, after = text.partition("{refs}")
        named: list[Piece] = [piece for each in refs for piece in (", ", Ref(each))][1:] if place else []
        count = code(number_text(loss.records))
        ends = [each.replace("{count}", count).replace("{what}", isolated(what)) for each in (before, after)]
        return [ends[0], *named, ends[1]]

    def _put(self, *pieces: Piece) -> None:
        self._text.show_pieces([each for each in pieces if each])
