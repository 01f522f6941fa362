"""What may stand in a column: a value from elsewhere is taken, mended, or not taken."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Float, Integer

from ascertain.domain.fields import ASSERTABLE
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import OwnType
from ascertain.domain.reported_time import find_zone
from ascertain.domain.texts import DOCUMENT_LIMIT, LINE_LIMIT, TEXT_LIMIT
from ascertain.store.check_values import CLOSED, DAYS
from ascertain.store.messages_json import read_message, write_message
from ascertain.store.schema import metadata

Value = Any
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]+")
_DIGEST = re.compile("[0-9a-f]{64}")
_UID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LARGEST = (1 << 63) - 1
_FIRST_INSTANT, _LAST_INSTANT = -62_135_596_800, 253_402_300_800
_INSTANTS = {"t_from", "t_to", "status_at", "trashed_at", "created_at", "updated_at", "at", "added_at"}
_LONG = {
    "notes", "status_reason", "reason", "quote", "quote_before", "quote_after", "note", "reliability_basis", "value",
    "basis", "help", "sort_key",
}  # fmt: skip
_WHOLE = {("document", "text"): DOCUMENT_LIMIT}
_JSON_LIMIT = 4 * DOCUMENT_LIMIT
_LABEL_LIMIT = 20_000
_INSTEAD: dict[tuple[str, str], str] = {
    ("incident", "status"): "unconfirmed",
    ("incident", "precision"): "unknown",
    ("incident", "zone"): "UTC",
    ("incident_text", "anchor_kind"): "date",
    ("statement", "stance"): "reports",
    ("saved_view", "sort"): "[]",
    ("saved_view", "columns"): "[]",
    ("saved_view", "layout"): "{}",
    ("code", "attributes"): "{}",
}
"""What is put for a value that cannot be taken, where the row can do with it."""
_NEEDED = {
    ("incident_actor", "role"), ("link", "type"), ("assertion", "state"), ("assertion", "field"),
    ("attachment", "sha256"), ("attachment", "size"), ("code", "vocabulary"), ("code", "key"), ("tag", "name"),
    ("change", "table_name"), ("change", "row_id"), ("draft", "content"), ("draft", "form"),
    ("tombstone", "record_uid"), ("log_info", "key"), ("place_name", "name"), ("actor_name", "name"),
    ("source_name", "name"), ("own_field", "key"), ("own_field", "type"), ("own_value", "value"),
    ("template", "content"), ("document_mark", "kind"),
}  # fmt: skip
"""Without a value of its own here, a row says nothing."""
NO_LABEL = say("Something that can no longer be read")


class Unfit(Exception):
    """A row cannot be taken: it is nothing without the value that is missing or wrong."""


def mended(table: str, column: str, value: Value) -> tuple[Value, bool]:
    """The value that may stand there, and whether it is another one than was found. Raises `Unfit`."""
    taken = _taken(table, column, value)
    if taken is None and not metadata.tables[table].columns[column].nullable:
        if (table, column) in _NEEDED:
            raise Unfit
        taken = _instead(table, column)
    same = taken == value and (type(taken) is type(value) or isinstance(value, int | float))
    return taken, not same


def _instead(table: str, column: str) -> Value:
    kind = metadata.tables[table].columns[column].type
    if (table, column) in _INSTEAD:
        return _INSTEAD[table, column]
    if (table, column) == ("operation", "label"):
        return write_message(NO_LABEL)
    return 0 if isinstance(kind, Integer | Boolean) else 0.0 if isinstance(kind, Float) else ""


def _taken(table: str, column: str, value: Value) -> Value:
    """The value as it may stand there, None where it may not."""
    if value is None:
        return None
    kind = metadata.tables[table].columns[column].type
    if isinstance(kind, Boolean):
        return int(value) if value in (0, 1) and not isinstance(value, bytes | str) else None
    if isinstance(kind, Integer):
        return _whole_number(column, value)
    if isinstance(kind, Float):
        return _number(column, value)
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    rule = _RULES.get((table, column)) or _RULES_ANYWHERE.get(column)
    if rule is not None:
        return rule(text)
    return _words(text, table, column)


def _whole_number(column: str, value: Value) -> int | None:
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    if column in _INSTANTS and not _FIRST_INSTANT <= value <= _LAST_INSTANT:
        return None
    if column == "credibility" and value not in range(1, 7):
        return None
    negative_fits = column in _INSTANTS or column in ("day_from", "day_to")
    return value if negative_fits or value >= 0 else None


def _number(column: str, value: Value) -> float | None:
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None
    limit = {"latitude": 90.0, "longitude": 180.0}.get(column, math.inf)
    return float(value) if abs(value) <= limit else None


def _words(text: str, table: str, column: str) -> str:
    limit = _WHOLE.get((table, column), TEXT_LIMIT if column in _LONG else LINE_LIMIT)
    clean = _REFUSED.sub("", text)
    if limit == LINE_LIMIT:
        clean = _LINE_BREAK.sub(" ", clean)
    if column == "url":
        limit = 4_000
    return clean[:limit]


def _day(text: str) -> str | None:
    try:
        return text if date.fromisoformat(text).isoformat() == text else None
    except ValueError:
        return None


def _one_of(codes: frozenset[str]) -> Callable[[str], str | None]:
    return lambda text: text if text in codes else None


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text if pattern.fullmatch(text) else None


def _zone(text: str) -> str | None:
    return text if len(text) < 100 and find_zone(text) is not None else None


def _json(shape: type, limit: int = _JSON_LIMIT) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        try:
            return text if len(text) <= limit and isinstance(json.loads(text), shape) else None
        except (ValueError, RecursionError):
            return None

    return read


def _keys(text: str) -> str | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return text if isinstance(found, list) and all(isinstance(each, str) for each in found) else None


def _label(text: str) -> str | None:
    if len(text) > _LABEL_LIMIT:
        return None
    try:
        return text if _is_plain(read_message(text)) else None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _is_plain(message: Any) -> bool:
    texts = isinstance(message.text, str) and (message.singular is None or isinstance(message.singular, str))
    return texts and all(
        isinstance(name, str)
        and (_is_plain(value) if isinstance(value, Message) else isinstance(value, str | int | float | None))
        for name, value in message.values
    )


def _image(text: str) -> str | None:
    return _json(dict)(text)


_RULES: dict[tuple[str, str], Callable[[str], str | None]] = {
    **{key: _one_of(frozenset(code.value for code in codes)) for key, codes in CLOSED.items()},
    **dict.fromkeys(DAYS, _day),
    ("incident", "zone"): _zone,
    ("incident", "ref"): _matching(re.compile(r"\d{4}-\d{4,9}")),
    ("assertion", "field"): _one_of(frozenset(ASSERTABLE)),
    ("attachment", "sha256"): _matching(_DIGEST),
    ("code", "attributes"): _json(dict),
    ("saved_view", "sort"): _keys,
    ("saved_view", "columns"): _keys,
    ("saved_view", "layout"): _json(dict),
    ("draft", "content"): _json(dict),
    ("template", "content"): _json(dict),
    ("own_field", "key"): _matching(re.compile(r"[^\W\d_]\w{0,59}")),
    ("own_field", "type"): _one_of(frozenset(OwnType)),
    ("document_mark", "kind"): _one_of(frozenset({"nothing_to_log", "entry"})),
    ("operation", "label"): _label,
    ("change", "before"): _image,
    ("change", "after"): _image,
    ("change", "table_name"): _one_of(frozenset(metadata.tables)),
}
_RULES_ANYWHERE: dict[str, Callable[[str], str | None]] = {
    "uid": _matching(_UID),
    "record_uid": _matching(_UID),
    "country": _matching(re.compile("[A-Za-z0-9_-]{1,40}")),
    "language": _matching(re.compile("([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?")),
}
