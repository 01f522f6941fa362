"""Backups by themselves, as a window sees them: looked for every minute, told in the status line, made on closing."""

from __future__ import annotations

from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ascertain.ui.backups.words import moment_text
from ascertain.ui.bridge import Bridge
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.status_line import StatusLine
from ascertain.ui.wording import tr_message

if TYPE_CHECKING:
    from ascertain.app.errands import Errand
    from ascertain.app.safekeeping import Safekeeping, Safety
    from ascertain.ui.dialogs.carrying import CarryingSheet

_LOOK_EVERY_MS = 60_000
_SHORT_S = 0.4
"""How long closing waits for a backup before it shows that it does, in seconds."""

_FOLLOW_EVERY_MS = 40


class BackupWatch(QObject):
    """Keeps one open log safe while its window stands. `begin` comes after the first paint."""

    def __init__(self, bridge: Bridge, remembered: Remembered, line: StatusLine, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("backup_watch")
        self._bridge, self._remembered, self._line, self._window = bridge, remembered, line, window
        self.keeping: Safekeeping | None = None
        self._leaving = False
        self._closing: Errand[None] | None = None
        self._sheet: CarryingSheet | None = None
        self._every = QTimer(self)
        self._every.setObjectName("backup_every")
        self._every.setInterval(_LOOK_EVERY_MS)
        self._every.timeout.connect(self.look)

    @property
    def leaving(self) -> bool:
        """Whether the window may go: what was to be backed up is, or nobody wants to wait for it."""
        return self._leaving

    def begin(self) -> None:
        """Find out which backups there are, and look after them from now on."""
        from ascertain.app.safekeeping import Safekeeping

        if self._bridge.session.read_only:
            return
        keeping = self.keeping = Safekeeping(
            self._bridge.session, lambda: self._remembered.value.backup_root, self._bridge.carrier(self._show)
        )
        keeping.begin()
        self._every.start()

    def look(self) -> None:
        """Have a backup made if one is due."""
        if self.keeping is not None and not self._leaving and self._closing is None:
            self.keeping.look()

    def leave(self) -> None:
        """Make no backup on closing: one is made by what follows, or nobody wants one."""
        self._leaving = True
        self._every.stop()
        if self.keeping is not None:
            self.keeping.close()

    def ready_to_close(self) -> bool:
        """Whether the window may close now. Where the backup takes long, it says so, and closes the window after."""
        from ascertain.app.errands import Errand

        if self._leaving or self.keeping is None:
            self.leave()
            return True
        if self._closing is not None:
            return False
        self._closing = Errand(self.keeping.at_close)
        try:
            self._closing.start().exception(timeout=_SHORT_S)
        except NotYet:
            self._show_waiting(self._closing)
            return False
        self.leave()
        return True

    def _show_waiting(self, errand: Errand[None]) -> None:
        from ascertain.ui.dialogs.carrying import CarryingSheet

        sheet = self._sheet = CarryingSheet(self.tr("Backing up before closing"), errand.stop, self._window)
        sheet.setObjectName("closing_dialog")
        sheet.cancel_button.setText(self.tr("Close without a backup"))
        follow = QTimer(self)
        follow.setObjectName("backup_follow")
        follow.setInterval(_FOLLOW_EVERY_MS)

        def step() -> None:
            if self._leaving:
                # The window went another way meanwhile.
                follow.stop()
                sheet.finish()
            elif errand.future.done():
                follow.stop()
                sheet.finish()
                self.leave()
                # Not from within a timer that goes with the window.
                QTimer.singleShot(0, self._window, lambda: self._window.close())
            else:
                sheet.tell(errand.done, errand.total)

        follow.timeout.connect(step)
        follow.start()
        sheet.open()

    def _show(self, safety: Safety) -> None:
        today = self._bridge.session.clock.today()
        if safety.making:
            self._line.show_backup(self.tr("Backing up…"))
        elif safety.failed is not None:
            self._line.show_backup(self.tr("Last backup failed"), tr_message(safety.failed), look="problem")
        elif safety.newest is not None:
            text = self.tr("Last backup {time} ✓").replace("{time}", moment_text(safety.newest.made_at, today))
            if safety.warning is None:
                self._line.show_backup(text)
            else:
                self._line.show_backup(text, tr_message(safety.warning), look="warning")
        elif safety.known:
            self._line.show_backup(self.tr("No backup yet"))
