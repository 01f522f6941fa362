"""Commands that say what they did and offer to undo it, until something else changes the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from shiboken6 import isValid

from ascertain.ui.kit import NoticeBar
from ascertain.ui.wording import isolated, tr_message

if TYPE_CHECKING:
    from ascertain.app.commands import Command
    from ascertain.app.notices import LogChanged
    from ascertain.ui.bridge import Bridge, Failed


class OfferedUndo(QObject):
    """Runs commands; the notice bar tells of each, with Undo beside it."""

    def __init__(self, bridge: Bridge, notices: NoticeBar, failed: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("offered_undo")
        self._bridge, self._notices, self._failed = bridge, notices, failed
        self._offered = (0, "")
        bridge.changed.connect(self._take_back)

    def run(
        self,
        command: Command,
        say: Callable[[LogChanged], str] | None = None,
        then: Callable[[LogChanged], None] | None = None,
    ) -> None:
        """Carry out a command; `say` words what was done, else the name of the operation stands. `then` comes last.

        Where what it stands in was closed meanwhile, nothing is said there; a trouble is then told by the window.
        """

        def done(notice: LogChanged) -> None:
            if not isValid(self):
                return
            if notice.operation:
                text = say(notice) if say else tr_message(notice.label)
                self._offered = (notice.operation, text)
                undo = QCoreApplication.translate("OfferedUndo", "Undo")
                self._notices.show_notice(text, undo, self._undo, tone="ok")
            else:
                self._notices.show_notice(tr_message(notice.label), seconds=4)
            if then is not None:
                then(notice)

        def failed(fault: BaseException) -> None:
            if isValid(self):
                self._failed(fault)
            else:
                self._bridge.trouble.emit(fault)

        self._carry(command, done, failed)

    def turn(self, command: Command) -> None:
        """Carry out an undo or a redo, of which the window tells by itself."""
        self._carry(command, lambda _: None, self._failed)

    def _carry(self, command: Command, done: Callable[[LogChanged], None], failed: Failed) -> None:
        from ascertain.ui.carried_command import carry_command

        carry_command(self._bridge, command, self, done, failed, self._tell_cancelled)

    def _undo(self) -> None:
        from ascertain.app.commands import Undo

        self.turn(Undo())

    def _tell_cancelled(self) -> None:
        text = QCoreApplication.translate("OfferedUndo", "Cancelled. Nothing was changed.")
        self._notices.show_notice(text, seconds=6)

    def _take_back(self, notice: LogChanged) -> None:
        """Once something else has changed, the Undo that a notice offers would turn back that instead."""
        operation, text = self._offered
        if notice.operation and operation and notice.operation != operation:
            self._offered = (0, "")
            if self._notices.text == text:
                self._notices.dismiss()


def restored_text(notice: LogChanged) -> str:
    """What is said after an earlier version was restored: the record, and when."""
    if notice.followed:
        return tr_message(notice.label)
    values = dict(notice.label.values)
    what = str(values.get("ref") or values.get("name") or "")
    text = QCoreApplication.translate("OfferedUndo", "Restored {what} to an earlier version")
    return text.replace("{what}", isolated(what))
