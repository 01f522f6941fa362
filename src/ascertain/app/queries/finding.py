"""Questions about what a search finds."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.rows import Counts, FacetValue, IncidentRow, SortKey
    from ascertain.domain.search import Search, Term
    from ascertain.domain.search.mending import Offers
    from ascertain.domain.timeline import BarUnit, Days, Timeline
    from ascertain.domain.totals import Totals


class FindingQueries(Protocol):
    """Questions about what a search finds."""

    def order(self, search: Search | None, sort: Sequence[SortKey] = ()) -> array[int]:
        """The ids of all incidents that `search` finds, in order; None finds all but the trash."""
        ...

    def first(self, search: Search | None, sort: Sequence[SortKey] = (), limit: int = 200) -> array[int]:
        """The first `limit` ids of `order`."""
        ...

    def count(self, search: Search | None) -> int:
        """How many incidents `search` finds."""
        ...

    def offers(self, search: Search) -> Offers:
        """What is offered in the place of a search that finds little: other spellings, keys and codes, and documents
        that hold the words. Nothing is offered that finds nothing."""
        ...

    def rows(self, ids: Iterable[int], *, own: bool = False) -> list[IncidentRow]:
        """The rows of these incidents in the order of `ids`; an id that the log does not have is left out. With what
        the user's own fields hold only where `own`."""
        ...

    def counts(self, today: date) -> Counts:
        """The numbers in the sidebar. Due: to be looked at again by `today` or before."""
        ...

    def facet(self, field: str, search: Search | None, limit: int = 50) -> list[FacetValue]:
        """The values of a field or search key among the incidents that `search` finds, most frequent first; none for
        texts, times and figures. The value of a flag is `yes` or `no`; of a source, place, actor or tag its name."""
        ...

    def count_each(self, search: Search | None, terms: Sequence[Term]) -> list[int]:
        """How many of those that `search` finds each of the terms would leave; last of all how many it finds."""
        ...

    def timeline(
        self, search: Search | None, bins: int = 120, *, shown: Days | None = None, unit: BarUnit | None = None
    ) -> Timeline:
        """Bars without a gap over the times of the incidents that `search` finds, or over the days `shown` of them: at
        most `bins` of the finest unit that fits, or of the `unit` that was chosen. An uncertain time is spread over
        its interval, so counts are fractions; with what lies outside they add up to the number of incidents with a
        time. What was counted is kept: another part of it asks nothing of the log."""
        ...

    def totals(self, search: Search | None) -> Totals:
        """The least and the greatest number of incidents, munitions, killed and injured of what `search` finds, with
        nothing counted twice (`domain.totals`)."""
        ...

    def totals_of(self, ids: Sequence[int]) -> Totals:
        """The same of the incidents with these ids."""
        ...
