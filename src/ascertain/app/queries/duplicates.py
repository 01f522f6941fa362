"""Questions about incidents that may be one and the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.duplicates import LookAlike, Pair, Stretch
    from ascertain.domain.records import IncidentContent
    from ascertain.domain.search import Search


class DuplicateQueries(Protocol):
    """Questions about incidents that may be one and the same."""

    def like_content(
        self, content: IncidentContent, limit: int = 5, *, leave_out: int | None = None
    ) -> list[LookAlike]:
        """The incidents that may be the one described, without `leave_out`; the likeliest first."""
        ...

    def like_incident(self, incident_id: int, limit: int = 5) -> list[LookAlike]:
        """The incidents that may be this one and that no link joins to it; the likeliest first."""
        ...

    def compared(self, one: int, other: int) -> Pair | None:
        """Two incidents compared, whatever joins them; None where one of them has no time or is in the trash."""
        ...

    def duplicates_found(self, search: Search | None) -> Iterator[Stretch]:
        """The pairs among what `search` finds that may be one, stretch by stretch, the latest times first."""
        ...

    def duplicates_among(self, ids: Sequence[int]) -> Iterator[Stretch]:
        """The pairs of one of these incidents and any other that may be one, stretch by stretch."""
        ...
