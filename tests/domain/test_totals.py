from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import LinkType
from ascertain.domain.figure import Figure
from ascertain.domain.totals import COUNTED, Bounds, Counted, Link, Total, Totals, extent, totals

_LINKED = (LinkType.SAME_AS, LinkType.PART_OF, LinkType.POSSIBLY_SAME, LinkType.OVERLAPS, LinkType.DISTINCT_FROM)
_numbers = st.none() | st.integers(0, 6)


@st.composite
def _figures(draw: st.DrawFn) -> Figure:
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 6)] * 3)))
    kept = draw(st.tuples(*[st.booleans()] * 3))
    told = [number if keep else None for number, keep in zip((low, best, high), kept, strict=True)]
    return Figure(told[0], told[1], told[2])


@st.composite
def _links(draw: st.DrawFn, most: int, types: Sequence[LinkType] = tuple(LinkType)) -> Link:
    one, other = draw(st.tuples(st.integers(1, most), st.integers(1, most)))
    low, high = draw(st.tuples(_numbers, _numbers))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Link(draw(st.sampled_from(types)), one, other, low, high)


@st.composite
def _counted(draw: st.DrawFn, most: int = 5) -> list[Counted]:
    return [
        Counted(number, {key: draw(_figures()) for key in COUNTED}, draw(st.booleans()))
        for number in range(1, draw(st.integers(1, most)) + 1)
    ]


def _plain(given_: Sequence[Counted]) -> Totals:
    whole = Totals()
    for each in given_:
        stated = {key: Total(extent(each.figures[key]), 1) if each.figures[key].stated else Total() for key in COUNTED}
        whole += Totals(1, Bounds(1, 1), stated["munitions"], stated["killed"], stated["injured"])
    return whole


def _bounds(of: Totals) -> Iterator[Bounds]:
    yield of.incidents
    for key in COUNTED:
        yield getattr(of, key).bounds


def _drones(*counts: int, links: Sequence[Link] = ()) -> Totals:
    given_ = [Counted(at, {"munitions": Figure.exactly(count)}) for at, count in enumerate(counts, start=1)]
    return totals(given_, links)


# ------------------------------------------------------------------ what is meant


def test_three_drones_of_which_two_claims_may_be_part() -> None:
    ties = [Link(LinkType.OVERLAPS, 1, 2, 0, 1), Link(LinkType.OVERLAPS, 1, 3, 0, 1)]
    found = _drones(3, 1, 1, links=ties)
    assert found.munitions == Total(Bounds(3, 5), 3)
    assert found.incidents == Bounds(2, 3), "the two claims are two, whatever the count is of"
    assert found.shared == ((1, 2), (1, 3))
    assert _drones(3, 1, 1).munitions.bounds == Bounds(5, 5)


def test_what_is_the_same_counts_once_also_by_way_of_others() -> None:
    same = [Link(LinkType.SAME_AS, 1, 9), Link(LinkType.SAME_AS, 9, 2)]
    found = _drones(2, 3, 4, links=same)
    assert found.incidents == Bounds(2, 2)
    assert found.munitions.bounds == Bounds(7, 7)
    assert found.shared == ((1, 2),)


def test_a_part_lies_in_the_whole() -> None:
    found = _drones(5, 2, 2, links=[Link(LinkType.PART_OF, 2, 1), Link(LinkType.PART_OF, 3, 1)])
    assert found.munitions.bounds == Bounds(5, 5)
    assert found.incidents == Bounds(2, 2)


def test_what_must_be_shared_lowers_the_greatest() -> None:
    assert _drones(3, 2, links=[Link(LinkType.OVERLAPS, 1, 2, 1, 2)]).munitions.bounds == Bounds(3, 4)
    within = _drones(3, 1, links=[Link(LinkType.OVERLAPS, 1, 2, 1, 1)])
    assert within.incidents == Bounds(1, 1), "all of the second is within the first"


def test_what_is_distinct_ends_suspicion() -> None:
    apart = Link(LinkType.DISTINCT_FROM, 2, 1)
    for suspected in (LinkType.POSSIBLY_SAME, LinkType.OVERLAPS, LinkType.PART_OF, LinkType.SAME_AS):
        found = _drones(3, 2, links=[Link(suspected, 1, 2), apart])
        assert (found.munitions.bounds, found.incidents, found.shared) == (Bounds(5, 5), Bounds(2, 2), ())


def test_three_of_which_each_two_may_be_one_can_all_be_one() -> None:
    pairs = [Link(LinkType.POSSIBLY_SAME, one, other) for one, other in itertools.combinations((1, 2, 3), 2)]
    found = _drones(2, 2, 2, links=pairs)
    assert (found.incidents, found.munitions.bounds) == (Bounds(1, 3), Bounds(2, 6))


@pytest.mark.parametrize("kind", [LinkType.FOLLOWS, LinkType.ANSWERS])
def test_other_links_share_nothing(kind: LinkType) -> None:
    assert _drones(3, 2, links=[Link(kind, 1, 2)]) == _drones(3, 2)


def test_an_open_count_leaves_the_total_open_and_silence_adds_nothing() -> None:
    open_ended = Counted(1, {"killed": Figure(low=3)})
    silent = Counted(2, {"killed": Figure(unknown=True), "injured": Figure.exactly(0)})
    found = totals([open_ended, silent], [])
    assert found.killed == Total(Bounds(3, None), 1)
    assert found.injured == Total(Bounds(0, 0), 1)
    assert found.munitions == Total()


