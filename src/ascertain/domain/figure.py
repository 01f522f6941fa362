"""One count as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its lowest, best and highest value. All None: not stated; `unknown`: looked for and not known; 0
    is a count."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    unknown: bool = False

    @property
    def stated(self) -> bool:
        """Whether any number is given."""
        return not (self.low is None and self.best is None and self.high is None)

    @classmethod
    def exactly(cls, count: int) -> Figure:
        """The same number three times."""
        return cls(count, count, count)


NOT_STATED = Figure()
