"""A long look for duplicates: through all that a search finds, or for each of some incidents.

The incidents of a search are read in order of time, some thousands at once, and held against those whose time is still
open. What is compared is narrowed by pigeonholes: the same place or one close by, or an account that names only an area
of the same country. Only pairs that could pass for one by what stands in the incident itself are read in full.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappush, heappushpop
from itertools import islice, takewhile
from typing import Any

from sqlalchemy import select

from ascertain.domain.conduct import heeding
from ascertain.domain.duplicates import (
    LISTED,
    POSSIBLE,
    Described,
    Pair,
    Stretch,
    code_bits,
    compare,
    count_bits,
    levels,
    place_bits,
    score,
)
from ascertain.domain.duplicates.levels import COARSE
from ascertain.domain.duplicates.weights import NEAR_KM, PRIOR
from ascertain.domain.geography import Point, distance_km
from ascertain.domain.rows import SortKey
from ascertain.domain.search import Search
from ascertain.store.reading.described import crowds, described, narrow
from ascertain.store.reading.duplicates import DAY, VAGUEST, like_incident, linked_to
from ascertain.store.reading.finding import ordered
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table

_FIRST, _AT_ONCE = 500, 4_000
"""How many incidents are read for the first stretch, which is waited for, and for the others."""
_LOOKED_BACK = 200
"""How many of one pigeonhole each incident is held against at most."""
_STILL_TO_COME = 4.0
"""Bits that parties, words and sources must be able to add to a pair that is read in full."""
_MOST_OF_COUNTS, _MOST_OF_TIME_AND_PLACE = 4.0, 6.7
"""Bits that the numbers of munitions, killed and injured add at most but for the rarest, and that time and place do."""
_KEPT = 50_000
_NOBODY: deque[Described] = deque()
_CHOSEN_AT_ONCE = 20


class _Best:
    """The scores of the likeliest pairs so far. Once there are as many as a look keeps, the last of them is the floor:
    what cannot be likelier is not read in full any more."""

    def __init__(self) -> None:
        self._scores: list[float] = []

    def take(self, score: float) -> None:
        """Take in the score of a pair."""
        if len(self._scores) < LISTED:
            heappush(self._scores, score)
        else:
            heappushpop(self._scores, score)

    @property
    def floor(self) -> float:
        """The score that a pair must reach."""
        return POSSIBLE if len(self._scores) < LISTED else max(POSSIBLE, self._scores[0])


def _least(floor: float) -> float:
    """The bits that the narrow columns must give for a pair to be read in full."""
    return math.log2(floor / (1 - floor)) - math.log2(PRIOR) - _STILL_TO_COME


def duplicates_found(line: ReadLine, search: Search | None) -> Iterator[Stretch]:
    """The pairs among what `search` finds; see `Queries.duplicates_found`."""
    ids = line.ids(ordered(line, search, (SortKey("t_from", descending=True),)))
    pause, sweep, best, remaining = line.pause(), _Sweep(_places_close_by(line)), _Best(), iter(ids)
    done, size = 0, _FIRST
    while wanted := list(islice(remaining, size)):
        done, size = done + len(wanted), _AT_ONCE
        with line.one_state():
            found = narrow(line, wanted)
            found.sort(key=lambda each: (-(each.t_from or 0), -each.id))
            candidates = [pair for each in heeding(found, pause) for pair in sweep.meet(each)]
            pairs = tuple(_scored(line, candidates, best))
        sweep.least = _least(best.floor)
        yield Stretch(pairs, done, len(ids))


def duplicates_among(line: ReadLine, ids: Sequence[int]) -> Iterator[Stretch]:
    """The pairs of one of these incidents with any other; see `Queries.duplicates_among`."""
    pause, seen, remaining, done = line.pause(), set[tuple[int, int]](), iter(ids), 0
    while wanted := list(islice(remaining, _CHOSEN_AT_ONCE)):
        pairs = []
        for number in heeding(wanted, pause):
            with line.one_state():
                for other, comparison in like_incident(line, number, _CHOSEN_AT_ONCE):
                    ends = min(number, other), max(number, other)
                    if ends not in seen:
                        seen.add(ends)
                        pairs.append(Pair(*ends, comparison))
        done += len(wanted)
        yield Stretch(tuple(pairs), done, len(ids))


_Hole = dict[str | None, deque[Described]]
"""What was met at one place or in one country, by the group of its type."""


class _Sweep:
    """Holds the incidents that were met whose time is not past yet, in pigeonholes."""

    def __init__(self, close_by: dict[int, tuple[int, ...]]) -> None:
        self._close_by = close_by
        self.least = _least(POSSIBLE)
        self._at_place: dict[int, _Hole] = defaultdict(_hole)
        self._areas: dict[str | None, _Hole] = defaultdict(_hole)
        self._in_country: dict[str | None, _Hole] = defaultdict(_hole)
        self._codes: dict[tuple[Any, ...], float] = {}
        self._places: dict[tuple[Any, ...], float] = {}

    def meet(self, mine: Described) -> Iterator[tuple[Described, Described]]:
        """The pairs of this one with those met before, all of which begin later; and this one is met."""
        if mine.t_to is None or mine.t_from is None or mine.t_to - mine.t_from > VAGUEST:
            return
        if mine.where_precision in COARSE or mine.place_id is None:
            yield from self._held_against(mine, self._in_country[mine.country], at_home=False)
            self._areas[mine.country][mine.group].append(mine)
        else:
            for place in self._close_by.get(mine.place_id, (mine.place_id,)):
                yield from self._held_against(mine, self._at_place[place], at_home=place == mine.place_id)
            yield from self._held_against(mine, self._areas[mine.country], at_home=False)
            self._at_place[mine.place_id][mine.group].append(mine)
        self._in_country[mine.country][mine.group].append(mine)

    def _held_against(self, mine: Described, hole: _Hole, *, at_home: bool) -> Iterator[tuple[Described, Described]]:
        last = (mine.t_to or 0) + DAY
        near: list[Described] = []
        # Most of what happens at one place is of another type, and not compared.
        for group in hole if mine.group is None else (mine.group, None):
            met = hole.get(group, _NOBODY)
            while met and (met[0].t_from or 0) - (mine.t_from or 0) > VAGUEST + DAY:
                met.popleft()
            near += takewhile(lambda each: (each.t_from or 0) <= last, islice(reversed(met), _LOOKED_BACK))
        # Where much happens, more must agree: at least as many as were met lie around.
        least = self.least + (math.log2(len(near)) if at_home and near else 0.0)
        for other in near:
            if self._bits(mine, other, least) >= least:
                yield mine, other

    def _bits(self, one: Described, other: Described, least: float) -> float:
        """`rough_bits`, with what depends on few codes and places kept, and no more reckoned than can still matter."""
        codes = (one.kind, one.means, one.outcome, other.kind, other.means, other.outcome)
        bits = self._codes.get(codes)
        if bits is None:
            bits = _keep(self._codes, codes, code_bits(one, other))
        if bits < least - _MOST_OF_TIME_AND_PLACE - _MOST_OF_COUNTS:
            return bits
        places = (one.place_id, one.where_precision, one.country, other.place_id, other.where_precision, other.country)
        known = self._places.get(places)
        if known is None:
            known = _keep(self._places, places, place_bits(one, other))
        clock = levels.time(one, other)
        bits += known + (0.0 if clock is None else clock.bits)
        return bits if bits < least - _MOST_OF_COUNTS else bits + count_bits(one, other)


def _hole() -> _Hole:
    return defaultdict(deque)


def _keep(known: dict[tuple[Any, ...], float], key: tuple[Any, ...], bits: float) -> float:
    if len(known) >= _KEPT:
        known.clear()
    known[key] = bits
    return bits


def _scored(line: ReadLine, candidates: Iterable[tuple[Described, Described]], best: _Best) -> Iterator[Pair]:
    """The pairs that no link joins and that may be one, with their scores."""
    pairs = list(candidates)
    if not pairs:
        return
    members = {each.id: each for pair in pairs for each in pair}
    linked, whole, around = (
        linked_to(line, members),
        described(line, list(members.values())),
        crowds(line, members.values()),
    )
    for one, other in heeding(pairs, line.pause()):
        ends = min(one.id, other.id), max(one.id, other.id)
        if ends not in linked:
            crowd = max(around.get(one.id, 0), around.get(other.id, 0))
            likely = score(whole[one.id], whole[other.id], crowd)
            if likely >= best.floor:
                best.take(likely)
                yield Pair(*ends, compare(whole[one.id], whole[other.id], crowd))


def _places_close_by(line: ReadLine) -> dict[int, tuple[int, ...]]:
    """For each place with a point those that lie close by, itself among them. Found through a grid of degrees, so that
    many places cost no more than they have neighbours."""
    c = table("place").c
    rows = line.all(select(c.id, c.latitude, c.longitude).where(c.latitude.is_not(None), c.longitude.is_not(None)))
    points = {number: Point(latitude, longitude) for number, latitude, longitude in rows}
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, point in points.items():
        grid[int(point.latitude // 1), int(point.longitude // 1)].append(number)
    close: dict[int, tuple[int, ...]] = {}
    for number, point in heeding(points.items(), line.pause()):
        row, column = int(point.latitude // 1), int(point.longitude // 1)
        around = (each for dy in (-1, 0, 1) for dx in (-1, 0, 1) for each in grid.get((row + dy, column + dx), ()))
        close[number] = tuple(each for each in around if distance_km(point, points[each]) <= NEAR_KM)
    return close
