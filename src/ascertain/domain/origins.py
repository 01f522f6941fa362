"""How many independent origins stand behind an incident. A relay repeats its origin: statements of one origin count
once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ascertain.domain.codes import Stance
from ascertain.domain.folding import fold
from ascertain.domain.records import NamedRef, Statement

BEARING = frozenset(
    {
        Stance.REPORTS,
        Stance.CONFIRMS,
        Stance.CONFIRMS_IN_PART,
        Stance.DENIES,
        Stance.CLAIMS_RESPONSIBILITY,
        Stance.ATTRIBUTES,
        Stance.DECLINES_TO_ATTRIBUTE,
    }
)
"""The stances that say whether the event happened. Who declines to attribute an event speaks of it as one that
happened. A threat beforehand, context and silence say nothing about it, and make no origin."""

SPOKEN_EVENTS = frozenset({"threat", "demand", "announcement", "statement"})
"""Codes of incidents that consist in somebody saying something."""

OriginKey = str
"""Names an origin within one incident."""


def count_origins(statements: Iterable[Statement], *, kind: str | None = None) -> int:
    """How many independent origins say that the event happened, or deny it.

    A statement goes back to its origin, or without one to its source. Where that source is itself only a relay here, of
    one origin, the way is followed further. `kind`: the code of the incident; where it is a threat or a demand, whoever
    utters it is an origin.
    """
    given = tuple(statements)
    bearing = BEARING | {Stance.THREATENS} if kind in SPOKEN_EVENTS else BEARING
    keys = origin_keys(given)
    return len({key for key, statement in zip(keys, given, strict=True) if statement.stance in bearing})


def origin_keys(statements: Sequence[Statement]) -> list[OriginKey]:
    """The origin of each statement, in their order. The same for the same set of statements in any order."""
    refs = [ref for statement in statements for ref in (statement.source, statement.origin) if ref is not None]
    ids: dict[str, int] = {}
    if any(ref.id is None for ref in refs):  # else no name need be looked up
        ids = {fold(ref.name): ref.id for ref in sorted(refs, key=lambda ref: ref.id or 0) if ref.id is not None}

    def key_of(ref: NamedRef) -> OriginKey:
        known = ref.id if ref.id is not None else ids.get(fold(ref.name))
        return f"#{known}" if known is not None else fold(ref.name)

    sources = [key_of(statement.source) for statement in statements]
    stated = [key_of(statement.origin or statement.source) for statement in statements]
    first_hand = {source for source, origin in zip(sources, stated, strict=True) if source == origin}
    relayed: dict[OriginKey, set[OriginKey]] = {}
    for source, origin in zip(sources, stated, strict=True):
        relayed.setdefault(source, set()).add(origin)
    onward = {source: next(iter(to)) for source, to in relayed.items() if source not in first_hand and len(to) == 1}
    return [_end(key, onward) for key in stated]


def _end(key: OriginKey, onward: dict[OriginKey, OriginKey]) -> OriginKey:
    """Where the chain of relays from `key` ends; of sources that name each other in a ring, the first in order."""
    way = [key]
    while (step := onward.get(way[-1])) is not None:
        if step in way:
            return min(way[way.index(step) :])
        way.append(step)
    return way[-1]
