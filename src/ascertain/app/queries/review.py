"""Questions about what waits for review and what was reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.review import ReviewOrder, ReviewQueue, SinceReview, Tally, UsedReason


class ReviewQueries(Protocol):
    """Questions about what waits for review and what was reviewed."""

    def review_queue(self, order: ReviewOrder, limit: int | None = None) -> ReviewQueue:
        """What waits for review, in order, and what of it changed since; `limit`: the head of the queue alone."""
        ...

    def second_look(self, size: int, seed: int, leave_out: frozenset[int] = frozenset()) -> ReviewQueue:
        """Settled incidents to look at again: first those whose evidence or source grades changed since, then a sample
        of `size` of the others, drawn by `seed`."""
        ...

    def since_review(self, incident_id: int) -> SinceReview:
        """What came since the status of an incident was last set or kept."""
        ...

    def tally(self, author: str, since: int) -> Tally:
        """What `author` has reviewed since an instant, as far as it was not undone."""
        ...

    def used_reasons(self, limit: int = 40) -> list[UsedReason]:
        """The reasons that were given last in reviews, each once."""
        ...
