"""The words in which the history of an incident tells what changed. English, with the labels of the log's own code
lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, select

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import BY_KEY, FIELDS, Field, FieldType
from ascertain.domain.figures import show_figure
from ascertain.domain.own_fields import OwnType
from ascertain.domain.own_values import NO, YES
from ascertain.domain.records import Figure
from ascertain.domain.rows import ChangedField
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.journal import Change
from ascertain.store.schema import table

Told = list[tuple[str, ChangedField]]
_TOLD = [
    field for field in FIELDS if not field.derived and field.role is None and field.key not in ("tags", "statements")
]
_STATEMENT = {
    "source_id": "Source", "document_id": "Document", "origin_id": "Origin", "stance": "Stance",
    "credibility": "Credibility",
    "quote": "Quote", "said_on": "Said on", "note": "Note",
}  # fmt: skip
_MIDNIGHT = " 00:00"
_NAMED_BY = {"document": "title", "incident": "title", "own_field": "label"}
_SHELVES = {"source_id": "source", "origin_id": "source", "document_id": "document"}
_ORDER = {field.key: position for position, field in enumerate(FIELDS)}


def ordered(told: Iterable[tuple[str, ChangedField]]) -> list[ChangedField]:
    """In the order of the fields; what belongs to none comes last."""
    return [changed for _, changed in sorted(told, key=lambda each: _ORDER.get(each[0], len(_ORDER)))]


class Words:
    """Turns values of rows into words, with the names that the log has for ids."""

    def __init__(self, core: Connection, vocabularies: Vocabularies) -> None:
        self._core = core
        self._vocabularies = vocabularies

    def code(self, vocabulary: str, key: str | None) -> str:
        """The label of a code."""
        try:
            return self._vocabularies.label(vocabulary, key)
        except KeyError:
            return key or ""

    def name(self, shelf: str, row_id: int | None) -> str:
        """The name of a record, as it is, or as it was when it went. A purge leaves none."""
        if row_id is None:
            return ""
        column = _NAMED_BY.get(shelf, "name")
        target, change = table(shelf), table("change")
        found = self._core.execute(select(target.c[column]).where(target.c.id == row_id)).scalar()
        if found is None:
            gone = select(change.c.before).where(
                change.c.table_name == shelf, change.c.row_id == row_id, change.c.before.is_not(None)
            )
            image = self._core.execute(gone.order_by(change.c.id.desc()).limit(1)).scalar()
            found = json.loads(image).get(column) if image else f"a purged {shelf.replace('_', ' ')}"
        return found or ""

    def statements_of(self, incident_id: int) -> set[int]:
        """The statements that bear on an incident now."""
        bears = table("statement_incident")
        return set(
            self._core.execute(select(bears.c.statement_id).where(bears.c.incident_id == incident_id)).scalars().all()
        )

    def actor(self, change: Change) -> Told:
        """An actor that came or went."""
        role = (change.after or change.before or {})["role"]
        label = BY_KEY[role].label if role in BY_KEY else self.code("role", role)
        return _came_or_went(role, label, change, lambda image: self.name("actor", image["actor_id"]))

    def tag(self, change: Change) -> Told:
        """A tag that came or went."""
        return _came_or_went("tags", BY_KEY["tags"].label, change, lambda image: self.name("tag", image["tag_id"]))

    def own_value(self, change: Change) -> Told:
        """What one of the user's own fields holds, that came, went or changed."""
        field_id = int((change.after or change.before or {})["field_id"])
        described = self._row("own_field", field_id)

        def shown(image: Mapping[str, Any]) -> str:
            text = str(image.get("value", ""))
            if described.get("type") == OwnType.FLAG:
                return {YES: "Yes", NO: "No"}.get(text, text)
            return self.code(described["vocabulary"], text) if described.get("vocabulary") else text

        return _came_or_went("own", self.name("own_field", field_id), change, shown, whole=True)

    def link(self, change: Change, incident_id: int) -> Told:
        """A link that came, went or changed."""

        def shown(image: Mapping[str, Any]) -> str:
            other = image["to_id"] if image["from_id"] == incident_id else image["from_id"]
            row = {**self._row("link", change.row_id), **image}
            shared = show_figure(Figure(row.get("shared_low"), None, row.get("shared_high")))
            parts = (
                self.code("link_type", row.get("type")),
                self._ref(other),
                shared and f"({shared})",
                row.get("note"),
            )
            return " ".join(part for part in parts if part)

        return _came_or_went("links", "Link", change, shown, whole=True)

    def statement(self, change: Change, told: Change | None) -> Told:
        """A statement that came to bear on the incident, or no longer does."""

        def shown(image: Mapping[str, Any]) -> str:
            row = self._statement(image["statement_id"], told)
            return f"{self.name('source', row.get('source_id'))}: {self.code('stance', row.get('stance'))}"

        return _came_or_went("statements", BY_KEY["statements"].label, change, shown)

    def statement_edit(self, change: Change) -> Told:
        """What changed in a statement."""
        before, after = change.before or {}, change.after or {}
        row = self._statement(change.row_id, change)
        source = self.name("source", row.get("source_id"))
        return [
            (
                "statements",
                ChangedField(
                    f"{source}: {label}", self._of_statement(column, before), self._of_statement(column, after)
                ),
            )
            for column, label in _STATEMENT.items()
            if column in after
        ]

    def assertion(self, change: Change, told: Change | None) -> Told:
        """What a statement says of a field, that came, went or changed."""
        image = change.after or change.before or {}
        field = BY_KEY.get(image["field"])
        source = self.name("source", self._statement(image["statement_id"], told).get("source_id"))
        label = f"{source}: {field.label if field else image['field']}"
        row = self._row("assertion", change.row_id)
        return _came_or_went(
            "statements", label, change, lambda values: self._asserted(field, {**row, **values}), whole=True
        )

    def _asserted(self, field: Field | None, values: Mapping[str, Any]) -> str:
        if values.get("state") in (AssertionState.VALUE, None):
            text = values.get("value", "")
            text = self.code(field.vocabulary, text) if field is not None and field.vocabulary else text
        else:
            text = self.code("assertion_state", values["state"])
        return f"{text} (adopted)" if values.get("adopted") else text

    def _of_statement(self, column: str, values: Mapping[str, Any]) -> str:
        value = values.get(column)
        if column in _SHELVES:
            return self.name(_SHELVES[column], value)
        return self.code("stance", value) if column == "stance" else "" if value is None else str(value)

    def _statement(self, statement_id: int, told: Change | None) -> Mapping[str, Any]:
        images = (told.before or {}, told.after or {}) if told is not None else ({}, {})
        row = self._row("statement", statement_id)
        if not row and "source_id" not in {**images[0], **images[1]}:
            change = table("change")
            gone = select(change.c.before).where(
                change.c.table_name == "statement", change.c.row_id == statement_id, change.c.after.is_(None)
            )
            image = self._core.execute(gone.order_by(change.c.id.desc()).limit(1)).scalar()
            row = json.loads(image) if image else {}
        return {**row, **images[0], **images[1]}

    def _row(self, name: str, row_id: int) -> dict[str, Any]:
        target = table(name)
        row = self._core.execute(select(target).where(target.c.id == row_id)).mappings().first()
        return {} if row is None else dict(row)

    def _ref(self, incident_id: int) -> str:
        # Only this column: a log of an older program that is only read may lack others.
        incident = table("incident").c
        return str(self._core.execute(select(incident.ref).where(incident.id == incident_id)).scalar() or "")


