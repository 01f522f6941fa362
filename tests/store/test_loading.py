from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.app.clock import SystemClock, TimeOrderedIds
from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import LogIncident, SetStatus, Undo
from ascertain.app.session import LogSession
from ascertain.domain.codes import Status
from ascertain.domain.messages import say
from ascertain.domain.problems import Refused
from ascertain.domain.records import IncidentContent
from ascertain.store.connection import open_reader
from ascertain.store.loading import TableRows, load_rows
from ascertain.store.opening import create_log
from ascertain.store.schema import DERIVED, STAMPS, metadata

IDS = TimeOrderedIds()
COUNT = 2_500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "log.ascertain"
    create_log(made, shipped_vocabularies(), SystemClock(), IDS)
    return made


def part(table: str, rows: Iterable[dict[str, Any]]) -> TableRows:
    """Rows of a table, with every column that is not given empty."""
    left_out = (DERIVED | STAMPS if table == "incident" else frozenset()) | {"name_key", "title_key"}
    columns = [column for column in metadata.tables[table].c if column.name not in left_out]
    blank = {c.name: None if c.nullable else "" if c.type.python_type is str else 0 for c in columns}
    return TableRows(table, tuple(blank), (tuple({**blank, **row}.values()) for row in rows))


def parts(count: int = COUNT, *, place: int = 1) -> list[TableRows]:
    numbers = range(1, count + 1)
    return [
        part("place", [{"id": 1, "uid": IDS.new(), "name": "الأسد", "country": "IQ"}]),
        part("source", [{"id": n, "uid": IDS.new(), "name": f"Source {n}"} for n in (1, 2)]),
        part(
            "incident",
            (
                {
                    "id": n,
                    "uid": IDS.new(),
                    "ref": f"2023-{n:04d}",
                    "title": f"Drone {n}",
                    "place_id": place,
                    "precision": "day",
                    "zone": "UTC",
                    "status": "claimed",
                    "killed_civilian_best": 2,
                    "killed_unknown_best": 1,
                }
                for n in numbers
            ),
        ),
        part("incident_text", ({"id": n, "anchor_kind": "date", "notes": f"note {n}"} for n in numbers)),
        part("statement", ({"id": n, "uid": IDS.new(), "source_id": n % 2 + 1, "stance": "reports"} for n in numbers)),
        part("statement_incident", ({"id": n, "statement_id": n, "incident_id": n} for n in numbers)),
    ]


def load(path: Path, rows: list[TableRows], **how: Any) -> int:
    return load_rows(path, rows, clock=SystemClock(), ids=IDS, label=say("Generate incidents"), **how)


def values(path: Path, sql: str) -> list[Any]:
    with closing(open_reader(path)) as connection:
        return connection.execute(sql).fetchall()


def test_loaded_rows_get_all_that_follows_from_them(path: Path) -> None:
    indexes = values(path, "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name")
    told: list[int] = []
    assert load(path, parts(), progress=told.append) == COUNT
    assert told[-1] == COUNT
    columns = "country, title_key, place_key, killed_best, statements, origins, version"
    assert values(path, f"SELECT {columns} FROM incident WHERE id = 7") == [("IQ", "drone 7", "الاسد", 3, 1, 1, 1)]
    assert values(path, 'SELECT rowid FROM incident_search WHERE incident_search MATCH \'"الاسد" AND "note 8"\'') == [
        (8,)
    ]
    assert values(path, "SELECT name_key FROM source WHERE id = 1") == [("source 1",)]
    assert values(path, "PRAGMA journal_mode") == [("wal",)]
    assert values(path, "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name") == indexes
    assert values(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_loaded_log_is_worked_on_like_any_other(path: Path) -> None:
    load(path, parts())
    with closing(LogSession.open(path)) as session:
        assert session.ledger.undo_state().result().undo is None
        with pytest.raises(Refused) as caught:
            session.ledger.run(Undo()).result()
        assert str(caught.value) == "Generate incidents cannot be undone. Make a new log instead."
        content = IncidentContent(title="By hand")
        with closing(session.reader()) as reader:
            seven = reader.ask(lambda queries: queries.incident(7)).result()
            assert seven is not None
            made = session.ledger.run(LogIncident(content)).result().made[0]
            added = reader.ask(lambda queries: queries.incident(made)).result()
        assert added is not None
        assert added.ref[5:] == "0001" or added.ref == f"2023-{COUNT + 1}"
        session.ledger.run(SetStatus((7,), Status.CONFIRMED, "seen")).result()
        session.ledger.run(Undo()).result()
        assert session.pages.rows([7])[0].status == "claimed"


def test_refs_go_on_after_the_loaded_ones(path: Path) -> None:
    load(path, parts())
    assert values(path, "SELECT value FROM log_info WHERE key = 'ref:2023'") == [(str(COUNT),)]


def test_a_log_with_incidents_is_not_loaded_into(path: Path) -> None:
    load(path, parts(3))
    with pytest.raises(Refused, match="has incidents already"):
        load(path, parts(3))


def test_a_load_that_fails_leaves_the_log_as_it_was(path: Path) -> None:
    before = values(path, "SELECT name FROM sqlite_schema ORDER BY name")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(path, parts(), progress=stop)
    with pytest.raises(ValueError, match="points to a row of place"):
        load(path, parts(place=9))
    assert values(path, "SELECT name FROM sqlite_schema ORDER BY name") == before
    assert values(path, "SELECT (SELECT count(*) FROM incident), (SELECT count(*) FROM operation)") == [(0, 0)]
    assert load(path, parts(5)) == 5


def test_a_log_that_somebody_reads_is_loaded_all_the_same(path: Path) -> None:
    with closing(open_reader(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM incident").fetchone()
        assert load(path, parts(5)) == 5
        assert reader.execute("SELECT count(*) FROM incident").fetchone() == (0,)
        reader.execute("ROLLBACK")
        assert reader.execute("SELECT count(*) FROM incident").fetchone() == (5,)


def test_rows_that_the_table_refuses_are_a_fault_of_the_caller(path: Path) -> None:
    twice = [part("place", [{"id": 1, "uid": "a", "name": "x"}, {"id": 1, "uid": "b", "name": "y"}])]
    with pytest.raises(sqlite3.IntegrityError):
        load(path, twice)
