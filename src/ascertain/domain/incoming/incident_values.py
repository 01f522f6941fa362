"""An incident after the cells of its row were given other values. What several cells tell together is made together: a
time, a figure, a place, the actors of a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from ascertain.domain.codes import Role, Status
from ascertain.domain.coordinates import NotCoordinates, read_coordinates
from ascertain.domain.fields import BY_KEY, FIELDS, Field, FieldType
from ascertain.domain.figures import read_figure
from ascertain.domain.incoming.flat_statements import BESIDE_SOURCE, with_sources
from ascertain.domain.incoming.incident_targets import FIGURE_PARTS, PLACE_PARTS
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.target import Known
from ascertain.domain.incoming.time_parts import PARTS as TIME_PARTS
from ascertain.domain.incoming.time_parts import rest_of_time, with_time
from ascertain.domain.own_fields import CODE_LIST
from ascertain.domain.own_values import NO, YES
from ascertain.domain.records import (
    NOT_STATED,
    ActorInRole,
    Figure,
    IncidentContent,
    NamedRef,
    OwnValue,
    Place,
    ReportedTime,
)

_ROLES = frozenset(role.value for role in Role)
_FIGURES = tuple(field.key for field in FIELDS if field.type is FieldType.FIGURE and not field.derived)
FIGURE_KEYS = {key: frozenset((key, *(f"{key}_{part}" for part in FIGURE_PARTS))) for key in _FIGURES}
"""By the key of a figure, those of all cells that tell it."""
PLACE_KEYS = ("place", "country", *PLACE_PARTS)
"""The keys of the cells that tell of a place."""
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
PLAIN = {
    field.key: field
    for field in FIELDS
    if not field.derived and field.type in (*_TEXTS, FieldType.CODE, FieldType.FLAG, FieldType.DATE, FieldType.TAGS)
}
"""The fields that stand in one cell by themselves."""
_PARTS = frozenset(
    {
        *TIME_PARTS,
        *PLACE_PARTS,
        *BESIDE_SOURCE,
        *(f"{key}_{part}" for key in _FIGURES for part in FIGURE_PARTS),
        "statements",
        "when_edtf",
    }
    | {f"{key}_{part}" for key in ("killed", "injured") for part in FIGURE_PARTS}
)
"""Keys of targets that are no fields by themselves."""
_KNOWN = _PARTS | BY_KEY.keys()
BLANK_INCIDENT = IncidentContent()
"""An incident of which nothing is told yet."""


def with_incident_values(
    content: IncidentContent, values: Mapping[str, Value], rest: Mapping[str, object], known: Known
) -> IncidentContent:
    """The content after the cells of these targets were given these values; the others stay. See
    `targets.with_values`."""
    changed: dict[str, Any] = {key: plain_value(PLAIN[key], value) for key, value in values.items() if key in PLAIN}
    if not values.keys().isdisjoint(TIME_PARTS):
        changed["when"] = with_time(content.when, values, rest.get("when"), known)
    for key, keys in FIGURE_KEYS.items():
        if not keys.isdisjoint(values):
            changed[key] = figure_of(getattr(content, key), key, values)
    if not values.keys().isdisjoint(PLACE_KEYS):
        changed["place"] = place_of(content.place, values, rest.get("place"), known)
    if not values.keys().isdisjoint(_ROLES):
        changed["actors"] = _actors(content.actors, values, rest.get("actors"), known)
    if values.get("source"):
        changed["statements"] = with_sources(content.statements, values)
    own = {key.removeprefix(CODE_LIST): value for key, value in values.items() if is_own(key)}
    if own:
        changed["own"] = _own(content.own, own)
    # Most are new: there is nothing to be kept of a blank one.
    return IncidentContent(**changed) if content is BLANK_INCIDENT else replace(content, **changed)


def rest_of_incident(content: IncidentContent, known: Known) -> dict[str, object]:
    """What the cells of an incident do not show: see `time_parts`, and which records its names stand for."""
    rest: dict[str, object] = {}
    if content.when != ReportedTime():
        rest["when"] = rest_of_time(content.when, known)
    if content.place is not None:
        rest["place"] = ref_rest(RecordKind.PLACE, content.place, known)
    if content.statements:
        rest["sources"] = list(dict.fromkeys(each.source.name for each in content.statements))
    if content.actors:
        rest["actors"] = [[each.role.value, *ref_rest(RecordKind.ACTOR, each.actor, known)] for each in content.actors]
    return rest


def ref_rest(kind: RecordKind, ref: NamedRef, known: Known) -> list[object]:
    """The name and the uid of the record that a name stands for."""
    return [ref.name, known.uid(kind, ref.id) if ref.id is not None else None]


def named(kind: RecordKind, name: str, held: NamedRef | None, rest: object, known: Known) -> NamedRef | None:
    """The record that a cell names: the one that was held where the name is still its name, the one that was written
    where the name is still that, else whichever bears the name."""
    if not name:
        return None
    if held is not None and held.name == name:
        return held
    if isinstance(rest, list | tuple) and len(rest) == 2 and rest[0] == name and isinstance(rest[1], str):
        return NamedRef(name, known.number(kind, rest[1]))
    return NamedRef(name)


def text(value: Value) -> str:
    """A cell as the text of a field."""
    return "" if value is None else str(value)


def plain_value(field: Field, value: Value) -> Any:
    """A cell as a field of `PLAIN` holds it. Raises ValueError for a code that is none."""
    match field.type:
        case FieldType.FLAG:
            return bool(value)
        case FieldType.TAGS:
            return _names(value)
        case FieldType.DATE:
            return value if isinstance(value, date) else None
        case FieldType.CODE if field.key == "status":
            return Status(text(value)) if value else Status.UNCONFIRMED
        case FieldType.CODE:
            return text(value) or None
    return text(value)


def _names(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) and value else ()


def figure_of(held: Figure, key: str, values: Mapping[str, Value]) -> Figure:
    """A figure from its three counts, or from one text of all three. Raises `NotAFigure` for a text that is none."""
    if key in values:
        held = _count(values[key])
    best = values.get(f"{key}_best", "unknown" if held.unknown else held.best)
    if isinstance(best, str):
        read = read_figure(best)
        return replace(read, low=_number(values, key, "low", read.low), high=_number(values, key, "high", read.high))
    return Figure(_number(values, key, "low", held.low), _whole(best), _number(values, key, "high", held.high))


def _count(value: Value) -> Figure:
    if isinstance(value, str):
        return read_figure(value)
    number = _whole(value)
    return NOT_STATED if number is None else Figure.exactly(number)


def _number(values: Mapping[str, Value], key: str, part: str, otherwise: int | None) -> int | None:
    value = values.get(f"{key}_{part}")
    return otherwise if value is None and f"{key}_{part}" not in values else _whole(value)


def _whole(value: Value) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def place_of(held: NamedRef | None, values: Mapping[str, Value], rest: object, known: Known) -> NamedRef | None:
    """The place that is named; one that the log has not holds what else the row tells of it."""
    name = text(values["place"]) if "place" in values else (held.name if held else "")
    latitude, longitude = (_degrees(values.get(key)) for key in PLACE_PARTS[:2])
    if not name and latitude is not None and longitude is not None:
        name = f"{latitude:.6g}, {longitude:.6g}"
    found = named(RecordKind.PLACE, name, held, rest, known)
    if found is None or found.id is not None or found.place is not None:
        return found
    if latitude is None or longitude is None:
        latitude, longitude = _point(name)
    admin1, admin2 = (text(values.get(key)) for key in PLACE_PARTS[2:])
    told = Place(
        name, country=text(values.get("country")) or None, admin1=admin1, admin2=admin2, latitude=latitude,
        longitude=longitude,
    )  # fmt: skip
    return replace(found, place=told) if told != Place(name) else found


def _degrees(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _point(name: str) -> tuple[float | None, float | None]:
    """The point that a name is, where it is one."""
    try:
        point = read_coordinates(name)
    except NotCoordinates:
        return None, None
    return (None, None) if point is None else (point.latitude, point.longitude)


def _actors(
    held: tuple[ActorInRole, ...], values: Mapping[str, Value], rest: object, known: Known
) -> tuple[ActorInRole, ...]:
    """The actors of all roles: those that stay where they stood, those that come as they were written, then the new
    ones."""
    if not held and not rest:
        return tuple(ActorInRole(NamedRef(name), role) for role in Role for name in _names(values.get(role.value)))
    wanted = {role: list(_names(values[role.value])) for role in Role if role.value in values}
    written = [each for each in rest if _is_written(each)] if isinstance(rest, list | tuple) else []
    before = [*held]
    if not held:
        before = [ActorInRole(NamedRef(name, _known(uid, known)), Role(role)) for role, name, uid in written]
    kept = []
    for each in before:
        names = wanted.get(each.role)
        if names is None:
            kept.append(each)
        elif each.actor.name in names:
            names.remove(each.actor.name)
            kept.append(each)
    uids = {(role, name): uid for role, name, uid in written}
    for role, names in wanted.items():
        for name in names:
            kept.append(ActorInRole(NamedRef(name, _known(uids.get((role.value, name)), known)), role))
    return _in_order(kept, {role: _names(values[role.value]) for role in wanted})


def _in_order(actors: list[ActorInRole], order: Mapping[Role, tuple[str, ...]]) -> tuple[ActorInRole, ...]:
    """The same, with those of each role as the cell has them."""
    waiting = {role: iter(_sorted(actors, role, names)) for role, names in order.items()}
    return tuple(next(waiting[each.role]) if each.role in waiting else each for each in actors)


def _sorted(actors: list[ActorInRole], role: Role, names: tuple[str, ...]) -> list[ActorInRole]:
    return sorted((each for each in actors if each.role is role), key=lambda each: names.index(each.actor.name))


def _is_written(each: object) -> bool:
    return isinstance(each, list | tuple) and len(each) == 3 and each[0] in _ROLES and isinstance(each[1], str)


def _known(uid: object, known: Known) -> int | None:
    return known.number(RecordKind.ACTOR, uid) if isinstance(uid, str) else None


def is_own(key: str) -> bool:
    """Whether a key is that of a field of the user's own."""
    return key not in _KNOWN


def _own(held: tuple[OwnValue, ...], values: Mapping[str, Value]) -> tuple[OwnValue, ...]:
    told = {key: own_text(value) for key, value in values.items()}
    kept = [replace(each, value=told.pop(each.field)) if each.field in told else each for each in held]
    return tuple(each for each in (*kept, *(OwnValue(*pair) for pair in told.items())) if each.value)


def own_text(value: Value) -> str:
    """A value as an own field holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return format(Decimal(repr(value)).normalize(), "f") if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)
