"""The arithmetic of `domain.totals` for one group of incidents that are linked with each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from ascertain.domain.conduct import Pause, go_on, heeding

_SEARCHED = 22
"""Up to so many incidents in a ring the greatest sum of unlinked ones is searched for; beyond that, taken greedily."""


@dataclass(frozen=True, slots=True)
class Tie:
    """How many things two incidents share, at least and at most (None: as many as there are). `whole`: all of one of
    them."""

    one: int
    other: int
    least: int = 0
    most: int | None = None
    whole: bool = False

    def between(self, one: int, other: int) -> Tie:
        """The same between others."""
        return Tie(one, other, self.least, self.most, self.whole)


@dataclass(slots=True)
class Group:
    """Incidents that are linked: what each has at least and at most, and what each two share."""

    lows: dict[int, int] = field(default_factory=dict)
    highs: dict[int, int | None] = field(default_factory=dict)
    ties: dict[tuple[int, int], Tie] = field(default_factory=dict)

    @property
    def is_ring(self) -> bool:
        """Whether there are two ways from one incident to another."""
        return len(self.ties) >= len(self.lows)


class Union:
    """Which incidents are one. The root of a lot is its smallest member, in whichever order they are joined."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def root(self, number: int) -> int:
        """The incident that stands for all that are one with this."""
        way = []
        while (above := self._above.get(number, number)) != number:
            way.append(number)
            number = above
        for each in way:
            self._above[each] = number
        return number

    def join(self, one: int, other: int) -> None:
        """Make two lots one."""
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first


def bounds_of_all(
    lows: Mapping[int, int], highs: Mapping[int, int | None], ties: Iterable[Tie], pause: Pause = go_on
) -> tuple[int, int | None]:
    """The least and the greatest total of incidents with these counts, group by group: most stand alone, and most of
    the others in pairs, which need no search."""
    together = _together(ties)
    links = Counter(chain.from_iterable(together))
    apart = [number for number in lows if number not in links]
    found = [(sum(lows[number] for number in apart), _sum(highs[number] for number in apart))]
    tangled: dict[tuple[int, int], Tie] = {}
    for pair, tie in heeding(together.items(), pause):
        if links[pair[0]] == links[pair[1]] == 1:
            found.append(_bounds_of_pair(pair, tie, lows, highs))
        else:
            tangled[pair] = tie
    found += (bounds_of_group(group) for group in heeding(_groups(lows, highs, tangled), pause))
    return sum(least for least, _ in found), _sum(greatest for _, greatest in found)


def _sum(numbers: Iterable[int | None]) -> int | None:
    whole = 0
    for number in numbers:
        if number is None:
            return None
        whole += number
    return whole


def _bounds_of_pair(
    pair: tuple[int, int], tie: Tie, lows: Mapping[int, int], highs: Mapping[int, int | None]
) -> tuple[int, int | None]:
    """As `bounds_of_group` has it for two."""
    least = lows[pair[0]] + lows[pair[1]] - _most_shared(tie, lows, pair)
    one, other = highs[pair[0]], highs[pair[1]]
    if one is None or other is None:
        return least, None
    return least, max(least, one + other - _must_share(tie, min(one, other)))


def _together(ties: Iterable[Tie]) -> dict[tuple[int, int], Tie]:
    """What each two share, the smaller number first. Several ties between two are one: what all of them allow."""
    together: dict[tuple[int, int], Tie] = {}
    for tie in ties:
        pair = (min(tie.one, tie.other), max(tie.one, tie.other))
        if pair[0] != pair[1]:
            together[pair] = _both(together[pair], tie) if pair in together else tie
    return {pair: tie for pair, tie in together.items() if tie.most != 0 or tie.whole}


def _groups(
    lows: Mapping[int, int], highs: Mapping[int, int | None], together: Mapping[tuple[int, int], Tie]
) -> Iterable[Group]:
    """The incidents that ties join, in groups that no tie joins."""
    joined = Union()
    for pair in together:
        joined.join(*pair)
    found: dict[int, Group] = defaultdict(Group)
    for pair, tie in together.items():
        group = found[joined.root(pair[0])]
        group.ties[pair] = tie
        for number in pair:
            group.lows[number], group.highs[number] = lows[number], highs[number]
    return found.values()


