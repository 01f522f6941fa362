"""An undo of very many rows goes to the journal bit by bit, and does and refuses what one of few does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ascertain.app.checking import check_log
from ascertain.app.commands import Redo, Undo
from ascertain.app.incoming.taking import take_rows
from ascertain.domain.codes import AnchorKind
from ascertain.domain.records import Anchor, ReportedTime
from ascertain.store import journal, undoing
from ascertain.store.connection import open_reader
from ascertain.store.replaying import Tables, journaled_tables
from tests.app.contents import FULL, logged, refusal
from tests.app.incoming.log_rows import CASE, PLAIN, foreign, rows_of, told

_OFTEN = "SELECT 1 FROM change WHERE operation_id = 1 GROUP BY table_name, row_id HAVING count(*) > 1"


@pytest.fixture(autouse=True)
def bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "_AT_HAND", 5)
    monkeypatch.setattr(undoing, "_AT_ONCE", 7)
    monkeypatch.setattr(journal, "_READ_AT_ONCE", 3)


def _tables(log: Any) -> Tables:
    """All but what each change gives anew: stamps and versions."""
    with closing(open_reader(log.session.path)) as connection:
        return journaled_tables(connection)


def _taken(log: Any) -> None:
    rows = [foreign(at, {**CASE, "title": f"Case {at}", "source": ("One", f"Source {at % 4}")}) for at in range(2, 42)]
    take_rows(log.session, "cases.csv", told(rows, PLAIN))


def test_back_and_forth_all_is_as_it_was(log: Any) -> None:
    logged(log)
    before = _tables(log)
    _taken(log)
    after = _tables(log)
    for _ in range(2):
        log.run(Undo())
        assert _tables(log) == before
        assert not check_log(log.session.path).faults
        log.run(Redo())
        assert _tables(log) == after
        assert not check_log(log.session.path).faults


def test_rows_that_were_changed_more_than_once_go_back_to_the_first(make_log: Callable[[], Any]) -> None:
    log, other = make_log(), make_log()
    other.ids.last = 1 << 64
    first = logged(other)
    when = ReportedTime("the day before", Anchor(AnchorKind.INCIDENT, date(2023, 10, 17), first), "UTC", 0, 86_400)
    logged(other, replace(FULL, title="Another", when=when, statements=()))
    rows = sorted(rows_of(other), key=lambda row: str(row.values.get("title")))
    before = _tables(log)
    take_rows(log.session, "other.xlsx", told(rows))
    after = _tables(log)
    assert log.values(_OFTEN)
    for _ in range(2):
        log.run(Undo())
        assert _tables(log) == before
        log.run(Redo())
        assert _tables(log) == after
        assert not check_log(log.session.path).faults


def test_the_journal_holds_each_change_once_and_under_one_operation(log: Any) -> None:
    _taken(log)
    made = log.values("SELECT table_name, row_id FROM change WHERE operation_id = 1 ORDER BY id")
    log.run(Undo())
    gone = log.values("SELECT table_name, row_id FROM change WHERE operation_id = 2 AND after IS NULL ORDER BY id")
    assert sorted(gone) == sorted(made)
    assert log.values("SELECT id, kind, reverses FROM operation ORDER BY id") == [(1, "import", None), (2, "undo", 1)]
    assert len(log.values("SELECT incident_id FROM operation_incident WHERE operation_id = 2")) == 40


def test_what_was_changed_since_is_named_and_nothing_is_turned_back(
    log: Any, writer_elsewhere: sqlite3.Connection
) -> None:
    _taken(log)
    writer_elsewhere.execute("UPDATE incident SET title = 'Another' WHERE id IN (3, 39)")
    held = _tables(log)
    problem = refusal(log, Undo()).problems[0]
    assert problem.code == "changed_since"
    assert "2024-0003" in str(problem.text)
    assert "2024-0039" in str(problem.text)
    assert _tables(log) == held
    assert log.values("SELECT count(*) FROM operation") == [(1,)]


def test_what_something_stands_on_is_named_and_nothing_is_turned_back(
    log: Any, writer_elsewhere: sqlite3.Connection
) -> None:
    _taken(log)
    writer_elsewhere.execute("INSERT INTO source_grade (source_id, basis) VALUES (4, 'seen')")
    held = _tables(log)
    problem = refusal(log, Undo()).problems[0]
    assert problem.code == "changed_since"
    assert _tables(log) == held
    assert log.values("SELECT count(*) FROM operation") == [(1,)]
