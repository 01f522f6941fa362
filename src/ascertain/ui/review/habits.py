"""What a reviewer has chosen and finds again: the order of the queue, and how many are drawn for a second look."""

from __future__ import annotations

from typing import Protocol

from ascertain.app.settings import REVIEW_SAMPLES
from ascertain.domain.review import ReviewOrder

SAMPLES = REVIEW_SAMPLES
"""How many can be drawn for a second look."""


class Habits(Protocol):
    """Where the choices are kept."""

    @property
    def order(self) -> ReviewOrder:
        """The order of the queue."""
        ...

    @property
    def sample(self) -> int:
        """How many settled incidents are drawn, one of `SAMPLES`."""
        ...

    def keep(self, order: ReviewOrder, sample: int) -> None:
        """Find these again."""
        ...


class OwnHabits:
    """Choices that last as long as the desk."""

    def __init__(self) -> None:
        self.order = ReviewOrder.WAITING
        self.sample = SAMPLES[1]

    def keep(self, order: ReviewOrder, sample: int) -> None:
        """Hold them."""
        self.order, self.sample = order, sample
