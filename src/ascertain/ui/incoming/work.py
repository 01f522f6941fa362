"""Work beside the import window: one thing at a time, with how far it is, how long it will take, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ascertain.app.errands import Errand
from ascertain.domain.conduct import Cancelled, Conduct

T = TypeVar("T")
_LOOK_EVERY_MS = 30
_TOLD_AFTER_S = 1.5
"""So long nothing is said of the time that is left: it would be a guess."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far work is: `share` from 0 to 1, None where that is not known; `left` the seconds that it will still take,
    None where nobody can tell yet."""

    share: float | None
    left: float | None


@dataclass(slots=True)
class _Waiting:
    """An errand, what is to be called when it has ended, and what becomes of a result that nobody wants any more."""

    errand: Errand[Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    stopped: Callable[[], None]
    drop: Callable[[Any], None]


class Work(QObject):
    """Carries out one errand; a newer one takes the place of one that is under way. `moved` tells a `HowFar`."""

    moved = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self.setObjectName("import_work")
        self._clock = clock
        self._began = 0.0
        self._waiting: _Waiting | None = None
        self._watch = QTimer(self)
        self._watch.setObjectName("import_watch")
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(lambda: self._look())

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._waiting is not None

    def start(
        self,
        work: Callable[[Conduct], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        stopped: Callable[[], None],
        drop: Callable[[T], None] = lambda _: None,
    ) -> None:
        """Do `work` on a thread of its own; then one of `done`, `failed` and `stopped` is called on this one. `drop`
        gets, on any thread, a result that came after all when nobody waited for it any more."""
        self.leave()
        self._waiting = _Waiting(Errand(work), done, failed, stopped, drop)
        self._began = self._clock()
        self._waiting.errand.start()
        self._watch.start()
        self.moved.emit(HowFar(None, None))

    def stop(self) -> None:
        """Ask what is under way to stop; `stopped` is called once it has."""
        if self._waiting is not None:
            self._waiting.errand.stop()

    def leave(self) -> None:
        """Stop what is under way, and want nothing of it."""
        waiting, self._waiting = self._waiting, None
        self._watch.stop()
        if waiting is None:
            return
        waiting.errand.stop()
        drop = waiting.drop

        def dropped(future: Future[Any]) -> None:
            if future.exception() is None:
                drop(future.result())

        waiting.errand.future.add_done_callback(dropped)

    def _look(self) -> None:
        waiting = self._waiting
        if waiting is None:
            return
        if not waiting.errand.future.done():
            self.moved.emit(self._how_far(waiting.errand))
            return
        self._watch.stop()
        self._waiting = None
        self.ended.emit()
        fault = waiting.errand.future.exception()
        if fault is None:
            waiting.done(waiting.errand.future.result())
        elif isinstance(fault, Cancelled):
            waiting.stopped()
        else:
            waiting.failed(fault)

    def _how_far(self, errand: Errand[Any]) -> HowFar:
        if not errand.total:
            return HowFar(None, None)
        share, passed = min(1.0, errand.done / errand.total), self._clock() - self._began
        told = share > 0 and passed > _TOLD_AFTER_S
        return HowFar(share, passed / share * (1 - share) if told else None)
