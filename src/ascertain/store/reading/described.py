"""Incidents as they are compared with each other (`domain.duplicates`)."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from ascertain.domain.duplicates import Described, Telling, tellings_of, words_of
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.figures import add_figures
from ascertain.domain.folding import fold
from ascertain.domain.geography import Point
from ascertain.domain.records import Figure, IncidentContent, NamedRef, Place
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.incident_table import TIME_INDEX
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.naming import name_key
from ascertain.store.schema import table

_DAY = 86_400
_PARTS = ("low", "best", "high")
_OF_PLACE = ("name", "country", "admin1", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the log knows of a place."""

    name: str = ""
    country: str | None = None
    admin1: str = ""
    point: Point | None = None


def narrow(line: ReadLine, ids: Iterable[int]) -> list[Described]:
    """The incidents with these ids without parties, words and sources, in no order; not those of the trash or without
    a time."""
    groups = _groups(line.vocabularies()["kind"])
    return [_narrow(row, groups) for row in line.all(_rows(), {"ids": json.dumps(list(ids))})]


def described(line: ReadLine, found: Sequence[Described]) -> dict[int, Described]:
    """The same incidents with all that they are compared by."""
    values = {"ids": json.dumps([each.id for each in found])}
    names = _place_names(line, {each.place_id for each in found if each.place_id is not None})
    parties: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for owner, role, actor in line.all(_parties(), values):
        parties[owner].add((role, actor))
    tellings: dict[int, set[Telling]] = defaultdict(set)
    for owner, statement, document, start, source, origin in line.all(_tellings(), values):
        tellings[owner].add(Telling(statement, document, start, source if origin is None else origin))
    titles = dict(line.all(_titles(), values))
    whole = {}
    for each in found:
        words, keys = words_of(titles.get(each.id, ""), names.get(each.place_id or 0, ()))
        whole[each.id] = replace(
            each,
            parties=frozenset(parties[each.id]),
            words=words,
            keys=keys,
            tellings=frozenset(tellings[each.id]),
        )
    return whole


def crowds(line: ReadLine, found: Collection[Described]) -> dict[int, int]:
    """How many other incidents the log has at the place of each of these, begun within a day of it."""
    placed = [(each.id, each.place_id, each.t_from) for each in found if each.place_id is not None and each.t_from]
    if not placed:
        return {}
    c, instants = table("incident").c, [instant for _, _, instant in placed]
    query = select(c.place_id, c.t_from).where(
        c.trashed_at.is_(None), c.t_from.between(min(instants) - _DAY, max(instants) + _DAY), c.place_id.in_(wanted())
    )
    begun: dict[int, list[int]] = defaultdict(list)
    values = {"ids": json.dumps(sorted({place for _, place, _ in placed}))}
    for place, instant in line.all(query.with_hint(table("incident"), f"INDEXED BY {TIME_INDEX}", "sqlite"), values):
        begun[place].append(instant)
    for each in begun.values():
        each.sort()
    return {
        number: bisect_right(begun[place], instant + _DAY) - bisect_left(begun[place], instant - _DAY) - 1
        for number, place, instant in placed
    }


def crowd_at(line: ReadLine, place_id: int | None, instant: int) -> int:
    """How many incidents the log has at a place, begun within a day of an instant."""
    c = table("incident").c
    near = c.t_from.between(instant - _DAY, instant + _DAY)
    counted = select(func.count()).where(c.trashed_at.is_(None), near, c.place_id == place_id)
    return int(line.scalar(counted.with_hint(table("incident"), f"INDEXED BY {TIME_INDEX}", "sqlite")) or 0)


def described_content(line: ReadLine, content: IncidentContent, own_id: int) -> Described:
    """What is being typed, as it is compared. Names that the log knows count as the records they will become."""
    place_id, place = _place_of(line, content.place)
    names = _place_names(line, {place_id} if place_id is not None else set()).get(place_id or 0, (place.name,))
    words, keys = words_of(content.title, names)
    kind = line.vocabularies()["kind"]
    harm = {key: getattr(content, key) for key in HARM_FIELDS}
    return Described(
        own_id,
        content.when.t_from,
        content.when.t_to,
        # A place that is typed and not in the log yet is some place all the same.
        place_id if place_id is not None or content.place is None else -1,
        place.country,
        place.admin1,
        place.point,
        content.where_precision,
        content.kind,
        _groups(kind).get(content.kind or ""),
        content.means,
        content.outcome,
        content.is_aggregate,
        content.munitions,
        add_figures(figure for key, figure in harm.items() if key.startswith("killed")),
        add_figures(figure for key, figure in harm.items() if key.startswith("injured")),
        frozenset(
            (each.role.value, actor) for each in content.actors if (actor := _actor_of(line, each.actor)) is not None
        ),
        words,
        keys,
        tellings_of(content),
    )


