# ruff: noqa: E501 - a row is read as a table
"""Rows for tests of the table, valid by default."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.records import NOT_STATED, Figure
from ascertain.domain.rows import IncidentRow
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.view import IncidentTable

_DAY = 86_400
_OCT_17 = 1_697_500_800

WORDS = {
    "status": (
        ("unconfirmed", "Unconfirmed"),
        ("claimed", "Claimed"),
        ("confirmed", "Confirmed"),
        ("refuted", "Refuted"),
    ),
    "kind": (("air_drone_strike", "Air/drone strike"),),
    "means": (("uas_unknown", "UAS, type unknown"),),
    "outcome": (("crashed", "Crashed"),),
    "country": (("IQ", "Iraq"), ("SY", "Syria")),
    "where_precision": (("exact", "Exact"),),
}


def vocabularies() -> Vocabularies:
    """The few codes that the rows below use."""
    return Vocabularies(Vocabulary(name, name, tuple(Code(*code) for code in codes)) for name, codes in WORDS.items())


def make_row(incident_id: int, **given: Any) -> IncidentRow:
    """A row with a time, a place and a status; `given` replaces any field."""
    start = _OCT_17 - incident_id % 5_000 * _DAY
    values: dict[str, Any] = {
        "id": incident_id, "ref": f"2023-{incident_id:04}", "title": f"Drone attack {incident_id}", "kind": "air_drone_strike",
        "means": "uas_unknown", "outcome": None, "t_from": start, "t_to": start + _DAY, "precision": "day", "zone": "UTC", "phrase": "yesterday",
        "place": "Al-Harir air base", "place_text": "", "country": "IQ", "where_precision": "exact", "status": "claimed", "status_reason": "",
        "status_at": start, "statements": 3, "origins": 2, "munitions": Figure.exactly(1), "killed": Figure.exactly(0), "injured": NOT_STATED,
        "harm": (NOT_STATED,) * len(HARM_FIELDS), "actors": (("claimed_by", "Armed groups"),), "sources": ("A channel", "A service"), "tags": ("base",),
        "notes": "", "is_aggregate": False, "draft": False, "follow_up_on": date(2023, 10, 25), "created_at": start, "updated_at": start,
        "trashed": False, "version": 1,
    }  # fmt: skip
    return IncidentRow(**(values | given))


@dataclass
class Shelf:
    """A log of rows in memory that counts how often it is read."""

    rows: dict[int, IncidentRow] = field(default_factory=dict)
    reads: list[int] = field(default_factory=list)

    def fetch(self, ids: Sequence[int]) -> list[IncidentRow]:
        """Rows by id, those that are missing left out."""
        self.reads.append(len(ids))
        return [self.rows[i] if i in self.rows else make_row(i) for i in ids if i not in self.gone]

    gone: set[int] = field(default_factory=set)


def ids(*numbers: int) -> array[int]:
    """Ids as the model takes them."""
    return array("q", numbers)


def model_of(table: IncidentTable) -> IncidentTableModel:
    """The model of a table."""
    model = table.model()
    assert isinstance(model, IncidentTableModel)
    return model
