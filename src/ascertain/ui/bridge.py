"""The one place where results of other threads cross to the user interface."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet, finalize

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ascertain.domain.problems import Remedy
from ascertain.ui.own_thread import Lent, Letterbox

if TYPE_CHECKING:
    from ascertain.app.commands import Command
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.app.session import LogSession, Reader
    from ascertain.domain.conduct import Conduct
    from ascertain.domain.drafts import Draft
    from ascertain.domain.messages import Message
    from ascertain.domain.table_rows import UndoState
    from ascertain.ui.form.unfinished.keeper import DraftKeeper

T = TypeVar("T")
Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class _Awaited:
    """Who waits for a result. Other threads know it by a number alone: what it holds belongs to a screen."""

    done: Callable[[Any], None] | None
    failed: Failed | None
    wanted: Callable[[], bool]
    question: int | None = None
    """The number of the question, which is lent."""


class Bridge(QObject):
    """Runs commands and questions of one open log, and brings their results to the thread it was made on.

    `changed` carries a `LogChanged` after every operation; `trouble` the exception of a command or question whose
    asker gave no `failed`, so that the window can show it in one place. `remedy_asked` carries the `Remedy` that was
    chosen where a trouble was shown.
    """

    changed = Signal(object)
    trouble = Signal(object)
    remedy_asked = Signal(object)

    def __init__(self, session: LogSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bridge")
        self.session = session
        self.remedies: frozenset[Remedy] = frozenset()
        """What can be done about troubles of this log; told by whoever opened it."""
        self._keepers: WeakSet[DraftKeeper] = WeakSet()
        self._closed = False
        self._numbers = count()
        self._awaited: dict[int, _Awaited] = {}
        self._lent: dict[int, Lent[Any, Any]] = {}
        self._carried: dict[int, Callable[[Any], None]] = {}
        self._box = box = Letterbox[Bridge]()
        box.wake(self._empty, self)
        self._unsubscribe = session.notices.subscribe(lambda notice: box.post(lambda bridge: bridge._announce(notice)))

    def run(
        self,
        command: Command,
        done: Callable[[LogChanged], None] | None = None,
        failed: Failed | None = None,
        conduct: Conduct | None = None,
    ) -> None:
        """Carry out a command on the writer lane; `done` or `failed` is called here, after `changed`. `conduct` is told
        there how far it is, and may stop it: it fails with `Cancelled` then."""
        self._when_ready(self.session.ledger.run(command, conduct), done, failed, lambda: True)

    def keep_draft(self, draft: Draft, done: Callable[[Draft], None], failed: Failed) -> None:
        """Keep an unfinished form; `done` is called here with what is on disk, or `failed`."""
        if not self._closed:
            self._when_ready(self.session.ledger.keep_draft(draft), done, failed, lambda: True)

    def drop_draft(self, uid: str, done: Callable[[None], None] | None = None, failed: Failed | None = None) -> None:
        """Take an unfinished form away."""
        if not self._closed:
            self._when_ready(self.session.ledger.drop_draft(uid), done, failed, lambda: True)

    def clear_traces(self, done: Callable[[Message | None], None], failed: Failed) -> None:
        """Finish a purge; `done` gets what stands in the way, None where nothing does."""
        self._when_ready(self.session.ledger.clear_traces(), done, failed, lambda: True)

    def look(self, done: Callable[[None], None], failed: Failed) -> None:
        """See whether the log is still where it was opened."""
        if not self._closed:
            self._when_ready(self.session.look(), done, failed, lambda: True)

    def ask_undo_state(self, done: Callable[[UndoState], None]) -> None:
        """Ask what undo and redo would do, for a window that has just opened."""
        self._when_ready(self.session.ledger.undo_state(), done, None, lambda: True)

    def look_after(self, keeper: DraftKeeper) -> None:
        """Count a form that was opened on this log among the `keepers`."""
        self._keepers.add(keeper)

    @property
    def keepers(self) -> list[DraftKeeper]:
        """What looks after the forms that are open on this log."""
        return [each for each in self._keepers if isValid(each)]

    def asker(self, owner: QObject) -> Asker:
        """A place to ask questions from; nothing is delivered once `owner` is gone."""
        return Asker(self, self.session.reader(), owner)

    def carrier(self, deliver: Callable[[T], None]) -> Callable[[T], None]:
        """A function for any thread: what it is called with is handed to `deliver` here."""
        number, box = next(self._numbers), self._box
        self._carried[number] = deliver

        def carry(what: T) -> None:
            box.post(lambda bridge: bridge._deliver(number, what))

        finalize(carry, box.post, lambda bridge: bridge._put_down(number)).atexit = False
        return carry

    def close(self) -> None:
        """Deliver nothing more."""
        self._closed = True
        self._unsubscribe()

    def _empty(self) -> None:
        self._box.read(self)

    def _announce(self, notice: LogChanged) -> None:
        if not self._closed:
            self.changed.emit(notice)

    def _deliver(self, number: int, what: object) -> None:
        if not self._closed:
            self._carried[number](what)

    def _put_down(self, number: int) -> None:
        del self._carried[number]

    def _lend(self, question: Callable[[Queries], T]) -> tuple[int, Lent[Queries, T]]:
        number, box = next(self._numbers), self._box
        lent = self._lent[number] = Lent(question, lambda: box.post(lambda bridge: bridge._take_back(number)))
        return number, lent

    def _take_back(self, number: int) -> None:
        lent = self._lent.get(number)
        if lent is not None and lent.take_back():
            del self._lent[number]

    def _when_ready(
        self,
        future: Future[T],
        done: Callable[[T], None] | None,
        failed: Failed | None,
        wanted: Callable[[], bool],
        question: int | None = None,
    ) -> None:
        number, box = next(self._numbers), self._box
        self._awaited[number] = _Awaited(done, failed, wanted, question)
        future.add_done_callback(lambda result: box.post(lambda bridge: bridge._arrive(number, result)))

    def _arrive(self, number: int, result: Future[Any]) -> None:
        awaited = self._awaited.pop(number)
        if awaited.question is not None:
            self._take_back(awaited.question)
        if self._closed or result.cancelled() or not awaited.wanted():
            return
        fault = result.exception()
        if fault is None:
            if awaited.done is not None:
                awaited.done(result.result())
        elif awaited.failed is not None:
            awaited.failed(fault)
        else:
            self.trouble.emit(fault)


class Asker:
    """Asks one kind of question for one widget. A newer question replaces an older one that is not answered yet."""

    def __init__(self, bridge: Bridge, reader: Reader, owner: QObject) -> None:
        self._bridge = bridge
        self._reader = reader
        self._newest = 0
        self._gone = False
        owner.destroyed.connect(self._forget)

    def ask(self, question: Callable[[Queries], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Put `question` to the log on a reader lane; `done` gets the answer on the bridge's thread. Once the bridge
        or the log is closed, what still runs asks nothing."""
        if self._bridge._closed or self._reader.closed:
            return
        self._newest += 1
        mine = self._newest
        number, lent = self._bridge._lend(question)
        future = self._reader.ask(lent)
        self._bridge._when_ready(future, done, failed, lambda: not self._gone and mine == self._newest, number)

    def drop(self) -> None:
        """Want no answer to what was asked last, and stop the work on it."""
        self._newest += 1
        self._reader.drop()

    def _forget(self, *_: object) -> None:
        self._gone = True
