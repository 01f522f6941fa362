"""What the write door asks of its surroundings: the time, and new ids. Injected, so that tests decide them."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> int:
        """Whole seconds since 1970-01-01T00:00Z."""
        ...

    def today(self) -> date:
        """The day where the user is."""
        ...


class Ids(Protocol):
    """Makes ids that no other log has."""

    def new(self) -> str:
        """A UUID as text."""
        ...
