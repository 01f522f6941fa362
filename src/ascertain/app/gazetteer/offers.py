"""What is offered for something that is typed as a place: a name, coordinates, or a distance from a named place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ascertain.app.gazetteer.gazetteer import Gazetteer
from ascertain.domain.codes import WherePrecision
from ascertain.domain.coordinates import NotCoordinates, read_coordinates
from ascertain.domain.gazetteer import NearPlace, PlaceHit, proposed_precision
from ascertain.domain.geography import Point, compass_letters, destination, plain_km, told_from
from ascertain.domain.messages import Message
from ascertain.domain.place_phrases import PlacePhrase, read_place_phrase
from ascertain.domain.records import AlternateName, Place
from ascertain.domain.transliteration import close_key

_TOWN = 2_000
"""From this many people on a town serves to tell where a point is."""
_HERE_KM = 1.0
"""So near, a point is taken for the place itself too."""
_NAMES_OF_A_LANGUAGE = 2
_LANGUAGES = ("ar", "fa", "he", "ckb")


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """A place that may be meant: of the log where `place.id` is given, else to be made as `place` tells. `precision` is
    how narrowly "where" is then known; `matched` the name that fits, where it is not the place's own."""

    place: Place
    precision: WherePrecision | None
    matched: str = ""


@dataclass(frozen=True, slots=True)
class PlaceOffers:
    """The offers in order, those of the log first; and why coordinates that were typed cannot be taken."""

    offers: tuple[PlaceOffer, ...] = ()
    wrong: Message | None = None


def offers_for(gazetteer: Gazetteer, text: str, limit: int = 8) -> PlaceOffers:
    """What may be meant by a text that was typed as a place."""
    typed = " ".join(text.split())
    try:
        point = read_coordinates(typed)
    except NotCoordinates as wrong:
        return PlaceOffers((), wrong.message)
    if point is not None:
        return PlaceOffers(tuple(_at(gazetteer, point, limit)))
    phrase = read_place_phrase(typed)
    told = tuple(_told(gazetteer, phrase, typed)) if phrase is not None else ()
    named = (_named(hit) for hit in gazetteer.search(typed, limit - len(told)))
    return PlaceOffers((*told, *named))


def to_be_made(hit: PlaceHit) -> Place:
    """A place of the gazetteer as it is taken into a log: at most two names in each other script, and the name under
    which it was found."""
    place, kept = hit.place, []
    if hit.matched and close_key(hit.matched) != close_key(place.name):
        kept = [other for other in place.names if other.name == hit.matched]
    for language in _LANGUAGES:
        own = [other for other in place.names if other.language == language and other not in kept]
        kept += own[:_NAMES_OF_A_LANGUAGE]
    return replace(place, names=tuple(kept))


def _named(hit: PlaceHit) -> PlaceOffer:
    place = hit.place if hit.place.id is not None else to_be_made(hit)
    return PlaceOffer(place, proposed_precision(place), hit.matched)


def _at(gazetteer: Gazetteer, point: Point, limit: int) -> Iterable[PlaceOffer]:
    """A point, told from what is near it."""
    near = {each.hit.place: each for each in (*gazetteer.nearest(point, 3), *gazetteer.nearest(point, 3, _TOWN))}
    ordered = sorted(near.values(), key=lambda each: each.km)
    for each in ordered:
        if each.km <= _HERE_KM and each.hit.place.id is not None:
            yield PlaceOffer(each.hit.place, proposed_precision(each.hit.place))
    around = _around(ordered)
    for each in ordered[:limit]:
        at = each.hit.point
        if at is not None:
            name = told_from(point, at, each.hit.place.name)
            yield PlaceOffer(
                replace(around, name=name, latitude=round(point.latitude, 6), longitude=round(point.longitude, 6)),
                WherePrecision.EXACT,
            )


def _around(near: list[NearPlace]) -> Place:
    """A place without a name in the country and first division of what is nearest."""
    nearest = near[0].hit.place if near else Place("")
    return Place("", None, nearest.country, nearest.admin1)


def _told(gazetteer: Gazetteer, phrase: PlacePhrase, typed: str) -> Iterable[PlaceOffer]:
    """Places so far from those of a name, or near them."""
    for hit in gazetteer.search(phrase.name, 3):
        whole = _named(hit).place
        if phrase.km is None:
            yield PlaceOffer(whole, WherePrecision.NEAR, hit.matched)
            continue
        name = f"{plain_km(phrase.km)} km from {hit.place.name}"
        place = Place(name, None, hit.place.country, hit.place.admin1)
        if phrase.bearing is not None:
            place = replace(
                place, name=f"{plain_km(phrase.km)} km {compass_letters(phrase.bearing)} of {hit.place.name}"
            )
            if hit.point is not None:
                at = destination(hit.point, phrase.bearing, phrase.km)
                place = replace(place, latitude=round(at.latitude, 4), longitude=round(at.longitude, 4))
        if not typed.isascii():
            place = replace(place, names=(AlternateName(typed, _language(typed)),))
        yield PlaceOffer(place, WherePrecision.NEAR, hit.matched)


def _language(typed: str) -> str:
    """The language of a text, as far as its letters tell."""
    if any("\u0590" <= each <= "\u05ff" for each in typed):
        return "he"
    if any(each in "پچژگکی" for each in typed):
        return "fa"
    return "ar" if any("\u0600" <= each <= "\u06ff" for each in typed) else ""
