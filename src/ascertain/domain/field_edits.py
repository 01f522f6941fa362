"""Changing fields of many incidents at once: each change is one value, and what comes of it for one incident is a pure
function. The preview and the command ask the same function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from ascertain.domain.codes import Role, Status
from ascertain.domain.fields import FIELDS, Field, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.incident_validation import check_incident
from ascertain.domain.messages import say
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import Problem
from ascertain.domain.records import (
    NOT_STATED,
    ActorInRole,
    Figure,
    IncidentContent,
    NamedRef,
    OwnValue,
    Statement,
)
from ascertain.domain.vocabulary import Vocabularies


class Way(Enum):
    """How a field is changed."""

    SET = "set"
    """Hold this and nothing else; of a list: these and no others."""
    CLEAR = "clear"
    ADD = "add"
    """To a list, what it does not hold yet; to sources, a statement that merely reports."""
    REMOVE = "remove"
    APPEND = "append"
    """Behind the text that stands there, on a line of its own in a text of several lines."""
    PREPEND = "prepend"


EditValue = str | bool | date | Figure | NamedRef | tuple[NamedRef, ...] | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One change of one field. `part`: `low`, `best` or `high`, where only that count of a figure is meant; its value
    is then the number as text."""

    field: str
    way: Way = Way.SET
    value: EditValue = None
    part: str = ""


FIGURE_PARTS = ("low", "best", "high")
_LISTS = (FieldType.ACTORS, FieldType.TAGS)
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_NEVER_EMPTY = frozenset({"title", "status", "zone"})
_STATUS = "status"
ZONE = "zone"
"""The time zone: a part of the reported time that is changed by itself. The interval stays as it was read."""


def editable(fields: Fields) -> tuple[Field, ...]:
    """The fields that can be changed of many incidents, in the order of the form. A reported time is read against its
    own anchor, so it is not among them."""
    built_in = [each for each in FIELDS if not each.derived and each.type is not FieldType.TIME]
    return (*built_in, *(each for each in fields.own if not each.retired))


def ways_of(field: Field) -> tuple[Way, ...]:
    """How a field can be changed, the likeliest first."""
    if field.type in _LISTS:
        return (Way.ADD, Way.REMOVE, Way.SET, Way.CLEAR)
    if field.type is FieldType.STATEMENTS:
        return (Way.ADD,)
    if field.type is FieldType.FLAG or field.key in (_STATUS, ZONE):
        return (Way.SET,)
    ways = (Way.SET,) if field.key in _NEVER_EMPTY else (Way.SET, Way.CLEAR)
    return (*ways, Way.APPEND, Way.PREPEND) if field.type in _TEXTS else ways


def edited(content: IncidentContent, edits: Iterable[FieldEdit], fields: Fields) -> IncidentContent:
    """The content after all edits, in their order."""
    for edit in edits:
        content = _edited(content, edit, fields)
    return content


def check_edits(edits: Sequence[FieldEdit], fields: Fields, *, reason: str = "") -> tuple[Problem, ...]:
    """What is wrong with edits whatever they are applied to: a field that is not there or not changed in that way, a
    status without its reason, a value of the wrong kind."""
    found = [] if edits else [Problem("", "needed", say("Choose a field to change."))]
    known = {each.key: each for each in editable(fields)}
    for edit in edits:
        field = known.get(edit.field)
        if edit.field == ZONE:
            if edit.way is not Way.SET:
                found.append(_unfit(edit))
        elif field is None:
            text = say("The field “{field}” cannot be changed for many incidents.", field=edit.field)
            found.append(Problem(edit.field, "unknown_field", text))
        elif edit.way not in ways_of(field) or not _fits(field, edit):
            found.append(_unfit(edit))
        if edit.field == _STATUS and not reason.strip():
            text = say("Say why the status is what it is: the reason goes into the history.")
            found.append(Problem("status_reason", "needed", text))
    return tuple(found)


def new_problems(
    before: IncidentContent, after: IncidentContent, vocabularies: Vocabularies, fields: Fields
) -> tuple[Problem, ...]:
    """The faults of `after` that `before` does not have."""
    faults = check_incident(after, vocabularies, fields)
    if not faults:
        return ()
    known = {(each.field, each.code) for each in check_incident(before, vocabularies, fields)}
    return tuple(each for each in faults if (each.field, each.code) not in known)


def _unfit(edit: FieldEdit) -> Problem:
    return Problem(edit.field, "unfit", say("“{field}” cannot be changed like that.", field=edit.field))


_KINDS: dict[FieldType, type | tuple[type, ...]] = {
    FieldType.FLAG: bool, FieldType.FIGURE: Figure, FieldType.PLACE: NamedRef, FieldType.ACTORS: tuple,
    FieldType.TAGS: tuple, FieldType.STATEMENTS: tuple,
}  # fmt: skip


