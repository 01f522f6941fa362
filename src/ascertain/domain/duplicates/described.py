"""What two incidents are compared by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ascertain.domain.figure import NOT_STATED, Figure
from ascertain.domain.folding import tokens
from ascertain.domain.geography import Point
from ascertain.domain.records import IncidentContent
from ascertain.domain.transliteration import bare_key

_SHORTEST_KEY = 3
"""Consonants that a word must have to be known again in another script."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where one statement comes from: the statement, its document, where its quote begins there, and the source that
    it goes back to."""

    statement: int | None
    document: int | None = None
    start: int | None = None
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """One incident as it is compared. `t_from`, `t_to` are instants; `group` the broader code of its kind; `parties`
    (role, actor id); `words` those of the title with the place left out, `scripts` in which they are."""

    id: int
    t_from: int | None = None
    t_to: int | None = None
    place_id: int | None = None
    country: str | None = None
    admin1: str = ""
    point: Point | None = None
    where_precision: str | None = None
    kind: str | None = None
    group: str | None = None
    means: str | None = None
    outcome: str | None = None
    is_aggregate: bool = False
    munitions: Figure = NOT_STATED
    killed: Figure = NOT_STATED
    injured: Figure = NOT_STATED
    parties: frozenset[tuple[str, int]] = frozenset()
    words: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    """Of the words, their consonants in classes that every script shares (`domain.transliteration`)."""
    tellings: frozenset[Telling] = frozenset()


def words_of(title: str, place_names: Iterable[str] = ()) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a title, without those of the names of its place, and their keys. That the place is the same is
    weighed elsewhere, and would count twice."""
    there = {word for name in place_names for word in tokens(name)}
    words = frozenset(word for word in tokens(title) if len(word) > 1 and word not in there)
    known = {bare_key(name) for name in there}
    keys = {bare_key(word) for word in words}
    return words, frozenset(key for key in keys if len(key) >= _SHORTEST_KEY and key not in known)


def tellings_of(content: IncidentContent) -> frozenset[Telling]:
    """Where the statements of a content come from. What has no number in the log yet is nobody's."""
    found = set()
    for each in content.statements:
        document = each.document.id if each.document is not None else None
        origin = (each.origin or each.source).id
        if each.id is not None or document is not None or origin is not None:
            found.add(Telling(each.id, document, each.passage.start, origin))
    return frozenset(found)
