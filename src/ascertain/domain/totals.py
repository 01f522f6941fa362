"""Totals of incidents that may be the same in part: a least and a greatest value, and nothing counted twice.

Each incident is taken for a set of `n` things (itself, its munitions, its killed, its injured), of which only an
interval low..high is known. Links say how many things two incidents have in common:

- `same_as`: they are one. All that are one stand together, with the greatest low and the greatest high of them;
- `part_of`: all things of the part are among those of the whole;
- `possibly_same`: anything from nothing to all;
- `overlaps`: from `shared_low` to `shared_high` munitions. Of killed and injured anything may be shared; as incidents
  the two may be one, and are where the smaller of them lies wholly in what is shared;
- `distinct_from`: nothing, whatever else links the two;
- no link, `follows`, `answers`: nothing.

The **least** total shares as much as can be: per group of linked incidents, the sum of the lows less the greatest
number of things that can be shared, each thing by two incidents that are linked and no incident more than it has. For a
group without a ring of links that number is exact (matched from the ends inwards). In a ring three or more may share
the same thing, so the least is the greatest of three values, each of which is a bound: the greatest single low; the sum
of lows less all that any two can share (Bonferroni's inequality); the greatest sum of lows of incidents of which no two
are linked.

The **greatest** total shares as little as must be: the sum of the highs less what must be shared along the tree of
links on which that is most (Hunter, J. Appl. Prob. 13 (1976) 597; Worsley, Biometrika 69 (1982) 297). It is open where
a high is. Where links contradict the counts the greatest total is no less than the least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ascertain.domain.codes import LinkType
from ascertain.domain.conduct import Pause, go_on, heeding
from ascertain.domain.figure import Figure
from ascertain.domain.totals_groups import Tie, Union, bounds_of_all

SHARING = (LinkType.SAME_AS, LinkType.PART_OF, LinkType.POSSIBLY_SAME, LinkType.OVERLAPS, LinkType.DISTINCT_FROM)
"""The links that a total depends on."""
COUNTED = ("munitions", "killed", "injured")
"""The figures of which there are totals, beside the number of incidents."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value; `high` None: there is no greatest."""

    low: int = 0
    high: int | None = 0

    def __add__(self, other: Bounds) -> Bounds:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high)

    @property
    def exact(self) -> bool:
        """Whether there is but one value."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Counted:
    """One incident: its counts, those that are stated; whether it stands for several events."""

    id: int
    figures: Mapping[str, Figure] = field(default_factory=dict)
    is_aggregate: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """How one incident stands to another, as far as totals ask. `part_of` leads from the part to the whole."""

    type: LinkType
    one: int
    other: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The total of one kind of count: `bounds`, and how many incidents state it."""

    bounds: Bounds = Bounds()
    stated: int = 0

    def __add__(self, other: Total) -> Total:
        return Total(self.bounds + other.bounds, self.stated + other.stated)


@dataclass(frozen=True, slots=True)
class Totals:
    """All totals of some incidents: `records` of them, standing for `incidents`; `shared`: pairs of them, by id, that
    are or may be one in whole or in part."""

    records: int = 0
    incidents: Bounds = Bounds()
    munitions: Total = Total()
    killed: Total = Total()
    injured: Total = Total()
    shared: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Totals) -> Totals:
        """The totals of two lots of incidents that no link joins."""
        return Totals(
            self.records + other.records,
            self.incidents + other.incidents,
            self.munitions + other.munitions,
            self.killed + other.killed,
            self.injured + other.injured,
            (*self.shared, *other.shared),
        )


def extent(figure: Figure) -> Bounds:
    """The interval of a stated figure, as it is shown: without a low its best, else 0; `100+` is open, `~3` is 3."""
    low = figure.low if figure.low is not None else figure.best
    high = figure.best if figure.high is None and figure.low is None else figure.high
    return Bounds(low or 0, high)


