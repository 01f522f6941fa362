"""The names of a log, ready to be found in a text: made once, then quick however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ascertain.domain.proposals.words import Word, plain_names

_SHORT = 4
"""A name of capitals up to this length is met in capitals alone: `US` is not `us`."""


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


@dataclass(frozen=True, slots=True)
class _Spelling:
    words: tuple[str, ...]
    entry: KnownName
    capitals: bool


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Finds names by their first word."""

    _by_first: dict[str, list[_Spelling]] = field(default_factory=dict)

    def find(self, words: tuple[Word, ...]) -> list[Mention]:
        """The entries that the words name, of those of one kind that overlap the longest; in their order."""
        found: dict[NameKind, list[Mention]] = {}
        for at, word in enumerate(words):
            for spelling in self._spellings(word):
                if _stands(spelling, words, at):
                    mention = Mention(spelling.entry, at, at + len(spelling.words) - 1)
                    found.setdefault(spelling.entry.kind, []).append(mention)
        kept = (each for mentions in found.values() for each in _longest(mentions))
        return sorted(kept, key=lambda each: (each.first, -each.last, each.entry.kind.value))

    def _spellings(self, word: Word) -> Iterator[_Spelling]:
        for form in word.forms:
            yield from self._by_first.get(form, ())


def index_names(entries: Iterable[KnownName]) -> NameIndex:
    """The index of these entries. A name of which no word can be compared is left out."""
    index = NameIndex()
    for entry in entries:
        for name in dict.fromkeys((entry.name, *entry.others)):
            words = plain_names(name)
            letters = "".join(words)
            capitals = len(letters) <= _SHORT and name.replace(".", "").isupper()
            if not words or (len(letters) < 3 and not capitals):
                continue
            index._by_first.setdefault(words[0], []).append(_Spelling(words, entry, capitals))
            if words[0].startswith("ال") and len(words[0]) > 4:
                # Behind a preposition the article is met as a part of another form.
                index._by_first.setdefault(words[0][2:], []).append(_Spelling((words[0][2:], *words[1:]), entry, False))
    return index


def _stands(spelling: _Spelling, words: tuple[Word, ...], at: int) -> bool:
    end = at + len(spelling.words)
    if end > len(words) or words[end - 1].sentence != words[at].sentence:
        return False
    if spelling.capitals and not all(word.upper for word in words[at:end]):
        return False
    return all(text in word.forms for text, word in zip(spelling.words, words[at:end], strict=True))


def _longest(mentions: list[Mention]) -> Iterator[Mention]:
    taken = -1
    for mention in sorted(mentions, key=lambda each: (each.first, -each.last)):
        if mention.first > taken:
            taken = mention.last
            yield mention
