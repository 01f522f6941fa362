"""The fields and codes that a mapping adds, written as values for JSON and read again."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from typing import Any

from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.vocabulary import Code


def more_values(mapping: Mapping) -> dict[str, Any]:
    """What a mapping adds, under the names that it has there; nothing where it adds nothing."""
    told: dict[str, Any] = {}
    if mapping.fields:
        told["fields"] = [_field_values(each) for each in mapping.fields]
    if mapping.lists:
        told["lists"] = {name: [_code_values(code) for code in codes] for name, codes in mapping.lists.items()}
    return told


def read_fields(told: Sequence[MappingOf[str, Any]]) -> tuple[OwnField, ...]:
    """The own fields of which `more_values` gave these values. Raises TypeError, ValueError, KeyError and
    AttributeError."""
    if not isinstance(told, list):
        raise TypeError(told)
    return tuple(
        OwnField(
            _text(each["label"]), OwnType(each["type"]), _text(each.get("group", "")), _text(each.get("help", "")),
            _yes(each.get("quick", False)), key=_text(each["key"]),
        )
        for each in told
    )  # fmt: skip


def read_lists(told: MappingOf[str, Any]) -> dict[str, Sequence[Code]]:
    """The codes of which `more_values` gave these values. Raises as `read_fields`."""
    return {name: tuple(map(_read_code, codes)) for name, codes in told.items()}


def _field_values(own: OwnField) -> dict[str, Any]:
    told: dict[str, Any] = {"key": own.key, "label": own.label, "type": own.type.value}
    told |= {name: text for name, text in (("group", own.group), ("help", own.help)) if text}
    return told | ({"quick": True} if own.quick else {})


def _code_values(code: Code) -> dict[str, Any]:
    told: dict[str, Any] = {"key": code.key, "label": code.label}
    told |= {name: text for name, text in (("parent", code.parent), ("note", code.note)) if text}
    return told


def _read_code(told: MappingOf[str, Any]) -> Code:
    note, parent = _text(told.get("note", "")), _text(told.get("parent", ""))
    return Code(_text(told["key"]), _text(told["label"]), parent or None, attributes={"note": note} if note else {})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
