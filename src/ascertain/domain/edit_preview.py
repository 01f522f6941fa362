"""What an edit of many incidents would make of them, told before it is carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ascertain.domain.problems import Problem
from ascertain.domain.records import IncidentContent


@dataclass(frozen=True, slots=True)
class Previewed:
    """One incident before and after."""

    id: int
    ref: str
    before: IncidentContent
    after: IncidentContent


@dataclass(frozen=True, slots=True)
class Unfit:
    """An incident that could not be kept like that, and why."""

    id: int
    ref: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class EditPreview:
    """`looked_at`: of how many of `total` this is told; of them `changing` would change, `unfit` could not be kept, and
    the others stay as they are. `shown`: the first that would change. `held`: by field what stands there now and how
    often, the most frequent first. `passed_over`: texts that are too long to look in.
    `counted`: `changing` and `held` are of all, and only faults were looked for in the first."""

    total: int
    looked_at: int
    changing: int
    shown: tuple[Previewed, ...]
    unfit: tuple[Unfit, ...]
    held: dict[str, tuple[tuple[Any, int], ...]]
    passed_over: int = 0
    counted: bool = False

    @property
    def staying(self) -> int:
        """How many of those that were looked at or counted would stay as they are."""
        return (self.total if self.counted else self.looked_at) - self.changing - len(self.unfit)