def _place_of(line: ReadLine, ref: NamedRef | None) -> tuple[int | None, _Known]:
    if ref is None:
        return None, _Known()
    c = table("place").c
    condition = c.id == ref.id if ref.id is not None else name_key(Shelf.PLACES) == fold(ref.name)
    columns = [c.id, *(c[name] for name in _OF_PLACE)]
    rows = line.all(select(*columns).where(condition).order_by(c.id).limit(1))
    if rows:
        name, country, admin1, latitude, longitude = rows[0][1:]
        return rows[0][0], _Known(name, country, admin1, _point(latitude, longitude))
    place = ref.place if ref.place is not None else Place(ref.name)
    return None, _Known(place.name, place.country, place.admin1, _point(place.latitude, place.longitude))


def _actor_of(line: ReadLine, ref: NamedRef) -> int | None:
    if ref.id is not None:
        return ref.id
    c = table("actor").c
    found: int | None = line.scalar(select(c.id).where(name_key(Shelf.ACTORS) == fold(ref.name)).limit(1))
    return found


def _place_names(line: ReadLine, places: set[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    if places:
        p, other = table("place").c, table("place_name").c
        values = {"ids": json.dumps(sorted(places))}
        for number, name in line.all(select(p.id, p.name).where(p.id.in_(wanted())), values):
            names[number].append(name)
        for number, name in line.all(select(other.place_id, other.name).where(other.place_id.in_(wanted())), values):
            names[number].append(name)
    return names


def _groups(kinds: Vocabulary) -> Mapping[str, str]:
    return {code.key: code.parent or code.key for code in kinds}


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _narrow(row: Sequence[Any], groups: Mapping[str, str]) -> Described:
    (
        number, t_from, t_to, place_id, country, admin1, latitude, longitude, where_precision, kind, means, outcome,
        is_aggregate, *figures,
    ) = row  # fmt: skip
    return Described(
        number,
        t_from,
        t_to,
        place_id,
        country,
        admin1 or "",
        _point(latitude, longitude),
        where_precision,
        kind,
        groups.get(kind or "", kind),
        means,
        outcome,
        bool(is_aggregate),
        Figure(*figures[:3]),
        Figure(*figures[3:6]),
        Figure(*figures[6:9]),
    )


@cache
def _rows() -> Select[Any]:
    i, p = table("incident"), table("place")
    c = i.c
    figures = [c[f"{key}_{part}"] for key in ("munitions", "killed", "injured") for part in _PARTS]
    return (
        select(
            c.id, c.t_from, c.t_to, c.place_id, c.country, p.c.admin1, p.c.latitude, p.c.longitude, c.where_precision,
            c.kind, c.means, c.outcome, c.is_aggregate, *figures,
        )
        .select_from(i.outerjoin(p, p.c.id == c.place_id))
        .where(c.id.in_(wanted()), c.trashed_at.is_(None), c.t_from.is_not(None), c.t_to.is_not(None))
    )  # fmt: skip


@cache
def _titles() -> Select[Any]:
    c = table("incident").c
    return select(c.id, c.title).where(c.id.in_(wanted()))


@cache
def _parties() -> Select[Any]:
    c = table("incident_actor").c
    return select(c.incident_id, c.role, c.actor_id).where(c.incident_id.in_(wanted()))


@cache
def _tellings() -> Select[Any]:
    x, s = table("statement_incident"), table("statement")
    return (
        select(x.c.incident_id, s.c.id, s.c.document_id, s.c.quote_start, s.c.source_id, s.c.origin_id)
        .select_from(x.join(s, s.c.id == x.c.statement_id))
        .where(x.c.incident_id.in_(wanted()))
    )
