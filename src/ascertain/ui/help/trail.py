"""Where one was in the help, for back and forward."""

from __future__ import annotations

_MOST = 200


class Trail:
    """Places in the order in which they were gone to, each with how far it was scrolled."""

    def __init__(self) -> None:
        self._places: list[tuple[str, int]] = []
        self._at = -1

    def leave(self, height: int) -> None:
        """Remember how far the place is scrolled that is left now."""
        if self._at >= 0:
            self._places[self._at] = (self._places[self._at][0], height)

    def go_to(self, place: str) -> None:
        """Go on to a place; what lay ahead is given up. The same place again is no step."""
        if self._at >= 0 and self._places[self._at][0] == place:
            return
        self._places = [*self._places[: self._at + 1], (place, 0)][-_MOST:]
        self._at = len(self._places) - 1

    def can_step(self, by: int) -> bool:
        """Whether there is a place so many steps ahead, or back."""
        return 0 <= self._at + by < len(self._places)

    def step(self, by: int) -> tuple[str, int] | None:
        """Go back (-1) or forward (1): the place, and how far it was scrolled; None where there is none."""
        if not self.can_step(by):
            return None
        self._at += by
        return self._places[self._at]
