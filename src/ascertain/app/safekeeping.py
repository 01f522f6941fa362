"""Backups by themselves, for one open log: some time after changes, and when it is closed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.app.lanes import WriterLane
from ascertain.domain.backups import Backup, Why
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.messages import Message
from ascertain.domain.problems import LogUnavailable

if TYPE_CHECKING:
    from ascertain.app.backing_up import MadeBackup
    from ascertain.app.notices import LogChanged
    from ascertain.app.older_copies import OlderCopies
    from ascertain.app.session import LogSession

APART_S = 30 * 60
"""Seconds between two backups that are made by themselves."""


@dataclass(frozen=True, slots=True)
class Safety:
    """How the log stands with backups: the newest whole one, whether one is being made, why the last try failed, and
    what there is to look at."""

    newest: Backup | None = None
    known: bool = False
    """Whether the backups were looked for already."""
    making: bool = False
    failed: Message | None = None
    warning: Message | None = None


class Safekeeping:
    """Makes the backups of one open log on threads of their own: no save waits for them.

    `root` tells the folder for backups, None for beside the log. `told` is called on those threads, whenever the
    `safety` is another. A log that is open for reading only is not backed up by itself.
    """

    def __init__(
        self, session: LogSession, root: Callable[[], Path | None], told: Callable[[Safety], None] = lambda _: None
    ) -> None:
        self.safety = Safety()
        self._session, self._root, self._told = session, root, told
        self._lane = WriterLane("ascertain-backups")
        self._turn = threading.Lock()
        self._stop = threading.Event()
        self._newest_operation: int | None = None
        self._tried_at: int | None = None
        self._unsubscribe = session.notices.subscribe(self._note)
        session.safekeeping = self

    def begin(self) -> Future[None]:
        """Find out which backups there are."""
        return self._lane.do(self._find)

    def look(self) -> Future[None]:
        """Make a backup if one is due: there are changes since the newest, and it is half an hour old. Call it every
        minute or so."""
        return self._lane.do(self._look)

    def back_up(self, why: Why, conduct: Conduct | None = None) -> MadeBackup:
        """Make a backup now, on the thread that asks. Raises `LogUnavailable`, and `Cancelled`."""
        with self._turn:
            return self._make(why, conduct or Conduct())

    def older_copies(self) -> OlderCopies:
        """The backups there are now, and the copies that were set aside."""
        from ascertain.app.older_copies import older_copies

        return older_copies(self._session.path, self._session.uid, self._root())

    def renew(self, conduct: Conduct | None = None) -> None:
        """Make a backup now and remove every older one for good, on the thread that asks.

        Raises `LogUnavailable`: where no backup could be made, none was removed. `Cancelled` only before any was.
        """
        from ascertain.app.older_copies import remove_backups

        with self._turn:
            older = self.older_copies().backups
            made = self._make(Why.BY_HAND, conduct or Conduct()).backup.path
            remove_backups(path for path in older if path != made)

    def at_close(self, conduct: Conduct | None = None) -> None:
        """Back up what has changed since the newest backup, once all commands that were given are done. What hinders
        it is not told: closing goes on. Raises `Cancelled`."""
        if self._session.read_only:
            return
        self._stop.set()
        with self._turn:
            self._stop.clear()
            self._session.warm().result()
            try:
                if not self.safety.known:
                    self._find()
                if self._changed():
                    self._make(Why.CLOSE, conduct or Conduct())
            except LogUnavailable as fault:
                self._tell(failed=fault.message)

    def close(self) -> None:
        """Stop what is being made by itself, and make no more. Safe to call twice."""
        self._unsubscribe()
        self._stop.set()
        self._lane.close()

    def _note(self, notice: LogChanged) -> None:
        self._newest_operation = notice.operation

    def _find(self) -> None:
        from ascertain.app.backing_up import last_operation, list_backups

        found = list_backups(self._session.path, self._root())
        own = (each for each in found if each.manifest is not None and each.manifest.log_uid == self._session.uid)
        newest = next((each for each in own if each.sound), None)
        if self._newest_operation is None:
            self._newest_operation = last_operation(self._session.path)
        self._tell(newest=newest, known=True)

    def _look(self) -> None:
        if self._session.read_only or self._stop.is_set():
            return
        with self._turn:
            try:
                if not self.safety.known:
                    self._find()
                if self._due():
                    self._make(Why.AUTOMATIC, Conduct(cancelled=self._stop.is_set))
            except LogUnavailable as fault:
                self._tell(failed=fault.message)
            except Cancelled:
                return

    def _changed(self) -> bool:
        newest = self.safety.newest
        kept = newest.manifest.last_operation if newest is not None and newest.manifest is not None else 0
        return (self._newest_operation or 0) != kept

    def _due(self) -> bool:
        now = self._session.clock.now()
        newest = self.safety.newest
        moments = (None if newest is None else newest.made_at, self._tried_at)
        # A moment that is still to come is one of a clock that went wrong.
        recent = any(at is not None and 0 <= now - at < APART_S for at in moments)
        return self._changed() and not recent

    def _make(self, why: Why, conduct: Conduct) -> MadeBackup:
        from ascertain.app.backing_up import back_up

        # Not of a file that took the place of the log.
        self._session.look().result()
        at = self._tried_at = self._session.clock.now()
        self._tell(making=True)
        try:
            made = back_up(self._session.path, why, at, self._root(), conduct)
        except LogUnavailable as fault:
            self._tell(making=False, failed=fault.message)
            raise
        except BaseException:
            self._tell(making=False)
            raise
        self._tell(making=False, newest=made.backup, failed=None, warning=made.warning)
        return made

    def _tell(self, **what: object) -> None:
        self.safety = replace(self.safety, **what)  # type: ignore[arg-type]  # parts of it, by name
        self._told(self.safety)
