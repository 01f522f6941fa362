"""The grades of a source over time, and what a change of grade would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ascertain.domain.codes import Status

_GOOD = ("A", "B")


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """A reliability after the Admiralty code (AJP-2.1, A-F; None: not graded), on what grounds, since which day."""

    reliability: str | None
    basis: str
    graded_on: date | None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ChangedSuggestion:
    """An incident for which another status would be suggested."""

    incident_id: int
    ref: str
    title: str
    status: Status
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class GradeEffect:
    """What another grade of a source would change: of `used` incidents in which it speaks the newest `looked_at` were
    looked at."""

    used: int
    looked_at: int
    changed: tuple[ChangedSuggestion, ...]


def weighs_the_same(one: str | None, other: str | None) -> bool:
    """Whether two grades are alike to `domain.suggestion`, which asks only whether a source is graded A or B."""
    return (one in _GOOD) == (other in _GOOD) and (one is None) == (other is None)
