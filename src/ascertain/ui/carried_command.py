"""A command that may take long: it shows itself then, with how far it is and a way to cancel it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ascertain.domain.conduct import Cancelled, Conduct

if TYPE_CHECKING:
    from ascertain.app.commands import Command
    from ascertain.app.notices import LogChanged
    from ascertain.ui.bridge import Bridge, Failed
    from ascertain.ui.dialogs.carried_strip import CarriedStrip

_LONG_MS = 500
"""After so long the command shows itself."""
_LOOK_EVERY_MS = 100


def carry_command(
    bridge: Bridge,
    command: Command,
    owner: QObject,
    done: Callable[[LogChanged], None],
    failed: Failed,
    cancelled: Callable[[], None],
) -> None:
    """Carry out a command. The window stays usable meanwhile; what is cancelled is not there at all."""
    carried = CarriedCommand(owner)

    def settled(notice: LogChanged) -> None:
        carried.finish()
        done(notice)

    def unsettled(fault: BaseException) -> None:
        carried.finish()
        if not isinstance(fault, Cancelled):
            failed(fault)
        elif isValid(owner):
            cancelled()

    bridge.run(command, settled, unsettled, carried.conduct)


class CarriedCommand:
    """Watches one command."""

    def __init__(self, owner: QObject) -> None:
        self._window = _window_of(owner)
        self._stop = threading.Event()
        self._told = (0, 0)
        self._strip: CarriedStrip | None = None
        self.conduct = Conduct(self._note, self._stop.is_set)
        self._watch = QTimer(owner)
        self._watch.setInterval(_LONG_MS)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    def finish(self) -> None:
        """The command has ended."""
        if isValid(self._watch):
            self._watch.stop()
            self._watch.deleteLater()
        if self._strip is not None and isValid(self._strip):
            self._strip.finish()

    def _note(self, done: int, total: int) -> None:
        self._told = done, total

    def _look(self) -> None:
        if self._strip is None and self._window is not None and isValid(self._window):
            from ascertain.ui.dialogs.carried_strip import CarriedStrip

            self._watch.setInterval(_LOOK_EVERY_MS)
            title = QCoreApplication.translate("CarriedCommand", "Changing the log…")
            self._strip = CarriedStrip(title, self._stop.set, self._window)
        if self._strip is not None and isValid(self._strip):
            self._strip.tell_share(*self._told)


def _window_of(owner: QObject) -> QWidget | None:
    """The window in which something stands."""
    above: QObject | None = owner
    while above is not None and not isinstance(above, QWidget):
        above = above.parent()
    return above.window() if isinstance(above, QWidget) else None
