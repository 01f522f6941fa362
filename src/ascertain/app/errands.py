"""Work on files that takes its time: on a thread of its own, with how far it is and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from ascertain.domain.conduct import Conduct

T = TypeVar("T")


class Errand(Generic[T]):
    """One piece of work. `future` holds its result, or what it failed with: `Cancelled` after `stop`."""

    def __init__(self, work: Callable[[Conduct], T]) -> None:
        self.done, self.total = 0, 0
        self.future: Future[T] = Future()
        self._work = work
        self._stop = threading.Event()

    def start(self) -> Future[T]:
        """Set off."""
        threading.Thread(target=self._run, name="ascertain-errand", daemon=True).start()
        return self.future

    def stop(self) -> None:
        """Ask it to stop; it leaves nothing behind."""
        self._stop.set()

    def _run(self) -> None:
        try:
            result = self._work(Conduct(self._note, self._stop.is_set))
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits for the future
            self.future.set_exception(error)
        else:
            self.future.set_result(result)

    def _note(self, done: int, total: int) -> None:
        self.done, self.total = done, total
