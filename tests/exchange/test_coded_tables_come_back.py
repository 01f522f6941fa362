"""What the tables of ACLED and of UCDP GED hold is understood again, by the profiles that read those of others."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from ascertain.domain.incoming.proposing import Sample, propose
from ascertain.domain.incoming.reading import RowReader
from ascertain.domain.incoming.rows import IncomingRow, Value
from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.records import Figure, IncidentContent
from tests.exchange.given import BARE, FULL, VOCABULARIES, written

CONTENT = replace(FULL, is_aggregate=True, killed_attacker=Figure.exactly(1))


def read_again(name: str, out: Path, *contents: IncidentContent) -> list[dict[str, Value]]:
    lines = [tuple(line) for line in csv.reader(io.StringIO(written(name, out, *contents).decode(), newline=""))]
    mapping = propose([Sample(out.name, lines[0], tuple(lines[1:]))], NO_OWN, VOCABULARIES)
    assert mapping.profile == name
    reader = RowReader(mapping.sheets[0], mapping, NO_OWN, VOCABULARIES)
    rows = [reader.read(number, line) for number, line in enumerate(lines[1:], start=2)]
    assert all(isinstance(row, IncomingRow) for row in rows), rows
    return [dict(row.values) for row in rows if isinstance(row, IncomingRow)]


HELD: dict[str, Value] = {
    "attributed_to": ("Army of the State",),
    "target": ("The coalition",),
    "place": "Ain al-Asad",
    "place_admin1": "Al Anbar",
    "place_admin2": "Hit",
    "place_latitude": 33.785,
    "place_longitude": 42.441,
    "where_precision": "exact",
    "precision": "day",
}
OF_ACLED: dict[str, Value] = {"kind": "air_drone_strike", "tags": ("drones", "base"), "killed_unknown_best": 5}
OF_UCDP: dict[str, Value] = {
    "place_text": "a base in the west",
    "is_aggregate": True,
    "killed_attacker_best": 1,
    "killed_target_force_best": 3,
    "killed_civilian_best": 1,
}


@pytest.mark.parametrize(("name", "more"), [("acled", OF_ACLED), ("ucdp_ged", OF_UCDP)])
def test_what_the_table_holds_comes_back(name: str, more: dict[str, Value], tmp_path: Path) -> None:
    found, bare = read_again(name, tmp_path / "a.csv", CONTENT, BARE)
    held = {**HELD, **more}
    assert {key: found.get(key) for key in held} == held
    assert str(found["t_from"])[:10] == "2023-10-17"
    assert "claimed_by" not in found or found["claimed_by"] is None
    assert [bare.get(key) for key in ("attributed_to", "place", "t_from", "place_latitude")] == [None] * 4
    notes = found.get("notes")
    if name == "acled":
        assert isinstance(notes, str)
        assert notes.startswith("Two drones reach the base\n\nSeen from the road.")
