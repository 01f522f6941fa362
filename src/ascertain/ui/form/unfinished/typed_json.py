"""What stands in the boxes of a form, as JSON and back, without loss. Knows no widgets.

Reading takes what it understands: a part that is missing, of another kind or of a newer program is left as it is in a
form that was just opened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ascertain.domain.codes import AnchorKind, AssertionState, Stance, Status, TimePrecision
from ascertain.domain.fields import Field, FieldType
from ascertain.domain.records import AlternateName, Assertion, NamedRef, Passage, Place, Statement
from ascertain.ui.form.incident.presenter import TYPED
from ascertain.ui.form.incident.told import TypedStatement
from ascertain.ui.form.incident.when import TypedTime

VERSION = 1
_BEYOND = 2**63
"""The first whole number that a log cannot hold."""
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TypedForm:
    """All that stands in a form.

    `values` by field; `lines`: text from which nothing is made yet, by the name of its line; `unfolded`: the parts that
    are open; `cards`: the statements that are open, by their place.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    unfolded: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()


def write_incident(typed: TypedForm) -> str:
    """The form of an incident as text."""
    values = {each.key: _plain(typed.values[each.key]) for each in TYPED if each.key in typed.values}
    own = {key: value for key, value in typed.values.items() if key not in values and isinstance(value, str)}
    return _text(
        {
            "version": VERSION, "values": values, "lines": dict(typed.lines), "unfolded": list(typed.unfolded),
            "cards": list(typed.cards), "own": own,
        }
    )  # fmt: skip


def read_incident(text: str) -> TypedForm:
    """The form of an incident from its text."""
    whole = _whole(text)
    given = _part(whole, "values")
    values = {}
    for each in TYPED:
        if each.key in given:
            value = _field_value(each, given[each.key])
            if value is not _NOT_UNDERSTOOD:
                values[each.key] = value
    # Of own fields; which of them there are is known to the form.
    own = {key: value for key, value in _part(whole, "own").items() if isinstance(value, str)}
    return TypedForm(
        {**own, **values},
        {name: line for name, line in _part(whole, "lines").items() if isinstance(line, str)},
        tuple(each for each in _list(whole, "unfolded") if isinstance(each, str)),
        tuple(each for each in _list(whole, "cards") if _is_number(each)),
    )


def write_entry(values: Mapping[str, object], began: str = "") -> str:
    """The form of a library entry as text. `began` marks what the entry was when the form was opened."""
    return _text({"version": VERSION, "values": {key: _plain(value) for key, value in values.items()}, "began": began})


def mark_of(values: Mapping[str, object]) -> str:
    """A short mark that differs once one of the values does."""
    return hashlib.sha256(write_entry(values).encode()).hexdigest()[:16]


def read_entry(text: str) -> tuple[dict[str, object], str]:
    """What was typed by attribute, and the mark of the entry when the form was opened."""
    whole = _whole(text)
    values: dict[str, object] = {}
    for key, value in _part(whole, "values").items():
        if value is None or isinstance(value, str | bool):
            values[key] = value
        elif isinstance(value, dict) and (ref := _ref(value)) is not None:
            values[key] = ref
    began = whole.get("began")
    return values, began if isinstance(began, str) else ""


# ---- writing


def _text(whole: Mapping[str, Any]) -> str:
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a character, which a line can hold while it is typed, and UTF-8 cannot.
        return json.dumps(whole, separators=(",", ":"))
    return text