def totals(incidents: Iterable[Counted], links: Iterable[Link], pause: Pause = go_on) -> Totals:
    """The totals of these incidents. Links to others count only as far as they make two of these one."""
    given = {each.id: each for each in incidents}
    kept = _settled(heeding(links, pause))
    one = Union()
    for link in heeding(kept, pause):
        if link.type is LinkType.SAME_AS:
            one.join(link.one, link.other)
    ties = [each for each in kept if each.type is not LinkType.SAME_AS and {each.one, each.other} <= given.keys()]
    events = {number: _events(each) for number, each in given.items()}
    counted = {key: _total(_extents(heeding(given.values(), pause), key), ties, one, key, pause) for key in COUNTED}
    return Totals(
        records=len(given),
        incidents=_bounds(
            dict.fromkeys(given, Bounds(1, 1)), [_as_incidents(each, events) for each in ties], one, pause
        ),
        munitions=counted["munitions"],
        killed=counted["killed"],
        injured=counted["injured"],
        shared=_pairs(given, ties, one),
    )


def _settled(links: Iterable[Link]) -> list[Link]:
    """The links that let two incidents share, in an order of their own: what is distinct shares nothing."""
    found = [each for each in links if each.one != each.other]
    apart = {frozenset((each.one, each.other)) for each in found if each.type is LinkType.DISTINCT_FROM}
    sharing = set(SHARING) - {LinkType.DISTINCT_FROM}
    kept = [each for each in found if each.type in sharing and frozenset((each.one, each.other)) not in apart]
    return sorted(kept, key=lambda each: (each.one, each.other, each.type, each.low or 0, each.high or 0))


def _states(each: Counted, key: str) -> bool:
    figure = each.figures.get(key)
    return figure is not None and figure.stated


def _extents(incidents: Iterable[Counted], key: str) -> dict[int, Bounds]:
    return {each.id: extent(each.figures[key]) for each in incidents if _states(each, key)}


def _total(extents: Mapping[int, Bounds], links: Sequence[Link], one: Union, key: str, pause: Pause) -> Total:
    ties = [_as_things(each, key) for each in links if {each.one, each.other} <= extents.keys()]
    return Total(_bounds(extents, ties, one, pause), len(extents))


def _bounds(extents: Mapping[int, Bounds], ties: Iterable[Tie], one: Union, pause: Pause) -> Bounds:
    """The bounds over all groups."""
    lows: dict[int, int] = {}
    highs: dict[int, int | None] = {}
    pause()
    for number, each in extents.items():
        root = one.root(number)
        lows[root] = max(lows.get(root, 0), each.low)
        before = highs.get(root, 0)
        highs[root] = None if before is None or each.high is None else max(before, each.high)
    pause()
    between = (tie.between(one.root(tie.one), one.root(tie.other)) for tie in ties)
    return Bounds(*bounds_of_all(lows, highs, between, pause))


def _as_things(link: Link, key: str) -> Tie:
    """What two incidents share of a count. How many munitions an overlap shares says nothing of the dead."""
    if link.type is LinkType.PART_OF:
        return Tie(link.one, link.other, whole=True)
    if link.type is LinkType.OVERLAPS and key == "munitions":
        return Tie(link.one, link.other, link.low or 0, link.high)
    none = link.type is LinkType.OVERLAPS and link.high == 0
    return Tie(link.one, link.other, 0, 0 if none else None)


def _as_incidents(link: Link, events: Mapping[int, int | None]) -> Tie:
    """Whether two incidents are, may be or cannot be one."""
    if link.type is LinkType.PART_OF:
        return Tie(link.one, link.other, 1, 1)
    if link.type is LinkType.OVERLAPS:
        known = [count for count in (events[link.one], events[link.other]) if count is not None]
        within = bool(known) and (link.low or 0) >= max(1, min(known))
        return Tie(link.one, link.other, int(within), 0 if link.high == 0 else 1)
    return Tie(link.one, link.other, 0, 1)


def _events(each: Counted) -> int | None:
    """How many events an incident stands for at most; None where nobody knows."""
    figure = each.figures.get("munitions")
    if figure is not None and figure.stated:
        return extent(figure).high
    return None if each.is_aggregate else 1


def _pairs(given: Mapping[int, Counted], ties: Iterable[Link], one: Union) -> tuple[tuple[int, int], ...]:
    found = {(min(each.one, each.other), max(each.one, each.other)) for each in ties if each.high != 0}
    first: dict[int, int] = {}
    for number in sorted(given):
        head = first.setdefault(one.root(number), number)
        if head != number:
            found.add((head, number))
    return tuple(sorted(found))
