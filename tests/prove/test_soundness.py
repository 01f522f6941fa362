"""What the proofs look for is found where it is planted."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.commands import LogIncident, SetStatus
from ascertain.app.session import create_session
from ascertain.domain.codes import Status
from tests.prove.incidents import content_of, reason_of
from tests.prove.soundness import Ledger, faults_of_file, faults_of_index, missing


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.ascertain"
    draw = random.Random(1)
    with closing(create_session(path)) as session:
        made = [session.ledger.run(LogIncident(content_of(f"One {at}", draw))).result().made[0] for at in range(4)]
        session.ledger.run(SetStatus(tuple(made), Status.CLAIMED, reason_of("Set", len(made)))).result()
    return path


def _spoil(log: Path, sql: str) -> None:
    with closing(sqlite3.connect(log)) as connection:
        assert connection.execute(sql).rowcount
        connection.commit()


def test_a_whole_log_has_no_faults(log: Path, tmp_path: Path) -> None:
    assert not missing(log, range(1, 6))
    assert not Ledger().faults(log, deep=True)
    assert not faults_of_file(log)
    assert not faults_of_index(log, tmp_path)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE incident SET title = 'another' WHERE id = 2",
        "DELETE FROM statement WHERE id = 1",
        "DELETE FROM change WHERE operation_id = 5 AND id = (SELECT max(id) FROM change)",
        "DELETE FROM change WHERE operation_id = 1 AND table_name = 'incident_text'",
        "DELETE FROM change WHERE operation_id = 3",
    ],
)
def test_a_planted_half_is_found(log: Path, sql: str) -> None:
    _spoil(log, sql)
    assert Ledger().faults(log, deep=True)


def test_an_operation_that_is_gone_is_found(log: Path) -> None:
    _spoil(log, "DELETE FROM operation WHERE id = 3")
    assert missing(log, range(1, 6)) == [3]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM incident_search WHERE rowid = 2",
        "UPDATE incident_search SET title = 'another' WHERE rowid = 2",
        "UPDATE incident SET statements = 7 WHERE id = 2",
        "INSERT INTO document_search (rowid, title) VALUES (99, 'x')",
        "UPDATE incident_search_data SET block = zeroblob(20) WHERE id > 10",
    ],
)
def test_a_spoilt_index_is_found(log: Path, tmp_path: Path, sql: str) -> None:
    _spoil(log, sql)
    assert faults_of_index(log, tmp_path)
