"""A log of every past schema, with data, still opens: `golden/<revision>.ascertain.gz`, made by the program of its
time."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.commands import Redo, Undo
from ascertain.app.session import LogSession
from ascertain.domain.table_rows import Measures
from ascertain.store.checking import check
from ascertain.store.opening import examine
from ascertain.store.revision import HEAD, REVISIONS

GOLDEN = Path(__file__).parent / "golden"


def golden(revision: str, folder: Path) -> Path:
    path = folder / f"{revision}.ascertain"
    path.write_bytes(gzip.decompress((GOLDEN / f"{revision}.ascertain.gz").read_bytes()))
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()
            for name in names
            if not name.startswith(("sqlite_", "alembic_", "incident_search", "document_search"))
        }


def brought_along(row: tuple[object, ...]) -> bool:
    """Whether a row belongs to a code list that came with a later program."""
    return any(value in ("review_reason", "vocabulary:review_reason") for value in row)


def test_every_past_schema_has_its_golden_log() -> None:
    assert {path.name.partition(".")[0] for path in GOLDEN.iterdir()} == set(REVISIONS[:-1])


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_golden_log_is_brought_up_to_date_with_all_its_rows(revision: str, tmp_path: Path) -> None:
    path = golden(revision, tmp_path)
    before = rows(path)
    assert before["incident"]
    assert before["change"]
    with closing(LogSession.open(path)) as session:
        assert not session.read_only
        assert session.ledger.undo_state().result().undo is not None
        assert session.ledger.run(Undo()).result().operation
        assert session.ledger.run(Redo()).result().operation
    assert examine(path).revision == HEAD
    after = rows(path)
    grown = {"operation", "change", "operation_incident"}
    for name, kept in before.items():
        if name == "incident":
            assert len(after[name]) == len(kept)
        elif name in grown:
            assert after[name][: len(kept)] == kept
        else:
            # What a column that came later holds was not in the file.
            told = [row[: len(kept[0])] for row in after[name]] if kept else after[name]
            there = [row for row in told if row in kept or not brought_along(row)]
            assert sorted(there, key=repr) == sorted(kept, key=repr)
    assert not check(path).faults


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_the_views_of_a_golden_log_are_read_without_bringing_it_up_to_date(revision: str, tmp_path: Path) -> None:
    path = golden(revision, tmp_path)
    kept = [str(row[2]) for row in rows(path)["saved_view"]]
    with closing(LogSession.open(path, read_only=True)) as session:
        views = session.reader().ask(lambda queries: queries.saved_views()).result()
    assert sorted(view.name for view in views) == sorted(kept)
    assert all(view.layout == Measures() for view in views)
