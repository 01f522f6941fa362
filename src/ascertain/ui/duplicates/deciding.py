"""Carries out a decision about two incidents; asks first where more must be known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from ascertain.ui.duplicates.decisions import Decision, command_of

if TYPE_CHECKING:
    from ascertain.app.commands import Command
    from ascertain.ui.bridge import Bridge

Named = tuple[int, str]
"""An incident: its id and its number."""


class Decider:
    """Decides for one screen. `done` hears of a decision that is in the log, `failed` of one that is not, `closed` of
    every dialog that is closed."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget,
        *,
        done: Callable[[Decision], None],
        failed: Callable[[BaseException], None],
        closed: Callable[[], None],
    ) -> None:
        self._bridge, self._parent = bridge, parent
        self._done, self._failed, self._closed = done, failed, closed

    def decide(self, decision: Decision, first: Named, second: Named, others: Sequence[int] = ()) -> None:
        """Carry out a decision. `others` are offered beside the two where they are to be merged."""
        command = command_of(decision, first[0], second[0])
        if command is not None:
            self._run(command, decision)
        elif decision is Decision.OVERLAP:
            from ascertain.ui.duplicates.overlap import OverlapDialog

            overlap = OverlapDialog(first, second, self._parent)
            self._open(overlap, lambda: self._run(overlap.command, decision))
        else:
            self.merge((first[0], second[0]), others)

    def merge(self, ids: Sequence[int], others: Sequence[int] = ()) -> None:
        """Ask what the one that several become is to hold."""
        from ascertain.ui.duplicates.merge_dialog import MergeIncidentsDialog

        dialog = MergeIncidentsDialog(self._bridge, ids, others, self._parent)

        def run() -> None:
            for command in dialog.commands:
                self._run(command, Decision.SAME)

        self._open(dialog, run)

    def _run(self, command: Command, decision: Decision) -> None:
        self._bridge.run(command, lambda _: self._done(decision), self._failed)

    def _open(self, dialog: QDialog, accepted: Callable[[], None]) -> None:
        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._closed())
        dialog.open()
