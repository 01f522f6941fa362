"""What would be lost by an export, looked for beside the window before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import LabeledField
from ascertain.ui.outgoing.work import Work, WorkLine
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, fault_text, isolated, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.exchange.outgoing import Loss

    Looking = Callable[[Queries, Conduct], Sequence[Loss]]

_AFTER_MS = 200
"""Whoever walks through the formats does not wait for each."""


class LossPane(QWidget):
    """Says what the format cannot hold, of how many incidents and of which; or that nothing is lost."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export_loss_pane")
        self._asker = bridge.asker(self)
        self._work: Work | None = None
        self._looking: Looking | None = None
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
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
    def editor(self) -> QPlainTextEdit:
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
            self._put("\n\n".join(map(self._told, losses)))
        else:
            self._put(self.tr("Nothing. This format holds all that is exported."))

    def _fail(self, fault: BaseException) -> None:
        self._end()
        self._put("" if isinstance(fault, Cancelled) else fault_text(fault))

    def _end(self) -> None:
        self._work = None
        self._line.say("")

    def _told(self, loss: Loss) -> str:
        what, refs = tr_message(loss.what), ", ".join(map(code, loss.examples))
        if not loss.records:
            return what
        if loss.records == 1:
            text = self.tr("{what} 1 incident: {refs}") if refs else self.tr("{what} 1 incident.")
        elif len(loss.examples) < loss.records:
            text = self.tr("{what} {count} incidents: {refs}, …") if refs else self.tr("{what} {count} incidents.")
        else:
            text = self.tr("{what} {count} incidents: {refs}")
        places = {"{what}": isolated(what), "{count}": code(number_text(loss.records)), "{refs}": refs}
        for place, filled in places.items():
            text = text.replace(place, filled)
        return text

    def _put(self, text: str) -> None:
        if text != self._text.toPlainText():
            self._text.setPlainText(text)
        self._text.setAccessibleDescription(text)
