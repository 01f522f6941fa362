"""How work that takes its time says how far it is, and is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
Pause = Callable[[], None]
"""Called between pieces of work; raises where the work is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How work reports (`progress(done, total)`) and how it is stopped (`cancelled()`)."""

    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False

    def tell(self, done: int, total: int) -> None:
        """Report, and stop where that is asked for. Raises `Cancelled`."""
        self.heed()
        self.progress(done, total)

    def heed(self) -> None:
        """Stop where that is asked for. Raises `Cancelled`."""
        if self.cancelled():
            raise Cancelled

    def share(self, before: int, total: int) -> Conduct:
        """The conduct of a part of the work, before which `before` of `total` were done."""
        return Conduct(lambda done, _: self.progress(min(before + done, total), total), self.cancelled)


class Cancelled(Exception):
    """The work was stopped on request; nothing was left behind."""


def go_on() -> None:
    """The pause of work that nobody stops."""


def heeding(items: Iterable[T], pause: Pause) -> Iterator[T]:
    """The same items, with a pause before each."""
    for item in items:
        pause()
        yield item