def incident_texts(words: Words, state: Mapping[str, Any] | None) -> dict[str, tuple[str, str]]:
    """The fields of an incident as label and text, by key. Without a state, every text is empty."""
    texts = {field.key: (field.label, _text(words, field, state) if state else "") for field in _TOLD}
    texts["trashed_at"] = ("Trash", "In the trash" if state and state.get("trashed_at") is not None else "")
    return texts


def _text(words: Words, field: Field, state: Mapping[str, Any]) -> str:
    if field.type is FieldType.TIME:
        return _when(words, state)
    if field.type is FieldType.PLACE:
        return words.name("place", state.get("place_id"))
    if field.type is FieldType.FIGURE:
        return show_figure(figure_of(field.key, state))
    value = state.get(field.key)
    if field.type is FieldType.CODE and field.vocabulary is not None:
        return words.code(field.vocabulary, value)
    if field.type is FieldType.FLAG:
        return "Yes" if value else ""
    return "" if value is None else str(value)


def figure_of(key: str, state: Mapping[str, Any]) -> Figure:
    """The figure that stands in the four columns of `key`."""
    return Figure(
        state.get(f"{key}_low"), state.get(f"{key}_best"), state.get(f"{key}_high"), bool(state.get(f"{key}_unknown"))
    )


def _when(words: Words, state: Mapping[str, Any]) -> str:
    zone = _zone(state.get("zone") or "UTC")
    span = _span(state.get("t_from"), state.get("t_to"), zone)
    precision = words.code("time_precision", state.get("precision")) if span else ""
    anchor = state.get("anchor_on")
    told_from = f"from {anchor}" if anchor and state.get("phrase") else ""
    return ", ".join(
        part for part in (state.get("phrase"), told_from, span and f"{span} {state.get('zone')}", precision) if part
    )


def _span(start: int | None, end: int | None, zone: tzinfo) -> str:
    """From when to when; whole days by their names, the last one included: `2023-10-17 – 2023-10-18`."""
    ends = [_moment(each, zone) for each in (start, end)]
    if start is not None and end is not None and end > start and all(each.endswith(_MIDNIGHT) for each in ends):
        ends = [ends[0].removesuffix(_MIDNIGHT), _moment(end - 1, zone).split(" ")[0]]
        ends = ends[:1] if ends[0] == ends[1] else ends
    return " – ".join(each for each in ends if each)


def _moment(value: int | None, zone: tzinfo) -> str:
    if value is None:
        return ""
    try:
        return datetime.fromtimestamp(value, zone).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return str(value)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _came_or_went(key: str, label: str, change: Change, shown: Any, *, whole: bool = False) -> Told:
    """One line for a row that came or went; of a row that stayed only where `whole`: then a change of it is told
    too."""
    if change.before is not None and change.after is not None and not whole:
        return []
    before = shown(change.before) if change.before is not None else ""
    after = shown(change.after) if change.after is not None else ""
    return [(key, ChangedField(label, before, after))] if before != after else []
