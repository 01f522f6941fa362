"""Where incidents are, as the library knows it."""

from __future__ import annotations

from ascertain.domain.codes import WherePrecision
from ascertain.domain.geography import Point
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.messages import say
from ascertain.domain.records import Actor, Document, Incident, NamedRef, Place
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Library

_NO_POINT = say("Not on the map: the place is not stated, or has no coordinates.")
_WIDE = say("Shown as one point, though no more than a district, a province or a country is known.")
_AREAS = frozenset((WherePrecision.ADMIN2, WherePrecision.ADMIN1, WherePrecision.VAGUE, WherePrecision.COUNTRY))
_STATEMENTS = say("What each source says is left out.")


def place_of(incident: Incident, library: Library) -> Place | None:
    """The place with all that is known of it; None where none is stated."""
    ref = incident.content.place
    found = None if ref is None or ref.id is None else library.entry(RecordKind.PLACE, ref.id)
    return found if isinstance(found, Place) else None


def actor_of(ref: NamedRef, library: Library) -> Actor | None:
    """The actor with all that is known of it."""
    found = None if ref.id is None else library.entry(RecordKind.ACTOR, ref.id)
    return found if isinstance(found, Actor) else None


def document_of(ref: NamedRef | None, library: Library) -> Document | None:
    """The document with all that is known of it; None where there is none."""
    found = None if ref is None or ref.id is None else library.entry(RecordKind.DOCUMENT, ref.id)
    return found if isinstance(found, Document) else None


def point_of(place: Place | None) -> Point | None:
    """Where on the map; None where the place has no coordinates, or none that lie on the earth."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    try:
        return Point(place.latitude, place.longitude)
    except ValueError:
        return None


def note_map_losses(tally: LossTally, incident: Incident, library: Library) -> None:
    """What a map does not show of an incident."""
    if point_of(place_of(incident, library)) is None:
        tally.note(_NO_POINT, incident.ref)
    elif incident.content.where_precision in _AREAS:
        tally.note(_WIDE, incident.ref)


def note_statements(tally: LossTally, incident: Incident) -> None:
    """A format without statements loses those of an incident."""
    if incident.content.statements:
        tally.note(_STATEMENTS, incident.ref)