def _fits(field: Field, edit: FieldEdit) -> bool:
    if edit.way is Way.CLEAR:
        return True
    if edit.part:
        whole = isinstance(edit.value, str) and (not edit.value or edit.value.isdecimal())
        return field.type is FieldType.FIGURE and edit.part in FIGURE_PARTS and whole
    if field.own is not None:
        return isinstance(edit.value, str)  # every own value is text in one form
    if field.type is FieldType.DATE:
        return isinstance(edit.value, date)
    if field.key == _STATUS:
        return edit.value in {each.value for each in Status}
    return isinstance(edit.value, _KINDS.get(field.type, str))


def _edited(content: IncidentContent, edit: FieldEdit, fields: Fields) -> IncidentContent:
    key, value = edit.field, None if edit.way is Way.CLEAR else edit.value
    if key == ZONE:
        return replace(content, when=replace(content.when, zone=str(value)))
    field = fields[key]
    if field.own is not None:
        return _with_own(content, field, edit)
    match field.type:
        case FieldType.ACTORS:
            return _with_actors(content, field.role or Role.TARGET, edit)
        case FieldType.TAGS:
            return replace(content, tags=_listed(content.tags, edit, fold))
        case FieldType.STATEMENTS:
            return _with_sources(content, _refs(edit.value))
        case FieldType.FIGURE:
            return _put(content, key, _figure(getattr(content, key), edit))
        case FieldType.TEXT | FieldType.LONG_TEXT:
            return _put(content, key, _text(getattr(content, key), edit, field))
        case FieldType.CODE if key == _STATUS:
            return replace(content, status=Status(str(value)))
    return _put(content, key, value)


def _put(content: IncidentContent, key: str, value: Any) -> IncidentContent:
    values: dict[str, Any] = {key: value}
    return replace(content, **values)


def _refs(value: EditValue) -> tuple[NamedRef, ...]:
    return tuple(each for each in value if isinstance(each, NamedRef)) if isinstance(value, tuple) else ()


def _with_sources(content: IncidentContent, sources: tuple[NamedRef, ...]) -> IncidentContent:
    """A statement that merely reports for each source that says nothing of the incident yet, as sources that are typed
    as tags become."""
    there = {_who(each.source) for each in content.statements}
    new = {_who(each): Statement(each) for each in sources if _who(each) not in there}
    return replace(content, statements=(*content.statements, *new.values()))


def _with_own(content: IncidentContent, field: Field, edit: FieldEdit) -> IncidentContent:
    held = content.own_value(field.key)
    new = _text(held, edit, field) if field.type in _TEXTS else str(edit.value or "")
    if edit.way is Way.CLEAR:
        new = ""
    if new == held:
        return content
    if held and new:
        own = tuple(OwnValue(field.key, new) if each.field == field.key else each for each in content.own)
    else:
        others = tuple(each for each in content.own if each.field != field.key)
        own = (*others, OwnValue(field.key, new)) if new else others
    return replace(content, own=own)


def _with_actors(content: IncidentContent, role: Role, edit: FieldEdit) -> IncidentContent:
    held = tuple(each.actor for each in content.actors if each.role is role)
    wanted = {_who(each): each for each in _listed(held, edit, _who)}
    kept = tuple(each for each in content.actors if each.role is not role or _who(each.actor) in wanted)
    there = {_who(each) for each in held}
    new = (ActorInRole(each, role) for name, each in wanted.items() if name not in there)
    return replace(content, actors=(*kept, *new))


def _who(ref: NamedRef) -> object:
    return fold(ref.name)


def _listed(held: tuple[Any, ...], edit: FieldEdit, key: Any) -> tuple[Any, ...]:
    """A list after an edit. What is there already stays as it is written there."""
    given = {key(each): each for each in edit.value} if isinstance(edit.value, tuple) else {}
    there = {key(each): each for each in held}
    match edit.way:
        case Way.ADD:
            return (*held, *(each for name, each in given.items() if name not in there))
        case Way.REMOVE:
            return tuple(each for name, each in there.items() if name not in given)
        case Way.SET:
            kept = (each for name, each in there.items() if name in given)
            return (*kept, *(each for name, each in given.items() if name not in there))
    return ()


def _figure(held: Figure, edit: FieldEdit) -> Figure:
    if not edit.part:
        return edit.value if isinstance(edit.value, Figure) and edit.way is Way.SET else NOT_STATED
    text = edit.value if isinstance(edit.value, str) and edit.way is Way.SET else ""
    parts = {part: getattr(held, part) for part in FIGURE_PARTS}
    parts[edit.part] = int(text) if text else None
    return Figure(**parts)


def _text(held: str, edit: FieldEdit, field: Field) -> str:
    text = str(edit.value or "")
    between = "\n" if field.type is FieldType.LONG_TEXT or field.key == "status_reason" else " "
    match edit.way:
        case Way.CLEAR:
            return ""
        case Way.APPEND:
            return f"{held}{between}{text}" if held and text else held or text
        case Way.PREPEND:
            return f"{text}{between}{held}" if held and text else held or text
    return text
