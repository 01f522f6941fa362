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
    if all(each.origin is None and each.source.id is not None for each in given):
        # Nobody relays anything: each source is its own origin.
        return len({each.source.id for each in given if each.stance in bearing})
    keys = origin_keys(given)
    return len({key for key, statement in zip(keys, given, strict=True) if statement.stance in bearing})


def origin_keys(statements: Sequence[Statement]) -> list[OriginKey]:
    """The origin of each statement, in their order. The same for the same set of statements in any order."""
    relays = _Relays(statements)
    return [relays.way(key)[-1] for key in relays.stated]


def chains(statements: Sequence[Statement]) -> list[tuple[str, ...]]:
    """For each statement who passed it on: its source, from whom that has it, and so on to the origin. A source that
    speaks for itself stands alone; of sources that name each other in a ring each stands once."""
    relays = _Relays(statements)
    found = []
    for source, stated in zip(relays.sources, relays.stated, strict=True):
        way = relays.way(stated, ring=True)
        found.append(tuple(relays.names[key] for key in (way if source in way[:1] else (source, *_until(way, source)))))
    return found


class _Relays:
    """Who has it from whom, as the statements of one incident tell."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        refs = [ref for each in statements for ref in (each.source, each.origin) if ref is not None]
        self._ids: dict[str, int] = {}
        if any(ref.id is None for ref in refs):  # else no name need be looked up
            by_id = sorted((ref for ref in refs if ref.id is not None), key=lambda ref: ref.id or 0)
            self._ids = {fold(ref.name): ref.id for ref in by_id if ref.id is not None}
        self.names: dict[OriginKey, str] = {}
        for ref in sorted(refs, key=lambda ref: (ref.id is None, ref.name)):
            self.names.setdefault(self._key(ref), ref.name)
        self.sources = [self._key(each.source) for each in statements]
        self.stated = [self._key(each.origin or each.source) for each in statements]
        pairs = list(zip(self.sources, self.stated, strict=True))
        first_hand = {source for source, origin in pairs if source == origin}
        relayed: dict[OriginKey, set[OriginKey]] = {}
        for source, origin in pairs:
            relayed.setdefault(source, set()).add(origin)
        self._onward = {
            source: next(iter(to)) for source, to in relayed.items() if source not in first_hand and len(to) == 1
        }

    def way(self, key: OriginKey, *, ring: bool = False) -> list[OriginKey]:
        """The way of relays from `key` to where it ends; of sources that name each other in a ring, the first in order
        is the end. `ring`: the members of the ring as they follow each other, in its place."""
        way = [key]
        while (step := self._onward.get(way[-1])) is not None:
            if step in way:
                return way if ring else [*way, min(way[way.index(step) :])]
            way.append(step)
        return way

    def _key(self, ref: NamedRef) -> OriginKey:
        known = ref.id if ref.id is not None else self._ids.get(fold(ref.name))
        return f"#{known}" if known is not None else fold(ref.name)


def _until(way: Sequence[OriginKey], source: OriginKey) -> Sequence[OriginKey]:
    return way[: way.index(source)] if source in way else way
