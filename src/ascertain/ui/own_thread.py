"""What keeps everything of the screen on its own thread: a box where other threads leave their letters, and rounds that
look for garbage. A widget whose last user ends on another thread would be destroyed there, under the hands of Qt."""

from __future__ import annotations

import contextlib
import gc
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError
from socket import socketpair
from threading import Lock
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

T = TypeVar("T")
A = TypeVar("A")
R = TypeVar("R")
_LOOK_EVERY_MS = 500


class Letterbox(Generic[R]):
    """Letters from any thread, in the order in which they came. A letter is called with whoever reads it.

    A pair of sockets rings, since that is what Qt can wait for on every system without being called by a stranger.
    """

    def __init__(self) -> None:
        self._letters: deque[Callable[[R], None]] = deque()
        self._bell, self._ear = ends = socketpair()
        for end in ends:
            end.setblocking(False)
            weakref.finalize(self, end.close).atexit = False
        self._rung = False

    def post(self, letter: Callable[[R], None]) -> None:
        """Leave a letter, from any thread. It must hold nothing of a screen."""
        self._letters.append(letter)
        self._ring()

    def wake(self, opened: Callable[[], None], owner: QObject) -> None:
        """Have `opened` called on this thread whenever there are letters, as long as there is an `owner`."""
        notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, owner)
        notifier.setObjectName("letterbox")
        notifier.activated.connect(opened)

    def read(self, reader: R) -> None:
        """Call every letter with `reader`. Where one fails, the rest is left for the next ring."""
        with contextlib.suppress(BlockingIOError):
            while self._ear.recv(64):
                pass
        self._rung = False
        try:
            while self._letters:
                self._letters.popleft()(reader)
        finally:
            if self._letters:
                self._ring()

    def _ring(self) -> None:
        if not self._rung:
            self._rung = True
            # A full bell rings already.
            with contextlib.suppress(BlockingIOError):
                self._bell.send(b"\0")


class Lent(Generic[A, T]):
    """A function of the screen that another thread calls once, at most. It is let go of on the thread that lent it.

    `given_back` is called on the other thread once the function has ended there.
    """

    def __init__(self, function: Callable[[A], T], given_back: Callable[[], None]) -> None:
        self._function: Callable[[A], T] | None = function
        self._given_back = given_back
        self._lock = Lock()
        self._away = False

    def __call__(self, argument: A) -> T:
        """Call it. Raises CancelledError where it was taken back before."""
        with self._lock:
            function = self._function
            self._away = function is not None
        try:
            if function is None:
                raise CancelledError
            return function(argument)
        finally:
            del function
            with self._lock:
                self._away = False
            self._given_back()

    def take_back(self) -> bool:
        """Let go of it, unless the other thread is at it now: it gives it back by itself then. Tells whether it is
        gone."""
        with self._lock:
            if not self._away:
                self._function = None
            return not self._away


def look_for_garbage() -> None:
    """Do what Python would have done by now by itself, as its own thresholds tell: the young first, the old seldom."""
    due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        oldest = 2 if due[1] and due[2] else 1 if due[1] else 0
        gc.collect(oldest)


class GarbageRounds(QObject):
    """Looks for garbage every now and then, on the thread it is made on, and keeps Python from doing so elsewhere.

    Python looks on whichever thread happens to make the next object, and finds closures there that know each other,
    with the widgets they know.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("garbage_rounds")
        gc.disable()
        rounds = QTimer(self)
        rounds.setObjectName("garbage_round")
        rounds.setTimerType(Qt.TimerType.CoarseTimer)
        rounds.setInterval(_LOOK_EVERY_MS)
        rounds.timeout.connect(look_for_garbage)
        rounds.start()
