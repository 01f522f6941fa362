"""What the columns of a table of incidents can mean. They follow from `domain.fields` and the user's own fields: a
time, a figure and a place stand in several columns, every other field in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ascertain.domain.codes import Role
from ascertain.domain.fields import BY_KEY, FIELDS, Field, FieldType
from ascertain.domain.figures import add_figures, show_figure
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.target import Target
from ascertain.domain.incoming.time_parts import local_second, time_cell
from ascertain.domain.own_fields import CODE_LIST, Fields
from ascertain.domain.own_values import YES
from ascertain.domain.records import Figure, Incident, IncidentContent
from ascertain.domain.times.edtf import edtf

Told = Incident | IncidentContent
_ON_INCIDENT = frozenset({"ref", "origins", "country", "created_at", "updated_at"})
_SIDES = ("attacker", "target_force", "civilian", "unknown")
_T = FieldType
PLACE_PARTS = ("place_latitude", "place_longitude", "place_admin1", "place_admin2")
"""What a row of somebody else's file tells of its place, beside the name and the country."""
FIGURE_PARTS = ("low", "best", "high")
SUMS = ("killed", "injured")


def incident_targets(fields: Fields) -> tuple[Target, ...]:
    """The targets of incidents: `ref` first, then the fields in their order, the sources, the user's own fields."""
    order = [field for field in FIELDS if field.column and field.key not in ("ref", "source")]
    built_in = [target for field in (BY_KEY["ref"], *order, BY_KEY["source"]) for target in _targets_of(field)]
    taken = {target.key for target in built_in}
    own = (replace(_plain(field, _own(field)), key=own_key(field.key, taken)) for field in fields.own)
    return (*built_in, *own)


def own_key(key: str, taken: set[str]) -> str:
    """The key of the target of an own field: its own, but where a part of another field has that."""
    return f"{CODE_LIST}{key}" if key in taken else key


def content_of(record: Told) -> IncidentContent:
    """What an analyst typed of an incident."""
    return record.content if isinstance(record, Incident) else record


def _targets_of(field: Field) -> Iterator[Target]:
    if field.type is _T.TIME:
        yield from _time(field)
    elif field.type is _T.FIGURE:
        yield from _figure(field)
    else:
        yield _plain(field, _reader(field))
        if field.type is _T.PLACE:
            yield from _place(field)
        if field.key == "origins":
            count = _derived(field, "statements", "Statements", _T.INTEGER, _statements)
            yield replace(count, width=12)


def _plain(field: Field, get: Callable[[Told], Value]) -> Target:
    several = field.repeats or field.key == "source"
    width, needed = max(field.width, len(field.label) + 2), field.key in ("title", "status")
    return Target(
        field.key, field.label, RecordKind.INCIDENT, field.type, get, field.vocabulary, width, field.key,
        derived=field.derived and field.key != "source", several=several, needed=needed,
    )  # fmt: skip


def _part(
    field: Field, key: str, label: str, type_: FieldType, get: Callable[[Told], Value], width: int = 12
) -> Target:
    return Target(
        key, label, RecordKind.INCIDENT, type_, get, width=width, of=field.key, derived=field.derived
    )  # fmt: skip


def _derived(field: Field, key: str, label: str, type_: FieldType, get: Callable[[Told], Value]) -> Target:
    return replace(_part(field, key, label, type_, get), derived=True)


def _time(field: Field) -> Iterator[Target]:
    def reader(part: str) -> Callable[[Told], Value]:
        return lambda record: time_cell(content_of(record).when, part)

    label = field.label
    yield _part(field, "t_from", f"{label}, from", _T.TIME, reader("t_from"), 17)
    yield _part(field, "t_to", f"{label}, to", _T.TIME, reader("t_to"), 17)
    precision = _part(field, "precision", "Time precision", _T.CODE, reader("precision"), 15)
    yield replace(precision, vocabulary="time_precision")
    yield _part(field, "phrase", f"{label}, as reported", _T.TEXT, reader("phrase"), 22)
    yield _part(field, "zone", "Time zone", _T.TEXT, reader("zone"), 16)
    yield replace(_derived(field, "when_edtf", f"{label}, in EDTF", _T.TEXT, _in_edtf), width=24)


