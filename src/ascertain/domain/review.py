"""The work of reviewing: in which order incidents wait, what counts as a review, and what is told of it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import StrEnum

from ascertain.domain.codes import Status

SETTLED_STATUSES = (Status.CONFIRMED, Status.REFUTED, Status.UNVERIFIABLE)
"""The statuses that no longer wait for review; a second look goes over these."""

SET_STATUS, KEEP_STATUS, SET_FOLLOW_UP = "set_status", "keep_status", "set_follow_up"
REVIEWS = (SET_STATUS, KEEP_STATUS, SET_FOLLOW_UP)
"""The kinds of operations by which an incident is reviewed: a verdict, a look without a change, a day to look again."""

NO_EVIDENCE = (
    *REVIEWS, "adopt", "unadopt", "log", "import", "generate", "salvage", "tag", "trash", "restore", "purge", "undo",
    "redo",
)  # fmt: skip
"""The kinds of operations that bring nothing new on whether an incident happened."""


class ReviewOrder(StrEnum):
    """In which order the queue stands; the values are kept in the settings."""

    WAITING = "waiting"
    """Waiting longest first."""
    DUE = "due"
    """Most overdue first, what has no day last."""
    WEIGHT = "weight"
    """Weightiest first, as `domain.review_weight` weighs."""
    CHANGED = "changed"
    """What changed since its last review first, the latest change before the others."""
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The incidents that wait, in order, and which of all incidents changed since their last review."""

    ids: array[int]
    changed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SinceReview:
    """What came since the status of an incident was last set or kept.

    `at`: when that was, seconds since 1970-01-01T00:00Z. `operations` brought something new; `statements` are the new
    ones; `regrades` are sources with another reliability: name, grade then, grade now.
    """

    at: int
    operations: frozenset[int] = frozenset()
    statements: frozenset[int] = frozenset()
    regrades: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all is as it was."""
        return not (self.operations or self.regrades)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one author has reviewed since the day began, each incident once, by its last review that still stands.

    `by_status`: how many got or kept a status by name; `kept`: looked at again without a change; `put_off`: only a day
    to look again.
    """

    ids: frozenset[int] = frozenset()
    by_status: tuple[tuple[str, int], ...] = ()
    kept: int = 0
    put_off: int = 0


@dataclass(frozen=True, slots=True)
class UsedReason:
    """A reason that was given for a status."""

    status: str
    text: str