def _plain(value: Any) -> Any:
    """A typed value in what JSON has."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(
        value, NamedRef | TypedTime | TypedStatement | Statement | Assertion | Passage | Place | AlternateName
    ):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


# ---- reading


class _NotUnderstood:
    pass


_NOT_UNDERSTOOD = _NotUnderstood()


def _field_value(each: Field, value: Any) -> Any:
    match each.type:
        case FieldType.TIME:
            return _time(value) if isinstance(value, dict) else _NOT_UNDERSTOOD
        case FieldType.STATEMENTS:
            return _several(value, _typed_statement)
        case FieldType.ACTORS | FieldType.TAGS:
            return _several(value, _ref)
        case FieldType.PLACE:
            return None if value is None else _ref(value) or _NOT_UNDERSTOOD
        case FieldType.FLAG:
            return value if isinstance(value, bool) else _NOT_UNDERSTOOD
        case FieldType.CODE if each.key == "status":
            return value if isinstance(value, str) and value in set(Status) else _NOT_UNDERSTOOD
        case FieldType.CODE:
            return value if value is None or isinstance(value, str) else _NOT_UNDERSTOOD
    return value if isinstance(value, str) else _NOT_UNDERSTOOD


def _several(value: Any, read: Callable[[Any], T | None]) -> Any:
    if not isinstance(value, list):
        return _NOT_UNDERSTOOD
    return tuple(found for each in value if (found := read(each)) is not None)


def _ref(value: Any) -> NamedRef | None:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return None
    return NamedRef(value["name"], _number(value, "id"), _place(value.get("place")))


def _place(value: Any) -> Place | None:
    """What a place is to hold that is made with the incident."""
    if not isinstance(value, dict) or not _is_text(value, "name"):
        return None
    names = (each for each in _list(value, "names") if isinstance(each, dict) and _is_text(each, "name"))
    return Place(
        _words(value, "name"),
        _words(value, "kind") or None,
        _words(value, "country") or None,
        _words(value, "admin1"),
        _words(value, "admin2"),
        _degrees(value, "latitude"),
        _degrees(value, "longitude"),
        names=tuple(AlternateName(_words(each, "name"), _words(each, "language")) for each in names),
    )


def _degrees(whole: Mapping[str, Any], key: str) -> float | None:
    value = whole.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _time(value: Mapping[str, Any]) -> TypedTime:
    typed = TypedTime()
    words = {key: value[key] for key in ("phrase", "anchor_on", "zone", "t_from", "t_to") if _is_text(value, key)}
    return replace(
        typed,
        **words,
        anchor_kind=_code(value, "anchor_kind", AnchorKind.DATE).value,
        anchor_id=_number(value, "anchor_id"),
        by_hand=value.get("by_hand") is True,
        precision=_code(value, "precision", TimePrecision.UNKNOWN).value,
    )


def _typed_statement(value: Any) -> TypedStatement | None:
    if not isinstance(value, dict) or not isinstance(value.get("statement"), dict):
        return None
    told: dict[str, Any] = value["statement"]
    statement = Statement(
        _ref(told.get("source")) or NamedRef(""),
        _code(told, "stance", Stance.REPORTS),
        _ref(told.get("document")),
        _ref(told.get("origin")),
        _number(told, "credibility"),
        _words(told, "quote"),
        _passage(_part(told, "passage")),
        _day(told, "said_on"),
        note=_words(told, "note"),
        assertions=tuple(said for each in _list(told, "assertions") if (said := _assertion(each)) is not None),
        id=_number(told, "id"),
        bears_on=tuple(each for each in _list(told, "bears_on") if _is_number(each)),
    )
    return TypedStatement(statement, _words(value, "said_on"))


def _assertion(value: Any) -> Assertion | None:
    if not isinstance(value, dict):
        return None
    return Assertion(
        _words(value, "field"),
        _code(value, "state", AssertionState.VALUE),
        _words(value, "value"),
        value.get("adopted") is True,
        _number(value, "id"),
    )


def _day(whole: Mapping[str, Any], key: str) -> date | None:
    try:
        return date.fromisoformat(_words(whole, key))
    except ValueError:
        return None


def _passage(value: Mapping[str, Any]) -> Passage:
    return Passage(_number(value, "start"), _number(value, "end"), _words(value, "before"), _words(value, "after"))


def _whole(text: str) -> dict[str, Any]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return whole if isinstance(whole, dict) else {}


def _part(whole: Mapping[str, Any], key: str) -> dict[str, Any]:
    part = whole.get(key)
    return part if isinstance(part, dict) else {}


def _list(whole: Mapping[str, Any], key: str) -> list[Any]:
    part = whole.get(key)
    return part if isinstance(part, list) else []


def _is_text(whole: Mapping[str, Any], key: str) -> bool:
    return isinstance(whole.get(key), str)


def _words(whole: Mapping[str, Any], key: str) -> str:
    return whole[key] if _is_text(whole, key) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_BEYOND <= value < _BEYOND


def _number(whole: Mapping[str, Any], key: str) -> int | None:
    return whole[key] if _is_number(whole.get(key)) else None


def _code(whole: Mapping[str, Any], key: str, otherwise: E) -> E:
    kind = type(otherwise)
    value = whole.get(key)
    return kind(value) if isinstance(value, str) and value in set(kind) else otherwise
