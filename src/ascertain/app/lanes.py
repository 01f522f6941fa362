"""The threads on which a log is used: one that writes, and readers of which each keeps only its newest question."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
_HEARD_S = 0.01
"""How long an interrupt is given to be heard, in seconds."""


class WriterLane:
    """One thread that carries out jobs in the order in which they come."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def do(self, job: Callable[[], T]) -> Future[T]:
        """Have `job` done after all that was given before. Raises RuntimeError after `close`."""
        if self._closed:
            raise RuntimeError("the writer lane is closed")
        future: Future[T] = Future()
        self._jobs.put(lambda: _settle(future, job))
        return future

    def close(self) -> None:
        """Finish what was given, then stop."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


class Answerer(Protocol):
    """What a reader lane asks: a connection of its own."""

    def interrupt(self) -> None:
        """Stop what is being asked now, from another thread."""

    def close(self) -> None:
        """Let go of the connection."""


A = TypeVar("A", bound=Answerer)


@dataclass(eq=False, slots=True)
class _Asked(Generic[A]):
    question: Callable[[A], Any]
    future: Future[Any]


class ReaderLane(Generic[A]):
    """One thread with one connection that answers the newest question; an older one that is not answered yet is
    cancelled.

    `opened` makes the connection on the lane's thread when the first question comes.
    """

    def __init__(self, name: str, opened: Callable[[], A], interrupted: Callable[[BaseException], bool]) -> None:
        self._open = opened
        self._is_interruption = interrupted
        self._turn = threading.Condition()
        self._waiting: _Asked[A] | None = None
        self._current: _Asked[A] | None = None
        self._answerer: A | None = None
        self._closed = False
        self._started = False
        self._abandoned: _Asked[A] | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def ask(self, question: Callable[[A], T]) -> Future[T]:
        """Put a question; the future of an older one that is not answered is cancelled. Raises RuntimeError after
        `close`."""
        asked = _Asked[A](question, Future())
        with self._turn:
            if self._closed:
                raise RuntimeError("the reader is closed")
            older = self._abandon()
            self._waiting = asked
            if not self._started:
                self._started = True
                self._thread.start()
            self._turn.notify_all()
        _cancel(older)
        return asked.future

    @property
    def closed(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._closed

    def drop(self) -> None:
        """Cancel what is asked and not answered yet."""
        with self._turn:
            older = self._abandon()
        _cancel(older)

    def close(self) -> None:
        """Cancel what is not answered, let go of the connection and stop."""
        with self._turn:
            self._closed = True
            older = self._abandon()
            self._turn.notify_all()
        _cancel(older)
        if self._started and threading.current_thread() is not self._thread:
            self._thread.join()

    def _abandon(self) -> tuple[_Asked[A] | None, ...]:
        """Let nobody wait for what is asked now: what waits goes, what is under way is stopped. Called with the lock
        held."""
        older = (self._waiting, self._current)
        self._waiting = None
        if self._current is not None and self._current is not self._abandoned:
            self._abandoned = self._current
            threading.Thread(
                target=self._stop, args=(self._current,), name=f"{self._thread.name}-stop", daemon=True
            ).start()
        return older

    def _stop(self, abandoned: _Asked[A]) -> None:
        """Interrupt until the question has ended: an interrupt between two statements of it would go unheard."""
        with self._turn:
            while self._current is abandoned:
                if self._answerer is not None:
                    self._answerer.interrupt()
                self._turn.wait(_HEARD_S)

    def _next(self) -> _Asked[A] | None:
        with self._turn:
            self._current = None
            self._turn.notify_all()
            while self._waiting is None and not self._closed:
                self._turn.wait()
            self._current, self._waiting = self._waiting, None
            return self._current

    def _work(self) -> None:
        try:
            while (asked := self._next()) is not None:
                if not asked.future.cancelled():
                    self._answer(asked)
        finally:
            if self._answerer is not None:
                self._answerer.close()

    def _answer(self, asked: _Asked[A]) -> None:
        def job() -> Any:
            if self._answerer is None:
                self._answerer = self._open()
            return asked.question(self._answerer)

        _settle(asked.future, job, self._is_interruption)


def _cancel(older: tuple[_Asked[A] | None, ...]) -> None:
    # Outside the lock: a future calls whoever waits for it.
    for asked in older:
        if asked is not None:
            asked.future.cancel()


def _settle(
    future: Future[T], job: Callable[[], T], dropped: Callable[[BaseException], bool] = lambda _: False
) -> None:
    try:
        result = job()
    except BaseException as error:  # noqa: BLE001 - handed to whoever waits for the future
        if not (dropped(error) and future.cancel()):
            with contextlib.suppress(InvalidStateError):
                future.set_exception(error)
    else:
        # Cancelled meanwhile: nobody waits for it any more.
        with contextlib.suppress(InvalidStateError):
            future.set_result(result)
