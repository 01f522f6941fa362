"""What the review desk asks of the log."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from ascertain.domain.review import ReviewOrder, ReviewQueue, SinceReview, Tally, UsedReason
from ascertain.ui.detail.opened import Opened, opened
from ascertain.ui.review.work import Desk, Sitting

if TYPE_CHECKING:
    from ascertain.app.queries import Queries

HEAD = 200
"""So many incidents stand on the screen before the order of all is known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted on the desk. `seed` draws the sample of `size` for a second look."""

    desk: Desk
    order: ReviewOrder
    changed_only: bool
    size: int
    seed: int
    author: str
    today: date


@dataclass(frozen=True, slots=True)
class InHand:
    """The incident in hand with all that is told of it."""

    opened: Opened
    since: SinceReview
    reasons: tuple[UsedReason, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the author has reviewed today, and which incidents changed since their last review."""

    tally: Tally
    changed: frozenset[int]


def sitting(wanted: Wanted, *, head: bool) -> Callable[[Queries], Sitting]:
    """The question for the work; with `head` for its beginning alone."""

    def ask(queries: Queries) -> Sitting:
        done = _tally(wanted, queries)
        limit = HEAD if head and not wanted.changed_only else None
        if wanted.desk is Desk.SECOND_LOOK:
            found = queries.second_look(wanted.size, wanted.seed, done.ids)
        else:
            found = queries.review_queue(wanted.order, limit)
            if wanted.changed_only:
                found = _changed_only(found)
        whole = wanted.desk is Desk.SECOND_LOOK or limit is None or len(found.ids) < limit
        return Sitting(found.ids, found.changed, done, frozenset(found.ids), whole)

    return ask


def standing(wanted: Wanted) -> Callable[[Queries], Standing]:
    """The question for how the work stands."""

    def ask(queries: Queries) -> Standing:
        changed = queries.review_queue(ReviewOrder.WAITING, 0).changed
        return Standing(_tally(wanted, queries), changed)

    return ask


def in_hand(incident_id: int) -> Callable[[Queries], InHand | None]:
    """The question for one incident; None where the log has no such incident."""

    def ask(queries: Queries) -> InHand | None:
        found = opened(incident_id)(queries)
        if found is None:
            return None
        return InHand(found, queries.since_review(incident_id), tuple(queries.used_reasons()))

    return ask


def _changed_only(found: ReviewQueue) -> ReviewQueue:
    return replace(found, ids=array("q", [each for each in found.ids if each in found.changed]))


def _tally(wanted: Wanted, queries: Queries) -> Tally:
    begun = datetime.combine(wanted.today, time()).astimezone()
    return queries.tally(wanted.author, int(begun.timestamp()))