def bounds_of_group(group: Group) -> tuple[int, int | None]:
    """The least and the greatest total of a group."""
    least = _least(group)
    greatest = _greatest(group)
    return least, None if greatest is None else max(least, greatest)


def _both(one: Tie, other: Tie) -> Tie:
    least = max(one.least, other.least)
    most = min((each.most for each in (one, other) if each.most is not None), default=None)
    return Tie(one.one, one.other, least, None if most is None else max(most, least), one.whole or other.whole)


# ------------------------------------------------------------------ the least


def _least(group: Group) -> int:
    together = sum(group.lows.values())
    shared = {pair: _most_shared(tie, group.lows, pair) for pair, tie in group.ties.items()}
    if not group.is_ring:
        return together - _matched(group.lows, shared)
    apart = _greatest_apart(group.lows, {pair for pair, count in shared.items() if count})
    return max(*group.lows.values(), together - sum(shared.values()), apart)


def _most_shared(tie: Tie, lows: Mapping[int, int], pair: tuple[int, int]) -> int:
    room = min(lows[pair[0]], lows[pair[1]])
    return room if tie.most is None or tie.whole else min(room, tie.most)


def _matched(lows: Mapping[int, int], shared: Mapping[tuple[int, int], int]) -> int:
    """How many things can be shared at most where no ring is: an incident at an end shares with its one neighbor all
    that it can, which never takes from a better choice."""
    left = dict(lows)
    near: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), count in shared.items():
        near[one][other] = near[other][one] = count
    ends = [number for number, around in near.items() if len(around) == 1]
    whole = 0
    while ends:
        number = ends.pop()
        if not near[number]:
            continue
        ((other, count),) = near[number].items()
        taken = min(count, left[number], left[other])
        whole += taken
        left[other] -= taken
        del near[number][other], near[other][number]
        if len(near[other]) == 1:
            ends.append(other)
    return whole


def _greatest_apart(lows: Mapping[int, int], linked: set[tuple[int, int]]) -> int:
    """The greatest sum of lows of incidents of which no two are linked; for many a sum that is at least near it."""
    near: dict[int, frozenset[int]] = {
        number: frozenset(other for pair in linked if number in pair for other in pair if other != number)
        for number in lows
    }
    order = sorted(lows, key=lambda number: (-lows[number], len(near[number]), number))
    if len(order) <= _SEARCHED:
        return _search(order, lows, near)
    taken: set[int] = set()
    for number in order:
        if not taken & near[number]:
            taken.add(number)
    return sum(lows[number] for number in taken)


def _search(left: list[int], lows: Mapping[int, int], near: Mapping[int, frozenset[int]]) -> int:
    if not left:
        return 0
    # The one with the most neighbors decides most; those without any are always taken.
    within = set(left)
    busiest = max(left, key=lambda number: (len(near[number] & within), -number))
    around = near[busiest] & within
    if not around:
        return sum(lows[number] for number in left)
    without = _search([each for each in left if each != busiest], lows, near)
    using = lows[busiest] + _search([each for each in left if each != busiest and each not in around], lows, near)
    return max(without, using)


# ------------------------------------------------------------------ the greatest


def _greatest(group: Group) -> int | None:
    highs = {number: high for number, high in group.highs.items() if high is not None}
    if len(highs) < len(group.highs):
        return None
    rooms = {pair: min(highs[pair[0]], highs[pair[1]]) for pair in group.ties}
    forced = sorted(((_must_share(tie, rooms[pair]), pair) for pair, tie in group.ties.items()), reverse=True)
    joined, shared = Union(), 0
    for count, pair in forced:
        if joined.root(pair[0]) != joined.root(pair[1]):
            joined.join(*pair)
            shared += count
    return sum(highs.values()) - shared


def _must_share(tie: Tie, room: int) -> int:
    return room if tie.whole else min(tie.least, room)
