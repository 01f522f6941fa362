"""The names of a log, ready to be found in a text: made once, then quick however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ascertain.domain.proposals.words import Word, plain_names

_SHORT = 4
"""A name of capitals up to this length is met in capitals alone: `US` is not `us`."""
_SHORTEST = 3
_ARTICLE = "ال"


class NameKind(StrEnum):
    """What a name is the name of."""

    SOURCE = "source"
    ACTOR = "actor"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class KnownName:
    """An entry of the library. `kind_code` is its code in the list of its kind; `speaks_for` the actor whose voice a
    source is."""

    kind: NameKind
    name: str
    others: tuple[str, ...] = ()
    kind_code: str | None = None
    speaks_for: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry named in a text: from the word `first` to the word `last`."""

    entry: KnownName
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    """Where the words of names lead: to further words, and to the entries of which they are a whole name."""

    further: dict[str, _Node] = field(default_factory=dict)
    entries: list[tuple[KnownName, bool]] = field(default_factory=list)


_FEW = 2_000
"""Up to so many entries, an index is told of what came and went; beyond that it is made anew."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Finds names word by word."""

    _root: _Node = field(default_factory=_Node)
    _entries: frozenset[KnownName] = frozenset()
    _since: _Node | None = None
    _gone: frozenset[KnownName] = frozenset()

    def renewed(self, entries: Iterable[KnownName]) -> NameIndex:
        """The index of `entries`. Where they are nearly those of this one, in a fraction of the time."""
        now = frozenset(entries)
        came, gone = now - self._entries, self._entries - now
        if len(came) + len(gone) > _FEW:
            return index_names(now)
        return replace(self, _since=index_names(came)._root if came else None, _gone=gone)

    def find(self, words: tuple[Word, ...]) -> list[Mention]:
        """The entries that the words name, of those of one kind that overlap the longest; in their order."""
        found: dict[NameKind, list[Mention]] = {}
        for at in range(len(words)):
            for entry, last in self._from(words, at):
                found.setdefault(entry.kind, []).append(Mention(entry, at, last))
        kept = (each for mentions in found.values() for each in _longest(mentions))
        return sorted(kept, key=lambda each: (each.first, -each.last, each.entry.kind.value, each.entry.name))

    def _from(self, words: tuple[Word, ...], first: int) -> Iterator[tuple[KnownName, int]]:
        """The entries of which a name begins at a word, and where it ends."""
        nodes = [self._root] if self._since is None else [self._root, self._since]
        for at in range(first, len(words)):
            word = words[at]
            if word.sentence != words[first].sentence:
                return
            nodes = [node.further[form] for node in nodes for form in word.forms if form in node.further]
            if not nodes:
                return
            for node in nodes:
                for entry, capitals in node.entries:
                    if (not capitals or all(each.upper for each in words[first : at + 1])) and entry not in self._gone:
                        yield entry, at


def index_names(entries: Iterable[KnownName]) -> NameIndex:
    """The index of these entries. A name of which no word can be compared is left out."""
    known = frozenset(entries)
    index = NameIndex(_entries=known)
    for entry in known:
        for name in dict.fromkeys((entry.name, *entry.others)):
            words = plain_names(name)
            letters = "".join(words)
            capitals = len(letters) <= _SHORT and name.replace(".", "").isupper()
            if not words or (len(letters) < _SHORTEST and not capitals):
                continue
            _enter(index, words, entry, capitals)
            if words[0].startswith(_ARTICLE) and len(words[0]) > len(_ARTICLE) + 2:
                # Behind a preposition the article is met as a part of another form.
                _enter(index, (words[0].removeprefix(_ARTICLE), *words[1:]), entry, False)
    return index


def _enter(index: NameIndex, words: tuple[str, ...], entry: KnownName, capitals: bool) -> None:
    node = index._root
    for word in words:
        node = node.further.setdefault(word, _Node())
    node.entries.append((entry, capitals))


def _longest(mentions: list[Mention]) -> Iterator[Mention]:
    taken = -1
    for mention in sorted(mentions, key=lambda each: (each.first, -each.last, each.entry.name)):
        if mention.first > taken:
            taken = mention.last
            yield mention
