"""What the columns of a table of sources, documents, actors or places can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ascertain.domain.codes import Affiliation
from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.incident_values import named, ref_rest, text
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.target import Known, Target
from ascertain.domain.records import AlternateName, LibraryEntry, NamedRef

_T = FieldType
_K = RecordKind
_LANGUAGE = re.compile(r"(.*) \[([A-Za-z0-9-]*)\]", re.DOTALL)


def library_targets(kind: RecordKind) -> tuple[Target, ...]:
    """The targets of a kind of the library."""
    return _TARGETS[kind]


def _of(
    kind: RecordKind, key: str, label: str, type_: FieldType = _T.TEXT, vocabulary: str | None = None, width: int = 16,
    **more: Any,
) -> Target:  # fmt: skip
    return Target(key, label, kind, type_, _reader(key), vocabulary, width, **more)


def _reader(key: str) -> Callable[[LibraryEntry], Value]:
    def value(entry: LibraryEntry) -> Value:
        found = getattr(entry, key)
        if isinstance(found, NamedRef):
            return found.name
        if key == "names":
            return tuple(_shown(each) for each in found)
        return None if found == "" else found

    return value


def _shown(name: AlternateName) -> str:
    """A name with its language; where there is none and it looks as if, with an empty one."""
    if name.language or _LANGUAGE.fullmatch(name.name):
        return f"{name.name} [{name.language}]"
    return name.name


def _read_name(shown: str) -> AlternateName:
    found = _LANGUAGE.fullmatch(shown)
    return AlternateName(found[1], found[2]) if found else AlternateName(shown)


def _source() -> tuple[Target, ...]:
    kind = _K.SOURCE
    return (
        _of(kind, "name", "Name", width=30, needed=True),
        _of(kind, "kind", "Type", _T.CODE, "source_kind"),
        _of(kind, "reliability", "Reliability", _T.CODE, "reliability", 20),
        _of(kind, "reliability_basis", "Reliability because", _T.LONG_TEXT, width=30),
        _of(kind, "is_official", "Official", _T.FLAG, width=9),
        _of(kind, "affiliation", "Stands to the actor", _T.CODE, "affiliation"),
        _of(kind, "actor", "Actor", width=24),
        _of(kind, "country", "Country", _T.CODE, "country", 14),
        _of(kind, "language", "Language", width=10),
        _of(kind, "url", "Address", _T.LINK, width=30),
        _of(kind, "names", "Other names", width=30, several=True),
        _of(kind, "notes", "Notes", _T.LONG_TEXT, width=30),
    )


def _document() -> tuple[Target, ...]:
    kind = _K.DOCUMENT
    return (
        _of(kind, "title", "Title", width=40, needed=True),
        _of(kind, "publisher", "Publisher", width=24),
        _of(kind, "kind", "Type", _T.CODE, "document_kind"),
        _of(kind, "published_on", "Published on", _T.DATE),
        _of(kind, "language", "Language", width=10),
        _of(kind, "url", "Address", _T.LINK, width=30),
        _of(kind, "notes", "Notes", _T.LONG_TEXT, width=30),
        _of(kind, "text", "Text", _T.LONG_TEXT, width=60),
        _of(kind, "sha256", "SHA-256 of the text", width=20, derived=True),
    )


def _actor() -> tuple[Target, ...]:
    kind = _K.ACTOR
    return (
        _of(kind, "name", "Name", width=30, needed=True),
        _of(kind, "kind", "Type", _T.CODE, "actor_kind"),
        _of(kind, "country", "Country", _T.CODE, "country", 14),
        _of(kind, "names", "Other names", width=30, several=True),
        _of(kind, "notes", "Notes", _T.LONG_TEXT, width=30),
    )


def _place() -> tuple[Target, ...]:
    kind = _K.PLACE
    return (
        _of(kind, "name", "Name", width=30, needed=True),
        _of(kind, "kind", "Type", _T.CODE, "place_kind"),
        _of(kind, "country", "Country", _T.CODE, "country", 14),
        _of(kind, "admin1", "First division"),
        _of(kind, "admin2", "Second division"),
        _of(kind, "latitude", "Latitude", _T.NUMBER),
        _of(kind, "longitude", "Longitude", _T.NUMBER),
        _of(kind, "names", "Other names", width=30, several=True),
        _of(kind, "notes", "Notes", _T.LONG_TEXT, width=30),
    )


_TARGETS = {_K.SOURCE: _source(), _K.DOCUMENT: _document(), _K.ACTOR: _actor(), _K.PLACE: _place()}
_BY_KEY = {kind: {target.key: target for target in targets} for kind, targets in _TARGETS.items()}
_NAMED = {"actor": RecordKind.ACTOR, "publisher": RecordKind.SOURCE}


def with_library_values(
    kind: RecordKind,
    entry: LibraryEntry,
    values: Mapping[str, Value],
    rest: Mapping[str, object],
    known: Known,
) -> LibraryEntry:
    """The entry after the cells of these targets were given these values. See `targets.with_values`."""
    changed: dict[str, Any] = {}
    for key, value in values.items():
        target = _BY_KEY[kind].get(key)
        if target is None or target.derived:
            continue
        if key in _NAMED:
            changed[key] = named(_NAMED[key], text(value), getattr(entry, key), rest.get(key), known)
        else:
            changed[key] = _as_held(target, value)
    return replace(entry, **changed)


def rest_of_entry(entry: LibraryEntry, known: Known) -> dict[str, object]:
    """Which records its names stand for."""
    refs = {key: getattr(entry, key, None) for key in _NAMED}
    return {key: ref_rest(_NAMED[key], ref, known) for key, ref in refs.items() if ref is not None}


def _as_held(target: Target, value: Value) -> Any:
    if target.several:
        names = value if isinstance(value, tuple) else ((value,) if isinstance(value, str) and value else ())
        return tuple(_read_name(name) for name in names)
    match target.type:
        case FieldType.FLAG:
            return bool(value)
        case FieldType.DATE:
            return value if isinstance(value, date) else None
        case FieldType.NUMBER:
            return float(value) if isinstance(value, int | float) else None
        case FieldType.CODE if target.key == "affiliation":
            return Affiliation(text(value)) if value else None
        case FieldType.CODE:
            return text(value) or None
    return text(value)