# ------------------------------------------------------------------ what always holds


@given(_counted(), st.lists(_links(7), max_size=8))
def test_the_least_is_no_more_than_the_greatest_and_both_stay_within_the_plain_sums(
    given_: list[Counted], links: list[Link]
) -> None:
    found, plain = totals(given_, links), _plain(given_)
    for at, (each, alone) in enumerate(zip(_bounds(found), _bounds(plain), strict=True)):
        assert each.high is None or each.low <= each.high
        assert each.low <= alone.low
        assert (each.high is None) == (alone.high is None)
        assert each.high is None or alone.high is None or each.high <= alone.high
        singles = [list(_bounds(_plain([one])))[at] for one in given_]
        assert each.low >= max(single.low for single in singles)
        assert each.high is None or each.high >= max(single.high or 0 for single in singles)
    assert found.records == len(given_)


@given(_counted())
def test_without_links_it_is_the_plain_sum(given_: list[Counted]) -> None:
    assert totals(given_, []) == _plain(given_)


@given(_counted(), st.lists(_links(6), max_size=8), st.randoms(use_true_random=False))
def test_order_never_matters(given_: list[Counted], links: list[Link], random: object) -> None:
    other, turned = list(given_), [*links, *links[:2]]
    random.shuffle(other)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert totals(other, turned) == totals(given_, links)


@given(_counted(), st.lists(_links(5), max_size=5), _links(5, [LinkType.OVERLAPS, LinkType.POSSIBLY_SAME]))
def test_one_more_suspicion_never_raises_a_total(given_: list[Counted], links: list[Link], more: Link) -> None:
    before, after = totals(given_, links), totals(given_, [*links, more])
    plain = _plain(given_)
    for one, other, alone in zip(_bounds(before), _bounds(after), _bounds(plain), strict=True):
        assert other.low <= alone.low
        assert other.high is None or alone.high is None or other.high <= alone.high
        if more.type is LinkType.POSSIBLY_SAME and not links:
            assert other.low <= one.low
            assert other.high == one.high


# ------------------------------------------------------------------ against counting everything out


def _counted_out(
    sizes: Mapping[int, tuple[int, int]], shared: Mapping[tuple[int, int], tuple[int, int]]
) -> tuple[int, int] | None:
    """The least and the greatest number of things, by trying every way to spread them: each thing belongs to incidents
    of which all are linked. None where there is no way."""
    lots = [
        lot
        for count in range(1, len(sizes) + 1)
        for lot in itertools.combinations(sorted(sizes), count)
        if all(pair in shared for pair in itertools.combinations(lot, 2))
    ]
    found: set[int] = set()

    def spread(at: int, have: dict[int, int], both: dict[tuple[int, int], int], whole: int) -> None:
        if at == len(lots):
            within = all(sizes[each][0] <= have[each] for each in sizes)
            if within and all(shared[pair][0] <= count for pair, count in both.items()):
                found.add(whole)
            return
        lot = lots[at]
        pairs = list(itertools.combinations(lot, 2))
        room = min(sizes[each][1] - have[each] for each in lot)
        room = min([room, *(shared[pair][1] - both[pair] for pair in pairs)])
        for count in range(room + 1):
            spread(
                at + 1,
                have | {each: have[each] + count for each in lot},
                both | {pair: both[pair] + count for pair in pairs},
                whole + count,
            )

    spread(0, dict.fromkeys(sizes, 0), dict.fromkeys(shared, 0), 0)
    return (min(found), max(found)) if found else None


@st.composite
def _small(
    draw: st.DrawFn,
) -> tuple[dict[int, tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    count = draw(st.integers(2, 4))
    ends = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda two: (min(two), max(two)))
    sizes = {number: draw(ends) for number in range(1, count + 1)}
    pairs = list(itertools.combinations(sizes, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    return sizes, {pair: draw(ends) for pair in chosen}


@given(_small())
def test_it_agrees_with_counting_everything_out(
    small: tuple[dict[int, tuple[int, int]], dict[tuple[int, int], tuple[int, int]]],
) -> None:
    sizes, shared = small
    counted = [Counted(n, {"munitions": Figure(low=low, high=high)}) for n, (low, high) in sizes.items()]
    links = [Link(LinkType.OVERLAPS, *pair, low, high) for pair, (low, high) in shared.items()]
    found = totals(counted, links).munitions.bounds
    truth = _counted_out(sizes, shared)
    if truth is None:
        return
    assert found.low <= truth[0]
    assert found.high is not None
    assert found.high >= truth[1]
    ring = len([pair for pair, (_, high) in shared.items() if high]) >= _reached(sizes, shared)
    if not ring:
        assert found.high == truth[1]
        if not any(low for low, _ in shared.values()):
            assert found.low == truth[0]


def _reached(sizes: Mapping[int, tuple[int, int]], shared: Mapping[tuple[int, int], tuple[int, int]]) -> int:
    """How many ties there would have to be for a ring: one more than trees over these incidents have."""
    groups = [{number} for number in sizes]
    for pair in (pair for pair, (_, high) in shared.items() if high):
        joined = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if not group & set(pair)] + [set().union(*joined)]
    return len(sizes) - len(groups) + 1
