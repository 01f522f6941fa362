"""A field is described once: what is typed, what is kept and what is shown follow from `FIELDS`."""

from __future__ import annotations

from dataclasses import fields

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FIELDS, HARM_FIELDS, ROLE_FIELDS, FieldType
from ascertain.domain.records import IncidentContent
from ascertain.domain.rows import IncidentRow
from ascertain.store.incident_table import DERIVED_COLUMNS, IncidentTable
from ascertain.store.tables import IncidentTextTable

_ELSEWHERE_IN_CONTENT = {"t_from": "when", **dict.fromkeys((role.value for role in ROLE_FIELDS), "actors")}
_RELATIONS = {FieldType.ACTORS, FieldType.TAGS, FieldType.STATEMENTS}
_OF_THE_WRITE_DOOR = {"id", "uid", "ref", "version", "created_at", "updated_at", "trashed_at"}
_BESIDE_A_FIELD = {
    "t_to", "precision", "zone", "phrase", "anchor_kind", "anchor_on", "anchor_id", "place_id", "status_at",
    "title_key", "place_key", "statements", "day_from", "day_to",
    "sources", "first_sources", "stances",
}  # fmt: skip
"""Columns that belong to a field of another name: the time, the place, the status, the sources."""


def test_every_field_has_its_own_key_and_search_keys_are_words() -> None:
    assert len(BY_KEY) == len(FIELDS)
    assert all(key.isidentifier() and key == key.lower() for key in BY_KEY)


def test_every_typed_field_is_in_the_content_and_the_other_way_round() -> None:
    typed = {_ELSEWHERE_IN_CONTENT.get(field.key, field.key) for field in FIELDS if not field.derived}
    assert typed == {field.name for field in fields(IncidentContent)} - {"own"}


def _columns_of(key: str, type_: FieldType) -> set[str]:
    if type_ is FieldType.FIGURE:
        parts = ("low", "best", "high") if BY_KEY[key].derived else ("low", "best", "high", "unknown")
        return {f"{key}_{part}" for part in parts}
    if type_ is FieldType.PLACE:
        return {f"{key}_id"}
    return {key}


def test_every_field_has_its_columns_and_every_column_its_field() -> None:
    columns = set(IncidentTable.model_fields) | set(IncidentTextTable.model_fields)
    of_fields: set[str] = set()
    for field in FIELDS:
        if field.type in _RELATIONS or field.key == "source":
            continue
        wanted = _columns_of(field.key, field.type)
        assert wanted <= columns, field.key
        of_fields |= wanted
    assert columns - of_fields == (_OF_THE_WRITE_DOOR | _BESIDE_A_FIELD) - of_fields


def test_derived_fields_are_derived_columns() -> None:
    derived = {field.key for field in FIELDS if field.derived and field.type is FieldType.FIGURE}
    assert {f"{key}_{part}" for key in derived for part in ("low", "best", "high")} <= DERIVED_COLUMNS
    assert {"country", "origins"} <= DERIVED_COLUMNS


def test_a_row_of_the_table_can_show_every_column() -> None:
    shown = {field.name for field in fields(IncidentRow)}
    through = {
        "source": "sources",
        **dict.fromkeys(HARM_FIELDS, "harm"),
        **dict.fromkeys((r.value for r in ROLE_FIELDS), "actors"),
    }
    missing = [field.key for field in FIELDS if field.column and through.get(field.key, field.key) not in shown]
    assert missing == []


def test_coded_fields_have_a_list_and_no_other_has() -> None:
    names = {vocabulary.name for vocabulary in shipped_vocabularies()}
    for field in FIELDS:
        assert (field.type is FieldType.CODE) == (field.vocabulary is not None), field.key
        assert field.vocabulary is None or field.vocabulary in names


def test_every_field_is_explained() -> None:
    for field in FIELDS:
        assert field.label
        assert field.help.endswith(".")
        assert field.width > 0
    assert set(ASSERTABLE) <= set(BY_KEY)
    assert len(HARM_FIELDS) == 8
