"""How long work will still take, told from how far it has come."""

from __future__ import annotations

from collections.abc import Callable

_AFTER_SECONDS = 1.5
_AFTER_SHARE = 0.005
"""Before that much time has passed and that much is done, what is left would be a guess."""


class Pace:
    """Begins with the work. `clock` tells seconds, from any beginning."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began = clock()

    def left(self, done: int, total: int) -> float | None:
        """The seconds that are left at the pace so far; None while that cannot be told."""
        passed = self._clock() - self._began
        if total <= 0 or done < total * _AFTER_SHARE or done <= 0 or passed < _AFTER_SECONDS:
            return None
        return passed / done * max(0, total - done)