def _figure(field: Field) -> Iterator[Target]:
    def reader(part: str) -> Callable[[Told], Value]:
        def value(record: Told) -> Value:
            figure = figure_of(record, field.key)
            number: int | None = getattr(figure, part)
            return "unknown" if number is None and figure.unknown and part == "best" else number

        return value

    for part in FIGURE_PARTS:
        type_ = _T.FIGURE if part == "best" else _T.INTEGER
        yield _part(field, f"{field.key}_{part}", f"{field.label} ({part})", type_, reader(part))
    if not field.derived:
        whole = _part(field, field.key, field.label, _T.FIGURE, _shown_figure(field.key), field.width)
        yield replace(whole, column=False)


def _place(field: Field) -> Iterator[Target]:
    """The rest of a place: for rows that tell it beside its name. The log's own sheets have a sheet of places."""
    for key in PLACE_PARTS:
        type_ = _T.NUMBER if key in PLACE_PARTS[:2] else _T.TEXT
        label = f"{field.label}, {_PLACE_LABELS[key]}"
        yield replace(_part(field, key, label, type_, _place_part(key.removeprefix("place_"))), column=False)


_PLACE_LABELS = dict(zip(PLACE_PARTS, ("latitude", "longitude", "first division", "second division"), strict=True))


def _place_part(name: str) -> Callable[[Told], Value]:
    def value(record: Told) -> Value:
        place = content_of(record).place
        found: Value = None if place is None or place.place is None else getattr(place.place, name)
        return None if found == "" else found

    return value


def _reader(field: Field) -> Callable[[Told], Value]:
    key = field.key
    match field.type:
        case FieldType.ACTORS if field.role is not None:
            return _in_role(field.role)
        case FieldType.TAGS:
            return lambda record: content_of(record).tags
        case FieldType.INSTANT:
            return lambda record: local_second(getattr(record, key), "UTC") if isinstance(record, Incident) else None
        case FieldType.PLACE:
            return _place_name
    if key == "source":
        return _sources
    if key in _ON_INCIDENT:
        return lambda record: getattr(record, key) if isinstance(record, Incident) else None
    if field.type is FieldType.CODE:
        return lambda record: _code(getattr(content_of(record), key))
    if field.type in (FieldType.TEXT, FieldType.LONG_TEXT):
        return lambda record: getattr(content_of(record), key) or None
    return lambda record: getattr(content_of(record), key)


def _in_role(role: Role) -> Callable[[Told], Value]:
    return lambda record: tuple(each.actor.name for each in content_of(record).actors if each.role is role)


def _code(value: str | None) -> Value:
    return None if value is None else str(value)


def _place_name(record: Told) -> Value:
    place = content_of(record).place
    return place.name if place else None


def _sources(record: Told) -> Value:
    return tuple(dict.fromkeys(statement.source.name for statement in content_of(record).statements))


def _statements(record: Told) -> Value:
    return len(content_of(record).statements)


def _in_edtf(record: Told) -> Value:
    when = content_of(record).when
    return edtf(when.t_from, when.t_to, when.zone) or None


def figure_of(record: Told, key: str) -> Figure:
    """A count of an incident; `killed` and `injured` are of all sides together."""
    content = content_of(record)
    if key in SUMS:
        return _sum(*(getattr(content, f"{key}_{side}") for side in _SIDES))
    figure: Figure = getattr(content, key)
    return figure


@lru_cache(maxsize=2048)
def _sum(*figures: Figure) -> Figure:
    """The same sum is asked for low, best and high, and of many incidents."""
    return add_figures(figures)


def _shown_figure(key: str) -> Callable[[Told], Value]:
    return lambda record: show_figure(figure_of(record, key)) or None


def _own(field: Field) -> Callable[[Told], Value]:
    """A number as a number, a day as a day, yes and no as true and false, everything else as the text that it is."""

    def value(record: Told) -> Value:
        text = content_of(record).own_value(field.key)
        return own_value(field.type, text)

    return value


def own_value(kind: FieldType, text: str) -> Value:
    """What an own field holds, as a value."""
    if not text:
        return None
    if kind is FieldType.NUMBER:
        number = float(text)
        return int(number) if number.is_integer() else number
    if kind is FieldType.DATE:
        return date.fromisoformat(text)
    return text == YES if kind is FieldType.YES_NO else text
