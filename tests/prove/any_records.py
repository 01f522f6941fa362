"""Records drawn by chance, to be logged."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ascertain.domain.codes import Role, Stance, Status
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Assertion,
    Document,
    Figure,
    IncidentContent,
    LibraryEntry,
    NamedRef,
    Place,
    Source,
    Statement,
)
from ascertain.domain.rows import Shelf
from tests.prove.any_times import DAYS, any_when
from tests.prove.own_deeds import own_values

if TYPE_CHECKING:
    from tests.prove.any_deeds import Ground

NAMES = ("Alpha", "alpha", "Beta", "Gamma", "دلتا", "Epsilon & sons")
TITLES = ("Drone", "Rocket at night", "صاروخ", "Nothing")
_TAGS = ("one", "two", "One", "three", "four")
_FIGURES = (Figure(), Figure.exactly(0), Figure(1, 2, 5), Figure(unknown=True))


def any_content(ground: Ground, draw: random.Random) -> IncidentContent:
    """An incident with some of everything."""
    means = draw.choice((None, *(code.key for code in ground.vocabularies["means"].current())))
    return IncidentContent(
        title=draw.choice(TITLES),
        means=means,
        when=any_when(ground.tables, draw),
        place=draw.choice((None, _ref(draw), _new_place(draw))),
        munitions=draw.choice(_FIGURES),
        killed_civilian=draw.choice(_FIGURES),
        killed_unknown=draw.choice(_FIGURES),
        actors=tuple(ActorInRole(_ref(draw), draw.choice(list(Role))) for _ in range(draw.randrange(3))),
        statements=tuple(_statement(draw) for _ in range(draw.randrange(4))),
        tags=any_tags(draw),
        status=draw.choice(list(Status)),
        notes=draw.choice(("", "Seen from the road.")),
        own=own_values(ground, draw),
    )


def _statement(draw: random.Random) -> Statement:
    asserted = draw.choice(((), (Assertion("munitions", value="2", adopted=True),)))
    document, origin = draw.choice((None, _ref(draw))), draw.choice((None, _ref(draw)))
    quote = draw.choice(("", "so they say"))
    said_on = draw.choice((None, *DAYS))
    return Statement(
        _ref(draw), draw.choice(list(Stance)), document, origin, quote=quote, said_on=said_on, assertions=asserted
    )


def any_entry(shelf: Shelf, draw: random.Random) -> LibraryEntry:
    """A source, actor, place or document."""
    name, names = draw.choice(NAMES), (AlternateName(draw.choice(NAMES) + "s"),)
    match shelf:
        case Shelf.SOURCES:
            return Source(name, country="IQ", actor=draw.choice((None, _ref(draw))), names=names)
        case Shelf.ACTORS:
            return Actor(name, notes=draw.choice(("", "which?")), names=names)
        case Shelf.PLACES:
            return Place(name, country=draw.choice((None, "IQ", "SY")), names=names)
        case Shelf.DOCUMENTS:
            text = draw.choice(("", "All of it."))
            return Document(name, draw.choice((None, _ref(draw))), published_on=draw.choice((None, *DAYS)), text=text)


def _ref(draw: random.Random) -> NamedRef:
    return NamedRef(draw.choice(NAMES))


def _new_place(draw: random.Random) -> NamedRef:
    """A place that is made with the incident, with names and a point, as one of the gazetteer is."""
    name, country = draw.choice(NAMES), draw.choice(("IQ", "SY"))
    point = draw.choice(((None, None), (33.04, 40.29), (36.2, 37.16)))
    names = (AlternateName(draw.choice(NAMES), "ar"),) if draw.random() < 0.5 else ()
    return NamedRef(name, None, Place(name, "town", country, "North", "", point[0], point[1], names=names))


def any_tags(draw: random.Random) -> tuple[str, ...]:
    """Up to two tags."""
    return tuple(draw.sample(_TAGS, draw.randrange(3)))
