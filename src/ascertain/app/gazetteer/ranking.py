"""Which of the places that fit a name is meant rather."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ascertain.domain.transliteration import close_key, without_articles

_LEAST_LIKE = {3: 50.0, 4: 62.0, 5: 62.0}
"""How alike (percent, Indel distance) the close keys must be where consonants alone made a place fit."""
_SAYS_ENOUGH = 5
"""From this many letters on, a name that is the same but for its spelling goes before one that begins alike."""


class Tier(IntEnum):
    """How the keys of a name fit what was typed, the best first."""

    SAME = 0
    BEGINS = 1
    HOLDS = 2
    SOUNDS = 3
    SOUNDS_BEGINNING = 4
    ALIKE = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A place that fits; `share` is the likeness of consonants in percent, where that is less than whole."""

    number: int
    tier: Tier
    share: float = 100.0


def in_order(
    matches: Iterable[Match], typed: str, called: Callable[[int], Sequence[str]], rank: Callable[[int], int]
) -> list[Match]:
    """Matches, the likeliest first: spelt just so; the same but for the spelling; beginning alike; then those of which
    only the consonants fit, by how alike the whole names are. Within each by rank. What fits too badly is left out."""
    key, plain = close_key(typed), without_articles(typed)
    ordered = []
    for match in matches:
        place = _place(match, key, plain, called(match.number))
        if place is not None:
            ordered.append((*place, rank(match.number), match))
    return [each[-1] for each in sorted(ordered, key=lambda each: each[:3])]


def _place(match: Match, key: str, plain: str, names: Sequence[str]) -> tuple[int, int] | None:
    if match.tier <= Tier.HOLDS:
        own, *others = map(without_articles, names)
        if plain == own or (plain in others and (len(plain) >= _SAYS_ENOUGH or not plain.isascii())):
            return 0, 0
        if match.tier is Tier.SAME and len(key) >= _SAYS_ENOUGH:
            return 1, 0
        if own.startswith(plain) or (match.tier is Tier.SAME and not plain.isascii()):
            return 2, 0
        if any(name.startswith(plain) for name in others):
            return 2, 1
        return 3 + match.tier, 0
    keys = [close_key(name) for name in names]
    same_script = [each for each in keys if each and (each[0] < "\u0250") == (key[0] < "\u0250")]
    whole = max((_likeness(each, key) for each in same_script), default=0.0)
    if same_script and whole < _LEAST_LIKE[match.tier]:
        return None
    if not same_script and match.tier is not Tier.SOUNDS:
        return None
    return 3 + match.tier, -round((whole + match.share) / 20)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)
