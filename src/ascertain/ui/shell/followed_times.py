"""Telling that times moved along with the record from which they are told."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ascertain.app.notices import LogChanged
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import NoticeBar
from ascertain.ui.wording import tr_message


class FollowedTimes(QObject):
    """Says in the notice bar how many times moved, whichever form or command changed the day, with Undo beside it."""

    def __init__(self, bridge: Bridge, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("followed_times")
        self._bridge, self._notices = bridge, notices
        self._told = ""
        bridge.changed.connect(self._tell)

    def _tell(self, notice: LogChanged) -> None:
        if notice.followed:
            self._told = tr_message(notice.label)
            self._notices.show_notice(self._told, self.tr("Undo"), self._undo, tone="ok", seconds=20)
        elif self._told and notice.operation:
            # Undo would turn back what came since.
            if self._notices.text == self._told:
                self._notices.dismiss()
            self._told = ""

    def _undo(self) -> None:
        from ascertain.app.commands import Undo

        self._bridge.run(Undo())
