"""How far two incidents may be one: a score with its reasons, after Fellegi and Sunter.

The weights of what agrees and of what differs (`weights`) are added up to the odds that the two are one before anything
was compared: `PRIOR`, shared out among all incidents that lie as close in time and place. So in a quiet week the same
place and day say much, and at a place with thirty attacks a day little. The sum as a probability is the score. What
one of the two does not say weighs nothing, neither for nor against. Agreements are taken as independent, which they are
not quite; so the score orders candidates, and nothing is decided by it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ascertain.domain.duplicates import levels, weights
from ascertain.domain.duplicates.described import Described
from ascertain.domain.duplicates.weights import Level
from ascertain.domain.geography import plain_km
from ascertain.domain.messages import Message, say

LIKELY, POSSIBLE = 0.9, 0.3
"""From which score two incidents are likely one, and from which they are shown at all."""

_MOST_BITS = 30.0


class Likelihood(StrEnum):
    """What the score says in a word."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (`bits` above 0) or against two incidents being one."""

    text: Message
    bits: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer: `score` between 0 and 1, never either; the reasons, the weightiest first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def likelihood(self) -> Likelihood:
        """The score as a word."""
        if self.score >= LIKELY:
            return Likelihood.LIKELY
        return Likelihood.POSSIBLE if self.score >= POSSIBLE else Likelihood.UNLIKELY

    @property
    def percent(self) -> int:
        """The score as it is shown: from 1 to 99, because nothing is certain."""
        return min(99, max(1, round(self.score * 100)))


def compare(one: Described, other: Described, crowd: int = 1) -> Comparison:
    """How far two incidents may be one. The order of the two makes no difference. `crowd`: how many incidents the log
    has that lie as close to one of them as the other does."""
    reasons = [_reason(*found) for found in _found(one, other)]
    if crowd > 1:
        crowded = say(weights.CROWDED.text, singular=weights.CROWDED.singular, count=crowd)
        reasons.append(Reason(crowded, -math.log2(crowd)))
    reasons.sort(key=lambda each: (-abs(each.bits), each.text.text, str(each.text)))
    return Comparison(score(one, other, crowd), tuple(reasons))


def score(one: Described, other: Described, crowd: int = 1) -> float:
    """The score of `compare` without its reasons, which cost more than it does."""
    bits = (level.bits for level, _ in _found(one, other))
    # Summed exactly: the order of the two must not show, not even in the last digit.
    return probability(math.fsum((math.log2(weights.PRIOR), -math.log2(max(1, crowd)), *bits)))


def probability(bits: float) -> float:
    """The probability that odds of 2 to the power of `bits` stand for."""
    bounded = max(-_MOST_BITS, min(_MOST_BITS, bits))
    return 1 / (1 + 2**-bounded)


_Values = tuple[tuple[str, object], ...]
_KILLED, _INJURED = say("killed"), say("injured")


def _found(one: Described, other: Described) -> Iterator[tuple[Level, _Values]]:
    """How the two stand to each other in each respect of which both say something, and what the sentence names."""
    there = levels.place(one, other)
    if there is not None:
        yield there[0], () if there[1] is None else (("km", plain_km(there[1])),)
    plain = [
        levels.time(one, other),
        levels.kind(one, other),
        levels.means(one, other),
        levels.outcome(one, other),
        *(levels.party(one, other, role) for role in levels.COMPARED_ROLES),
        levels.title(one, other),
        levels.told(one, other),
    ]
    yield from ((level, ()) for level in plain if level is not None)
    count = levels.munitions(one, other)
    if count is not None:
        yield count, (("count", levels.least(one.munitions)),)
    for what, mine, its in ((_KILLED, one.killed, other.killed), (_INJURED, one.injured, other.injured)):
        harm = levels.harm(mine, its)
        if harm is not None:
            yield harm, (("what", what), ("count", levels.least(mine)))


def _reason(level: Level, values: _Values) -> Reason:
    fitting: dict[str, Any] = {name: value for name, value in values if "{" + name + "}" in level.says.text}
    return Reason(say(level.says.text, **fitting), level.bits)


def rough_bits(one: Described, other: Described) -> float:
    """The part of the weight that the narrow columns of an incident give, without the odds before."""
    clock = levels.time(one, other)
    return (
        (0.0 if clock is None else clock.bits) + code_bits(one, other) + place_bits(one, other) + count_bits(one, other)
    )


def code_bits(one: Described, other: Described) -> float:
    """The part that type, means and outcome give."""
    found = levels.kind(one, other), levels.means(one, other), levels.outcome(one, other)
    return sum(each.bits for each in found if each is not None)


def place_bits(one: Described, other: Described) -> float:
    """The part that the place gives."""
    there = levels.place(one, other)
    return 0.0 if there is None else there[0].bits


def count_bits(one: Described, other: Described) -> float:
    """The part that the numbers of munitions, killed and injured give."""
    harm = levels.harm(one.killed, other.killed), levels.harm(one.injured, other.injured)
    found = levels.munitions(one, other), *harm
    return sum(each.bits for each in found if each is not None)
