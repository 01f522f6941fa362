"""Own fields and their values from a file that nobody is trusted with: each value fits the type of its field."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.own_values import number_of, sort_key_of, value_fault
from ascertain.store.untrusted.values import Unfit

Row = dict[str, Any]


class OwnRows:
    """Fits rows of `own_field`, then those of `own_value`; `known` are the keys of each code list."""

    def __init__(self, known: Mapping[str, Set[str]]) -> None:
        self._known = known
        self._fields: dict[int, Field] = {}
        self._keys: set[str] = set()
        self._held: set[tuple[int, int]] = set()

    def fit_field(self, row: Row) -> None:
        """Let the row of a field agree with itself. Raises `Unfit` where its key is there already."""
        if row["key"] in self._keys:
            raise Unfit
        row["label"] = row["label"].strip() or row["key"]
        own = OwnField(row["label"], OwnType(row["type"]), key=row["key"], id=row["id"])
        row["vocabulary"] = own.vocabulary
        self._keys.add(row["key"])
        self._fields[row["id"]] = own.described()

    def fit_value(self, row: Row) -> None:
        """Let what a value is sorted by follow from it. Raises `Unfit` where it is none of its field, or a second one
        of its incident."""
        field, place = self._fields[row["field_id"]], (row["incident_id"], row["field_id"])
        value = row["value"]
        if place in self._held or value_fault(field, value) is not None:
            raise Unfit
        if field.type is FieldType.CODE and value not in self._known.get(field.vocabulary or "", ()):
            raise Unfit
        self._held.add(place)
        row["number"], row["sort_key"] = number_of(field.type, value), sort_key_of(field.type, value)
