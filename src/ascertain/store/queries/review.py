"""Answers about what waits for review and what was reviewed."""

from __future__ import annotations

from ascertain.domain.review import ReviewOrder, ReviewQueue, SinceReview, Tally, UsedReason
from ascertain.store.queries.asking import Asking
from ascertain.store.reading import review


class ReviewQueries(Asking):
    """Answers about what waits for review and what was reviewed."""

    def review_queue(self, order: ReviewOrder, limit: int | None = None) -> ReviewQueue:
        """What waits for review, in order, and what of it changed since; `limit`: the head of the queue alone."""
        with self._line.one_state():
            return review.review_queue(self._line, order, self._today(), limit)

    def second_look(self, size: int, seed: int, leave_out: frozenset[int] = frozenset()) -> ReviewQueue:
        """Settled incidents to look at again: first those whose evidence or source grades changed since, then a sample
        of `size` of the others, drawn by `seed`."""
        with self._line.one_state():
            return review.second_look(self._line, size, seed, leave_out)

    def since_review(self, incident_id: int) -> SinceReview:
        """What came since the status of an incident was last set or kept."""
        with self._line.one_state():
            return review.since_review(self._line, incident_id)

    def tally(self, author: str, since: int) -> Tally:
        """What `author` has reviewed since an instant, as far as it was not undone."""
        with self._line.one_state():
            return review.tally(self._line, author, since)

    def used_reasons(self, limit: int = 40) -> list[UsedReason]:
        """The reasons that were given last in reviews, each once."""
        with self._line.one_state():
            return review.used_reasons(self._line, limit)
