"""Sorted keys of names, and the places that have them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ascertain.domain.transliteration import bare_key, close_key

_END = "\U0010ffff"
_NEAREST_SHARE = 74.0
"""From this share of equal letters (Indel distance, in percent) on a name may be a misspelling of another."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """What stands at one key: the numbers of its places, and its mark: `w` where a name is also a common word, `s`
    where it sounds like one."""

    numbers: tuple[int, ...]
    mark: str = ""


@dataclass
class NameIndex:
    """Lines `key TAB numbers [TAB mark]` in order, for the close and for the bare keys; searched as they are, so that
    loading them costs no more than splitting a text."""

    close: list[str]
    bare: list[str]
    _bare_keys: dict[str, list[str]] = field(default_factory=dict)

    def same(self, key: str) -> Keyed | None:
        """The places that have this close key."""
        at = bisect_left(self.close, key + "\t")
        return _at(self.close, at, key)

    def begins(self, key: str) -> bool:
        """Whether any close key begins with this."""
        at = bisect_left(self.close, key)
        return at < len(self.close) and self.close[at].startswith(key)

    def beginning(self, key: str) -> Iterator[int]:
        """The places with a close key that begins with this."""
        return _numbers(self.close[bisect_left(self.close, key) : bisect_left(self.close, key + _END)])

    def sounding(self, key: str) -> Iterator[int]:
        """The places with just this bare key."""
        found = _at(self.bare, bisect_left(self.bare, key + "\t"), key)
        return iter(found.numbers if found else ())

    def sounding_beginning(self, key: str) -> Iterator[int]:
        """The places with a bare key that begins with this."""
        return _numbers(self.bare[bisect_left(self.bare, key) : bisect_left(self.bare, key + _END)])

    def alike(self, key: str, limit: int) -> list[tuple[int, float]]:
        """The places whose bare key is nearly this one and begins alike, with their likeness in percent."""
        from rapidfuzz import fuzz, process

        first = key[:1]
        keys = self._bare_keys.get(first)
        if keys is None:
            lines = self.bare[bisect_left(self.bare, first) : bisect_left(self.bare, first + _END)]
            keys = self._bare_keys[first] = [line.partition("\t")[0] for line in lines]
        found = process.extract(key, keys, scorer=fuzz.ratio, limit=limit, score_cutoff=_NEAREST_SHARE)
        return [(number, share) for near, share, _ in found for number in self.sounding(near)]


def index_of(names: Iterable[tuple[int, Iterable[str]]]) -> NameIndex:
    """An index of the names of numbered places."""
    close: dict[str, dict[int, None]] = defaultdict(dict)
    bare: dict[str, dict[int, None]] = defaultdict(dict)
    for number, called in names:
        for name in called:
            if key := close_key(name):
                close[key][number] = None
            if len(key := bare_key(name)) > 1:
                bare[key][number] = None
    return NameIndex(_lines(close), _lines(bare))


def _lines(keys: dict[str, dict[int, None]]) -> list[str]:
    return [f"{key}\t{' '.join(map(str, keys[key]))}" for key in sorted(keys)]


def _at(lines: list[str], at: int, key: str) -> Keyed | None:
    if at >= len(lines) or not lines[at].startswith(key + "\t"):
        return None
    _, numbers, *mark = lines[at].split("\t")
    return Keyed(tuple(map(int, numbers.split())), mark[0] if mark else "")


def _numbers(lines: Iterable[str]) -> Iterator[int]:
    for line in lines:
        yield from map(int, line.split("\t", 2)[1].split())
