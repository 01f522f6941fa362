"""What the program does while it is killed: saves through its own window, by typing or by command after command."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication

from ascertain.app.commands import Command, LogIncident, Redo, SetStatus, TagIncidents, TrashIncidents, Undo
from ascertain.app.notices import LogChanged
from ascertain.domain.codes import Status
from ascertain.ui.shell.window import MainWindow
from tests.acceptance.hands import CTRL, press, tab_to, type_text
from tests.prove.incidents import content_of, reason_of, title_of

_IN_FLIGHT = 3
_STATUSES = (Status.CLAIMED, Status.PARTLY_CONFIRMED, Status.CONFIRMED, Status.DISPUTED)
_BY_HAND = 2


class Script:
    """Saves without end in one window."""

    def __init__(self, window: MainWindow, number: int, fault: Callable[[BaseException], None]) -> None:
        self._window = window
        self._number = number
        self._fault = fault
        self._random = random.Random(number)
        self._commands = self._mixed()
        self._made: list[int] = []
        self._changes = 0
        window.bridge.changed.connect(self._count)

    def run_commands(self) -> None:
        """Keep some commands under way."""
        for _ in range(_IN_FLIGHT):
            self._run_next()

    def type_by_hand(self) -> None:
        """Open the form, type, save, and again."""
        try:
            for at in range(1_000_000):
                self._log_by_hand(at)
        except Exception as error:
            self._fault(error)
            raise

    def _log_by_hand(self, at: int) -> None:
        before = self._changes
        press(Qt.Key.Key_N, CTRL)
        tab_to("title")
        type_text(title_of(f"Typed {self._number}-{at}", _BY_HAND, 1))
        tab_to("sources_line")
        for source in ("A channel", "A ministry"):
            type_text(source)
            press(Qt.Key.Key_Return)
        tab_to("tags_line")
        type_text("typed")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return, CTRL)
        self._wait(lambda: self._changes > before and not self._window.side.form_open)

    def _count(self, _: object) -> None:
        self._changes += 1

    def _wait(self, until: Callable[[], bool]) -> None:
        while not until():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _run_next(self, done: LogChanged | None = None) -> None:
        if done is not None:
            self._made.extend(done.made)
        self._window.bridge.run(next(self._commands), self._run_next, self._fault)

    def _mixed(self) -> Iterator[Command]:
        at = 0
        while True:
            at += 1
            name = f"Saved {self._number}-{at}"
            draw = self._random.random()
            some = tuple(self._made[-8:])
            if draw < 0.5 or not some:
                yield LogIncident(content_of(name, self._random))
            elif draw < 0.7:
                yield SetStatus(some, self._random.choice(_STATUSES), reason_of(name, len(some)))
            elif draw < 0.8:
                yield TagIncidents(some, add=(f"tag {at}",))
            elif draw < 0.9:
                yield Undo()
                yield Redo()
            else:
                yield TrashIncidents((self._made.pop(),))
