"""The names of the library that are looked for in passages: sources, actors and places, with their other names."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Table, select

from ascertain.domain.codes import Affiliation
from ascertain.domain.proposals.known_names import KnownName, NameKind
from ascertain.domain.rows import Shelf
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.naming import ALTERNATES
from ascertain.store.schema import table

_KINDS = {Shelf.SOURCES: NameKind.SOURCE, Shelf.ACTORS: NameKind.ACTOR, Shelf.PLACES: NameKind.PLACE}


def known_names(line: ReadLine, most: int) -> list[KnownName]:
    """At most so many entries of each shelf, those that were made last first."""
    found: list[KnownName] = []
    with line.one_state():
        voices = _voices(line)
        for shelf, kind in _KINDS.items():
            entry = table(shelf.value)
            others = _others(line, shelf, table(ALTERNATES[shelf]))
            rows = line.all(select(entry.c.id, entry.c.name, entry.c.kind).order_by(entry.c.id.desc()).limit(most))
            for number, name, code in rows:
                voice = voices.get(number, "") if kind is NameKind.SOURCE else ""
                found.append(KnownName(kind, name, tuple(others.get(number, ())), code, voice))
    return found


def _others(line: ReadLine, shelf: Shelf, other: Table) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for number, name in line.all(select(other.c[f"{shelf.value}_id"], other.c.name).order_by(other.c.id)):
        names[number].append(name)
    return names


def _voices(line: ReadLine) -> dict[int, str]:
    """The actor that a source speaks for, by the source's id."""
    source, actor = table("source").c, table("actor").c
    asked = select(source.id, actor.name).where(
        source.actor_id == actor.id, source.affiliation == Affiliation.SPEAKS_FOR.value
    )
    return dict(line.all(asked))
