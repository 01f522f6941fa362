"""The user's own fields out of the log and into it: sheets, JSON, another log, a damaged one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ascertain.app.checking import check_log
from ascertain.app.commands import (
    KeepOwnField,
    RemoveCode,
    RetireOwnField,
    Undo,
)
from ascertain.app.exporting import Wanted, export
from ascertain.app.importing import import_log
from ascertain.app.queries import Queries
from ascertain.app.salvaging import salvage_log
from ascertain.app.session import LogSession
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import Incident
from ascertain.exchange.incident_json import incident_json
from ascertain.store.replaying import JOURNALED, journaled_tables, replay
from tests.app.own_fields import ALL, found, keys, log_with, make_fields, own, sound


def test_the_sheet_has_typed_cells_and_the_json_typed_values(log: Any, tmp_path: Path) -> None:
    make_fields(log)
    full, bare = log_with(log, **ALL), log_with(log)
    log.run(RetireOwnField("desk"))
    session, out = log.session, tmp_path / "out.xlsx"
    log.ask(lambda q: export(q, Wanted((full, bare), session.vocabularies, fields=session.fields), out))
    sheet = load_workbook(out)["Incidents"]
    head = [cell.value for cell in sheet[1]]
    row, empty = ({name: cell.value for name, cell in zip(head, sheet[at], strict=True)} for at in (2, 3))
    assert (row["Wind"], row["Seen by us"], row["Shift"], row["Desk"]) == (
        -2.5,
        "yes",
        "Night",
        "Gulf, and the Red Sea",
    )
    assert row["Filed on"].date().isoformat() == "2023-10-17"
    assert row["Footage"] == "https://example.org/film?x=1"
    assert {empty[name] for name in ("Wind", "Seen by us", "Filed on", "Shift", "Desk", "Footage")} == {None}
    told = incident_json(log.incident(full), session.fields)
    assert {key: told[key] for key in ALL} == ALL | {"wind": -2.5, "seen_by_us": True}
    assert incident_json(log.incident(bare), session.fields)["seen_by_us"] is None
    json.dumps(told)
    chosen = tmp_path / "chosen.csv"
    log.ask(lambda q: export(q, Wanted((full,), session.vocabularies, ("wind", "title"), session.fields), chosen))
    assert chosen.read_text("utf-8-sig").splitlines()[0].split(",")[:3] == ["Ref", "Wind", "What happened"]


def test_another_log_brings_its_fields_where_they_are_needed(make_log: Callable[[], Any]) -> None:
    here, there = make_log(), make_log()
    there.ids.last = 1 << 64
    make_fields(there)
    there.run(KeepOwnField(OwnField("Never used", OwnType.TEXT)))
    brought = log_with(there, "brought", **ALL)
    here.run(KeepOwnField(OwnField("Wind", OwnType.NUMBER)))
    here.run(KeepOwnField(OwnField("Desk", OwnType.FLAG)))
    there.session.close()
    import_log(here.session, there.session.path)
    assert "Never used" not in {made.label for made in here.session.fields.made}
    (came,) = found(here, "wind:-2.5")
    assert own(here, came) == {("desk_2" if key == "desk" else key): value for key, value in ALL.items()}
    assert here.session.vocabularies["own:shift"].label_of("night") == "Night"
    assert brought
    sound(here)
    for _ in range(1):
        here.run(Undo())
    assert keys(here) == ["wind", "desk"]


def test_values_that_do_not_fit_are_told_by_the_check_and_mended_from_the_journal_by_a_salvage(
    log: Any, tmp_path: Path
) -> None:
    make_fields(log)
    good, bad = log_with(log, "good", **ALL), log_with(log, "bad", wind="3", shift="day")
    log.session.close()
    path = log.session.path
    with closing(sqlite3.connect(path, isolation_level=None)) as knife:
        knife.execute("UPDATE own_value SET value = 'strong' WHERE incident_id = ? AND value = '3'", (bad,))
    faults = [str(fault) for fault in check_log(path).faults]
    assert "Values that are none of the type of their own field wind: 1" in faults
    target = tmp_path / "saved.ascertain"
    salvage_log(path, target)
    assert [str(fault) for fault in check_log(target).faults] == []
    with closing(LogSession.open(target)) as saved:
        reader = saved.reader()
        assert [code.label for code in saved.vocabularies["own:shift"]] == ["Day", "Night"]
        kept = [reader.ask(partial(_incident, each)).result() for each in (good, bad)]
    held = [{value.field: value.value for value in incident.content.own} for incident in kept]
    assert held == [ALL, {"wind": "3", "shift": "day"}]


def _incident(incident_id: int, queries: Queries) -> Incident:
    found = queries.incident(incident_id)
    assert found is not None
    return found


def test_the_journal_alone_tells_the_fields(log: Any) -> None:
    make_fields(log)
    log_with(log, **ALL)
    log.run(RemoveCode("own:shift", "day"))
    with closing(sqlite3.connect(log.session.path)) as connection:
        shipped = {
            "code": {
                k: v for k, v in journaled_tables(connection)["code"].items() if not v["vocabulary"].startswith("own:")
            }
        }
        assert replay(connection, shipped) == journaled_tables(connection)
    assert {"own_field", "own_value"} <= set(JOURNALED)


@pytest.mark.parametrize("kind", list(OwnType))
def test_a_field_of_each_type_is_empty_at_first(log: Any, kind: OwnType) -> None:
    log.run(KeepOwnField(OwnField("Mine", kind)))
    first = log_with(log)
    assert (found(log, "mine:none"), found(log, "mine:any")) == ([first], [])
