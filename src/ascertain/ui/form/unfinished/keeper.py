"""Keeps what is typed in one form on disk, soon after the last key, until the form is saved or given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ascertain.domain.drafts import Draft
from ascertain.domain.problems import LogUnavailable
from ascertain.ui.bridge import Bridge
from ascertain.ui.wording import fault_text

REST_MS = 800
"""How long typing rests before it is kept."""
MOST_MS = 1500
"""How long it takes at most while typing goes on; with the writing, two seconds."""
AGAIN_MS = 5000
"""When what could not be kept is tried again."""

Finished = Callable[[bool], None]


class DraftKeeper(QObject):
    """Told of every edit by `touch`. `read` gives the form as a draft, whatever its uid; None where nothing is typed
    that is not saved.

    `kept` carries the `Draft` that is on disk now; `trouble` why it could not be kept, empty once it was.
    """

    kept = Signal(object)
    trouble = Signal(str)

    def __init__(self, bridge: Bridge, read: Callable[[], Draft | None], parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("draft_keeper")
        self._bridge, self._read = bridge, read
        bridge.look_after(self)
        self._uid = ""
        self._on_disk: Draft | None = None
        self._there = False
        self._writing = False
        self._paused = False
        self._failing = False
        self._typed_in = False
        self._rest, self._most, self._again = (self._timer(ms) for ms in (REST_MS, MOST_MS, AGAIN_MS))

    @property
    def uid(self) -> str:
        """The uid of the draft in hand; empty while nothing of the form was given to be kept."""
        return self._uid

    def unfinished(self) -> Draft | None:
        """The form as a draft, as it stands now; None where nothing is typed that is not saved, or all was given up."""
        draft = self._read() if self._typed_in else None
        return None if draft is None else replace(draft, uid=self._named())

    def touch(self) -> None:
        """Something was typed: keep it when typing rests, and while it goes on."""
        self._typed_in = True
        if self._paused or self._bridge.session.read_only:
            return
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def begin(self, draft: Draft | None = None) -> None:
        """Look after another form from now on, of which `draft` is on disk. What is kept of the former one stays."""
        self._stop()
        self._uid, self._there, self._on_disk = "", False, None
        self._paused, self._typed_in = False, draft is not None
        if draft is not None:
            self._uid, self._there = draft.uid, True
        self.trouble.emit("")

    def keep_now(self, finished: Finished | None = None) -> None:
        """Keep what stands in the form without waiting; `finished` is called with whether it is on disk."""
        self._stop()
        self._keep(finished)

    def pause(self) -> str:
        """Keep nothing while the form is being saved; the uid of the draft that goes with the save."""
        self._stop()
        self._paused = True
        return self._uid

    def go_on(self) -> None:
        """The form was not saved: what stands in it is kept again."""
        self._paused = False
        self.touch()

    def drop(self) -> None:
        """What was typed is given up, and what is kept of it goes."""
        uid, there = self._uid, self._there or self._writing
        self.begin()
        if there:
            self._bridge.drop_draft(uid)

    # ---- writing

    def _keep(self, finished: Finished | None = None) -> None:
        if self._bridge.session.read_only:
            self._answer(finished, False)
            return
        draft = self.unfinished()
        if draft is None:
            # All that was typed was taken back.
            if self._there:
                self.drop()
            self._answer(finished, True)
        elif finished is None and (self._writing or draft == self._on_disk):
            if self._writing:
                self._rest.start()
        else:
            self._write(draft, finished)

    def _write(self, draft: Draft, finished: Finished | None) -> None:
        self._writing = True
        uid = draft.uid

        def done(kept: Draft) -> None:
            self._writing = self._failing = False
            if self._uid == uid:
                self._there, self._on_disk = True, draft
                self._again.stop()
                self.trouble.emit("")
                self.kept.emit(kept)
            self._answer(finished, True)

        def failed(fault: BaseException) -> None:
            self._writing = False
            if self._uid == uid:
                self.trouble.emit(fault_text(fault))
                self._again.start()
            if not isinstance(fault, LogUnavailable) and not self._failing:
                # Nobody foresaw it: it is told and written down, once for all that is tried again.
                self._bridge.trouble.emit(fault)
            self._failing = True
            self._answer(finished, False)

        self._bridge.keep_draft(draft, done, failed)

    def _answer(self, finished: Finished | None, kept: bool) -> None:
        if finished is not None:
            finished(kept)

    def _named(self) -> str:
        self._uid = self._uid or self._bridge.session.ids.new()
        return self._uid

    def _due(self) -> None:
        self.keep_now()

    def _stop(self) -> None:
        for timer in (self._rest, self._most, self._again):
            timer.stop()

    def _timer(self, ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(self._due)
        return timer
